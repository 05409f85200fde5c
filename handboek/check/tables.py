"""Tables: in chapters every row has a cell for each column, on worksheets every row has its picture or none has."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from handboek.catalogue import Catalogue
from handboek.model.blocks import Table
from handboek.model.words import leaves
from handboek.problems import Problem
from handboek.source import Document


def problems(catalogue: Catalogue, documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Rows with too few or too many cells or pictures."""
    yield from _cells(catalogue, documents)
    yield from _pictures(catalogue, documents)


def _cells(catalogue: Catalogue, documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Rows that are too short or too long. A comma that should be part of a text cuts its cell in two."""
    for file, model in catalogue.own_files.items():
        lists = Counter(leaf.path[:-1] for leaf in leaves(model) if "table" in leaf.path[:-1])
        for path, cells in lists.items():
            columns = lists[(*path[:-2], "columns")]
            if path[-2:-1] == ("rows",) and cells != columns:
                yield Problem(documents[file].locate(path), "E213",
                              f"Deze rij heeft {cells} cellen en de tabel heeft {columns} kolommen.",
                              "Zet een tekst met een komma tussen rechte aanhalingstekens.")


def _pictures(catalogue: Catalogue, documents: Mapping[str, Document]) -> Iterator[Problem]:
    tables = ((sheet, number, block) for sheet in catalogue.worksheets for number, block in enumerate(sheet.blocks)
              if isinstance(block, Table))
    for sheet, number, table in tables:
        for key in ("row_pictograms", "row_drawings"):
            pictures = len(getattr(table, key))
            if pictures not in (0, len(table.row_titles)):
                yield Problem(documents[f"worksheets/{sheet.id}.yml"].locate(("blocks", number, key)), "E214",
                              f"Het aantal plaatjes ({pictures}) is anders dan het aantal rijen "
                              f"({len(table.row_titles)}).",
                              "Geef elke rij één plaatje.")
