"""Looking at the website while writing: what is saved shows, and a mistake is told and does no harm."""
from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from conftest import Run, environment

SHEETS = ("krachteninventarisatie", "actieplan", "krachtenboekje")
PATIENCE = 120  # seconds, for the first build on a busy machine
SOON = 30  # seconds from saving a text to reading it


def shrink(project: Path) -> None:
    """Keep three worksheets, and of each the first block: then drawing takes seconds. The pages stay what they are."""
    for file in sorted((project / "worksheets").glob("*.yml")):
        if file.stem not in SHEETS:
            file.unlink()
            continue
        data = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        first = {key: value for key, value in data["blocks"][0].items() if key != "easy"}
        text = yaml.safe_dump({**data, "blocks": [first]}, allow_unicode=True, sort_keys=False, width=1000)
        file.write_text(text, encoding="utf-8")
    kept = "|".join(SHEETS)
    for file in [*(project / "content").rglob("*.yml"), *(project / "worksheets").glob("*.yml")]:
        text = file.read_text(encoding="utf-8")
        unlinked = re.sub(rf"\[([^\]]+)\]\(worksheet:(?!(?:{kept})\))[a-z0-9-]+\)", r"\1", text)
        unlinked = re.sub(r"^worksheets: \[.*\]$", f"worksheets: [{SHEETS[0]}]", unlinked, flags=re.MULTILINE)
        file.write_text(unlinked, encoding="utf-8")


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


class Server:
    """`serve` in a process of its own; what it says is in `said`."""

    def __init__(self, project: Path, log: Path):
        self.port = free_port()
        self.log = log
        command = [sys.executable, "-P", "-m", "handboek", "serve", "--port", str(self.port), "--project", str(project)]
        with log.open("w", encoding="utf-8") as out:
            self.process = subprocess.Popen(command, env=environment(), stdout=out, stderr=subprocess.STDOUT)

    @property
    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def page(self, address: str) -> str:
        """The text of a page, or nothing while there is no answer."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{address}", timeout=10) as answer:
                return str(answer.read().decode("utf-8"))
        except (urllib.error.URLError, OSError):
            return ""

    def wait(self, ready: Callable[[], bool], seconds: float) -> bool:
        """Whether it is ready within so many seconds."""
        deadline = time.monotonic() + seconds
        while not (done := ready()) and time.monotonic() < deadline and self.process.poll() is None:
            time.sleep(0.2)
        return done


@pytest.fixture
def server(sandbox: Path, tmp_path: Path) -> Iterator[Server]:
    shrink(sandbox)
    server = Server(sandbox, tmp_path / "said.txt")
    try:
        assert server.wait(lambda: "Wonen" in server.page("leefgebieden/wonen/"), PATIENCE), server.said
        yield server
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(server.process.pid, signal.SIGKILL)
        server.process.wait()


def test_what_is_saved_shows_and_a_mistake_does_no_harm(server: Server, sandbox: Path) -> None:
    assert f"Open http://127.0.0.1:{server.port}/ in je browser. Stoppen: Ctrl-C.\n" in server.said
    source = sandbox / "content" / "domains" / "wonen.yml"
    text = source.read_text(encoding="utf-8")

    def save(summary: str, key: str = "summary") -> None:
        source.write_text(re.sub(r"^summary: .*$", f"{key}: {summary}", text, flags=re.MULTILINE), encoding="utf-8")

    def shows(summary: str) -> bool:
        return summary in server.page("leefgebieden/wonen/")

    save("Deze zin is zojuist bewaard.")
    assert server.wait(lambda: shows("Deze zin is zojuist bewaard."), SOON), server.said
    # A PDF that did not change is not drawn again.
    assert server.said.count("Klaar: ") == 2

    save("Deze zin staat achter een tikfout.", key="sumary")
    line = text[:text.index("\nsummary: ")].count("\n") + 2
    mistake = (f"content/domains/wonen.yml:{line}:1 [E101] ‘sumary’ is hier geen sleutel. Bedoelde je ‘summary’?\n\n"
               "1 probleem. Er is niets gebouwd.\n")
    assert server.wait(lambda: mistake in server.said, SOON), server.said
    assert shows("Deze zin is zojuist bewaard.")
    assert server.process.poll() is None

    save("En nu klopt de zin weer.")
    assert server.wait(lambda: shows("En nu klopt de zin weer."), SOON), server.said

    server.process.send_signal(signal.SIGINT)
    assert server.process.wait(timeout=SOON) in (0, 130)
    assert "Traceback" not in server.said
    with socket.socket() as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        again.bind(("127.0.0.1", server.port))


def test_a_port_that_is_taken_is_told_before_anything_is_built(sandbox: Path, run: Callable[..., Run]) -> None:
    shrink(sandbox)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("serve", "--port", str(port), project=sandbox)
    assert done.code == 2
    assert "Dit lukt niet op deze computer: deze poort is al in gebruik. Kies een andere met --port." in done.err
    assert "Traceback" not in done.err
    assert not (sandbox / "dist").exists()
