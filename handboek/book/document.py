"""The book as one HTML document: cover, contents, parts with their chapters, index of terms."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import jinja2

from handboek.book.chapter import Chapter, anchor, chapter
from handboek.book.chapters import parts
from handboek.catalogue import Catalogue
from handboek.model.lists import Term
from handboek.site.addresses import PAGES
from handboek.site.navigation import navigation
from handboek.site.relations import letters


@dataclass(frozen=True)
class Entry:
    """A term of the index and the anchors where it is used, in the order of the book."""

    term: Term
    places: tuple[str, ...]


def document(templates: Path, catalogue: Catalogue, pages: dict[str, str]) -> str:
    """The whole book in one HTML document, from the Markdown of the site by file, without its `styles`."""
    wanted = parts(navigation(catalogue))
    held = frozenset(file for part in wanted for file in part.files)
    bound = [(part, [chapter(file, pages[file], held) for file in part.files]) for part in wanted]
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(templates / "book"), autoescape=True,
                                     undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    chapters = [chapter for _, chapters in bound for chapter in chapters]
    return environment.get_template("book.html.j2").render(
        handbook=catalogue.handbook, language=catalogue.language, parts=bound, letters=_letters(catalogue, chapters),
        t=lambda id, **values: catalogue.say(f"site.book.{id}", **values))


def styles(templates: Path) -> str:
    """The style sheet of the book, with the colours that site and worksheets share."""
    return "\n".join((templates / name).read_text(encoding="utf-8") for name in ("tokens.css", "book/book.css"))


def _letters(catalogue: Catalogue, chapters: Iterable[Chapter]) -> list[tuple[str, list[Entry]]]:
    """The index: each term that a chapter other than the glossary uses, by first letter."""
    places: dict[str, list[str]] = {}
    glossary = anchor(PAGES["begrippen"])
    for each in chapters:
        if each.id != glossary:
            for term in dict.fromkeys(each.terms):
                places.setdefault(term, []).append(f"{each.id}--t-{term}")
    found = [(letter, [Entry(term, tuple(places[term.id])) for term in terms if term.id in places])
             for letter, terms in letters(catalogue)]
    return [(letter, entries) for letter, entries in found if entries]
