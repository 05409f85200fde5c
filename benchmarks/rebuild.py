"""What it costs to build again: `python benchmarks/rebuild.py [--runs 5]`.

First nothing changed, also for 400 PDFs and 200 pages; then one question; then `dist/` is gone but the cache is not;
then `serve`, from saving a text until a browser would see it, on a page and on a sheet.
"""
from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from handboek import gate

QUESTION, PORT = "Wat is fijn aan je woonplek?", 8917
PAGE, SHEET = "leefgebieden/wonen/", "werkbladen/bestanden/krachteninventarisatie-invullen.pdf"


def tell(what: str, action: Callable[[], object], runs: int, before: Callable[[], object] = lambda: None) -> None:
    """One line: the medians of the seconds on the clock, and of those of the processor of what was started.

    What is done `before` each run is not counted.
    """
    clock, processor = [], []
    for _ in range(runs):
        before()
        start, used = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        action()
        clock.append(time.perf_counter() - start)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        processor.append(after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime)
    seconds, used_up = statistics.median(clock), statistics.median(processor)
    print(f"{what:45} {seconds:8.3f} s on the clock {used_up:8.3f} s of processor", flush=True)


def copied(folder: Path) -> Path:
    """A project of its own, so that nothing that is published is touched."""
    for name in gate.READ:
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile)(ROOT / name, folder / name)
    return folder.resolve()


def large(folder: Path) -> Path:
    """A project in which 400 PDFs and 200 pages are published, of which there is a note."""
    for name in [*(f"worksheets/{number}.pdf" for number in range(400)),
                 *(f"site/{number}/index.html" for number in range(200)),
                 *(f"site/werkbladen/bestanden/{number}.pdf" for number in range(400))]:
        (folder / "dist" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "dist" / name).write_bytes(bytes(20_000))
    (folder / ".build").mkdir(exist_ok=True)
    gate.note(str(folder), gate.snapshot(str(folder)), [], "Klaar: er is niets veranderd.")
    return folder


def build(project: Path, *words: str) -> None:
    subprocess.run([sys.executable, "-P", "-m", "handboek", *words, "--project", project],
                   env=os.environ | {"PYTHONPATH": str(ROOT)},
                   stdout=subprocess.DEVNULL, check=True)


def main() -> None:
    parser = argparse.ArgumentParser(description="Wat opnieuw bouwen kost.")
    parser.add_argument("--runs", type=int, default=5, help="hoe vaak elke meting wordt herhaald (standaard 5)")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        many = large(copied(Path(one)))
        tell("nothing to do, 400 PDFs and 200 pages", lambda: build(many, "all"), 4 * runs)
        project = copied(Path(two))
        tell("everything, with an empty cache", lambda: build(project, "all"), 1)
        build(project, "all")
        tell("nothing to do", lambda: build(project, "all"), 4 * runs)
        changing = edits(project)
        tell("one question changed", lambda: edited(project, changing), runs)
        tell("dist/ gone, everything in the cache", lambda: again(project), runs)
        serve(project, changing, runs)


def edited(project: Path, changing: Iterator[str]) -> None:
    next(changing)
    build(project, "all")


def again(project: Path) -> None:
    shutil.rmtree(project / "dist")
    build(project, "all")


def edits(project: Path) -> Iterator[str]:
    """Each time the question is another, of about the same length."""
    source = project / "content" / "domains" / "wonen.yml"
    text = source.read_text(encoding="utf-8")
    assert QUESTION in text, "name a question that is there"
    number = 0
    while True:
        number += 1
        new = QUESTION.replace("?", f" {number}?")
        source.write_text(text.replace(QUESTION, new), encoding="utf-8")
        yield new


def serve(project: Path, changing: Iterator[str], runs: int) -> None:
    server = subprocess.Popen([sys.executable, "-m", "handboek", "serve", "--port", str(PORT), "--project", project],
                              cwd=ROOT,
                              stdout=subprocess.DEVNULL)
    try:
        tell("serve: from start to the first page", lambda: until(lambda: got(PAGE)), 1)
        got(SHEET)
        tell("serve: from saving to the page", lambda: shown(next(changing).encode()), runs)
        # Nobody saves again while the pages of the last change are still being made.
        tell("serve: from saving to the sheet", lambda: other(changing), runs, before=lambda: rest(changing))
    finally:
        server.terminate()
        server.wait()


def shown(words: bytes) -> None:
    until(lambda: words in got(PAGE))


def rest(changing: Iterator[str]) -> None:
    shown(next(changing).encode())
    time.sleep(2)


def other(changing: Iterator[str]) -> None:
    next(changing)
    assert got(SHEET).startswith(b"%PDF")


def got(address: str) -> bytes:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/{address}", timeout=60) as answer:
            return bytes(answer.read())
    except urllib.error.URLError:
        return b""


def until(done: Callable[[], object]) -> None:
    while not done():
        time.sleep(0.1)  # more often would keep the server from its work


if __name__ == "__main__":
    main()
