"""Which pages of the site the book holds, in which parts; what only works on a screen is left out."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from handboek.site.addresses import PAGES, address
from handboek.site.navigation import Entry

# The home page and the pages with a tool instead of a text: a book has a cover and a table of contents. And the parts
# of the case, which stand in the book with the seven tasks.
ON_SCREEN_ONLY = frozenset({*(PAGES[id] for id in ("start", "vragen", "citeren", "printen")),
                            *(address("case", f"deel-{number}") for number in range(1, 8))})


@dataclass(frozen=True)
class Part:
    """A part of the book: the title of a tab and the files of its pages."""

    title: str
    files: tuple[str, ...]


def parts(navigation: list[Entry], left_out: frozenset[str] = ON_SCREEN_ONLY) -> list[Part]:
    """The parts in the order of the tabs; a tab of which no page is left is no part."""
    found = [Part(title, tuple(file for file in _files(entries) if file not in left_out))
             for section in navigation for title, entries in section.items()]
    return [part for part in found if part.files]


def _files(entries: Any) -> Iterator[str]:
    """All files below an entry of the navigation: a name, {title: entry}, or a list of entries."""
    if isinstance(entries, str):
        yield entries
    else:
        for entry in entries.values() if isinstance(entries, dict) else entries:
            yield from _files(entry)
