"""One PDF: what it is of, and how it is made from its HTML."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handboek.catalogue import Catalogue
from handboek.model.worksheet import Worksheet
from handboek.pdf import forms
from handboek.pdf.draw import DrawingError, Press, prepare
from handboek.pdf.sheet import html, tight
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


def one(project: Project, job: Job) -> bytes:
    """One PDF, drawn now. Raises AuthorError when a text does not fit its page or cannot be drawn."""
    prepare(project.work, project.templates / "fonts")
    press = Press(project.templates, job.catalogue)
    return make(job, press, html(project.templates, job.catalogue, job.sheet, job.variant))


def make(job: Job, press: Press, page: str) -> bytes:
    """One PDF from its HTML. Raises AuthorError when a text does not fit its page or cannot be drawn."""
    place, form = Position(f"worksheets/{job.sheet.id}.yml"), job.variant == "fillable"
    declared = sum(block.pages() for _, block in job.catalogue.blocks(job.sheet))
    try:
        drawn, headings = press.draw(page, form, job.ink)
        if len(headings) > declared:
            drawn, headings = press.draw(tight(page), form, job.ink)
    except DrawingError as error:
        raise AuthorError([Problem(place, "E310", "Dit blad kan niet worden getekend.", f"WeasyPrint meldt: {error}")]) from None
    if len(headings) != declared:
        full = headings[headings.index("") - 1] if "" in headings else headings[-1]
        raise AuthorError([Problem(place, "E305", f"Dit blad vult {len(headings)} bladzijden in plaats van {declared}: ‘{full}’ past niet op één bladzijde.",
                                   "Maak de teksten op die bladzijde korter.")])
    return forms.finish(drawn, meta(job), lambda pdf: press.finish(pdf, job.ink))


def meta(job: Job) -> forms.Meta:
    """What the PDF says about itself, the credit for the pictograms included."""
    sheet, book = job.sheet, job.catalogue.handbook
    rights = f"{book.licence_name}. {job.catalogue.words['sheet.credit']}."
    return forms.Meta(sheet.full_title, job.catalogue.language, sheet.summary, book.makers, rights, sheet.stem)
