"""What stands on the two main worksheets, and where their fields are, as texts that a person can compare."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from pdfs import fields

SHEETS = ("krachteninventarisatie", "actieplan")


def lines(pdf: Path) -> Iterator[str]:
    """The text of each page in the order in which it is painted, which is the order of reading."""
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document, 1):
            yield f"== {number} =="
            text = page.get_textpage().get_text_range()
            yield from filter(None, (" ".join(line.split()) for line in text.splitlines()))


def table(pdf: Path) -> Iterator[str]:
    """One line a field in the order of reading: page, name, kind, x y w h in mm from the top left, accessible name."""
    for field in fields(pdf):
        place = " ".join(f"{value:5.1f}" for value in field.rectangle)
        yield f"{field.page:2} {field.name:34} {field.kind:5} {place}  {field.label}"


@pytest.mark.parametrize("sheet", SHEETS)
def test_print_says_what_it_said(sheet: str, built: Path, golden: Callable[[str, str], None]) -> None:
    golden(f"{sheet}.text.txt", "\n".join(lines(built / "worksheets" / f"{sheet}-printen.pdf")) + "\n")


@pytest.mark.parametrize("sheet", SHEETS)
def test_fields_are_where_they_were(sheet: str, built: Path, golden: Callable[[str, str], None]) -> None:
    golden(f"{sheet}.fields.txt", "\n".join(table(built / "worksheets" / f"{sheet}-invullen.pdf")) + "\n")
