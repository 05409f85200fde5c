"""PDFs drawn by several processes at once, each of which keeps its presses warm."""
from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed

from handboek.catalogue import Catalogue
from handboek.pdf.draw import Press, prepare
from handboek.pdf.jobs import Job, make
from handboek.problems import AuthorError, Problem
from handboek.project import Project
from handboek.variants import Ink, Variant


def drawn(project: Project, wanted: list[Job], pages: list[str], numbers: list[int]) -> Iterator[tuple[int, bytes | list[Problem]]]:
    """The PDFs with these numbers as they come, drawn on all processors; long sheets first, so that none comes last."""
    tasks = [(number, wanted[number], pages[number]) for number in sorted(numbers, key=lambda number: -len(pages[number]))]
    if len(tasks) < 3 or (os.cpu_count() or 1) == 1:
        yield from (_task(project, number, job, page) for number, job, page in tasks)
        return
    catalogues = {(job.catalogue.language, job.catalogue.level): job.catalogue for job in wanted}
    # Not `fork`: WeasyPrint's font configuration starts a thread, and children forked after that hang.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(mp_context=context, initializer=_start, initargs=(project, catalogues))
    # Ctrl-C reaches every process of the terminal. The workers inherit that they ignore it: this one stops them.
    handler = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        waiting = [pool.submit(_work, number, (job.catalogue.language, job.catalogue.level), job.sheet.id, job.variant, job.ink, page)
                   for number, job, page in tasks]
    finally:
        signal.signal(signal.SIGINT, handler)
    try:
        yield from (future.result() for future in as_completed(waiting))
    finally:
        pool.shutdown(cancel_futures=True)


# What a worker process has been given, and the presses that it keeps warm.
_given: tuple[Project, dict[tuple[str, str], Catalogue]]
_presses: dict[tuple[str, str], Press] = {}


def _start(project: Project, catalogues: dict[tuple[str, str], Catalogue]) -> None:
    global _given
    _given = (project, catalogues)
    prepare(project.work, project.templates / "fonts")


def _work(number: int, catalogue: tuple[str, str], sheet: str, variant: Variant, ink: Ink, page: str) -> tuple[int, bytes | list[Problem]]:
    project, catalogues = _given
    chosen = catalogues[catalogue]
    return _task(project, number, Job(chosen, chosen.get("worksheet", sheet), variant, ink), page)


def _task(project: Project, number: int, job: Job, page: str) -> tuple[int, bytes | list[Problem]]:
    kind = (job.catalogue.language, job.catalogue.level)
    if kind not in _presses:
        _presses[kind] = Press(project.templates, job.catalogue)
    try:
        return number, make(job, _presses[kind], page)
    except AuthorError as error:
        return number, error.problems
