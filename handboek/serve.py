"""The website on this machine, rebuilt and reloaded in the browser when a source changes."""
from __future__ import annotations

import socket
import time

from handboek import commands
from handboek.cache import Cache
from handboek.project import Project
from handboek.report import summary_text, tell

WATCHED = ("content", "worksheets", "templates")


def serve(project: Project, port: int, cache: Cache) -> None:
    """Build everything, then serve dist/site until Ctrl-C. A mistake is told and the last good site stays.

    Raises AuthorError when the first build fails, OSError when the port is taken.
    """
    from mkdocs.livereload import LiveReloadServer

    with socket.socket() as probe:  # a port that is taken is told now, and not after minutes of building
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))
    _build(project, cache)
    server = LiveReloadServer(builder=lambda: _rebuild(project, cache), host="127.0.0.1", port=port, root=str(project.dist / "site"))
    for folder in WATCHED:
        server.watch(str(project.root / folder))
    print(f"Open {server.url} in je browser. Stoppen: Ctrl-C.", flush=True)
    try:
        server.serve()
    finally:
        server.shutdown()


def _build(project: Project, cache: Cache) -> None:
    started = time.perf_counter()
    summary = commands.run(project, "all", cache=cache)
    print(summary_text(summary, time.perf_counter() - started), flush=True)


def _rebuild(project: Project, cache: Cache) -> None:
    try:
        # A project remembers which languages it has, so each round starts with a new one.
        _build(Project(project.root), cache)
    except Exception as error:
        # Whatever it is, the author can go on: she reads what is wrong and mends it.
        tell(error)
