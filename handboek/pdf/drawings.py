"""One drawing for all places where it stands.

WeasyPrint stores a pictogram anew for every place, with the place written into it, so that no two are alike. Here the
place is moved into the page; what is left is the same everywhere and kept once. That halves a file.
"""
from __future__ import annotations

import re

import pikepdf
from pikepdf import Array, Dictionary, Pdf

from handboek.pdf.stamps import BOX, PRINT

# How WeasyPrint begins a drawing: where it stands, then (in an image) how large it is.
PLACE = re.compile(rb"\A1 0 0 1 \S+ \S+ cm\n(?:(q\n)1 0 0 1 0 0 cm\n\S+ 0 0 \S+ \S+ \S+ cm\n)?")
USE = re.compile(rb"^(/\S+) Do$", re.MULTILINE)


def share(pdf: Pdf) -> None:
    """Keep one of all drawings that differ in nothing but their place and size."""
    uses: dict[bytes, bytes] = {}
    kept: dict[tuple[bytes, bytes, bytes], pikepdf.Object] = {}
    for page in pdf.pages:
        content, drawings = page.Contents.read_bytes(), page.Resources.get("/XObject", Dictionary())
        for name in USE.findall(content):
            if name not in uses:
                uses[name] = _printed(drawings, name) or _shared(drawings, name, kept)
        page.Contents.write(USE.sub(lambda use: uses[use[1]], content))


def _printed(drawings: pikepdf.Object, name: bytes) -> bytes | None:
    """What prints a stamp on the page itself, if this drawing does nothing else."""
    drawing = drawings[name.decode()]
    found = PRINT.fullmatch(drawing.read_bytes())
    if not found:
        return None
    stamp = found[2].decode()
    if stamp not in drawings:
        drawings[stamp] = drawing.Resources.XObject[stamp]
    del drawings[name.decode()]
    return b"q\n%s%s Do\nQ" % (found[1], found[2])


def _shared(drawings: pikepdf.Object, name: bytes, kept: dict[tuple[bytes, bytes, bytes], pikepdf.Object]) -> bytes:
    key = name.decode()
    place = _take_place(drawings[key])
    drawings[key] = kept.setdefault(_essence(drawings[key]), drawings[key])
    return b"q\n%s%s Do\nQ" % (place, name)


def _take_place(drawing: pikepdf.Object) -> bytes:
    """The operators that say where the drawing stands, which are taken out of it."""
    content = drawing.read_bytes()
    place = PLACE.match(content)
    # A pattern is laid out from the origin of its drawing: that one must stay where it is.
    if not place or drawing.Resources.get("/Pattern"):
        return b""
    drawing.write((place[1] or b"") + content[place.end():])
    drawing.BBox = Array(BOX)
    return place[0].replace(b"q\n", b"")


def _essence(drawing: pikepdf.Object) -> tuple[bytes, bytes, bytes]:
    """What tells one drawing from another. References inside are compared by number: to the same font or to another."""
    return drawing.read_raw_bytes(), drawing.BBox.unparse(), drawing.Resources.unparse(resolved=True)
