"""A text that fits its box leaves the page whole; one that does not stops the build and says where."""
from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

import pytest

from handboek.catalogue import Catalogue, Variant
from handboek.check import room
from handboek.model.blocks import Drawing
from handboek.model.words import leaves
from handboek.pdf import forms
from handboek.pdf.draw import Press, prepare
from handboek.pdf.jobs import Job, order, supplies
from handboek.pdf.orders import make
from handboek.pdf.sheet import html
from handboek.problems import AuthorError
from handboek.project import Project
from handboek.source import DataPath, Document

CORNER = (11, 41)
"""Where a drawing begins, in mm from the left top corner of its page."""
LONGER = 0.4  # what a text gains when it is translated
MORE = ("u", "nu", "ook", "heel", "samen", "verder", "vandaag", "allemaal")
"""Words with one letter, with two, and so on."""


def replaced(thing: Any, path: tuple[Any, ...], value: Any) -> Any:
    """The same model or list with another value at the end of the path."""
    if not path:
        return value
    if isinstance(thing, tuple):
        return tuple(replaced(item, path[1:], value) if number == path[0] else item
                     for number, item in enumerate(thing))
    return thing.model_copy(update={path[0]: replaced(getattr(thing, path[0]), path[1:], value)})


def longer(text: str) -> str:
    """The text with 40 % more letters, in whole words."""
    words, end = re.fullmatch(r"(.*?)([.!?…:]*)", text, re.DOTALL).groups()  # type: ignore[union-attr]
    lacking = math.ceil(LONGER * len(text))
    while lacking > 0:
        word = MORE[min(max(lacking - 2, 0), len(MORE) - 1)]
        words, lacking = f"{words} {word}", lacking - len(word) - 1
    return words + end


def stretched(catalogue: Catalogue) -> Catalogue:
    """The catalogue with every text for clients longer, also where `check` would say that it is too long for its
    box."""
    return with_texts(catalogue, {
        (file, leaf.path): longer(leaf.value) for file, model in catalogue.files.items() for leaf in leaves(model)
        if leaf.words.client})


def with_texts(catalogue: Catalogue, texts: dict[tuple[str, DataPath], str]) -> Catalogue:
    files = dict(catalogue.files)
    for (file, path), text in texts.items():
        files[file] = replaced(files[file], path, text)
    return Catalogue.of(catalogue.language, files, catalogue.translated, catalogue.easier, catalogue.level)


@pytest.fixture
def project(root: Path, tmp_path: Path) -> Project:
    prepare(tmp_path, root / "templates" / "fonts")
    return Project(root)


def printed(press: Press, catalogue: Catalogue, sheet: str, variant: Variant = "print") -> bytes:
    """The PDF. Raises AuthorError when a page is too full."""
    job = Job(catalogue, catalogue.get("worksheet", sheet), variant)
    return make(order(job, html(press.supplies.templates, catalogue, job.sheet, variant)), press)


@pytest.mark.parametrize("level", ["nl", "nl-easy"])
def test_every_sheet_keeps_its_pages_when_texts_are_longer(level: str, project: Project) -> None:
    """Each page at least once: a sheet that only joins others is left out."""
    long = stretched(project.load()[level])
    sheets = [sheet for sheet in long.worksheets if long.complete(sheet)
              and all(block.kind != "sheet" for block in sheet.blocks)]
    assert len(sheets) >= 15
    full, press = {}, Press(supplies(project, long))
    for sheet in sheets:
        try:
            printed(press, long, sheet.id)
        except AuthorError as error:
            full[sheet.id] = str(error)
    assert full == {}


def test_longer_texts_have_lines_of_8_mm_to_write_on(project: Project) -> None:
    """Room for handwriting is given up last, and never more than that."""
    heights = []
    plain = project.load()["nl"]
    for catalogue in (plain, stretched(plain)):
        pdf = printed(Press(supplies(project, catalogue)), catalogue, "krachteninventarisatie", "fillable")
        heights.append(next(field.rectangle[3] for field in forms.fields(pdf) if field.name == "wonen_nu"))
    assert heights == [pytest.approx(8 * 10, abs=1.5), pytest.approx(8 * 8, abs=1.5)]


def test_a_page_that_overflows_is_named(project: Project) -> None:
    """A heading of many lines is more than the page of a goal has room for, also with its lines close together."""
    catalogue = project.load()["nl"]
    file = "worksheets/actieplan.yml"
    blocks = catalogue.get("worksheet", "actieplan").blocks
    place = next(number for number, block in enumerate(blocks) if block.kind == "goals")
    sheet = catalogue.files[file].model_copy(update={"blocks": replaced(blocks, (place, "columns", 0, "title"),
                                                                        "Stap " * 40)})
    full = Catalogue.of("nl", {**catalogue.files, file: sheet}, catalogue.translated)
    with pytest.raises(AuthorError) as error:
        printed(Press(supplies(project, full)), full, "actieplan")
    assert str(error.value) == (
        "worksheets/actieplan.yml:1:1 [E305] Dit blad vult 8 bladzijden in plaats van 5: ‘Mijn doel 1’ past "
        "niet op één bladzijde. Maak de teksten op die bladzijde korter.")


@pytest.mark.parametrize("sheet", ["stappenkaart", "ecogram"])
def test_check_knows_where_the_places_on_a_drawing_are(sheet: str, project: Project) -> None:
    """It reads that in no style sheet. What is typed stands in the middle of its place: around it is a bit of white."""
    catalogue = project.load()["nl"]
    (block,) = catalogue.get("worksheet", sheet).blocks
    assert isinstance(block, Drawing)
    place = room.Place(Document("", {}, {}, {}), (), room.LOOKS["standard"], project.templates)
    edges = {thing.path[1]: thing for thing, _ in room.things(block, place) if thing.path[0] == "spots"}
    pdf = printed(Press(supplies(project, catalogue)), catalogue, sheet, "fillable")
    drawn = {field.name: field.rectangle for field in forms.fields(pdf)}
    for number, spot in enumerate(block.spots):
        left, top, width, height = drawn[f"{sheet}_{spot.field}"]
        left, top = left - CORNER[0], top - CORNER[1]
        thing = edges[number]
        # Above what is typed there may be a label.
        gaps = (left - thing.left, thing.right - left - width, thing.bottom - top - height,
                0 if spot.shown else top - thing.top)
        assert all(-0.1 <= gap <= 1.3 for gap in gaps), (spot.field, gaps)


@pytest.mark.parametrize(("sheet", "changes", "field"), [
    ("stappenkaart", {(0, "spots", 1, "x"): 190.0, (0, "spots", 1, "y"): 148.0}, "Stap 1"),
    ("actieplan-in-een-oogopslag", {(0, "columns", 1, "width"): 180}, "nummer 1: Dit hielp mij"),
], ids=["under the page", "beside the page"])
def test_a_place_off_the_paper_is_named(sheet: str, changes: dict[DataPath, Any], field: str,
                                        project: Project) -> None:
    """Also where no check of content foresaw it."""
    catalogue = project.load()["nl"]
    file = f"worksheets/{sheet}.yml"
    blocks = catalogue.get("worksheet", sheet).blocks
    for path, value in changes.items():
        blocks = replaced(blocks, path, value)
    wide = Catalogue.of("nl", {**catalogue.files, file: catalogue.files[file].model_copy(update={"blocks": blocks})},
                        catalogue.translated)
    with pytest.raises(AuthorError) as error:
        printed(Press(supplies(project, wide)), wide, sheet, "fillable")
    assert str(error.value) == (
        f"worksheets/{sheet}.yml:1:1 [E305] Het vak ‘{field}’ ligt niet helemaal op het papier (bladzijde 1). "
        "Maak het kleiner, of wat ernaast of erboven staat.")
