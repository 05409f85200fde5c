"""A build that dies, at any moment and in any way, leaves what was published, and the next one works.

Other faults stand beside what they are about: a full disk, Ctrl-C and two builds at once in test_dist, folders that
cannot be written in test_cli, a killed process that draws in test_pdf_workers, a damaged cache and many writers in
test_cache.
"""
from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run, environment, files_in

SHEET = "weekschema"
MOMENTS = 50 if os.environ.get("HANDBOEK_LONG") else 3
WORDS = ("Mijn week", "Mijn eigen week")


def test_kill_9_at_any_moment(sandbox: Path, run: Callable[..., Run]) -> None:
    """Each build has something to draw. What is published is always one of the two versions, whole."""
    source = sandbox / "worksheets" / f"{SHEET}.yml"
    text = source.read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.startswith("title:"))
    versions, took = [], 0.0
    for words in WORDS:
        source.write_text(text.replace(title, f"title: {words}"), encoding="utf-8")
        started = time.monotonic()
        assert run("worksheets", SHEET, "--no-cache", project=sandbox).code == 0
        took = time.monotonic() - started
        versions.append(files_in(sandbox / "dist"))
    assert versions[0] != versions[1]
    chance = random.Random(4)
    for number in range(MOMENTS):
        source.write_text(text.replace(title, f"title: {WORDS[number % 2]}"), encoding="utf-8")
        build = subprocess.Popen([sys.executable, "-P", "-m", "handboek", "worksheets", SHEET, "--no-cache",
                                  "--project", str(sandbox)],
                                 env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                 start_new_session=True)
        time.sleep(chance.uniform(0, took))
        if build.poll() is None:
            os.killpg(build.pid, signal.SIGKILL)
        build.wait()
        assert files_in(sandbox / "dist") in versions
    source.write_text(text.replace(title, f"title: {WORDS[0]}"), encoding="utf-8")
    assert run("worksheets", SHEET, "--no-cache", project=sandbox).code == 0
    assert files_in(sandbox / "dist") == versions[0]


@pytest.mark.parametrize("name", ["templates/worksheets/sheet.css", "templates/fonts/NotoSans-Bold.ttf"])
def test_a_file_that_vanished(name: str, sandbox: Path, run: Callable[..., Run]) -> None:
    (sandbox / "dist").mkdir()
    (sandbox / "dist" / "before.txt").write_text("before", encoding="utf-8")
    (sandbox / name).unlink()
    done = run("worksheets", SHEET, "--no-cache", project=sandbox)
    assert done.code in (1, 2) and done.out == ""
    assert Path(name).name in done.err and "Traceback" not in done.err
    assert files_in(sandbox / "dist") == {"before.txt": b"before"}


def test_a_clock_that_jumps_back(sandbox: Path, run: Callable[..., Run]) -> None:
    """Everything seems to come from tomorrow, and the change that an author makes seems older than the last build."""
    tomorrow = time.time() + 86_400
    for path in sandbox.rglob("*"):
        os.utime(path, (tomorrow, tomorrow))
    assert run("worksheets", SHEET, project=sandbox).code == 0
    before = files_in(sandbox / "dist")
    source = sandbox / "worksheets" / f"{SHEET}.yml"
    text = source.read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.startswith("title:"))
    source.write_text(text.replace(title, "title: Een week van mij"), encoding="utf-8")
    os.utime(source, (0, 0))
    assert run("worksheets", SHEET, project=sandbox).code == 0
    assert files_in(sandbox / "dist") != before
