"""Checks that need more than one file, or more than a type: each module yields problems and changes nothing."""
from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from handboek.catalogue import Catalogue
from handboek.check import evidence, fit, links, names, plain, questions, tables, templates
from handboek.problems import Problem
from handboek.source import Document


def all_problems(root: Path, catalogue: Catalogue, documents: Mapping[str, Document]) -> list[Problem]:
    """Everything that is wrong in the source language, in no particular order."""
    found = [*names.problems(root / "templates", catalogue, documents), *links.problems(catalogue, documents)]
    # What follows looks things up by their ids, so the ids must be sound.
    return found or [*evidence.problems(catalogue, documents), *questions.problems(catalogue, documents),
                     *tables.problems(catalogue, documents), *templates.problems(root, catalogue, documents),
                     *text_problems(root, catalogue, documents)]


def easy_problems(root: Path, catalogue: Catalogue, documents: Mapping[str, Document]) -> list[Problem]:
    """What the easier versions of sheets can add to that: other pictures, rows and words."""
    found = [*names.problems(root / "templates", catalogue, documents)]
    return found or [*tables.problems(catalogue, documents), *text_problems(root, catalogue, documents)]


def text_problems(root: Path, catalogue: Catalogue, documents: Mapping[str, Document]) -> list[Problem]:
    """What can be wrong with the words alone, and so in every language: too long for their box, too hard to read."""
    return [*fit.problems(root / "templates", catalogue, documents), *plain.problems(catalogue, documents)]
