"""Every worksheet in every variant and every complete language, as PDF files in a folder."""
from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from handboek.pdf import workers
from handboek.pdf.draw import prepare
from handboek.pdf.jobs import Job
from handboek.pdf.sheet import html, styles
from handboek.problems import AuthorError, Problem
from handboek.project import Project
from handboek.variants import INKS


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
    lacking = [number for number, key in enumerate(keys) if key not in kept]
    for number, made in workers.drawn(project, wanted, pages, lacking):
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


def _digest(project: Project) -> str:
    """What sheets are drawn with besides their HTML and styles: fonts, our drawings, the choice of pictograms."""
    files = [*sorted(project.templates.glob("fonts/*")), *sorted(project.templates.glob("drawings/*")), project.root / "content/pictograms.yml"]
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()
