"""PDFium (the viewer inside Chrome, Edge and Android) through its own form interface: click, type, draw, save."""
from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from handboek.pdf.forms import POINTS_PER_MM, Field

SCALE = 2.0  # pixels a point


class Form:
    """An open document whose fields can be clicked and typed in."""

    def __init__(self, document: pypdfium2.PdfDocument):
        self.document = document
        # A page is only part of the form while it is held.
        self.pages = [document[number] for number in range(len(document))]

    def click(self, field: Field) -> None:
        page, (left, top, width, height) = self.pages[field.page - 1], field.rectangle
        x, y = (left + width / 2) * POINTS_PER_MM, page.get_height() - (top + height / 2) * POINTS_PER_MM
        for event in (pdfium.FORM_OnMouseMove, pdfium.FORM_OnLButtonDown, pdfium.FORM_OnLButtonUp):
            event(self.document.formenv, page, 0, x, y)

    def type(self, field: Field, text: str) -> None:
        """Click in the field, type, and leave it, for only then the other places of its name follow."""
        self.click(field)
        for letter in text:
            pdfium.FORM_OnChar(self.document.formenv, self.pages[field.page - 1], ord(letter), 0)
        pdfium.FORM_ForceToKillFocus(self.document.formenv)

    def ink(self, field: Field) -> int:
        """How many dark pixels the rectangle of the field holds."""
        picture = self.pages[field.page - 1].render(scale=SCALE, may_draw_forms=True).to_pil().convert("L")
        return dark(picture, field, SCALE * POINTS_PER_MM)

    def saved(self) -> bytes:
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()


def dark(picture: Image.Image, field: Field, pixels_per_mm: float, origin: tuple[int, int] = (0, 0)) -> int:
    """How many pixels inside the field are darker than the colour with which a viewer marks a field."""
    left, top, width, height = (value * pixels_per_mm for value in field.rectangle)
    box = (left + origin[0], top + origin[1], left + width + origin[0], top + height + origin[1])
    cut = picture.convert("L").crop(tuple(round(value) for value in box))  # type: ignore[arg-type]
    return sum(value < 180 for value in cut.tobytes())


@contextmanager
def opened(pdf: Path | bytes) -> Iterator[Form]:
    """The form of a PDF file, closed afterwards."""
    document = pypdfium2.PdfDocument(pdf)
    document.init_forms()
    try:
        form = Form(document)
        yield form
        for page in form.pages:
            page.close()
    finally:
        document.close()
