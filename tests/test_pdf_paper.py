"""What counts on paper: room to write, type that can be read, and a sheet that survives a grey printer."""
from __future__ import annotations

import itertools
import re
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
from pdfs import fields
from PIL import Image

from handboek.pdf.forms import POINTS_PER_MM

PIXELS_PER_MM = 300 / 25.4
INK, PAPER = "#111111", "#FFFFFF"
FOOT = 17.0  # mm from the bottom: the strip with the credit may be small
LEAST_TYPE = 14.0  # pt
PIXEL = 0.75  # pt: WeasyPrint draws in the pixels of CSS and scales the page


def tokens(root: Path) -> dict[str, str]:
    text = (root / "templates" / "tokens.css").read_text(encoding="utf-8")
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9A-Fa-f]{6})", text))


def channels(color: str) -> list[float]:
    return [int(color[start:start + 2], 16) / 255 for start in (1, 3, 5)]


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    red, green, blue = (value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
                        for value in channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def grey(color: str) -> float:
    """How light a grey printer makes it, from 0 to 1 (ITU-R 601, as Pillow and most printers do)."""
    red, green, blue = channels(color)
    return 0.299 * red + 0.587 * green + 0.114 * blue


def page_of(pdf: Path, number: int, scale: float) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as document:
        return document[number - 1].render(scale=scale).to_pil().convert("L")


def test_text_can_be_read_on_every_tint_and_accent(root: Path) -> None:
    colors = tokens(root)
    tints = {name: color for name, color in colors.items() if name.endswith("-tint")}
    assert len(tints) == 10
    assert {name: contrast(INK, color) for name, color in tints.items() if contrast(INK, color) < 7} == {}
    accents = {name: color for name, color in colors.items() if name not in tints}
    # White numbers stand on the accents.
    assert {name: contrast(PAPER, color) for name, color in accents.items() if contrast(PAPER, color) < 4.5} == {}


def test_tints_stay_light_and_accents_stay_dark_in_grey(root: Path) -> None:
    """A tint is a ground to read on; an accent must still be seen to differ from it."""
    colors = tokens(root)
    for name, tint in ((name, color) for name, color in colors.items() if name.endswith("-tint")):
        assert grey(tint) > 0.85, name
        assert grey(colors[name.removesuffix("-tint")]) < 0.5, name


def test_a_grey_print_keeps_the_title_legible(built: Path) -> None:
    """The bar of a domain page, as a printer without colour draws it: a light ground with dark letters."""
    for number in (3, 5, 8, 12):
        page = page_of(built / "worksheets" / "krachteninventarisatie-printen.pdf", number, scale=2)
        left, top, right, low = (round(value * 2 * POINTS_PER_MM) for value in (49, 12, 150, 35))
        bar = page.crop((left, top, right, low))
        shades = bar.histogram()
        ground = max(range(256), key=lambda shade: shades[shade])
        assert ground > 0.85 * 255 and sum(shades[:60]) > 1000, f"page {number}"


def test_lines_to_write_on_are_10_mm_apart(built: Path) -> None:
    """Measured on a page at 300 dots an inch, the edges of the box included."""
    sheet = built / "worksheets" / "krachteninventarisatie"
    boxes = {field.name: field for field in fields(sheet.with_name(sheet.name + "-invullen.pdf"))}
    for name, spaces in (("wonen_nu", 8), ("wonen_vroeger", 8), ("prioriteit_2", 2), ("prioriteit_4_leefgebied", 2)):
        left, top, width, height = boxes[name].rectangle
        picture = page_of(sheet.with_name(sheet.name + "-printen.pdf"), boxes[name].page, scale=300 / 72)
        x = round((left + width / 2) * PIXELS_PER_MM)
        rows = range(round((top - 2) * PIXELS_PER_MM), round((top + height + 2) * PIXELS_PER_MM))
        column = [picture.getpixel((x, y)) < 200 for y in rows]
        starts = [y for y in range(1, len(column)) if column[y] and not column[y - 1]]
        distances = [(lower - upper) / PIXELS_PER_MM for upper, lower in itertools.pairwise(starts)]
        assert len(distances) == spaces, name
        assert all(abs(distance - 10) < 0.2 for distance in distances), (name, distances)


def test_what_is_cut_out_has_paper_of_its_own_when_both_sides_are_printed(built: Path) -> None:
    """Pages to cut up stand upright: the first of them, and the first after them, is the front of a paper."""
    found = 0
    for sheet in ("belangrijke-contacten", "teamkrachtbespreking", "praatkaarten"):
        with pypdfium2.PdfDocument(built / "worksheets" / f"{sheet}-printen.pdf") as document:
            upright = [page.get_height() > page.get_width() for page in document]
        changes = [number for number, (before, page) in enumerate(itertools.pairwise(upright), 1) if before != page]
        assert all(number % 2 == 0 for number in changes), (sheet, changes)
        found += sum(upright)
    assert found >= 23


def test_the_number_for_danger_stands_on_the_sheets_about_calling(built: Path) -> None:
    for sheet, number in (("afronden-en-afscheid", 2), ("belangrijke-contacten", 1)):
        for level in ("", "-makkelijk"):
            with pypdfium2.PdfDocument(built / "worksheets" / f"{sheet}{level}-printen.pdf") as document:
                text = document[number - 1].get_textpage().get_text_range()
            assert "Politie of ambulance 112" in text and "113" in text, (sheet, level)


def test_no_type_is_smaller_than_14_points(built: Path) -> None:
    """On the sheets that clients get; the strip at the foot is for whoever copies them."""
    small = []
    for sheet in ("krachteninventarisatie", "actieplan"):
        with pypdfium2.PdfDocument(built / "worksheets" / f"{sheet}-printen.pdf") as document:
            for number, page in enumerate(document, 1):
                text = page.get_textpage()
                for index in range(text.count_chars()):
                    letter, low = text.get_text_range(index, 1).strip(), text.get_charbox(index)[1]
                    size = pdfium.FPDFText_GetFontSize(text, index) * PIXEL
                    if letter and low > FOOT * POINTS_PER_MM and size < LEAST_TYPE - 0.01:
                        small.append((sheet, number, letter, round(size, 1)))
    assert small == []
