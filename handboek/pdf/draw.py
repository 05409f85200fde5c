"""Drawing: one HTML document becomes one PDF. Anything that WeasyPrint has to say is an error.

WeasyPrint reports what it cannot do (a missing letter, an unknown property, a file that is not
there) in its log and goes on. On paper that is a square instead of a letter, so we stop.
"""
from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from pikepdf import Pdf

from handboek.pdf import SCHEME, drawings, lines
from handboek.variants import INKS, Ink

FONTCONFIG = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""
# 1 January 2026: the dates inside a PDF must not differ between two builds of the same content.
EPOCH = "1767225600"


def prepare(work: Path, fonts: Path) -> None:
    """Hide the fonts and the clock of this machine; call it before WeasyPrint is imported.

    With the fonts of the machine in sight the same sheet gives other bytes on another machine.
    """
    config = work / "fonts.conf"
    config.parent.mkdir(parents=True, exist_ok=True)
    # A folder may be called R&D.
    text = FONTCONFIG.format(fonts=escape(str(fonts)), cache=escape(str(work / "fontconfig")))
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


@contextmanager
def interruptible() -> Iterator[None]:
    """Ctrl-C stops what is drawn in this process, also where WeasyPrint takes it for a picture that it cannot draw."""
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler or not _in_main_thread():
        yield
        return
    pressed = False

    def interrupt(_number: int, _frame: object) -> None:
        nonlocal pressed
        pressed = True
        raise KeyboardInterrupt

    signal.signal(signal.SIGINT, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if pressed:
            raise KeyboardInterrupt


def _in_main_thread() -> bool:
    return threading.current_thread() is threading.main_thread()


@dataclass(frozen=True)
class Supplies:
    """What sheets are drawn with: our templates, where each pictogram is drawn, and the styles of each ink."""

    templates: Path
    pictograms: dict[str, Path]
    styles: dict[Ink, str]


class Press:
    """Draws sheets; what can be read or drawn once for all of them is.

    A sheet in black lines is laid out as the one in colour, so it is made from that one (see `lines`). Raises
    DrawingError when the styles are wrong.
    """

    def __init__(self, supplies: Supplies):
        with interruptible():
            import weasyprint

            from handboek.pdf import stamps
            from handboek.pdf.assets import Assets
            self.weasyprint = weasyprint
            self.supplies = supplies
            self.assets: dict[Ink, Assets] = {ink: Assets(supplies.templates, supplies.pictograms, ink) for ink in INKS}
            self.stamps = stamps.Stamps(self._svg) if stamps.usable() else None
            inks: tuple[Ink, ...] = INKS if self.stamps is None else ("color",)
            self._looks = {ink: self._look(ink) for ink in inks}
        # A sheet comes in each ink, one after the other, perhaps at first with lines that turn out to be too far apart.
        self._drawn = lru_cache(maxsize=2)(self._draw)

    def draw(self, html: str, form: bool, ink: Ink = "color") -> tuple[bytes, list[str]]:
        """The PDF, not compressed, and the heading of each page ('' where a page has none); `finish` goes next.

        Raises DrawingError.
        """
        return self._drawn(html, form, ink if self.stamps is None else "color")

    def finish(self, pdf: Pdf, ink: Ink) -> None:
        """Keep each drawing of what `draw` made once, and give it its ink."""
        drawings.share(pdf)
        if ink == "line" and self.stamps is not None:
            lines.redraw(pdf, self.assets["color"].tokens, self.assets["line"].tokens, self.stamps.operators("line"))

    def _draw(self, html: str, form: bool, ink: Ink) -> tuple[bytes, list[str]]:
        fonts, styles = self._looks[ink]
        with interruptible(), no_complaints():
            document = self.weasyprint.HTML(string=html, url_fetcher=self.assets[ink], base_url=SCHEME).render(
                stylesheets=[styles], font_config=fonts, cache=self.stamps, pdf_forms=form, pdf_variant="pdf/ua-1")
            # Not compressed: `forms.finish` reads it next, and compresses what it writes.
            pdf = document.write_pdf(pdf_forms=form, pdf_variant="pdf/ua-1", uncompressed_pdf=True)
        if self.stamps is not None:
            self.stamps.clear()  # images that are no stamps keep the layout of this document alive
        return pdf, [page.bookmarks[0][1] if page.bookmarks else "" for page in document.pages]

    def _look(self, ink: Ink) -> tuple[Any, Any]:
        """Fonts and style sheets: to read them for each sheet would be a tenth of the work."""
        from weasyprint.text.fonts import FontConfiguration
        fonts = FontConfiguration()
        with no_complaints():
            return fonts, self.weasyprint.CSS(string=self.supplies.styles[ink], url_fetcher=self.assets[ink],
                                              font_config=fonts, base_url=SCHEME)

    def _svg(self, url: str, ink: Ink) -> str | None:
        try:
            content = self.assets[ink].content(url)
        except (LookupError, OSError, SyntaxError, ValueError):
            return None  # WeasyPrint asks for it too, and its complaint is told
        return content if isinstance(content, str) else None
