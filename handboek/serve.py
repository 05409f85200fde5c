"""The website on this machine, rebuilt and reloaded in the browser when a source changes."""
from __future__ import annotations

import gc
import mimetypes
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from mkdocs.livereload import LiveReloadServer

from handboek.cache import Cache
from handboek.gate import READ
from handboek.live import Live
from handboek.project import Project
from handboek.report import summary_text, tell
from handboek.site.addresses import BOOK, DOWNLOADS, OFFLINE

LOOK_EVERY = 0.1  # seconds: to look costs 6 ms
AT_REST = 1.0  # seconds after the pages were made: the browser has them
AT_ONCE = 0.05  # seconds: what was saved within it counts as one change


def serve(project: Project, port: int, cache: Cache) -> None:
    """Make the pages, then serve them until Ctrl-C or SIGTERM. A mistake is told and the last good pages stay.

    Raises AuthorError when the first pages cannot be made, OSError when the port is taken.
    """
    with socket.socket() as probe:  # a port that is taken is told now, and not after the pages were made
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a service manager stops it as tidily as Ctrl-C does
    live = Live(project.root, cache)
    try:
        gc.disable()  # to look for garbage takes a sixth of the time: not while somebody waits
        _update(live)
        gc.collect()
        gc.freeze()  # most of what is there now stays
        server = Server(live, port)
        for name in READ:
            server.watch(str(project.root / name))
        print(f"Open {server.url} in je browser. Stoppen: Ctrl-C.", flush=True)
        try:
            server.serve()
        finally:
            server.shutdown()
    finally:
        live.close()


def _update(live: Live) -> None:
    started = time.perf_counter()
    summary = live.update()
    print(summary_text(summary, time.perf_counter() - started), flush=True)


class Server(LiveReloadServer):
    """Serves the pages as MkDocs does, and the sheets as they are asked for."""

    def __init__(self, live: Live, port: int):
        self.live = live
        super().__init__(builder=self._rebuild, host="127.0.0.1", port=port, root=str(live.folder),
                         polling_interval=LOOK_EVERY)
        self.build_delay = AT_ONCE

    def serve_request(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        if path.strip("/") in (BOOK, OFFLINE):
            return self._answer(path, lambda: self.live.published(path.strip("/")), start_response)
        if path.startswith(f"/{DOWNLOADS}/"):
            return self._answer(path, lambda: self.live.sheet(path.removeprefix(f"/{DOWNLOADS}/")), start_response)
        return super().serve_request(environ, start_response)

    def _answer(self, path: str, make: Callable[[], bytes | None],
                start_response: Callable[..., Any]) -> Iterable[bytes]:
        status, type = "200 OK", mimetypes.guess_type(path)[0] or "text/plain"
        try:
            content = make()
            if content is None:
                status, type, content = "404 Not Found", "text/plain", b""
        except Exception as error:
            # Told in both places: who looks at a sheet does not see the terminal.
            tell(error)
            status, type, content = "500 Internal Server Error", "text/plain; charset=utf-8", str(error).encode()
        start_response(status,
                       [("Content-Type", type), ("Content-Length", str(len(content))), ("Cache-Control", "no-store")])
        return [content]

    def _rebuild(self) -> None:
        try:
            _update(self.live)
        except Exception as error:
            # Whatever it is, the author can go on: she reads what is wrong and mends it.
            tell(error)
            sys.stderr.flush()
        tidy = threading.Timer(AT_REST, gc.collect)
        tidy.daemon = True
        tidy.start()
