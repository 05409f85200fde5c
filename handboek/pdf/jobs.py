"""The PDFs that there are to make: of which sheet, in which variant, and what is drawn with."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from handboek import gate
from handboek.cache import digest
from handboek.catalogue import Catalogue
from handboek.model.worksheet import Worksheet
from handboek.pdf import forms
from handboek.pdf.draw import Press, Supplies, prepare
from handboek.pdf.orders import Order, make
from handboek.pdf.sheet import html, styles
from handboek.pictograms import drawing_file
from handboek.problems import Position
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

    @property
    def pages(self) -> int:
        return self.catalogue.pages(self.sheet)


def jobs(catalogues: dict[str, Catalogue], ids: Sequence[str] = ()) -> list[Job]:
    """Everything that can be published, or of that only the sheets with these ids."""
    return [Job(catalogue, sheet, variant, ink) for catalogue in catalogues.values() for sheet in catalogue.worksheets
            if catalogue.complete(sheet) and (not ids or sheet.id in ids)
            for variant in catalogue.variants(sheet) for ink in INKS]


def one(project: Project, job: Job) -> bytes:
    """One PDF, drawn now. Raises AuthorError when a text does not fit its page or cannot be drawn."""
    prepare(project.work, project.templates / "fonts")
    page = html(project.templates, job.catalogue, job.sheet, job.variant)
    return make(order(job, page), Press(supplies(project, job.catalogue)))


def order(job: Job, page: str) -> Order:
    """The job as plain data, with its HTML."""
    id = job.sheet.id
    # A sheet that is made for the occasion stands in no file: it is told by its id.
    place = Position(f"worksheets/{id}.yml" if id in job.catalogue.kinds["worksheet"] else id)
    return Order(id, place, page, job.variant == "fillable", job.ink, job.pages, meta(job))


def supplies(project: Project, catalogue: Catalogue) -> Supplies:
    """What all sheets are drawn with, in every language and at every level: pictograms are the same in all."""
    ids = [pictogram.id for pictogram in catalogue.pictograms.pictograms]
    pictograms = {id: drawing_file(project.templates, catalogue, id) for id in ids}
    return Supplies(project.templates, pictograms, {ink: styles(project.templates, ink) for ink in INKS})


def saved(project: Project) -> str:
    """A digest of when everything was saved that sheets are drawn with. Ask for it before any of that is read: what
    was drawn is what was planned only if it is still the same afterwards, and a press can draw as long as it is."""
    names = ("worksheets", "drawings", "fonts", "tokens.css")
    places = [*(project.templates / name for name in names), project.root / "content" / "pictograms.yml"]
    return digest(repr([sorted(gate.walk(str(place))) for place in places]))


def meta(job: Job) -> forms.Meta:
    """What the PDF says about itself, the credit for the pictograms included."""
    sheet, book = job.sheet, job.catalogue.handbook
    rights = f"{book.licence_name}. {job.catalogue.words['sheet.credit']}."
    title = sheet.full_title
    if job.variant == "example":
        title = job.catalogue.say("sheet.example_title", title=title)
    return forms.Meta(title, job.catalogue.language, sheet.summary, book.makers, rights, sheet.stem)
