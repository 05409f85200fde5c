"""A sheet in black lines, made from the PDF of the same sheet in colour.

The two differ in nothing but the colours of tokens.css and in what the pictograms look like, so the layout, which is
most of the work, is done once.
"""
from __future__ import annotations

import re

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

Colors = dict[tuple[int, ...], tuple[int, ...]]
# An operator that chooses a colour to fill or to stroke with.
CHOICE = re.compile(rb"^(\S+) (\S+) (\S+) (rg|RG)$", re.MULTILINE)


def redraw(pdf: Pdf, before: dict[str, str], after: dict[str, str], stamps: dict[str, bytes]) -> None:
    """Give the colours `before` (`#1C63A8`, by name) those of `after`, and each stamp, by name, other operators."""
    colors = {_parts(before[name]): _parts(after[name]) for name in before}
    for thing in pdf.objects:
        if isinstance(thing, Stream) and thing.get("/Subtype") == Name.Form:
            stamp = stamps.get(str(thing.get("/Name")))
            thing.write(_recolored(thing.read_bytes(), colors) if stamp is None else stamp)
        elif isinstance(thing, Dictionary) and "/ShadingType" in thing:
            _recolor(thing.Function, colors)
    same: dict[bytes, Object] = {}
    for page in pdf.pages:
        page.Contents.write(_recolored(page.Contents.read_bytes(), colors))
        drawings = page.Resources.get("/XObject", Dictionary())
        for name in sorted(drawings.keys() & stamps.keys()):  # some differed in nothing but their colours
            drawings[name] = same.setdefault(stamps[name], drawings[name])


def _parts(color: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(color.removeprefix("#")))


def _recolored(content: bytes, colors: Colors) -> bytes:
    def chosen(choice: re.Match[bytes]) -> bytes:
        color = _replaced([float(part) for part in choice.groups()[:3]], colors)
        return b"%s %s" % (" ".join(f"{part:.6g}" for part in color).encode(), choice[4]) if color else choice[0]

    return CHOICE.sub(chosen, content)


def _recolor(function: Object, colors: Colors) -> None:
    """The same in the function of a gradient, which has functions of its own where it has more than two colours."""
    for part in function.get("/Functions", []):
        _recolor(part, colors)
    for key in ("/C0", "/C1"):
        parts = [float(part) for part in function.get(key, [])]
        if color := _replaced(parts, colors):
            function[key] = Array(color)


def _replaced(color: list[float], colors: Colors) -> list[float] | None:
    """The colour that comes instead, in parts from 0 to 1; None for one that stays."""
    other = colors.get(tuple(round(part * 255) for part in color))
    return other and [round(part / 255, 6) for part in other]  # type: ignore[return-value]
