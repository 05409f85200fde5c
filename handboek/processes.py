"""Processes that help this one: they leave Ctrl-C to it, tell it what went wrong, and end when it ends."""
from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from typing import Any

from handboek.problems import EnvironmentTrouble

SPAWN = multiprocessing.get_context("spawn")
"""Not `fork`: WeasyPrint's font configuration starts a thread, and children forked after that hang."""

BEHIND = 5
"""How much nicer, in the sense of Unix, a process is that steps back: to others it leaves three quarters."""


def processors() -> int:
    """How many processes can work at the same time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def ctrl_c_later() -> Iterator[None]:
    """Keep Ctrl-C waiting until the end of the block.

    It reaches every process of the terminal. Those that are started here inherit that it has to wait, and for them
    the end never comes: this process stops them, and they have nothing to say about it. Here it is noted, for
    another thread may not keep it waiting.
    """
    resource_tracker.ensure_running()  # else the first process that starts does so, which would let signals through
    noted: list[int] = []
    heard = threading.current_thread() is threading.main_thread()
    handler = signal.signal(signal.SIGINT, lambda number, _frame: noted.append(number)) if heard else None
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        if heard:
            signal.signal(signal.SIGINT, handler)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    if noted:
        raise KeyboardInterrupt


@contextmanager
def elsewhere(what: str, task: Callable[..., Any], *given: object) -> Iterator[Callable[[], Any]]:
    """Let another process do the task; call what is yielded for what comes of it. Outside the `with` there is none.

    That call raises what the task raises, and EnvironmentTrouble when the machine stopped the process that did `what`.
    """
    here, there = SPAWN.Pipe(duplex=False)
    process = SPAWN.Process(target=_do, args=(there, task, given), daemon=True)
    with ctrl_c_later():
        process.start()
    there.close()
    try:
        yield lambda: _received(here, what)
    finally:
        process.kill()  # it has nothing to tidy up
        process.join()


def _received(pipe: Connection, what: str) -> Any:
    try:
        answer = pipe.recv()
    except EOFError:
        raise killed(what) from None
    if isinstance(answer, Exception):
        raise answer
    return answer


def _do(pipe: Connection, task: Callable[..., Any], given: tuple[object, ...]) -> None:
    end_with_parent()
    # One task and it ends: there is little garbage (of the book 50 MB beside 850), and to look for it takes an eighth
    # of the time.
    gc.disable()
    try:
        pipe.send(task(*given))
    except Exception as error:
        pipe.send(told(error))


def step_back() -> None:
    """Leave the processors to others who want them: to the book, which takes longest and cannot be divided."""
    if hasattr(os, "nice"):
        os.nice(BEHIND)


def told(error: Exception) -> Exception:
    """The exception with its traceback as a note: a traceback itself cannot leave its process."""
    error.add_note(traceback.format_exc())
    return error


def killed(what: str) -> EnvironmentTrouble:
    """What to tell when the machine stopped the process that did `what`."""
    return EnvironmentTrouble(f"{what} is door de computer afgebroken, meestal door te weinig geheugen. "
                              "Sluit andere programma’s en probeer het opnieuw.")


def end_with_parent() -> None:
    """Let this process end as soon as the one that started it is gone, also when that one was killed."""
    parent = multiprocessing.parent_process()
    assert parent, "only for a process that another one started"

    def watch() -> None:
        parent.join()
        os._exit(1)  # there is nobody left to tell

    threading.Thread(target=watch, daemon=True).start()
