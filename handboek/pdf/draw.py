"""Drawing: one HTML document becomes one PDF. Anything that WeasyPrint has to say is an error.

WeasyPrint reports what it cannot do (a missing letter, an unknown property, a file that is not
there) in its log and goes on. On paper that is a square instead of a letter, so we stop.
"""
from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from handboek.catalogue import Catalogue
from handboek.variants import Ink

FONTCONFIG = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""
# 1 January 2026: the dates inside a PDF must not differ between two builds of the same content.
EPOCH = "1767225600"


def prepare(work: Path, fonts: Path) -> None:
    """Hide the fonts and the clock of this machine; call it before WeasyPrint is imported.

    With the fonts of the machine in sight the same sheet gives other bytes on another machine.
    """
    config = work / "fonts.conf"
    config.parent.mkdir(parents=True, exist_ok=True)
    text = FONTCONFIG.format(fonts=fonts, cache=work / "fontconfig")
    # Not written anew by each worker: another one may be reading it.
    if not config.exists() or config.read_text(encoding="utf-8") != text:
        config.write_text(text, encoding="utf-8")
    os.environ["FONTCONFIG_FILE"] = str(config)
    os.environ.setdefault("SOURCE_DATE_EPOCH", EPOCH)


class DrawingError(Exception):
    """WeasyPrint complained. The message is its own, one complaint a line."""


@contextmanager
def no_complaints() -> Iterator[None]:
    """Raises DrawingError when WeasyPrint or fontTools logs a warning inside the block."""
    complaints: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            complaints.append(record.getMessage())

    handler = Collector(level=logging.WARNING)
    loggers = [logging.getLogger(name) for name in ("weasyprint", "fontTools")]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        yield
    finally:
        for logger in loggers:
            logger.removeHandler(handler)
    if complaints:
        raise DrawingError("\n".join(dict.fromkeys(complaints)))


class Press:
    """Draws sheets in one language; fonts and style sheets are read once, for that is a tenth of the work."""

    def __init__(self, templates: Path, catalogue: Catalogue, styles: str, ink: Ink = "color"):
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration

        from handboek.pdf.assets import Assets
        self.weasyprint = weasyprint
        self.assets = Assets(templates, catalogue, ink)
        self.fonts = FontConfiguration()
        with no_complaints():
            self.styles = weasyprint.CSS(string=styles, url_fetcher=self.assets, font_config=self.fonts, base_url="handboek:")

    def draw(self, html: str, form: bool) -> tuple[bytes, list[str]]:
        """The PDF, and the heading of each page ('' where a page has none). Raises DrawingError."""
        with no_complaints():
            document = self.weasyprint.HTML(string=html, url_fetcher=self.assets, base_url="handboek:").render(
                stylesheets=[self.styles], font_config=self.fonts, pdf_forms=form, pdf_variant="pdf/ua-1")
            # Not compressed: `forms.finish` reads it next, and compresses what it writes.
            pdf = document.write_pdf(pdf_forms=form, pdf_variant="pdf/ua-1", uncompressed_pdf=True)
        return pdf, [page.bookmarks[0][1] if page.bookmarks else "" for page in document.pages]
