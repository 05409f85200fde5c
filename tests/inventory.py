"""Which page of the site holds each structure of the sources: the rows of inventory.yml, held against a finished site.

`python tests/inventory.py` prints them as a table, for the site in dist/ or the folder that is named behind it.
"""
from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Row:
    """A structure, the section of the inventory it comes from, its page, and words or figures that must stand there."""

    section: str
    name: str
    page: str
    words: tuple[str, ...]


class Article(HTMLParser):
    """The text of a page that its author wrote: menus, meanings of terms and titles of sources hold words of others."""

    def __init__(self, html: str):
        super().__init__()
        self.inside = False
        self.pieces: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "article":
            self.inside = True
        elif dict(attrs).get("class") in ("meanings", "foot"):
            self.inside = False

    def handle_endtag(self, tag: str) -> None:
        self.inside &= tag != "article"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.pieces.append(data)

    @property
    def text(self) -> str:
        return _plain("".join(self.pieces))


def rows() -> list[Row]:
    """Every row of inventory.yml."""
    found = yaml.safe_load((ROOT / "tests" / "inventory.yml").read_text(encoding="utf-8"))
    return [Row(str(section), row["name"], row["page"], tuple(map(str, row["words"])))
            for section, listed in found.items() for row in listed]


def missing(site: Path) -> Iterator[tuple[Row, list[str]]]:
    """The rows whose page is not there or lacks words, with the words that it lacks."""
    for row in rows():
        file = site / row.page / "index.html"
        text = Article(file.read_text(encoding="utf-8")).text if file.is_file() else ""
        lacking = [word for word in row.words if _plain(word) not in text]
        if lacking:
            yield row, lacking


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\N{SOFT HYPHEN}", "")).casefold()


if __name__ == "__main__":
    lacks = dict(missing(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist" / "site"))
    print("| section | structure | page | readable there |\n|---|---|---|---|")
    for row in rows():
        found = f"lacks {', '.join(lacks[row])}" if row in lacks else ", ".join(row.words)
        print(f"| {row.section} | {row.name} | {row.page} | {found} |")
    sys.exit(bool(lacks))
