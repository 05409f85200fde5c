"""Nothing of the sources got lost: each structure that they hold can be read on a page of the site."""
from __future__ import annotations

from pathlib import Path

from inventory import missing, rows

SECTIONS = [*(f"1.{number}" for number in range(1, 17)), "2", "3", "4", "5"]


def test_each_structure_of_the_sources_is_on_its_page(built: Path) -> None:
    assert [f"{row.section} {row.name}: {row.page} lacks {lacking}" for row, lacking in missing(built / "site")] == []


def test_the_list_holds_every_section_method_and_contradiction() -> None:
    found = rows()
    assert list(dict.fromkeys(row.section for row in found)) == SECTIONS
    assert all(len(row.words) >= 2 for row in found)
    assert [row.name.split()[0] for row in found if row.section == "5"] == [f"C{number}" for number in range(1, 53)]
    assert len({row.page for row in found if row.section == "4" and row.name.startswith("methode ")}) == 29
