"""Every worksheet in every variant and every complete language, as PDF files in a folder."""
from __future__ import annotations

import hashlib
import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from handboek.catalogue import Catalogue
from handboek.model.worksheet import Worksheet
from handboek.pdf import forms
from handboek.pdf.draw import DrawingError, Press, prepare
from handboek.pdf.sheet import html, styles
from handboek.problems import AuthorError, Position, Problem
from handboek.project import Project
from handboek.variants import INKS, Ink, Variant, file_name


@dataclass(frozen=True)
class Job:
    """One PDF to make; `file` is its name below the folder of worksheets."""

    catalogue: Catalogue
    sheet: Worksheet
    variant: Variant
    ink: Ink = "color"

    @property
    def file(self) -> str:
        return file_name(self.sheet, self.variant, self.ink, self.catalogue.level, self.catalogue.language)


def jobs(catalogues: dict[str, Catalogue], ids: Sequence[str] = ()) -> list[Job]:
    """Everything that can be published, or of that only the sheets with these ids."""
    return [Job(catalogue, sheet, variant, ink) for catalogue in catalogues.values() for sheet in catalogue.worksheets
            for variant in catalogue.variants(sheet) for ink in INKS if catalogue.complete(sheet) and (not ids or sheet.id in ids)]


def build(project: Project, wanted: list[Job], destination: Path, kept: dict[str, bytes]) -> Iterator[Job]:
    """Make the wanted PDFs in the folder, and yield each when it is there.

    What stands in `kept` under everything that it is made of is not drawn again; what is drawn is added.
    Raises AuthorError, after all have been tried, when a text does not fit its page or cannot be drawn.
    """
    prepare(project.work, project.templates / "fonts")
    looks = {ink: styles(project.templates, ink) for ink in INKS}
    surroundings = _digest(project)
    pages = [html(project.templates, job.catalogue, job.sheet, job.variant) for job in wanted]
    keys = ["\0".join([surroundings, looks[job.ink], page, job.variant]) for job, page in zip(wanted, pages, strict=True)]
    keys = [hashlib.sha256(key.encode()).hexdigest() for key in keys]
    problems: list[Problem] = []
    for number in [number for number, key in enumerate(keys) if key in kept]:
        yield _written(wanted[number], kept[keys[number]], destination)
    for number, made in _made(project, wanted, pages, [number for number, key in enumerate(keys) if key not in kept]):
        if isinstance(made, bytes):
            kept[keys[number]] = made
            yield _written(wanted[number], made, destination)
        else:
            problems += made
    if problems:
        raise AuthorError(problems)


def _written(job: Job, pdf: bytes, destination: Path) -> Job:
    path = destination / job.file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)  # it may be a hard link to the file that is published now
    path.write_bytes(pdf)
    return job


def _made(project: Project, wanted: list[Job], pages: list[str], numbers: list[int]) -> Iterator[tuple[int, bytes | list[Problem]]]:
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
_presses: dict[tuple[str, str, Ink], Press] = {}


def _start(project: Project, catalogues: dict[tuple[str, str], Catalogue]) -> None:
    global _given
    _given = (project, catalogues)
    prepare(project.work, project.templates / "fonts")


def _work(number: int, catalogue: tuple[str, str], sheet: str, variant: Variant, ink: Ink, page: str) -> tuple[int, bytes | list[Problem]]:
    project, catalogues = _given
    chosen = catalogues[catalogue]
    return _task(project, number, Job(chosen, chosen.get("worksheet", sheet), variant, ink), page)


def _task(project: Project, number: int, job: Job, page: str) -> tuple[int, bytes | list[Problem]]:
    kind = (job.catalogue.language, job.catalogue.level, job.ink)
    if kind not in _presses or _presses[kind].assets.catalogue is not job.catalogue:
        _presses[kind] = Press(project.templates, job.catalogue, styles(project.templates, job.ink), job.ink)
    try:
        return number, make(job, _presses[kind], page)
    except AuthorError as error:
        return number, error.problems


def one(project: Project, job: Job) -> bytes:
    """One PDF, drawn now. Raises AuthorError as `build` does."""
    prepare(project.work, project.templates / "fonts")
    press = Press(project.templates, job.catalogue, styles(project.templates, job.ink), job.ink)
    return make(job, press, html(project.templates, job.catalogue, job.sheet, job.variant))


def _digest(project: Project) -> str:
    """What sheets are drawn with besides their HTML and styles: fonts, our drawings, the choice of pictograms."""
    files = [*sorted(project.templates.glob("fonts/*")), *sorted(project.templates.glob("drawings/*")), project.root / "content/pictograms.yml"]
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()


def make(job: Job, press: Press, page: str) -> bytes:
    """One PDF from its HTML. Raises AuthorError as `build` does."""
    place = Position(f"worksheets/{job.sheet.id}.yml")
    try:
        drawn, headings = press.draw(page, form=job.variant == "fillable")
    except DrawingError as error:
        raise AuthorError([Problem(place, "E310", "Dit blad kan niet worden getekend.", f"WeasyPrint meldt: {error}")]) from None
    declared = sum(block.pages() for _, block in job.catalogue.blocks(job.sheet))
    if len(headings) != declared:
        full = headings[headings.index("") - 1] if "" in headings else headings[-1]
        raise AuthorError([Problem(place, "E305", f"Dit blad vult {len(headings)} bladzijden in plaats van {declared}: ‘{full}’ past niet op één bladzijde.",
                                   "Maak de teksten op die bladzijde korter.")])
    return forms.finish(drawn, meta(job))


def meta(job: Job) -> forms.Meta:
    """What the PDF says about itself, the credit for the pictograms included."""
    sheet, book = job.sheet, job.catalogue.handbook
    rights = f"{book.licence_name}. {job.catalogue.words['sheet.credit']}."
    return forms.Meta(sheet.full_title, job.catalogue.language, sheet.summary, book.makers, rights, sheet.stem)
