"""A part of all the drawing, for one of several machines that share a cache; a build with it joins the parts."""
from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from handboek.book.build import bound
from handboek.cache import Cache
from handboek.catalogue import SOURCE_LANGUAGE, Catalogue
from handboek.pdf.build import build
from handboek.pdf.jobs import Job, jobs
from handboek.project import Project
from handboek.publish import preview
from handboek.site.build import planned
from handboek.variants import file_name

# What drawing the book costs, in pages of a worksheet: it is half of all work, so it is given away first.
BOOK_COST = 600


@dataclass(frozen=True)
class Task:
    """Work that stays together: a sheet in every ink, for those are laid out once. No jobs: the book."""

    name: str
    cost: int
    jobs: tuple[Job, ...]


def tasks(catalogues: dict[str, Catalogue]) -> list[Task]:
    """All that can be drawn apart from the rest, the most expensive first."""
    together: dict[str, list[Job]] = {}
    for job in jobs(catalogues):
        name = file_name(job.sheet, job.variant, "color", job.catalogue.level, job.catalogue.language)
        together.setdefault(name, []).append(job)
    found = [Task(name, group[0].pages * len(group), tuple(group)) for name, group in together.items()]
    return sorted([Task("", BOOK_COST, ()), *found], key=lambda task: (-task.cost, task.name))


def share(work: Iterable[Task], index: int, count: int) -> list[Task]:
    """The part of machine `index` (from 1) of `count`: each task goes to whoever has least to do until then.

    Depends on nothing but the content, so all machines agree without talking to each other.
    """
    loads = [(0, number) for number in range(1, count + 1)]
    mine = []
    for task in work:
        load, number = heapq.heappop(loads)
        heapq.heappush(loads, (load + task.cost, number))
        if number == index:
            mine.append(task)
    return mine


def draw(project: Project, catalogues: dict[str, Catalogue], index: int, count: int, cache: Cache) -> int:
    """Put the part of this machine into the cache; dist/ stays as it is. Returns how many PDFs that part has.

    Raises AuthorError as a build does.
    """
    mine = share(tasks(catalogues), index, count)
    wanted = [job for task in mine for job in task.jobs]
    with tempfile.TemporaryDirectory() as folder:
        for made in build(project, wanted, Path(folder), cache):
            if made.job.file == file_name(made.job.sheet, "print"):
                preview((Path(folder) / made.job.file).read_bytes(), cache)
    if any(not task.jobs for task in mine):
        source = catalogues[SOURCE_LANGUAGE]
        with bound(project, source, planned(project, source).markdown, cache) as finished:
            finished()
    cache.tidy()
    return len(wanted) + sum(not task.jobs for task in mine)
