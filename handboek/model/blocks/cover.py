"""The first page of a sheet."""
from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Len

from handboek.model.words import ClientText, Fits, Model, Pictogram


class Cover(Model):
    """The first page: this sheet belongs to me."""

    kind: Literal["cover"]
    title: Annotated[ClientText, Fits(width=160, size=46, lines=2, bold=True)]
    line: Annotated[ClientText, Fits(width=160, size=18, lines=2)]
    pictogram: Pictogram
    mine: Annotated[ClientText, Fits(width=42, size=17, lines=1, bold=True)]
    promises: Annotated[tuple[Annotated[ClientText, Fits(width=145, size=15, lines=1)], ...], Len(1, 3)]

    def pages(self) -> int:
        return 1
