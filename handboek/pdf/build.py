"""Every worksheet in every variant and every complete language, as PDF files in a folder."""
from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from handboek.catalogue import Catalogue
from handboek.model.worksheet import Worksheet
from handboek.pdf import forms
from handboek.pdf.draw import DrawingError, Press, prepare
from handboek.pdf.sheet import html, styles
from handboek.problems import AuthorError, Position, Problem
from handboek.project import Project
from handboek.variants import INKS, VARIANTS, Ink, Variant, file_name


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
            for variant in VARIANTS for ink in INKS if catalogue.complete(sheet) and (not ids or sheet.id in ids)]


def build(project: Project, wanted: list[Job], destination: Path, kept: dict[str, bytes]) -> Iterator[Job]:
    """Make the wanted PDFs in the folder, and yield each when it is there.

    What stands in `kept` under everything that it is made of is not drawn again; what is drawn is added.
    Raises AuthorError when a text does not fit its page or asks for something that cannot be drawn.
    """
    prepare(project.work, project.templates / "fonts")
    presses: dict[tuple[str, Ink], Press] = {}
    looks = {ink: styles(project.templates, ink) for ink in INKS}
    surroundings = _digest(project)
    for job in wanted:
        page = html(project.templates, job.catalogue, job.sheet, job.variant)
        key = hashlib.sha256("\0".join([surroundings, looks[job.ink], page, job.variant]).encode()).hexdigest()
        if key not in kept:
            kind = (job.catalogue.language, job.ink)
            presses[kind] = presses.get(kind) or Press(project.templates, job.catalogue, looks[job.ink], job.ink)
            kept[key] = make(job, presses[kind], page)
        path = destination / job.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)  # it may be a hard link to the file that is published now
        path.write_bytes(kept[key])
        yield job


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
    return forms.Meta(sheet.full_title, job.catalogue.language, sheet.summary, book.makers, rights, sheet.id)
