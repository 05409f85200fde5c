"""Pictograms as stamps: WeasyPrint draws each once, and what it drew is printed in every place of every sheet.

Drawing pictograms anew in each place is a third of the work. This module alone reaches into WeasyPrint beyond what is
documented: what an image must be able to do, and how an SVG is drawn. `usable` tries it out on a small page; where it
does not work as expected, sheets are drawn the plain way, which takes longer and looks the same.
"""
from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

from handboek.pictograms import SVG
from handboek.variants import INKS, Ink

# What a drawing may consist of to be the same in every place: lines and planes, and no text, effects or references.
SHAPES = {"svg", "g", "path", "circle", "ellipse", "line", "rect", "polyline", "polygon"}
EFFECTS = {"preserveAspectRatio", "opacity", "filter", "mask", "clip-path", "style", "class",
           "marker-start", "marker-mid", "marker-end"}
# Points around the origin: a drawing may stick out of its own box. The page cuts off what is outside of it.
BOX = (-10_000, -10_000, 10_000, 10_000)
# All that WeasyPrint writes for a place where a stamp is printed.
PRINT = re.compile(rb"((?:\S+ 0 0 \S+ \S+ \S+ cm\n)+)(/i[0-9a-f]{12}0) Do\s*")


class Stamps(dict[str, Any]):
    """What WeasyPrint takes for its cache of images: it holds a stamp for every drawing that can be one.

    `fetch` gives the SVG of an address in an ink, or None where that is for WeasyPrint to load and to complain about.
    """

    def __init__(self, fetch: Callable[[str, Ink], str | None]):
        super().__init__()
        self.fetch = fetch
        self.cut: dict[str, Stamp | None] = {}

    def __contains__(self, url: object) -> bool:
        return super().__contains__(url) or self._stamp(str(url)) is not None

    def __getitem__(self, url: str) -> Any:
        return self._stamp(url) or super().__getitem__(url)

    def operators(self, ink: Ink) -> dict[str, bytes]:
        """What each stamp draws in this ink, by the name that it has in a PDF."""
        return {stamp.name: stamp.operators[ink] for stamp in self.cut.values() if stamp and stamp.operators}

    def _stamp(self, url: str) -> Stamp | None:
        if url not in self.cut:
            svgs = {ink: svg for ink in INKS if (svg := self.fetch(url, ink)) and _can_be_stamp(svg)}
            self.cut[url] = Stamp(url, svgs) if len(svgs) == len(INKS) else None
        return self.cut[url]


class Stamp:
    """One drawing. WeasyPrint asks of an image what `get_intrinsic_size`, `draw` and `get_x_object` answer."""

    def __init__(self, url: str, svgs: dict[Ink, str]):
        self.id = hashlib.sha256(url.encode()).hexdigest()[:12]
        self.name = f"/i{self.id}0"
        self.svgs = svgs
        self.operators: dict[Ink, bytes] = {}
        self.states: dict[str, dict[str, float]] = {}
        box = ElementTree.fromstring(svgs["color"]).attrib["viewBox"].split()
        self.width, self.height = float(box[2]), float(box[3])

    def get_intrinsic_size(self, _resolution: float, _font_size: float) -> tuple[None, None, float]:
        return None, None, self.width / self.height

    def draw(self, stream: Any, width: float, height: float, _style: object) -> None:
        """Print the stamp in the middle of this rectangle, as large as it can be: that is what an SVG asks for."""
        if not self.operators:
            self._cut(stream)
        scale = min(width / self.width, height / self.height)
        stream.transform(scale, 0, 0, scale, (width - self.width * scale) / 2, (height - self.height * scale) / 2)
        stream.draw_x_object(stream.add_image(self, False, 1))

    def get_x_object(self, _interpolate: bool, _ratio: float) -> Any:
        """The drawing as an object of one PDF."""
        import pydyf
        states = pydyf.Dictionary({name: pydyf.Dictionary(state) for name, state in self.states.items()})
        return pydyf.Stream([self.operators["color"]], pydyf.Dictionary({
            "Type": "/XObject", "Subtype": "/Form", "BBox": pydyf.Array(BOX), "Name": self.name,
            "Resources": pydyf.Dictionary({"ExtGState": states}),
            "Group": pydyf.Dictionary({"Type": "/Group", "S": "/Transparency", "I": "true", "CS": "/DeviceRGB"})}))

    def _cut(self, stream: Any) -> None:
        """Let WeasyPrint draw the drawing in each ink, on a stream that belongs to no page."""
        import pydyf
        from weasyprint.images import SVGImage
        for ink, svg in self.svgs.items():
            kinds = ("ExtGState", "XObject", "Pattern", "Shading")
            resources = pydyf.Dictionary({kind: pydyf.Dictionary() for kind in kinds})
            canvas = stream.clone(resources=resources, fonts={}, images={}, tags=None, extra={})
            SVGImage(ElementTree.fromstring(svg), None, None, None).draw(canvas, self.width, self.height, None)
            self.states |= {name: dict(state) for name, state in resources.pop("ExtGState").items()}
            assert not any(resources.values()), "a stamp of shapes alone needs nothing else"
            self.operators[ink] = b"\n".join(canvas.stream)


def _can_be_stamp(svg: str) -> bool:
    root = ElementTree.fromstring(svg)
    if "viewBox" not in root.attrib or {"width", "height"} & set(root.attrib):
        return False
    return all(element.tag.rpartition("}")[2] in SHAPES and not EFFECTS & set(element.attrib)
               and not any("url(" in value for value in element.attrib.values()) for element in root.iter())


TRIAL = (f'<svg xmlns="{SVG}" viewBox="2 3 10 20"><g fill="#f00"><path d="M2 3l9 9z" stroke="#00f"/></g></svg>')
TRIAL_URL = f"data:image/svg+xml,{quote(TRIAL)}"
TRIAL_PAGE = f"""<style>@page {{ margin: 0; size: 40px }} body {{ margin: 0; height: 40px;
background: url("{TRIAL_URL}") no-repeat 9px 8px / 10px 20px }}</style>"""


@cache
def usable() -> bool:
    """Whether this WeasyPrint prints stamps, and draws on a stamp what it draws on a page: it is asked for both."""
    import weasyprint
    stamps = Stamps(lambda url, ink: TRIAL if url == TRIAL_URL else None)
    try:
        page = weasyprint.HTML(string=TRIAL_PAGE)
        stamped, plain = (page.write_pdf(cache=cache, uncompressed_pdf=True) for cache in (stamps, None))
        (operators,) = stamps.operators("color").values()
        return operators in stamped and operators in plain and PRINT.search(stamped) is not None
    except Exception:
        return False
