"""Every PDF of a build as a file: sound, accessible, closed to the outside, small, and with nothing left out."""
from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from pdfs import all_pdfs, has_form, opened, printed, published
from pikepdf import Dictionary, Name
from verapdf import Validator

from handboek.catalogue import Catalogue
from handboek.model.words import leaves
from handboek.model.worksheet import Worksheet
from handboek.pdf.preview import WIDTH, preview

A4 = {(297, 210), (210, 297)}  # mm
# kB: what the fonts take, and what a page may add. Twelve pages: 225 to print, 330 to fill in.
SIZES = {"printen": (45, 15), "invullen": (90, 20)}
ONE = """
import sys; from pathlib import Path; from handboek.pdf.jobs import jobs, one; from handboek.project import Project
project = Project(Path(sys.argv[1]))
sys.stdout.buffer.write(one(project, next(job for job in jobs(project.load()) if job.file == sys.argv[2])))
"""


def spoken(text: str) -> str:
    return " ".join(text.split())


def text_of(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return spoken(" ".join(page.get_textpage().get_text_range() for page in document))


def wanted(catalogue: Catalogue, sheet: Worksheet) -> Iterator[str]:
    """Every text for clients that stands on this sheet; a place on a drawing may have a label that is only heard."""
    for _, block in catalogue.blocks(sheet):
        heard = {spot.label for spot in getattr(block, "spots", ()) if not spot.shown}
        texts = (leaf.value for leaf in leaves(block) if leaf.words.client)
        yield from (text for text in texts if text not in heard)
        if block.kind != "domains":
            continue
        for domain in (catalogue.get("domain", id) for id in block.domains):
            yield from (domain.client_title, domain.client_line)
            for time in block.order:
                yield getattr(domain.times, time)
                yield from (question.text for question in domain.prompts(time, block.prompts))


def things(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary in the file, also those inside others."""
    waiting: list[Any] = list(pdf.objects)
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, Dictionary | pikepdf.Stream):
            yield thing
            waiting += [value for _, value in thing.items() if not getattr(value, "is_indirect", False)]
        elif isinstance(thing, pikepdf.Array):
            waiting += [value for value in list(thing) if not getattr(value, "is_indirect", False)]


def test_every_sheet_is_there_in_every_variant(root: Path, built: Path) -> None:
    expected = {job.file for job in published(root)}
    assert len(expected) >= 24
    assert expected == {file.relative_to(built / "worksheets").as_posix() for file in all_pdfs(built)}


def test_pdf_ua(root: Path, built: Path) -> None:
    """In colour, with the book; a sheet in lines is the same page with other pictures, so of those one will do."""
    files = [built / "handboek.pdf", *(built / "worksheets" / job.file for job in published(root)
                                       if job.ink == "color" or job.sheet.id == "actieplan")]
    validator = Validator()
    assert [failure for file in files for failure in validator.failures(file)] == []


def test_an_example_shows_what_somebody_wrote(built: Path, catalogue: Catalogue) -> None:
    assert {example.id for example in catalogue.examples} >= {"krachteninventarisatie", "actieplan"}
    for example in catalogue.examples:
        file = built / "worksheets" / f"{example.id}-voorbeeld.pdf"
        text = text_of(file)
        assert [place.field for place in example.places if place.text not in text] == []
        assert text.count("Fictief voorbeeld") == catalogue.pages(catalogue.get("worksheet", example.id))
        assert not has_form(file)
        assert example.places[-1].text not in text_of(built / "worksheets" / f"{example.id}-printen.pdf")


def test_qpdf_has_no_remarks(built: Path) -> None:
    for file in all_pdfs(built):
        with opened(file) as pdf:
            assert pdf.check_pdf_syntax() == [], file.name


def test_the_file_says_what_it_is(root: Path, built: Path) -> None:
    for job in published(root):
        catalogue = job.catalogue
        credit = catalogue.words["sheet.credit"]
        assert "OpenMoji" in credit and "CC BY-SA 4.0" in credit
        with opened(built / "worksheets" / job.file) as pdf:
            xmp = pdf.open_metadata()
            assert str(pdf.docinfo["/Title"]) == xmp["dc:title"]
            assert xmp["dc:title"] == job.sheet.full_title + (
                ", ingevuld voorbeeld (fictief)" if job.variant == "example" else "")
            assert str(pdf.docinfo["/Subject"]) == xmp["dc:description"] == job.sheet.summary
            assert [str(pdf.docinfo["/Author"])] == xmp["dc:creator"] == [catalogue.handbook.makers]
            assert credit in str(xmp["dc:rights"]) and catalogue.handbook.licence_name in str(xmp["dc:rights"])
            assert str(pdf.Root.Lang) == "nl" and xmp["dc:language"] == {"nl"}
            assert xmp["pdfuaid:part"] == "1" and pdf.Root.MarkInfo.Marked
            assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert credit in text_of(built / "worksheets" / job.file)


def test_every_page_is_a4_and_has_its_bookmark(root: Path, built: Path) -> None:
    for job in published(root):
        with opened(built / "worksheets" / job.file) as pdf:
            sizes = {tuple(round(float(value) * 25.4 / 72) for value in page.mediabox[2:]) for page in pdf.pages}
            assert sizes <= A4, job.file
            assert len(pdf.pages) == job.pages, job.file
            with pdf.open_outline() as outline:
                targets = [item.destination[0].objgen for item in outline.root]  # type: ignore[index, union-attr]
            assert targets == [page.objgen for page in pdf.pages], f"{job.file}: not one bookmark a page"


def test_fonts_are_ours_and_inside(root: Path, built: Path) -> None:
    style = (root / "templates/worksheets/sheet.css").read_text(encoding="utf-8")
    families = set(re.findall(r"@font-face \{ font-family: (\w+)", style))
    seen = set()
    for file in all_pdfs(built):
        with opened(file) as pdf:
            dictionaries = (thing for thing in pdf.objects if isinstance(thing, Dictionary))
            for font in (thing for thing in dictionaries if thing.get("/Type") == Name.Font):
                assert font.Subtype in (Name.Type0, Name.CIDFontType2), (file.name, font.BaseFont)
                if font.Subtype == Name.CIDFontType2:
                    assert "/FontFile2" in font.FontDescriptor, (file.name, font.BaseFont)
                    seen.add(str(font.FontDescriptor.FontFamily))
    assert {"Sheet", "Field"} <= seen <= families


def test_nothing_runs_and_nothing_leads_outside(built: Path) -> None:
    forbidden = {"/JS", "/JavaScript", "/AA", "/OpenAction", "/URI", "/Launch", "/EmbeddedFiles", "/XFA"}
    actions = {"/JavaScript", "/Launch", "/URI", "/GoToR", "/SubmitForm", "/ImportData"}
    for file in all_pdfs(built):
        with opened(file) as pdf:
            for thing in things(pdf):
                assert not forbidden & set(thing.keys()) and str(thing.get("/S")) not in actions, (file.name, thing)


def test_files_are_small_enough_to_mail(built: Path) -> None:
    for file in all_pdfs(built):
        with opened(file) as pdf:
            fixed, a_page = SIZES["printen" if "-printen" in file.stem else "invullen"]
            size = file.stat().st_size / 1000
            assert size <= fixed + a_page * len(pdf.pages), f"{file.name} is {size} kB"


def test_no_text_is_lost(root: Path, built: Path) -> None:
    count = 0
    for job in published(root):
        said = text_of(built / "worksheets" / job.file)
        texts = {spoken(text) for text in wanted(job.catalogue, job.sheet)}
        count += len(texts)
        assert [text for text in sorted(texts) if text not in said] == [], job.file
    assert count >= 500


def test_to_print_is_without_a_form(built: Path) -> None:
    assert len(printed(built)) >= 3
    assert [file.name for file in printed(built) if has_form(file)] == []


def test_equal_content_gives_equal_bytes(root: Path, built: Path, sandbox: Path, tmp_path: Path) -> None:
    """Drawn again, in another folder, from another place, alone and not after other sheets."""
    name = "krachtenboekje-invullen.pdf"
    done = subprocess.run([sys.executable, "-c", ONE, str(sandbox), name], cwd=tmp_path, stdout=subprocess.PIPE,
                          env=os.environ | {"PYTHONPATH": str(root)}, timeout=120, check=True)
    assert done.stdout == (built / "worksheets" / name).read_bytes()


def test_the_picture_of_a_sheet_is_a_small_png(built: Path) -> None:
    picture = preview(built / "worksheets" / "actieplan-invullen.pdf", page=99)
    assert picture.startswith(b"\x89PNG") and int.from_bytes(picture[16:20], "big") == WIDTH and len(picture) < 60_000
