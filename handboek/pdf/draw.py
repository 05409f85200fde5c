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
from typing import Any

from pikepdf import Pdf

from handboek.catalogue import Catalogue
from handboek.pdf import drawings, lines
from handboek.pdf.sheet import styles
from handboek.variants import INKS, Ink

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
    """Draws sheets; what can be read or drawn once for all of them is.

    A sheet in black lines is laid out as the one in colour, so it is made from that one (see `lines`).
    """

    def __init__(self, templates: Path, catalogue: Catalogue):
        import weasyprint

        from handboek.pdf import stamps
        from handboek.pdf.assets import Assets
        self.weasyprint = weasyprint
        self.templates = templates
        self.assets: dict[Ink, Assets] = {ink: Assets(templates, catalogue, ink) for ink in INKS}
        self.stamps = stamps.Stamps(self._svg) if stamps.usable() else None
        self._looks: dict[Ink, tuple[Any, Any]] = {}
        self._last: tuple[tuple[str, bool, Ink], tuple[bytes, list[str]]] | None = None

    def draw(self, html: str, form: bool, ink: Ink = "color") -> tuple[bytes, list[str]]:
        """The PDF, not compressed, and the heading of each page ('' where a page has none); `finish` goes next.

        Raises DrawingError.
        """
        key = (html, form, "color" if self.stamps is not None else ink)
        if not self._last or self._last[0] != key:
            self._last = key, self._drawn(*key)
        return self._last[1]

    def finish(self, pdf: Pdf, ink: Ink) -> None:
        """Print each drawing once, and give what `draw` made its ink."""
        drawings.share(pdf)
        if ink == "line" and self.stamps is not None:
            lines.redraw(pdf, self.assets["color"].tokens, self.assets["line"].tokens, self.stamps.operators("line"))

    def _drawn(self, html: str, form: bool, ink: Ink) -> tuple[bytes, list[str]]:
        with no_complaints():
            fonts, styles = self._look(ink)
            document = self.weasyprint.HTML(string=html, url_fetcher=self.assets[ink], base_url="handboek:").render(
                stylesheets=[styles], font_config=fonts, cache=self.stamps, pdf_forms=form, pdf_variant="pdf/ua-1")
            pdf = document.write_pdf(pdf_forms=form, pdf_variant="pdf/ua-1", uncompressed_pdf=True)
        if self.stamps is not None:
            self.stamps.clear()  # the images that are no stamps keep the layout of this document alive
        return pdf, [page.bookmarks[0][1] if page.bookmarks else "" for page in document.pages]

    def _look(self, ink: Ink) -> tuple[Any, Any]:
        """Fonts and style sheets, which take a tenth of the work when they are read for each sheet."""
        if ink not in self._looks:
            from weasyprint.text.fonts import FontConfiguration
            fonts = FontConfiguration()
            self._looks[ink] = fonts, self.weasyprint.CSS(string=styles(self.templates, ink), url_fetcher=self.assets[ink],
                                                          font_config=fonts, base_url="handboek:")
        return self._looks[ink]

    def _svg(self, url: str, ink: Ink) -> str | None:
        try:
            content = self.assets[ink].content(url)
        except (LookupError, OSError, SyntaxError, ValueError):
            return None  # WeasyPrint asks for it too, and its complaint is told
        return content if isinstance(content, str) else None
