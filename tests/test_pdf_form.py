"""The form inside every fillable PDF, as the standard wants it and as people need it."""
from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from pdfs import fields, fillable, opened, published, structure, widgets
from pikepdf import Dictionary, Name

from handboek.pdf import forms
from handboek.pdf.forms import Field
from handboek.pdf.jobs import Job, one
from handboek.project import Project

LEAST_TICK = 5.0  # mm; smaller is hard to hit


def overlap(start: float, size: float, other: float, other_size: float) -> float:
    """Which part of the smaller of two stretches the other covers, from 0 to 1."""
    return (min(start + size, other + other_size) - max(start, other)) / min(size, other_size)


def before(field: Field, later: Field) -> bool:
    """Whether a reader who goes through columns from left to right meets `field` first."""
    (x, y, width, height), (other_x, other_y, other_width, other_height) = field.rectangle, later.rectangle
    if overlap(y, height, other_y, other_height) > 0.5:
        return x < other_x
    return overlap(x, width, other_x, other_width) <= 0.5 or y < other_y


def roots(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    yield from pdf.Root.AcroForm.Fields  # type: ignore[misc]


def test_there_are_forms(built: Path) -> None:
    assert len(fillable(built)) >= 3
    assert sum(len(fields(file)) for file in fillable(built)) >= 300


def test_every_place_is_named_and_can_be_found(built: Path) -> None:
    wrong = []
    for file in fillable(built):
        with opened(file) as pdf:
            sizes = [[float(value) * 25.4 / 72 for value in page.mediabox[2:]] for page in pdf.pages]
        for field in fields(file):
            left, top, width, height = field.rectangle
            if not field.label.strip() or field.label == field.name:
                wrong.append(f"{file.name} {field.name}: no accessible name")
            if min(left, top) < 0 or left + width > sizes[field.page - 1][0] or top + height > sizes[field.page - 1][1]:
                wrong.append(f"{file.name} {field.name}: outside its page")
            if field.kind == "tick" and min(width, height) < LEAST_TICK:
                wrong.append(f"{file.name} {field.name}: {width} by {height} mm is too small to tick")
    assert wrong == []


def test_one_field_a_name(built: Path) -> None:
    for file in fillable(built):
        with opened(file) as pdf:
            names = Counter(str(field.T) for field in roots(pdf))
            assert [name for name, count in names.items() if count > 1] == [], file.name
            assert not any("." in name for name in names), "a point in a name makes a field inside another"


def test_joined_places_have_one_parent(built: Path) -> None:
    joined = 0
    for file in fillable(built):
        with opened(file) as pdf:
            for field in roots(pdf):
                kids = field.get("/Kids")
                if kids is None:
                    assert field.Subtype == Name.Widget, f"{file.name}: {field.T} is a field without a place"
                    continue
                joined += 1
                assert len(kids) >= 2 and not set(field.keys()) & {"/Subtype", "/Rect"}, field.T
                for kid in kids:
                    assert kid.Parent.objgen == field.objgen, field.T
                    assert not set(kid.keys()) & {"/T", "/FT", "/V", "/Ff"}, field.T
    assert joined >= 5


def test_places_of_one_field_have_one_label_and_kind(built: Path) -> None:
    for file in fillable(built):
        found = {}
        for field in fields(file):
            said = (field.label, field.kind)
            assert found.setdefault(field.name, said) == said, (file.name, field.name)


def test_nothing_is_left_to_the_viewer(built: Path) -> None:
    """Text shrinks to fit, every place has its appearance, ticks start empty, and no viewer has to draw them anew."""
    for file in fillable(built):
        with opened(file) as pdf:
            form = pdf.Root.AcroForm
            assert "/NeedAppearances" not in form and "/XFA" not in form, file.name
            for widget in widgets(pdf):
                field = widget if "/T" in widget else widget.Parent
                where = f"{file.name} {field.T}"
                if field.FT == Name.Btn:
                    assert widget.AS == Name.Off and field.V == Name.Off, where
                    assert set(widget.AP.N.keys()) == {"/Off", "/on"}, where
                else:
                    words = str(widget.DA).split()
                    font, size = words[words.index("Tf") - 2:words.index("Tf")]
                    assert size == "0" and font in form.DR.Font, where
                    assert isinstance(widget.AP.N, pikepdf.Stream) and widget.AP.N.Subtype == Name.Form, where


def test_tab_goes_the_way_one_reads(root: Path, built: Path) -> None:
    """Column by column and downwards; a drawing has an order of its own."""
    drawn = {built / "worksheets" / job.file for job in published(root)
             if any(block.kind == "drawing" for block in job.sheet.blocks)}
    for file in sorted(set(fillable(built)) - drawn):
        pairs = itertools.combinations(fields(file), 2)
        wrong = [f"{file.name} page {a.page}: {a.name} comes before {b.name}" for a, b in pairs
                 if a.page == b.page and not before(a, b)]
        assert wrong == []


def test_tab_follows_the_structure(built: Path) -> None:
    """So does the list of each page, for viewers that know no structure."""
    for file in fillable(built):
        with opened(file) as pdf:
            assert all(page.get("/Tabs") == Name.S for page in pdf.pages)
            listed = [widget.objgen for widget in widgets(pdf)]
            nodes = (node for node in structure(pdf) if isinstance(node, Dictionary))
            tagged = [node.Obj.objgen for node in nodes if node.get("/Type") == Name.OBJR]
            assert tagged == listed, file.name


@pytest.mark.parametrize("name", ["prioriteit_1", "prioriteit_4"])
def test_priorities_return_at_every_goal(name: str, built: Path) -> None:
    booklet = built / "worksheets" / "krachtenboekje-invullen.pdf"
    places = [field.page for field in fields(booklet) if field.name == name]
    assert len(places) == len(set(places)) == 4, "once on the page of priorities, once on each of three goals"


def test_a_sheet_may_have_boxes_to_tick_and_nothing_else(sandbox: Path) -> None:
    sheet = sandbox / "worksheets" / "kwaliteitscheck-actieplan.yml"
    ticks = re.sub(r"    corner:\n(      .*\n)+|    closing:\n(.*\n)+", "", sheet.read_text(encoding="utf-8"))
    sheet.write_text(ticks, encoding="utf-8")
    project = Project(sandbox)
    catalogue = project.load()["nl"]
    pdf = one(project, Job(catalogue, catalogue.get("worksheet", sheet.stem), "fillable"))
    assert [field.kind for field in forms.fields(pdf)] == ["tick"] * 10
