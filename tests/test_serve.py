"""Looking at the website while writing: what is saved shows, and a mistake is told and does no harm."""
from __future__ import annotations

import contextlib
import io
import multiprocessing
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from children import alive, children, needs_proc, used
from conftest import Run, environment

from handboek.cache import Cache
from handboek.live import Live

PATIENCE = 120  # seconds, for the first pages on a busy machine
SOON = 30  # seconds from saving a text to reading it


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
            self.process = subprocess.Popen(command, env=environment(), stdout=out, stderr=subprocess.STDOUT,
                                            start_new_session=True,
                                            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))

    def ctrl_c(self) -> None:
        """As in a terminal: every process hears of it."""
        os.killpg(self.process.pid, signal.SIGINT)

    def ends_tidily(self) -> None:
        """It ends by itself, and says nothing that it should not."""
        assert self.process.wait(timeout=SOON) in (0, 130)
        assert "Traceback" not in self.said, self.said
        assert "Warning" not in self.said, self.said

    @property
    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def page(self, address: str) -> str:
        """The text of a page, or nothing while there is no answer."""
        return self.file(address).decode("utf-8")

    def file(self, address: str) -> bytes:
        """What stands at an address, or nothing while there is no answer."""
        try:
            return self._asked(address)
        except OSError:
            return b""

    def refusal(self, address: str) -> str:
        """What is said instead of what should stand at an address."""
        with pytest.raises(urllib.error.HTTPError) as told:
            self._asked(address)
        return told.value.read().decode("utf-8")

    def _asked(self, address: str) -> bytes:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{address}", timeout=PATIENCE) as answer:
            return bytes(answer.read())

    def wait(self, ready: Callable[[], bool], seconds: float) -> bool:
        """Whether it is ready within so many seconds."""
        deadline = time.monotonic() + seconds
        while not (done := ready()) and time.monotonic() < deadline and self.process.poll() is None:
            time.sleep(0.2)
        return done


@pytest.fixture
def server(sandbox: Path, tmp_path: Path) -> Iterator[Server]:
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
    # Of all pages those were made that show it.
    assert re.search(r"Klaar: \d+ bestanden gecontroleerd, \d+ pagina’s \([1-9]\d? nieuw\), ", server.said)

    save("Deze zin staat achter een tikfout.", key="sumary")
    line = text[:text.index("\nsummary: ")].count("\n") + 2
    mistake = (f"content/domains/wonen.yml:{line}:1 [E101] ‘sumary’ is hier geen sleutel. Bedoelde je ‘summary’?\n\n"
               "1 probleem. Er is niets gebouwd.\n")
    assert server.wait(lambda: mistake in server.said, SOON), server.said
    assert shows("Deze zin is zojuist bewaard.")
    assert server.process.poll() is None

    save("En nu klopt de zin weer.")
    assert server.wait(lambda: shows("En nu klopt de zin weer."), SOON), server.said

    server.ctrl_c()
    server.ends_tidily()
    with socket.socket() as again:
        again.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        again.bind(("127.0.0.1", server.port))


def test_a_service_manager_can_stop_it(server: Server) -> None:
    assert server.file("werkbladen/bestanden/vip-kaart-printen.pdf")
    server.process.send_signal(signal.SIGTERM)
    server.ends_tidily()


@needs_proc
def test_ctrl_c_while_the_process_that_draws_starts(sandbox: Path, tmp_path: Path) -> None:
    server = Server(sandbox, tmp_path / "said.txt")
    assert server.wait(lambda: any(children(server.process.pid)), PATIENCE), server.said
    server.ctrl_c()
    server.ends_tidily()
    assert "Afgebroken." in server.said


@needs_proc
def test_ctrl_c_while_a_sheet_is_drawn(server: Server, sandbox: Path) -> None:
    source = sandbox / "worksheets" / "actieplan.yml"
    text = source.read_text(encoding="utf-8")
    [drawing] = children(server.process.pid)
    before = used(drawing)
    source.write_text(re.sub(r"^summary: .*$", "summary: Nog nooit getekend.", text, flags=re.MULTILINE),
                      encoding="utf-8")
    asks = threading.Thread(target=lambda: server.file("werkbladen/bestanden/actieplan-printen.pdf"))
    asks.start()
    assert server.wait(lambda: used(drawing) > before + 0.05, SOON), server.said
    server.ctrl_c()
    server.ends_tidily()
    asks.join()
    assert alive([drawing]) == []


def test_nothing_of_it_is_left_when_it_is_closed(root: Path, tmp_path: Path) -> None:
    before = threading.enumerate()
    Live(root, Cache(tmp_path)).close()
    assert threading.enumerate() == before
    assert multiprocessing.active_children() == []


def test_a_sheet_is_drawn_when_somebody_asks_for_it(server: Server, sandbox: Path) -> None:
    address = "werkbladen/bestanden/vip-kaart-printen.pdf"
    source = sandbox / "worksheets" / "vip-kaart.yml"
    text = source.read_text(encoding="utf-8")

    def subject() -> str:
        with pikepdf.open(io.BytesIO(server.file(address))) as pdf:
            return str(pdf.docinfo["/Subject"])

    assert f"summary: {subject()}" in text
    source.write_text(re.sub(r"^summary: .*$", "summary: Net bewaard.", text, flags=re.MULTILINE), encoding="utf-8")
    assert subject() == "Net bewaard."  # at once, also before the pages are ready
    assert server.file("werkbladen/bestanden/vip-kaart.png").startswith(b"\x89PNG")
    assert server.file("werkbladen/bestanden/bestaat-niet.pdf") == b""
    source.write_text(text.replace("summary: ", "sumary: "), encoding="utf-8")
    assert "[E101] ‘sumary’ is hier geen sleutel." in server.refusal(address)
    # Its drawing begins before this is seen.
    source.write_text(re.sub(r"^pictogram: .*$", "pictogram: bestaat-niet", text, flags=re.MULTILINE), encoding="utf-8")
    assert "[E203] Er bestaat geen pictogram ‘bestaat-niet’." in server.refusal(address)
    source.write_text(re.sub(r"^summary: .*$", "summary: Hersteld.", text, flags=re.MULTILINE), encoding="utf-8")
    assert subject() == "Hersteld."
    assert not (sandbox / "dist").exists()

    refused = server.refusal("handboek.pdf")
    assert "dist/handboek.pdf:1:1 [E009] Dit is nog niet gemaakt. Voer uit: python3 build.py" in refused
    (sandbox / "dist").mkdir()
    (sandbox / "dist" / "handboek.pdf").write_bytes(b"%PDF of yesterday")
    assert server.file("handboek.pdf") == b"%PDF of yesterday"


@needs_proc
def test_processes_that_are_killed(server: Server, sandbox: Path) -> None:
    """The one that draws is told and replaced; of the server itself nothing is left."""
    address = "werkbladen/bestanden/vip-kaart-printen.pdf"
    source = sandbox / "worksheets" / "vip-kaart.yml"
    text = source.read_text(encoding="utf-8")
    source.write_text(re.sub(r"^summary: .*$", "summary: Nog nooit getekend.", text, flags=re.MULTILINE),
                      encoding="utf-8")
    [drawing] = children(server.process.pid)
    os.kill(drawing, signal.SIGKILL)
    assert "het tekenen van ‘vip-kaart’ is door de computer afgebroken" in server.refusal(address)
    assert "Traceback" not in server.said
    assert server.file(address).startswith(b"%PDF")

    found = list(children(server.process.pid))
    server.process.kill()
    assert len(found) == 1
    assert alive(found) == []


def test_a_port_that_is_taken_is_told_before_anything_is_made(sandbox: Path, run: Callable[..., Run]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run("serve", "--port", str(port), project=sandbox)
    assert done.code == 2
    assert "Dit lukt niet op deze computer: deze poort is al in gebruik. Kies een andere met --port." in done.err
    assert "Traceback" not in done.err
    assert not (sandbox / "dist").exists()
