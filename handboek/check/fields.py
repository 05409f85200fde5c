"""The names of the places on a sheet: places with the same name are one field, and show what is typed in any."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from handboek.catalogue import Catalogue
from handboek.model.blocks import Table
from handboek.model.blocks.checks import CheckPoint
from handboek.model.blocks.table import TableColumn
from handboek.model.blocks.wallet import WalletCard
from handboek.model.words import Leaf, leaves
from handboek.model.worksheet import Worksheet
from handboek.problems import Problem
from handboek.source import Document


def problems(catalogue: Catalogue, documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Places of one sheet that share a name and ask for something else, or of which only one is a box to tick."""
    for file, model in catalogue.own_files.items():
        if isinstance(model, Worksheet):
            yield from _doubles(model, documents[file])


def _doubles(sheet: Worksheet, document: Document) -> Iterator[Problem]:
    seen: dict[Any, tuple[bool, str]] = {}
    for leaf in leaves(sheet):
        if leaf.path[-1] == "field":
            place = _holder(sheet, leaf)
            # What is shared may be asked in other words.
            meant = getattr(place, "shared", False)
            asked = (_is_tick(place), "" if meant else _label(place, leaf))
            if seen.setdefault((meant, _scope(place, leaf), leaf.value), asked) != asked:
                yield Problem(document.locate(leaf.path), "E218",
                              f"Op dit blad heeft nog een vak de naam ‘{leaf.value}’: "
                              "wat iemand in het ene invult, komt ook in het andere.",
                              "Geef elk vak een eigen ‘field’.")


def _holder(sheet: Worksheet, leaf: Leaf) -> Any:
    """The part of the sheet that has this name."""
    found: Any = sheet
    for part in leaf.path[:-1]:
        found = found[part] if isinstance(part, int) else getattr(found, part)
    return found


def _scope(place: Any, leaf: Leaf) -> str | int:
    """Among which names this one must be its own: a column's go with those of its table, and both with a number."""
    if isinstance(place, TableColumn) and not place.shared:
        return leaf.path[1]
    return type(place).__name__ if isinstance(place, Table | TableColumn | WalletCard) else ""


def _is_tick(place: Any) -> bool:
    return isinstance(place, CheckPoint) or getattr(place, "tick", False) or getattr(place, "look", "") == "tick"


def _label(place: Any, leaf: Leaf) -> str:
    """What is asked; of tables each asks for something of its own."""
    if isinstance(place, Table):
        return str(leaf.path[1])
    return str(getattr(place, "label", None) or getattr(place, "title", None) or place.text)
