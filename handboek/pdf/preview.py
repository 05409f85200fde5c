"""A picture of a sheet for its page on the site."""
from __future__ import annotations

import io

WIDTH = 1000  # pixels


def preview(pdf: bytes, page: int) -> bytes:
    """A page of the PDF (counted from 0; the last one if there are fewer) as a PNG of 1000 pixels wide."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        sheet = document[min(page, len(document) - 1)]
        picture = sheet.render(scale=WIDTH / sheet.get_width()).to_pil()
    finally:
        document.close()
    out = io.BytesIO()
    picture.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()
