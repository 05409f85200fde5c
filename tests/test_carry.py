"""Carrying over: a filled-in inventory becomes an action plan, in five scripts; anything else is refused."""
from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from conftest import Run
from pikepdf import Array, Dictionary, Encryption, Name, Object, Pdf, String
from PIL import ImageOps
from verapdf import Validator

from handboek.booklet import booklet
from handboek.carry import fill, read
from handboek.pdf.draw import Press, prepare
from handboek.pdf.forms import SHEET_KEY
from handboek.pdf.jobs import Job, one, supplies
from handboek.problems import AuthorError
from handboek.project import Project

VALUES = {
    "naam": "Самира",
    "prioriteit_1": "Ik wil weer bakken",
    "prioriteit_2": "أريد أن أرى ابنتي",
    "prioriteit_3": "ምስ ውሉደይ ክነብር",
    "prioriteit_4": "Güzel bir ev, ğıİş 🙂",
    "prioriteit_1_kracht": "Ik kan goed koken",
    "prioriteit_2_kracht": "Терпение",
    "prioriteit_3_kracht": "ትዕግስቲ",
    "prioriteit_4_kracht": "Sabır",
}


@pytest.fixture
def filled(built: Path, tmp_path: Path) -> Path:
    """An inventory as a viewer saves it: values in the fields, drawn by whoever opens it."""
    with Pdf.open(built / "worksheets" / "krachteninventarisatie-invullen.pdf") as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if str(field.T) in VALUES:
                field.V = String(VALUES[str(field.T)])
        pdf.save(tmp_path / "ingevuld.pdf")
    return tmp_path / "ingevuld.pdf"


@pytest.fixture
def carry(run_here: Callable[..., Run], sandbox: Path) -> Callable[..., Run]:
    return lambda *arguments: run_here("carry", *map(str, arguments), project=sandbox)


def test_priorities_stand_in_every_place_of_the_plan(carry: Callable[..., Run], filled: Path) -> None:
    done = carry(filled)
    assert (done.code, done.err) == (0, "")
    target = filled.with_name("ingevuld-actieplan.pdf")
    assert done.out == (
        "Let op: bij prioriteit 4 staan tekens die het handboek niet kan tekenen: ‘🙂’. Ze staan wel in het veld, maar "
        f"niet op papier.\nKlaar: {target}, met 4 prioriteiten. Er is verder niets bewaard.\n")
    with Pdf.open(target) as plan:
        fields = {str(field.T): field for field in plan.Root.AcroForm.Fields}
        assert {name: str(fields[name].V) for name in VALUES} == VALUES
        for name in VALUES:
            places = list(fields[name].get("/Kids", [fields[name]]))
            assert all(b"Do" in kid.AP.N.read_bytes() or b"Tj" in kid.AP.N.read_bytes()
                       or b"TJ" in kid.AP.N.read_bytes()
                       for kid in places), name


def test_what_was_typed_is_drawn_in_its_own_letters(carry: Callable[..., Run], filled: Path) -> None:
    carry(filled)
    plan = filled.with_name("ingevuld-actieplan.pdf")
    with pypdfium2.PdfDocument(plan) as document:
        document.init_forms()
        page = document[2]
        ink = page.render(scale=2, may_draw_forms=True).to_pil().convert("L")
    with Pdf.open(plan) as pdf:
        height = float(pdf.pages[2].mediabox[3])
        for widget in (w for w in pdf.pages[2].Annots if "/Parent" in w and str(w.Parent.T).startswith("prioriteit")):
            left, low, right, high = (float(value) for value in widget.Rect)
            box = ink.crop((int(left * 2), int((height - high) * 2), int(right * 2), int((height - low) * 2)))
            assert box.getextrema()[0] < 90, str(widget.Parent.T)


def test_the_plan_is_accessible(carry: Callable[..., Run], filled: Path) -> None:
    carry(filled)
    plan = filled.with_name("ingevuld-actieplan.pdf")
    assert Validator().failures(plan) == []
    assert subprocess.run(["qpdf", "--check", plan], capture_output=True, check=False).returncode == 0


def test_a_file_is_never_overwritten_without_being_told_to(carry: Callable[..., Run], filled: Path) -> None:
    target = filled.with_name("plan.pdf")
    target.write_bytes(b"van een ander")
    done = carry(filled, "--out", target)
    assert done.code == 1
    assert done.err.startswith(f"{target}:1:1 [E503] Dit bestand bestaat al. Kies een andere naam met --out, "
                               "of overschrijf het met --force.")
    assert target.read_bytes() == b"van een ander"
    assert carry(filled, "--out", target, "--force").code == 0
    assert target.read_bytes().startswith(b"%PDF")


def saved(file: Path, **values: str) -> Path:
    """As much of a filled-in inventory as is read."""
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.AcroForm = Dictionary(Fields=Array([Dictionary(T=name, V=text) for name, text in values.items()]))
        pdf.docinfo[SHEET_KEY] = "krachteninventarisatie"
        pdf.save(file)
    return file


def test_what_paper_does_not_show_is_told(carry: Callable[..., Run], tmp_path: Path) -> None:
    values = {"naam": "נועה", "prioriteit_1": "Ik wil weer bakken. " * 90, "prioriteit_2": "Rust"}
    done = carry(saved(tmp_path / "vol.pdf", **values))
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines()[:-1] == [
        "Let op: bij naam staan tekens die het handboek niet kan tekenen: ‘נועה’. "
        "Ze staan wel in het veld, maar niet op papier.",
        "Let op: bij prioriteit 1 staat meer dan er in een vak past. "
        "De hele tekst staat wel in het veld, maar op papier ontbreekt het einde."]
    with Pdf.open(tmp_path / "vol-actieplan.pdf") as plan:
        fields = {str(field.T): field for field in plan.Root.AcroForm.Fields}
        assert {name: str(fields[name].V) for name in values} == {name: text.strip() for name, text in values.items()}


def test_a_text_that_no_box_can_hold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AuthorError, match=r"Bij naam en prioriteit 1 staan meer dan 2000 tekens\. Maak de tekst kort"):
        read(saved(tmp_path / "vol.pdf", naam="a" * 2001, prioriteit_1="b" * 2001, prioriteit_2="c"))


def test_the_end_of_a_line_is_one_break(tmp_path: Path) -> None:
    file = saved(tmp_path / "regels.pdf", prioriteit_1="een\r\ntwee\rdrie\nvier")
    assert read(file) == {"prioriteit_1": "een\ntwee\ndrie\nvier"}


def test_a_quoted_text_begins_at_its_own_side(root: Path, tmp_path: Path) -> None:
    prepare(tmp_path, root / "templates" / "fonts")
    project, blank = Project(root), io.BytesIO()
    with Pdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(400, 40))
        page.Annots = Array([pdf.make_indirect(Dictionary(
            Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="naam", Rect=[0, 0, 400, 40]))])
        pdf.Root.AcroForm = Dictionary(Fields=page.Annots)
        pdf.save(blank)
    press = Press(supplies(project, project.load()["nl"]))
    for text, arabic in (('"أريد أن أرى ابنتي"', True), ('"Ik wil mijn dochter zien"', False)):
        with pypdfium2.PdfDocument(fill(blank.getvalue(), {"naam": text}, press)[0]) as document:
            document.init_forms()
            picture = document[0].render(may_draw_forms=True).to_pil().convert("L")
        left, _, right, _ = ImageOps.invert(picture).getbbox()
        assert (left > 200, right < 200) == (arabic, not arabic), text


def test_a_booklet_of_chosen_sheets_is_read_too(sandbox: Path) -> None:
    project = Project(sandbox)
    catalogue = project.load()["nl"]
    chosen = booklet(catalogue, [catalogue.get("worksheet", "krachteninventarisatie")], "")
    file = sandbox / "boekje.pdf"
    with Pdf.open(io.BytesIO(one(project, Job(catalogue, chosen, "fillable")))) as pdf:
        next(field for field in pdf.Root.AcroForm.Fields if field.T == "prioriteit_1").V = String("Bakken")
        pdf.save(file)
    assert read(file) == {"prioriteit_1": "Bakken"}


def broken(built: Path) -> bytes:
    return b"%PDF-1.7\nniets"


def not_ours(built: Path) -> bytes:
    out = io.BytesIO()
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    return out.getvalue()


def another_sheet(built: Path) -> bytes:
    return (built / "worksheets" / "weekschema-invullen.pdf").read_bytes()


def encrypted(built: Path) -> bytes:
    out = io.BytesIO()
    with Pdf.open(built / "worksheets" / "krachteninventarisatie-invullen.pdf") as pdf:
        pdf.save(out, encryption=Encryption(owner="a", user="b"))
    return out.getvalue()


def empty(built: Path) -> bytes:
    return (built / "worksheets" / "krachteninventarisatie-invullen.pdf").read_bytes()


def too_large(built: Path) -> bytes:
    return b"%PDF-1.7\n" + b"0" * 20_000_001


@pytest.mark.parametrize(("make", "message"), [
    (broken, "Dit is geen leesbare pdf. Kies het bestand dat je zelf hebt ingevuld en opgeslagen."),
    (not_ours, "Dit is geen krachteninventarisatie van dit handboek. Kies een ingevulde krachteninventarisatie of een "
               "ingevuld krachtenboekje. Een print of scan kan niet."),
    (another_sheet,
     "Dit is geen krachteninventarisatie van dit handboek. Kies een ingevulde krachteninventarisatie of een "
                    "ingevuld krachtenboekje. Een print of scan kan niet."),
    (encrypted, "Dit bestand is beveiligd met een wachtwoord. Sla het op zonder wachtwoord."),
    (empty,
     "Er zijn nog geen prioriteiten ingevuld. Vul de laatste bladzijde in, sla het bestand op en probeer het opnieuw."),
    (too_large, "Dit bestand is groter dan 20 MB. Een ingevuld blad van dit handboek is veel kleiner."),
])
def test_anything_else_is_refused(carry: Callable[..., Run], built: Path, tmp_path: Path, make: Callable[[Path], bytes],
                                  message: str) -> None:
    file = tmp_path / "bestand.pdf"
    file.write_bytes(make(built))
    done = carry(file)
    assert done.code == 1
    assert done.err.splitlines()[0] == f"bestand.pdf:1:1 [E501] {message}"
    assert not file.with_name("bestand-actieplan.pdf").exists()


@pytest.mark.parametrize("form", [Name("/x"), Dictionary(Fields=Name("/x")), Dictionary(Fields=Array([Name("/x")]))],
                         ids=["no form", "no list", "no field"])
def test_a_broken_form_is_refused(form: Object, tmp_path: Path) -> None:
    file = tmp_path / "bestand.pdf"
    with Pdf.new() as pdf:
        pdf.docinfo[SHEET_KEY] = "krachteninventarisatie"
        pdf.Root.AcroForm = form
        pdf.save(file)
    with pytest.raises(AuthorError, match="Er zijn nog geen prioriteiten ingevuld"):
        read(file)


def test_a_file_that_is_not_there(carry: Callable[..., Run], tmp_path: Path) -> None:
    done = carry(tmp_path / "nergens.pdf")
    assert done.code == 1
    assert done.err.startswith(f"{tmp_path}/nergens.pdf:1:1 [E501] Dit bestand is er niet. "
                               "Kijk of de naam en de map kloppen.\n")


