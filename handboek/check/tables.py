"""Tables in chapters: every row must have a cell for each column."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from handboek.catalogue import Catalogue
from handboek.model.words import leaves
from handboek.problems import Problem
from handboek.source import Document


def problems(catalogue: Catalogue, documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Rows that are too short or too long. A comma that should be part of a text cuts its cell in two."""
    for file, model in catalogue.files.items():
        lists = Counter(leaf.path[:-1] for leaf in leaves(model) if "table" in leaf.path[:-1])
        for path, cells in lists.items():
            columns = lists[(*path[:-2], "columns")]
            if path[-2] == "rows" and cells != columns:
                yield Problem(documents[file].locate(path), "E213",
                              f"Deze rij heeft {cells} cellen en de tabel heeft {columns} kolommen.",
                              "Zet een tekst met een komma tussen rechte aanhalingstekens.")
