"""The processes that another one started to draw for it."""
from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

needs_proc = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds processes in /proc")


def children(parent: int) -> Iterator[int]:
    """Those of this process. They are known by how they were started."""
    for child in Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="utf-8").split():
        try:
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                yield int(child)
        except OSError:
            continue  # it has just ended


def alive(processes: Iterable[int], seconds: float = 60) -> list[int]:
    """Those that still live after so many seconds; sooner if none does."""
    deadline = time.monotonic() + seconds
    while (left := [process for process in processes if Path(f"/proc/{process}").exists()]):
        if time.monotonic() > deadline:
            break
        time.sleep(0.05)
    return left


def used(process: int) -> float:
    """The seconds of processor time that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
