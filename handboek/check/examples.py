"""Examples of sheets that were filled in: is there a place on the sheet for everything in them?"""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from handboek.catalogue import Catalogue
from handboek.model.words import leaves
from handboek.pdf.sheet import html
from handboek.problems import Problem, suggestion
from handboek.source import Document

FIELD = re.compile(r' name="([^"]+)"')


def problems(templates: Path, catalogue: Catalogue, documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Every field and every tick that the sheet does not have."""
    for example in catalogue.examples:
        sheet = catalogue.get("worksheet", example.id)
        known = FIELD.findall(html(templates, catalogue, sheet, "fillable"))
        for leaf in leaves(example):
            if (leaf.path[-1] == "field" or leaf.path[0] == "ticks") and leaf.value not in known:
                yield Problem(documents[f"content/examples/{example.id}.yml"].locate(leaf.path), "E201",
                              f"Op het werkblad ‘{example.id}’ is geen plek die ‘{leaf.value}’ heet.",
                              suggestion(str(leaf.value), known) or "Kijk in het bestand van dat werkblad.")
