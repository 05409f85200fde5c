"""Every worksheet in every variant and every complete language, as PDF files in a folder."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from handboek.cache import Cache, Parts, key_of
from handboek.pdf import workers
from handboek.pdf.draw import prepare
from handboek.pdf.jobs import Job, saved
from handboek.pdf.recipe import Recipes
from handboek.pdf.sheet import html
from handboek.problems import AuthorError, Problem
from handboek.project import Project


@dataclass(frozen=True)
class Made:
    """A PDF that is in its folder: what it is of, what it is made of, and whether it was drawn now."""

    job: Job
    parts: Parts
    drawn: bool


def build(project: Project, wanted: list[Job], destination: Path, cache: Cache) -> Iterator[Made]:
    """Make the wanted PDFs in the folder, and yield each when it is there; what the cache has is not drawn again.

    Raises AuthorError, after all have been tried, when a text does not fit its page or cannot be drawn.
    """
    before = saved(project)
    pages, recipes = planned(project, wanted)
    keys = [key_of(parts) for parts in recipes]
    problems: list[Problem] = []
    lacking = []
    for number, job in enumerate(wanted):
        if (pdf := cache.get(keys[number])) is None:
            lacking.append(number)
        else:
            _write(pdf, destination / job.file)
            yield Made(job, recipes[number], drawn=False)
    for number, made in workers.drawn(project, wanted, pages, lacking) if lacking else ():
        if isinstance(made, bytes):
            # Drawings and styles are read once more by who draws: what was saved meanwhile is in no key.
            if saved(project) == before:
                cache.put(keys[number], made)
            _write(made, destination / wanted[number].file)
            yield Made(wanted[number], recipes[number], drawn=True)
        else:
            problems += made
    if problems:
        raise AuthorError(problems)


def planned(project: Project, wanted: list[Job]) -> tuple[list[str], list[Parts]]:
    """The HTML of each wanted PDF, and everything that it will be made of."""
    prepare(project.work, project.templates / "fonts")
    recipes = Recipes(project)
    pages = [html(project.templates, job.catalogue, job.sheet, job.variant) for job in wanted]
    return pages, [recipes.pdf(job, page) for job, page in zip(wanted, pages, strict=True)]


def _write(pdf: bytes, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)  # it may be a hard link to the file that is published now
    path.write_bytes(pdf)
