"""The glossary: a word in a text leads to one term, or it would lead nowhere."""
from __future__ import annotations

from collections.abc import Iterator, Mapping

from handboek.catalogue import SINGLES, Catalogue
from handboek.model.words import Leaf, leaves
from handboek.problems import Problem
from handboek.source import Document

FORMS = ("term", "forms")
"""The keys of what is found in running text; a synonym may lead to several terms."""


def problems(catalogue: Catalogue, documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Forms that two terms share, and names that one term has twice."""
    document = documents[SINGLES["glossary"][0]]
    owners: dict[str, int] = {}
    names: set[tuple[int, str]] = set()
    for leaf in leaves(catalogue.glossary):
        if len(leaf.path) > 2 and leaf.path[2] in (*FORMS, "synonyms", "search_words"):
            number, name = int(leaf.path[1]), leaf.value.casefold()
            other = owners.setdefault(name, number) if leaf.path[2] in FORMS else number
            if other != number:
                yield _problem(document, leaf, catalogue.glossary.terms[other].term)
            elif (number, name) in names:
                yield _problem(document, leaf, catalogue.glossary.terms[number].term)
            names.add((number, name))


def _problem(document: Document, leaf: Leaf, term: str) -> Problem:
    return Problem(document.locate(leaf.path), "E202", f"‘{leaf.value}’ staat al bij het begrip ‘{term}’.",
                   "Haal het bij één van de twee weg.")
