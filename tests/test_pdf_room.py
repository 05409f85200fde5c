"""A text that fits its box leaves the page whole; one that does not stops the build and says where."""
from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import Any


from handboek.catalogue import Catalogue
from handboek.check import fit
from handboek.model.words import Words, leaves
from handboek.pdf.build import jobs, make
from handboek.pdf.draw import Press, prepare
from handboek.pdf.sheet import html, styles
from handboek.problems import AuthorError
from handboek.project import Project
from handboek.source import DataPath

LONGER = 0.15
FILLER = "en zo verder en nog wat "


def replaced(thing: Any, path: tuple[Any, ...], text: str) -> Any:
    """The same model or list with another text at the end of the path."""
    if not path:
        return text
    if isinstance(thing, tuple):
        return tuple(replaced(item, path[1:], text) if number == path[0] else item for number, item in enumerate(thing))
    return thing.model_copy(update={path[0]: replaced(getattr(thing, path[0]), path[1:], text)})


def longer(text: str) -> str:
    return f"{text} {FILLER}"[:len(text) + max(2, math.ceil(LONGER * len(text)))].rstrip()


class Paths:
    """In place of the documents that `check` names places in: here a place is a file and a path."""

    def __init__(self, file: str):
        self.file = file

    def locate(self, path: DataPath) -> tuple[str, DataPath]:
        return self.file, path


def stretched(project: Project, catalogue: Catalogue) -> Catalogue:
    """The catalogue with every text for clients 15 % longer, but for those that `check` then finds too long for their box."""
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


def differences(one: Catalogue, other: Catalogue) -> int:
    return sum(a.value != b.value for file in one.files for a, b in zip(leaves(one.files[file]), leaves(other.files[file])))


def test_every_page_holds_texts_that_are_longer(root: Path, tmp_path: Path) -> None:
    project = Project(root)
    prepare(tmp_path, project.templates / "fonts")
    full = []
    for level, plain in project.load().items():
        catalogue = stretched(project, plain)
        assert differences(plain, catalogue) >= 150, "the test must stretch what it tests"
        press = Press(project.templates, catalogue, styles(project.templates))
        for job in (job for job in jobs({level: catalogue}) if job.variant == "print" and job.ink == "color"):
            try:
                make(job, press, html(project.templates, catalogue, job.sheet, job.variant))
            except AuthorError as error:
                full.append(str(error))
    assert full == []


def test_a_page_that_overflows_is_named(sandbox: Path, run: Callable[..., Any]) -> None:
    """Five rows of steps are more than the page of a goal has room for."""
    sheet = sandbox / "worksheets" / "actieplan.yml"
    text = sheet.read_text(encoding="utf-8")
    sheet.write_text(text.replace("rows: 4", "rows: 5"), encoding="utf-8")
    done = run("worksheets", "actieplan", project=sandbox)
    assert done.code == 1
    assert "worksheets/actieplan.yml:1:1 [E305]" in done.err and "8 bladzijden in plaats van 5" in done.err and "‘Mijn doel 1’" in done.err
    assert "Traceback" not in done.err and not (sandbox / "dist").exists()
