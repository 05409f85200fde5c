"""Booklets, levels, ink and the gallery: one YAML file, many forms."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run
from pikepdf import Pdf
from verapdf import Validator

from handboek.booklet import order
from handboek.levels import at_level
from handboek.project import Project
from handboek.source import read


def names(file: Path) -> list[str]:
    with Pdf.open(file) as pdf:
        return [str(field.T) for field in pdf.Root.AcroForm.Fields]


def test_a_booklet_joins_sheets_that_share_name_priorities_and_goals(run_here: Callable[..., Run],
                                                                     sandbox: Path, tmp_path: Path) -> None:
    out = tmp_path / "boekje.pdf"
    done = run_here("booklet", "krachteninventarisatie", "actieplan", "actieplan-in-een-oogopslag", "--title",
                    " Van Noor ", "--out", str(out), project=sandbox)
    assert (done.code, done.out) == (0, f"Klaar: {out}.\n"), done.err
    found = names(out)
    assert len(found) == len(set(found))
    with Pdf.open(out) as pdf:
        places = {str(field.T): len(field.get("/Kids", [0])) for field in pdf.Root.AcroForm.Fields}
        assert str(pdf.docinfo["/Title"]) == "Van Noor"
    assert places["naam"] == 11  # the cover and ten life domains
    assert places["prioriteit_1"] == 5  # the inventory, three goals, the overview
    assert places["doel_1"] == 2
    assert Validator().failures(out) == []


def test_a_booklet_for_a_duplex_printer_has_two_pages_on_each_side(run_here: Callable[..., Run],
                                                                   sandbox: Path, tmp_path: Path) -> None:
    out = tmp_path / "boekje.pdf"
    done = run_here("booklet", "actieplan", "--a5", "--line", "--out", str(out), project=sandbox)
    assert done.code == 0, done.err
    with Pdf.open(out) as pdf:
        assert len(pdf.pages) == 4  # six pages, white up to eight, two on a side
        assert {tuple(round(float(number)) for number in page.mediabox) for page in pdf.pages} == {(0, 0, 595, 842)}


def test_a_booklet_can_be_easy_where_its_sheets_are(run_here: Callable[..., Run], sandbox: Path,
                                                    tmp_path: Path) -> None:
    """The ecogram then asks for six names and no kinds of help; five sentences have no easier version."""
    out = tmp_path / "boekje.pdf"
    done = run_here("booklet", "ecogram", "krachten-in-vijf-zinnen", "actieplan-in-een-oogopslag", "--easy",
                    "--out", str(out), project=sandbox)
    assert done.code == 0, done.err
    found = names(out)
    assert sum(name.startswith("ecogram_mens_") for name in found) == 6
    assert sum(name.startswith("krachten_in_vijf_zinnen_") for name in found) == 6  # and the date
    assert Validator().failures(out) == []


@pytest.mark.parametrize("count", [4, 8, 20])
def test_folded_sheets_read_in_order(count: int) -> None:
    sides = order(count)
    assert sorted(page for side in sides for page in side) == list(range(count))
    # The fold is above: below stands the first page of a leaf, on its back above (turned over the short edge) the next.
    for front, back in zip(sides[::2], sides[1::2], strict=True):
        assert back[0] == front[1] + 1
        assert front[0] == back[1] + 1


def test_a_safety_plan_goes_in_no_booklet(run_here: Callable[..., Run], sandbox: Path, tmp_path: Path) -> None:
    done = run_here("booklet", "actieplan", "veiligheidsplan-kort", "--out", str(tmp_path / "x.pdf"), project=sandbox)
    assert done.code == 1
    assert done.err.splitlines()[0] == (
        "worksheets/veiligheidsplan-kort.yml:1:1 [E502] ‘veiligheidsplan-kort’ hoort niet in een boekje. "
        "Geef dit blad los mee: het mag niet in verkeerde handen komen.")


def test_a_booklet_goes_where_there_is_room_for_it(run_here: Callable[..., Run], sandbox: Path, tmp_path: Path) -> None:
    out = tmp_path / "nieuw" / "boekje.pdf"
    done = run_here("booklet", "weekschema", "--out", str(out), project=sandbox)
    assert done.err.startswith(f"{out}:1:1 [E503] De map van dit bestand bestaat niet. ")
    done = run_here("booklet", "weekschema", "--out", str(tmp_path), "--force", project=sandbox)
    assert done.err.startswith(f"{tmp_path}:1:1 [E503] ")


def test_a_safety_plan_does_not_say_what_it_is(built: Path) -> None:
    plans = sorted((built / "worksheets").glob("mijn-blad-*.pdf"))
    assert len(plans) == 16
    for plan in plans:
        raw = plan.read_bytes()
        with Pdf.open(plan) as pdf:
            said = " ".join(str(value)
                            for value in pdf.docinfo.values()) + str(pdf.open_metadata()) + raw.decode("latin-1")
            said += " ".join(str(field.T) for field in pdf.Root.get("/AcroForm", {}).get("/Fields", []))
        assert "eiligheid" not in said, plan.name
        assert "eweld" not in said, plan.name


def test_the_easy_sheet_differs_only_where_its_file_says_so(root: Path) -> None:
    document = read(root, "worksheets/krachteninventarisatie.yml")
    standard, easy = (at_level(document, level) for level in ("standard", "easy"))
    changed = {block["kind"]
               for block, other in zip(standard.data["blocks"], easy.data["blocks"], strict=True) if block != other}
    assert changed == {"steps", "domains", "priorities"}
    number = [block["kind"] for block in easy.data["blocks"]].index("domains")
    assert document.locate(("blocks", number, "easy", "prompts")) == easy.locate(("blocks", number, "prompts"))


def test_every_sheet_of_the_source_is_there_in_colour_and_in_lines(root: Path, built: Path) -> None:
    catalogue = Project(root).load()["nl"]
    assert len(catalogue.worksheets) >= 25
    for sheet in catalogue.worksheets:
        for variant in catalogue.variants(sheet):
            word = {"fillable": "invullen", "print": "printen", "example": "voorbeeld"}[variant]
            for ink in ("", "-lijn"):
                assert (built / "worksheets" / f"{sheet.stem}-{word}{ink}.pdf").is_file()


def test_the_gallery_shows_every_block(run_here: Callable[..., Run], sandbox: Path) -> None:
    done = run_here("gallery", project=sandbox)
    assert done.code == 0, done.err
    kinds = sorted(path.name for path in (sandbox / "templates/worksheets/blocks").iterdir())
    page = (sandbox / ".build/gallery/index.html").read_text(encoding="utf-8")
    assert len(kinds) >= 12
    for kind in kinds:
        assert f'src="{kind}.png"' in page
        assert (sandbox / f".build/gallery/{kind}.png").stat().st_size > 3000
