"""Chromium's own PDF viewer, without a screen.

Playwright starts its browsers in a mode that has no PDF viewer; the new headless mode has one. What the viewer draws is
closed to scripts, so we look at its pixels: at 100 % an inch is 96 of them.
"""
from __future__ import annotations

import base64
import io
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from shutil import which

from PIL import Image
from playwright.sync_api import Page, Playwright, sync_playwright

from handboek.bootstrap import HEADLESS, find_browser
from handboek.pdf.forms import Field
from viewers.pdfium import dark

PIXELS_PER_MM = 96 / 25.4
WHITE = (255, 255, 255)
PATIENCE = 30  # seconds
# What its button to save does, up to the window of the system that asks for a name.
SAVE = """async () => {
  const controller = document.querySelector("pdf-viewer").currentController;
  const {dataToSave} = await controller.save("EDITED");
  const bytes = new Uint8Array(dataToSave);
  let text = "";
  for (let start = 0; start < bytes.length; start += 8192)
    text += String.fromCharCode(...bytes.subarray(start, start + 8192));
  return btoa(text);
}"""


@cache
def playwright() -> Playwright:
    """The one driver of this process: it takes a second to start, and a thread cannot have two."""
    return sync_playwright().start()


def program() -> str | None:
    """The browser that the set-up chooses; None for the one that Playwright fetched, which has no PDF viewer."""
    return find_browser()


def without_windows() -> str | None:
    """The same browser made for a machine without a screen, if it is there: a page costs it half the work.

    That is what Playwright fetches too. It has no PDF viewer.
    """
    return program() if os.environ.get("CHROME_PATH") else which(HEADLESS) or program()


class Viewer:
    """A window in which `first` and the pages after it stand below each other, as many as fit in it."""

    def __init__(self, page: Page, pdf: Path, first: int):
        self.page, self.first = page, first
        page.goto(f"{pdf.as_uri()}#page={first}&zoom=100&toolbar=0")
        self.left, self.tops = self._corners()

    def picture(self) -> Image.Image:
        return Image.open(io.BytesIO(self.page.screenshot())).convert("RGB")

    def click(self, field: Field) -> None:
        left, top, width, height = (value * PIXELS_PER_MM for value in field.rectangle)
        x, y = self.left, self.tops[field.page - self.first]
        self.page.mouse.click(x + left + width / 2, y + top + height / 2)

    def type(self, field: Field, text: str) -> None:
        """Click in the field, type when its cursor blinks, and leave it."""
        before, end = self.ink(field), time.monotonic() + PATIENCE
        self.click(field)
        while self.ink(field) == before:  # keys that come sooner would go to the window, which a space scrolls
            if time.monotonic() > end:
                raise TimeoutError("Chromium shows no cursor in the field")
            time.sleep(0.1)
        self.page.keyboard.type(text)
        self.page.keyboard.press("Tab")

    def saved(self) -> bytes:
        """The document as the viewer saves it."""
        own = next(frame for frame in self.page.frames if frame.url.startswith("chrome-extension:"))
        return base64.b64decode(own.evaluate(SAVE))

    def ink(self, field: Field) -> int:
        return dark(self.picture(), field, PIXELS_PER_MM, (self.left, self.tops[field.page - self.first]))

    def wait_for_ink(self, field: Field, more_than: int = 0) -> int:
        """The dark pixels in the field as soon as there are more than so many, or after a while."""
        end = time.monotonic() + PATIENCE
        while (found := self.ink(field)) <= more_than and time.monotonic() < end:
            time.sleep(0.2)
        return found

    def _corners(self) -> tuple[int, list[int]]:
        """Where the pages stand: their left edge and the top edge of each. They are white on a dark ground."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            picture = self.picture()
            middle, near_top = picture.width // 2, 20
            if picture.getpixel((middle, near_top)) == WHITE and picture.getpixel((0, near_top)) != WHITE:
                left = next(x for x in range(middle, 0, -1) if picture.getpixel((x, near_top)) != WHITE) + 1
                margin = [picture.getpixel((left + 5, y)) == WHITE for y in range(picture.height)]
                return left, [y for y, white in enumerate(margin) if white and not margin[max(0, y - 1)]]
            time.sleep(0.2)
        raise TimeoutError("Chromium shows no page")


@contextmanager
def opened(pdf: Path, first: int, pages: int) -> Iterator[Viewer]:
    """The viewer with `pages` pages of A4 landscape in sight, from page `first`."""
    # What Playwright calls headless is the old mode; --no-sandbox because containers run as root.
    browser = playwright().chromium.launch(executable_path=program(), headless=False,
                                           args=["--headless=new", "--no-sandbox"])
    try:
        height = round(210 * PIXELS_PER_MM + 20) * pages
        yield Viewer(browser.new_page(viewport={"width": 1300, "height": height}), pdf, first)
    finally:
        browser.close()
