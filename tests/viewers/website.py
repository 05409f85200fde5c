"""The finished website in a browser, behind a server that says with each page what the handbook asks servers to say.

These are fixtures; conftest.py makes them known to every test.
"""
from __future__ import annotations

import functools
import gzip
import http.server
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from viewers.chromium import playwright, without_windows

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
             "--disable-sync", "--no-first-run"]
TEXTS = {".html", ".css", ".js", ".json", ".svg"}


def headers_of(site: Path) -> list[tuple[str, str]]:
    """What the site's own `_headers` file asks for."""
    lines = (site / "_headers").read_text(encoding="utf-8").splitlines()
    pairs = (line.strip().partition(": ") for line in lines if line.startswith(" "))
    return [(name, value) for name, _, value in pairs]


class Server(http.server.SimpleHTTPRequestHandler):
    """Serves a folder in silence, and packs texts as every server does."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: object, headers: list[tuple[str, str]], directory: str):
        self.said = headers
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() and self.path.partition("?")[0].endswith("/") else path
        if not path.is_file() or path.suffix not in TEXTS or "gzip" not in self.headers.get("Accept-Encoding", ""):
            return super().send_head()
        packed = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(packed)))
        self.end_headers()
        return io.BytesIO(packed)

    def end_headers(self) -> None:
        for name, value in self.said:
            self.send_header(name, value)
        # As with every server: what a page shares with the last one is not fetched again. The site stays as it is.
        self.send_header("Cache-Control", "max-age=3600")
        super().end_headers()

    def log_message(self, *arguments: object) -> None:
        pass


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address at which the folder is served."""
    handler = functools.partial(Server, headers=headers_of(site), directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()


@pytest.fixture(scope="session")
def address(built: Path) -> Iterator[str]:
    """The finished site behind a server of this machine."""
    with served(built / "site") as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    browser = playwright().chromium.launch(executable_path=without_windows(), args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page that fails its test when it asks for anything elsewhere, keeps a cookie, or has an error on its console.

    What the policy of the site forbids is an error on the console too.
    """
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    faults = watched(context, address)
    yield context.new_page()
    assert faults == []
    assert context.cookies() == []
    context.close()


def watched(context: BrowserContext, own: str) -> list[str]:
    """A list that fills with what no page of the context may do: errors, and requests to another place than `own`."""
    faults: list[str] = []
    context.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    context.on("weberror", lambda error: faults.append(str(error.error)))
    context.on("request", lambda request: None if request.url.startswith((own, "data:", "blob:"))
               else faults.append(request.url))
    return faults
