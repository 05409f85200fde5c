"""Checks that need more than one file, or more than a type: each module yields problems and changes nothing."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from handboek.catalogue import SOURCE_LANGUAGE, Catalogue
from handboek.check import (
    cards,
    evidence,
    examples,
    fields,
    fit,
    links,
    names,
    plain,
    questions,
    room,
    sheets,
    sources,
    tables,
    templates,
    terms,
)
from handboek.problems import Problem
from handboek.source import Document

Loaded = tuple[Catalogue, Mapping[str, Document]]
"""A catalogue and the documents that it is made of."""


def problems(root: Path, loaded: Iterable[Loaded]) -> list[Problem]:
    """Everything that is wrong in these catalogues, in no particular order. The first is that of the source language.

    What another catalogue has from it is told once, also where the measure of what is wrong differs.
    """
    found: list[Problem] = []
    for catalogue, documents in loaded:
        told = {(problem.position, problem.code) for problem in found}
        unsound = list(names.problems(root / "templates", catalogue, documents))
        # The other checks look things up by their ids, so the ids must be sound.
        wrong = unsound or list(_others(root, catalogue, documents))
        found += [problem for problem in wrong if (problem.position, problem.code) not in told]
        if catalogue.name == SOURCE_LANGUAGE:
            found += links.problems(catalogue, documents)
            if unsound:
                break
    return found


def _others(root: Path, catalogue: Catalogue, documents: Mapping[str, Document]) -> Iterator[Problem]:
    if catalogue.name == SOURCE_LANGUAGE:
        yield from evidence.problems(catalogue, documents)
        yield from questions.problems(catalogue, documents)
        yield from sources.problems(catalogue, documents)
        yield from terms.problems(catalogue, documents)
        yield from sheets.problems(catalogue, documents)
        broken = list(templates.problems(root, catalogue, documents))
        # To know the places of a sheet, it must be drawn.
        yield from broken or examples.problems(root / "templates", catalogue, documents)
    if catalogue.language == SOURCE_LANGUAGE:
        yield from fields.problems(catalogue, documents)
    yield from cards.problems(catalogue, documents)
    # An easier version has other rows and words, a translation other words.
    yield from tables.problems(catalogue, documents)
    yield from fit.problems(root / "templates", catalogue, documents)
    yield from room.problems(root / "templates", catalogue, documents)
    yield from plain.problems(catalogue, documents)
