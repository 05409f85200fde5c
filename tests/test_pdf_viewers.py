"""What is typed in the strengths inventory stands in the action plan, in viewers as people have them."""
from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pdfs import fields
from PIL import Image
from viewers import chromium, pdfium, pdfjs

from handboek.pdf.forms import POINTS_PER_MM, Field

SAID = "Een hond uit het asiel"
NAME = "Zoë Şahin"
LONG = ("Ik wil graag weer elke week met mijn zus koken. " * 9)[:400]


@pytest.fixture(scope="module")
def booklet(built: Path) -> Path:
    return built / "worksheets" / "krachtenboekje-invullen.pdf"


@pytest.fixture(scope="module")
def places(booklet: Path) -> dict[str, list[Field]]:
    """Every place of every field, by the name of the field."""
    found: dict[str, list[Field]] = {}
    for field in fields(booklet):
        found.setdefault(field.name, []).append(field)
    return found


def value(pdf: bytes, name: str) -> str:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        fields: list[pikepdf.Object] = list(document.Root.AcroForm.Fields)  # type: ignore[call-overload]
        return next(str(field.get("/V", "")) for field in fields if field.T == name)


@pytest.mark.skipif(chromium.program() is None, reason="there is no Chromium here")
def test_chromium_carries_a_priority_to_the_goal(booklet: Path, places: dict[str, list[Field]]) -> None:
    typed, carried = places["prioriteit_1"][:2]
    other = places["prioriteit_2"][1]
    assert carried.page > typed.page
    with chromium.opened(booklet, first=typed.page, pages=carried.page - typed.page + 1) as viewer:
        assert viewer.ink(typed) == viewer.ink(carried) == 0
        viewer.type(typed, SAID)
        assert viewer.wait_for_ink(carried) > 100 and viewer.ink(typed) > 100
        assert viewer.ink(other) == 0, "only the places of this name may follow"


@pytest.mark.skipif(chromium.program() is None, reason="there is no Chromium here")
def test_chromium_keeps_what_was_typed(booklet: Path, places: dict[str, list[Field]], tmp_path: Path) -> None:
    """Saved by its viewer and opened in it again."""
    # None is the last of its page: Tab would scroll to the next.
    names = ("wonen_datum", "wonen_nu", "wonen_praten", "wonen_straks")
    line, area, tick, untouched = (places[name][0] for name in names)
    with chromium.opened(booklet, first=line.page, pages=1) as viewer:
        assert [viewer.ink(field) for field in (line, area, untouched)] == [0] * 3
        square = viewer.ink(tick)
        viewer.type(line, NAME)
        viewer.type(area, SAID)
        viewer.click(tick)
        assert viewer.wait_for_ink(tick, square) > square
        saved = viewer.saved()
    assert [value(saved, field.name) for field in (line, area, tick, untouched)] == [NAME, SAID, "/on", ""]
    (tmp_path / "saved.pdf").write_bytes(saved)
    with chromium.opened(tmp_path / "saved.pdf", first=line.page, pages=1) as viewer:
        assert viewer.wait_for_ink(line) > 100
        assert viewer.ink(area) > 100 and viewer.ink(tick) > square and viewer.ink(untouched) == 0


def test_pdfium_carries_a_priority_to_every_goal_and_keeps_it(booklet: Path, places: dict[str, list[Field]]) -> None:
    priority, other = places["prioriteit_1"], places["prioriteit_2"]
    with pdfium.opened(booklet) as form:
        assert [form.ink(place) for place in priority] == [0] * 4
        form.type(priority[0], SAID)
        assert all(form.ink(place) > 300 for place in priority)
        assert [form.ink(place) for place in other] == [0] * 4
        saved = form.saved()
    assert value(saved, "prioriteit_1") == SAID
    with pdfium.opened(saved) as form:
        assert all(form.ink(place) > 300 for place in priority)


def test_it_goes_the_other_way_too(booklet: Path, places: dict[str, list[Field]]) -> None:
    priority = places["prioriteit_3"]
    with pdfium.opened(booklet) as form:
        form.type(priority[-1], SAID)
        assert all(form.ink(place) > 300 for place in priority)
        assert value(form.saved(), "prioriteit_3") == SAID


@pytest.mark.skipif(chromium.program() is None, reason="there is no Chromium here")
def test_pdfjs_keeps_what_was_typed(booklet: Path, places: dict[str, list[Field]]) -> None:
    """A line, a full box, a tick and a priority, saved and opened again: there, in PDFium and in the file itself."""
    line, area, tick, untouched = (places[name][0] for name in ("naam", "wonen_nu", "wonen_praten", "wonen_kracht"))
    priority = places["prioriteit_1"]
    with pdfjs.opened(booklet.read_bytes()) as viewer:
        viewer.type(line, NAME)
        viewer.type(area, LONG)
        viewer.click(tick)
        viewer.type(priority[0], SAID)
        assert [viewer.shows(place) for place in priority] == [SAID] * 4
        saved = viewer.saved()
    assert [value(saved, field.name) for field in (line, area, tick, priority[0], untouched)] == [
        NAME, LONG, "/on", SAID, ""]
    with pdfjs.opened(saved) as viewer:
        assert [viewer.shows(field) for field in (line, area, tick, untouched)] == [NAME, LONG, True, ""]
        assert [viewer.shows(place) for place in priority] == [SAID] * 4
    with pdfium.opened(saved) as form:
        assert all(form.ink(place) > 300 for place in (line, area, *priority))


@pytest.mark.parametrize("name", ["wonen_nu", "doel_1_waarom", "prioriteit_1", "doel_1_stap_1_waar"])
def test_a_long_text_shrinks_and_is_kept(name: str, booklet: Path, places: dict[str, list[Field]]) -> None:
    """Nothing of it is cut off: the last words are drawn inside the box, be it small."""
    field = places[name][0]
    with pdfium.opened(booklet) as form:
        form.type(field, LONG)
        saved = form.saved()
    assert value(saved, name) == LONG
    with pypdfium2.PdfDocument(saved) as document:
        document.init_forms()
        page = document[field.page - 1]
        page.flatten()
        assert set(LONG.split()) <= set(written(document[field.page - 1], field).split())
        assert written(document[field.page - 1], field).split()[-3:] == LONG.split()[-3:]


def written(page: pypdfium2.PdfPage, field: Field) -> str:
    left, top, width, height = (value * POINTS_PER_MM for value in field.rectangle)
    high = page.get_height() - top
    return page.get_textpage().get_text_bounded(left, high - height, left + width, high)


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="there is no poppler here")
def test_poppler_draws_what_another_viewer_saved(booklet: Path, places: dict[str, list[Field]], tmp_path: Path) -> None:
    tick, left_open, priority = places["wonen_praten"][0], places["zingeving_praten"][0], places["prioriteit_1"]
    with pdfium.opened(booklet) as form:
        form.click(tick)
        form.click(left_open)
        form.click(left_open)
        form.type(priority[0], SAID)
        (tmp_path / "saved.pdf").write_bytes(form.saved())
    blank, saved = Poppler(booklet, tmp_path), Poppler(tmp_path / "saved.pdf", tmp_path)
    assert saved.ink(tick) > blank.ink(tick) + 100
    assert saved.ink(left_open) == blank.ink(left_open)
    assert all(saved.ink(place) > blank.ink(place) + 100 for place in priority[:2])


class Poppler:
    """The viewer of most free desktops, here by its command; an inch is 100 pixels."""

    def __init__(self, pdf: Path, folder: Path):
        self.pdf, self.picture = pdf, folder / "page"

    def ink(self, field: Field) -> int:
        page = str(field.page)
        command = ["pdftoppm", "-r", "100", "-gray", "-singlefile", "-f", page, "-l", page, self.pdf, self.picture]
        subprocess.run(command, check=True, timeout=60)
        return pdfium.dark(Image.open(self.picture.with_suffix(".pgm")), field, 100 / 25.4)
