"""Tables: in chapters every row has a cell for each column, on worksheets every row has its picture or none has, and
what is printed in a cell has its place."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from handboek.catalogue import Catalogue
from handboek.model.blocks import Table
from handboek.model.words import leaves
from handboek.model.worksheet import Worksheet
from handboek.problems import Problem
from handboek.source import Document


def problems(catalogue: Catalogue, documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Rows with too few or too many cells or pictures."""
    yield from _cells(catalogue, documents)
    for sheet, number, table in _tables(catalogue):
        document = documents[f"worksheets/{sheet.id}.yml"]
        yield from _pictures(table, number, document)
        yield from _printed(table, number, document)


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


def _tables(catalogue: Catalogue) -> Iterator[tuple[Worksheet, int, Table]]:
    """Every table of a sheet, with its place among the blocks."""
    return ((sheet, number, block) for sheet in catalogue.worksheets for number, block in enumerate(sheet.blocks)
            if isinstance(block, Table))


def _pictures(table: Table, number: int, document: Document) -> Iterator[Problem]:
    for key in ("row_pictograms", "row_drawings"):
        pictures = len(getattr(table, key))
        if pictures not in (0, len(table.row_titles)):
            yield Problem(document.locate(("blocks", number, key)), "E214",
                          f"Het aantal plaatjes ({pictures}) is anders dan het aantal rijen "
                          f"({len(table.row_titles)}).",
                          "Geef elke rij één plaatje.")


def _printed(table: Table, number: int, document: Document) -> Iterator[Problem]:
    """Words for a cell that is not there, which nobody would ever read."""
    rows = len(table.row_titles) or table.rows
    columns = {column.field for column in table.columns if not column.tick}
    for place, words in enumerate(table.printed):
        if words.row > rows or words.field not in columns:
            yield Problem(document.locate(("blocks", number, "printed", place)), "E220",
                          f"De tabel heeft geen vak ‘{words.field}’ in rij {words.row}.",
                          "Noem een rij en een kolom die er zijn.")
