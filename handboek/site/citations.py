"""Sources in APA style: the entries of the bibliography and the short form that stands in the text.

citeproc-py and the APA style (templates/site/apa.csl) do the work. What they leave to us: letters for
works of one author in one year, and the Dutch words for 'about' a year.
"""
from __future__ import annotations

import json
import re
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from handboek.catalogue import OWN
from handboek.model.lists import Source
from handboek.site.markup import SPECIAL

TYPES = {"book": "book", "report": "report", "brochure": "pamphlet", "article": "article-journal", "chapter": "chapter",
         "thesis": "thesis", "webpage": "webpage"}
FIELDS = {"publisher": "publisher", "place": "publisher-place", "container": "container-title", "volume": "volume",
          "issue": "issue", "pages": "page", "url": "URL"}
CIRCA = "ca. "

# citeproc-py escapes nothing, and what it returns holds tags of its own. The signs that must be escaped travel
# through it as characters that nobody uses, and come out as character references. So do brackets: then one in an entry
# is the style's, and what stands behind it is the date.
SIGNS = SPECIAL | {ord("("): "&#40;"}
TRAVELLERS = {sign: chr(0xE000 + place) for place, sign in enumerate(SIGNS)}
OUT = str.maketrans({ord(traveller): SIGNS[sign] for sign, traveller in TRAVELLERS.items()})
ABOUT = re.compile(r"(?<=\()c\. (?=\d)|(?<=, )c\. (?=\d+\Z)")
"""'About' a year as the style says it: in brackets in an entry, at the end of a label."""
# It also writes a hyphen between the pages of a range, whatever stood there; APA wants a dash.
RANGE = "\ue100"


class References:
    """The bibliography of one catalogue. Texts it returns are safe as Markdown; `label` is plain text."""

    def __init__(self, sources: Iterable[Source], style: Path, own_label: str):
        self.sources = {source.id: source for source in sources}
        self.style = style
        self.own_label = own_label

    def knows(self, id: str) -> bool:
        return id in self.sources

    def label(self, id: str) -> str:
        """The source in running text: 'Wolf & Jonker, 2016', or what own work is called."""
        return self.own_label if id == OWN else self._apa[id][0]

    def entry(self, id: str) -> str:
        """The source as the bibliography lists it, with italics in HTML."""
        return self._apa[id][1]

    def in_order(self, ids: Iterable[str]) -> list[str]:
        """These sources in the order of the bibliography; own work stands apart and is left out."""
        wanted = set(ids)
        return [id for id in self._apa if id in wanted]

    @cached_property
    def _apa(self) -> dict[str, tuple[str, str]]:
        works = [_csl(source) for source in self.sources.values() if source.type != "own"]
        rendered = dict(_render(works, self.style))
        letters = _letters({id: label for id, (label, _) in rendered.items()})
        return {id: self._with_letter(id, *texts, letters.get(id, "")) for id, texts in rendered.items()}

    def _with_letter(self, id: str, label: str, entry: str, letter: str) -> tuple[str, str]:
        year = str(self.sources[id].year)
        return (label + letter if label.endswith(year) else label,
                re.sub(rf"(?<=\()({CIRCA})?{year}", rf"\g<0>{letter}", entry, count=1))


def cite(work: dict[str, Any], style: Path) -> str:
    """One work, given in the names of CSL, as an entry in APA style (HTML, safe as Markdown)."""
    return next(entry for _, (_, entry) in _render([_travelling({"id": "work", **work})], style))


def _csl(source: Source) -> dict[str, Any]:
    work: dict[str, Any] = {"id": source.id, "type": TYPES[source.type], "title": source.full_title}
    work["author"] = [{"literal": author.name} if author.name else {"family": author.family, "given": author.given}
                      for author in source.authors]
    work |= {theirs: getattr(source, ours) for ours, theirs in FIELDS.items() if getattr(source, ours)}
    if source.pages:
        work["page"] = source.pages.replace("-", RANGE)
    if source.year:
        work["issued"] = {"date-parts": [[source.year]]} | ({"circa": 1} if source.circa else {})
    return _travelling(work)


def _travelling(work: dict[str, Any]) -> dict[str, Any]:
    """The work with its signs changed into travellers; ids and addresses stay what they are."""
    return {key: value if key in ("id", "URL", "type") else _travel(value) for key, value in work.items()}


def _travel(value: Any) -> Any:
    if isinstance(value, dict):
        return _travelling(value)
    if isinstance(value, list):
        return list(map(_travel, value))
    return value.translate(TRAVELLERS) if isinstance(value, str) else value


def _render(works: list[dict[str, Any]], style: Path) -> tuple[tuple[str, tuple[str, str]], ...]:
    """(id, (label, entry)) in the order of the bibliography."""
    return _rendered(json.dumps(works), style, style.stat().st_mtime_ns)


@cache
def _rendered(listed: str, style: Path, _: int) -> tuple[tuple[str, tuple[str, str]], ...]:
    """As `_render`, once for works (in JSON) and a style: it takes half a second, and `serve` asks after each edit."""
    return tuple(_cited(json.loads(listed), style))


def _cited(works: list[dict[str, Any]], style: Path) -> Iterator[tuple[str, tuple[str, str]]]:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
    from citeproc.source.json import CiteProcJSON

    with warnings.catch_warnings(), _paths_compiled_once():
        # It warns of every field of the style that it does not know, on each use.
        warnings.simplefilter("ignore")
        library = CitationStylesBibliography(_style(style), CiteProcJSON(works), formatter.html)
        citations = {work["id"]: Citation([CitationItem(work["id"])]) for work in works}
        for citation in citations.values():
            library.register(citation)
        library.sort()
        for id, entry in zip(library.keys, library.bibliography(), strict=True):
            label = str(library.cite(citations[id], lambda item: None)).strip("()").replace("&amp;", "&")
            yield id, (_plain(_dutch(label)), _linked(_dutch(str(entry)).translate(OUT).replace(RANGE, "–")))


@contextmanager
def _paths_compiled_once() -> Iterator[None]:
    """Let citeproc-py compile each path of XPath that it looks for once: it looks for the same few thousands of times,
    and that is half of its work."""
    from citeproc.model import CitationStylesElement
    from lxml.etree import XPath
    search = CitationStylesElement.xpath_search
    compiled = cache(lambda path, names: XPath(path, namespaces=dict(names)))
    CitationStylesElement.xpath_search = lambda self, path: compiled(path, tuple(self.nsmap.items()))(self)
    try:
        yield
    finally:
        CitationStylesElement.xpath_search = search


@cache
def _style(file: Path) -> Any:
    from citeproc import CitationStylesStyle

    return CitationStylesStyle(str(file), locale="nl-NL", validate=False)


def _dutch(text: str) -> str:
    return ABOUT.sub(CIRCA, text)


def _linked(entry: str) -> str:
    """An address becomes a link: in Markdown, that is an address between angle brackets.

    The style announces it with 'Geraadpleegd' where a work has no year, but nobody wrote down on which day.
    """
    return re.sub(r"(?:Geraadpleegd )?(https://[^\s<>]+)", r"<\1>", entry)


def _plain(label: str) -> str:
    return label.translate({ord(traveller): chr(sign) for sign, traveller in TRAVELLERS.items()})


def _letters(labels: dict[str, str]) -> dict[str, str]:
    """The letter of each work that shares its label with another: a, b, c in the order of the bibliography."""
    groups: dict[str, list[str]] = defaultdict(list)
    for id, label in labels.items():
        groups[label].append(id)
    return {id: "abcdefghijklmnopqrstuvwxyz"[number % 26]
            for ids in groups.values() if len(ids) > 1 for number, id in enumerate(ids)}
