"""What a process takes: seconds on the clock and of processor, and the memory of it and all that it starts."""
from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class Cost:
    """Seconds on the clock, seconds of processor, and MB of memory of the whole tree of processes at its peak."""

    wall: float = 0.0
    cpu: float = 0.0
    peak: float = 0.0


def process(*arguments: str | Path, project: Path | None = None) -> Cost:
    """Run a command of Python to its end. Raises CalledProcessError when it fails."""
    command = [sys.executable, "-m", *map(str, arguments), *(["--project", str(project)] if project else [])]
    with measured() as cost:
        subprocess.run(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
    return cost


@contextmanager
def measured() -> Iterator[Cost]:
    """What happens in the block, this process and those that end within it."""
    cost, stopped = Cost(), threading.Event()
    watcher = threading.Thread(target=_watch, args=(cost, stopped), daemon=True)
    started, before = time.perf_counter(), _cpu()
    watcher.start()
    try:
        yield cost
    finally:
        cost.wall, cost.cpu = time.perf_counter() - started, _cpu() - before
        stopped.set()
        watcher.join()


def _cpu() -> float:
    usages = [getrusage(who) for who in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _watch(cost: Cost, stopped: threading.Event) -> None:
    while not stopped.wait(1):  # to look takes some 10 ms of a processor that others need
        cost.peak = max(cost.peak, sum(_memory(each) for each in _tree(os.getpid())) / 1024)


def _tree(parent: int) -> Iterator[int]:
    yield parent
    try:
        for task in Path(f"/proc/{parent}/task").iterdir():
            for child in (task / "children").read_text(encoding="ascii").split():
                yield from _tree(int(child))
    except OSError:
        return


def _memory(process: int) -> int:
    """Proportional: what processes share is counted once. In kB; 0 where it has ended or cannot be seen."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
