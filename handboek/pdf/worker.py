"""A process that draws: orders come in through a pipe and PDFs go out, until no more orders come.

It imports no more than drawing takes, so that it is at work soon.
"""
from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from handboek.pdf.draw import Press, Supplies, prepare
from handboek.pdf.orders import Order, make
from handboek.problems import AuthorError, Problem
from handboek.processes import end_with_parent, step_back, told

Task = list[tuple[int, Order]]
"""Numbered orders that are laid out alike, and so are drawn together: a sheet in each ink."""
Made = tuple[int, bytes | list[Problem]]
"""The PDF of the order with this number, or what the author must mend in it."""


def work(pipe: Connection, folder: Path, supplies: Supplies) -> None:
    """Say that this process is ready, and answer each task that comes. An exception is sent to whoever waits."""
    end_with_parent()
    step_back()
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):  # nobody waits any more
        try:
            prepare(folder, supplies.templates / "fonts")
            press = Press(supplies)
        except Exception as error:
            pipe.send(told(error))
            return
        keep_what_stays()
        answer: list[Made] | Exception = []
        while True:
            pipe.send(answer)
            gc.collect()
            answer = _answer(pipe.recv(), press)


def made(task: Task, press: Press) -> Iterator[Made]:
    """Each PDF of the task, or its problems."""
    for number, order in task:
        try:
            yield number, make(order, press)
        except AuthorError as error:
            yield number, error.problems


def _answer(task: Task, press: Press) -> list[Made] | Exception:
    try:
        return list(made(task, press))
    except Exception as error:
        return told(error)


def keep_what_stays() -> None:
    """Look for garbage between two sheets and not while one is drawn, nor ever again among what has been loaded."""
    gc.collect()
    gc.freeze()
    gc.disable()
