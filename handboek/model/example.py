"""A worksheet as somebody filled it in: the invented people of the case."""
from __future__ import annotations

from typing import Annotated

from annotated_types import Len

from handboek.model.words import ClientText, Id, Model, Reference, Sources


class Place(Model):
    """What stands in one place of the sheet. `field` is the name of the place in the PDF."""

    field: str
    text: ClientText


class SheetExample(Model):
    """The id is that of the sheet, and the name of the file; `ticks` are the names of the boxes that are ticked."""

    id: Annotated[Id, Reference("worksheet")]
    places: Annotated[tuple[Place, ...], Len(1)]
    ticks: tuple[str, ...] = ()
    sources: Sources
