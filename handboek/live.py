"""The handbook while it is being written: its pages are finished, a sheet is drawn when somebody asks for it.

Nothing of this is published: it stands in the folder of intermediate results, and what was made once is in the cache.
"""
from __future__ import annotations

import gc
import os
import shutil
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from pathlib import Path

from handboek import gate
from handboek.cache import Cache, key_of
from handboek.catalogue import SOURCE_LANGUAGE, Catalogue
from handboek.dist import locked, replace
from handboek.pdf.build import planned
from handboek.pdf.draw import Press, Supplies, prepare
from handboek.pdf.jobs import Job, jobs, order, saved, supplies
from handboek.pdf.orders import Order, make
from handboek.pdf.worker import keep_what_stays
from handboek.problems import AuthorError, Position, Problem
from handboek.processes import SPAWN, ctrl_c_later, end_with_parent, killed
from handboek.project import Project
from handboek.publish import Summary, preview
from handboek.site import build as site
from handboek.variants import file_name


class Live:
    """One project that is being served; `folder` holds its finished pages."""

    def __init__(self, root: Path, cache: Cache):
        self.project = Project(root)
        self.cache = cache
        self.folder = self.project.work / "live"
        self._seen: dict[str, list[int]] = {}
        self._catalogues: dict[str, Catalogue] = {}
        self._jobs: dict[str, Job] = {}
        # The key of a PDF of which the drawing has begun, and what will come of it.
        self._begun: tuple[str, Future[bytes | Sequence[Problem]]] | None = None
        # Requests come in threads of their own. Held while a sheet is made: it is seen first, and the pages wait.
        self._first = threading.Lock()
        self._pool = _pool(root)

    def update(self) -> Summary:
        """Make the pages that changed. Raises AuthorError, and the last good ones stay."""
        with self._first:
            self._read()
        catalogue = self._catalogues[SOURCE_LANGUAGE]
        stage, old = self.folder.with_name("live-next"), self.folder.with_name("live-old")
        with locked(self.project):
            shutil.rmtree(stage, ignore_errors=True)
            made = site.build(self.project, catalogue, site.planned(self.project, catalogue), stage, self.cache)
            replace(self.folder, stage, old)
        self.cache.tidy()
        return Summary(files=len(catalogue.translated), pages=made.pages, rendered=made.rendered)

    def sheet(self, name: str) -> bytes | None:
        """A PDF, or the picture of one, by its name among the downloads; None if there is no such thing.

        What was saved a moment ago is in it. Raises AuthorError as `pdf.build` does, and EnvironmentTrouble when the
        process that draws was killed.
        """
        with self._first:
            before = saved(self.project)
            self._read(name)
            if name.endswith(".png"):
                pictured = (job for job in self._jobs.values() if job.file == file_name(job.sheet, "print"))
                job = next((job for job in pictured if f"{job.sheet.stem}.png" == name), None)
                return preview(self._pdf(job, before), self.cache) if job else None
            return self._pdf(self._jobs[name], before) if name in self._jobs else None

    def published(self, name: str) -> bytes:
        """The book or the archive as it was published last, for the book takes a minute. Raises AuthorError if it was
        not."""
        file = self.project.dist / name
        if not file.exists():
            place = Position(file.relative_to(self.project.root).as_posix())
            raise AuthorError([Problem(place, "E009", "Dit is nog niet gemaakt.", "Voer uit: python3 build.py")])
        return file.read_bytes()

    def close(self) -> None:
        """Let the sheet be finished that is being drawn, and draw no other."""
        # Never released: who still waits for a sheet ends with this process, and has nothing to complain of.
        self._first.acquire()
        # Python tidies up what is left at its end, but then writes into a pipe that may just have been closed
        # (cpython gh-125451).
        self._pool.shutdown(cancel_futures=True)

    def _read(self, awaited: str = "") -> None:
        """Read the project again if anything was saved since, and begin to draw the PDF that somebody waits for."""
        now = gate.snapshot(str(self.project.root))
        if now != self._seen:
            self._catalogues = self.project.load(lambda unchecked: self._begin(awaited, unchecked))
            self._jobs = {job.file: job for job in jobs(self._catalogues)}
            self._seen = now
            with suppress(BrokenProcessPool):  # told to who asks for a sheet
                looks = saved(self.project)
                self._pool.submit(_make_ready, supplies(self.project, self._catalogues[SOURCE_LANGUAGE]), looks)

    def _begin(self, name: str, unchecked: dict[str, Catalogue]) -> None:
        """Draw a PDF while its texts are being checked: that takes a fifth of the time that the author waits."""
        with suppress(Exception):  # what is wrong is told by the checks, or else by who asks for the sheet
            for job in jobs(unchecked):
                if job.file == name:
                    pages, recipes = planned(self.project, [job])
                    key = key_of(recipes[0])
                    if self.cache.get(key) is None:
                        self._begun = key, self._ordered(job, pages[0])

    def _pdf(self, job: Job, before: str) -> bytes:
        pages, recipes = planned(self.project, [job])
        key = key_of(recipes[0])
        pdf = self.cache.get(key)
        if pdf is None:
            pdf = self._drawn(job, pages[0], key)
            if saved(self.project) == before:  # else something may be in it of which the key does not know
                self.cache.put(key, pdf)
        return pdf

    def _ordered(self, job: Job, page: str) -> Future[bytes | Sequence[Problem]]:
        looks = saved(self.project)
        return self._pool.submit(_draw, order(job, page), supplies(self.project, job.catalogue), looks)

    def _drawn(self, job: Job, page: str, key: str) -> bytes:
        begun, self._begun = self._begun, None
        try:
            drawn = (begun[1] if begun and begun[0] == key else self._ordered(job, page)).result()
            self._pool.submit(gc.collect)  # when nobody waits for it
        except BrokenProcessPool:
            self._pool.shutdown()
            self._pool = _pool(self.project.root)  # for the next one
            raise killed(f"het tekenen van ‘{job.sheet.id}’") from None
        if not isinstance(drawn, bytes):
            raise AuthorError(drawn)
        return drawn


def _pool(root: Path) -> ProcessPoolExecutor:
    """A process that draws while this one makes pages."""
    pool = ProcessPoolExecutor(1, SPAWN, initializer=_start, initargs=(root,))
    with ctrl_c_later():
        pool.submit(os.getpid)  # so that it starts now
    return pool


# What the drawing process keeps warm: a press, and what it was made for.
_press: tuple[str, Press] | None = None


def _start(root: Path) -> None:
    end_with_parent()
    project = Project(root)
    prepare(project.work, project.templates / "fonts")
    import weasyprint  # noqa: F401


def _make_ready(supplies: Supplies, looks: str) -> Press:
    """The press, made anew when it would draw otherwise now."""
    global _press
    if _press is None or _press[0] != looks:
        _press = looks, Press(supplies)
        keep_what_stays()
    return _press[1]


def _draw(order: Order, supplies: Supplies, looks: str) -> bytes | Sequence[Problem]:
    try:
        return make(order, _make_ready(supplies, looks))
    except AuthorError as error:
        return error.problems
