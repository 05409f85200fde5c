"""A text that fits its box leaves the page whole; one that does not stops the build and says where."""
from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

from handboek.catalogue import Catalogue
from handboek.check import fit
from handboek.model.words import Words, leaves
from handboek.pdf.draw import Press, prepare
from handboek.pdf.jobs import Job, make
from handboek.pdf.sheet import html
from handboek.problems import AuthorError
from handboek.project import Project
from handboek.source import DataPath

LONGER = 0.15
FILLER = "en zo verder en nog wat "


def replaced(thing: Any, path: tuple[Any, ...], value: Any) -> Any:
    """The same model or list with another value at the end of the path."""
    if not path:
        return value
    if isinstance(thing, tuple):
        return tuple(replaced(item, path[1:], value) if number == path[0] else item
                     for number, item in enumerate(thing))
    return thing.model_copy(update={path[0]: replaced(getattr(thing, path[0]), path[1:], value)})


def longer(text: str) -> str:
    return f"{text} {FILLER}"[:len(text) + max(2, math.ceil(LONGER * len(text)))].rstrip()


class Paths:
    """In place of the documents that `check` names places in: here a place is a file and a path."""

    def __init__(self, file: str):
        self.file = file

    def locate(self, path: DataPath) -> tuple[str, DataPath]:
        return self.file, path


def stretched(project: Project, catalogue: Catalogue) -> Catalogue:
    """The catalogue with every text for clients 15 % longer, but for those that `check` then finds too long."""
    originals = {(file, leaf.path): leaf.value for file, model in catalogue.files.items() for leaf in leaves(model)
                 if (leaf.mark(Words) or Words()).client}
    long = with_texts(catalogue, {place: longer(text) for place, text in originals.items()})
    documents: Any = {file: Paths(file) for file in catalogue.files}
    too_long: list[Any] = [problem.position for problem in fit.problems(project.templates, long, documents)]
    return with_texts(long, {place: originals[place] for place in too_long})


def with_texts(catalogue: Catalogue, texts: dict[tuple[str, DataPath], str]) -> Catalogue:
    files = dict(catalogue.files)
    for (file, path), text in texts.items():
        files[file] = replaced(files[file], path, text)
    return Catalogue.of(catalogue.language, files, catalogue.translated, catalogue.easier, catalogue.level)


@pytest.fixture
def project(root: Path, tmp_path: Path) -> Project:
    prepare(tmp_path, root / "templates" / "fonts")
    return Project(root)


def printed(project: Project, catalogue: Catalogue, sheet: str) -> bytes:
    """The PDF to print. Raises AuthorError when a page is too full."""
    job = Job(catalogue, catalogue.get("worksheet", sheet), "print")
    press = Press(project.templates, catalogue)
    return make(job, press, html(project.templates, catalogue, job.sheet, job.variant))


@pytest.mark.parametrize("level", ["nl", "nl-easy"])
def test_every_page_holds_texts_that_are_longer(level: str, project: Project) -> None:
    """The booklet has every page of the inventory and of the action plan."""
    plain = project.load()[level]
    long = stretched(project, plain)
    texts = [[leaf.value for model in book.files.values() for leaf in leaves(model)] for book in (plain, long)]
    assert sum(one != other for one, other in zip(*texts, strict=True)) >= 150, "the test must stretch what it tests"
    assert printed(project, long, "krachtenboekje").startswith(b"%PDF")


def test_a_page_that_overflows_is_named(project: Project) -> None:
    """Five rows of steps are more than the page of a goal has room for."""
    catalogue = project.load()["nl"]
    file = "worksheets/actieplan.yml"
    blocks = catalogue.get("worksheet", "actieplan").blocks
    place = next(number for number, block in enumerate(blocks) if block.kind == "goals")
    sheet = catalogue.files[file].model_copy(update={"blocks": replaced(blocks, (place, "rows"), 5)})
    full = Catalogue.of("nl", {**catalogue.files, file: sheet}, catalogue.translated)
    with pytest.raises(AuthorError) as error:
        printed(project, full, "actieplan")
    assert str(error.value) == (
        "worksheets/actieplan.yml:1:1 [E305] Dit blad vult 8 bladzijden in plaats van 5: ‘Mijn doel 1’ past "
        "niet op één bladzijde. Maak de teksten op die bladzijde korter.")
