"""Small cards of the size of a bank card, to cut out and carry along."""
from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Len
from pydantic import Field

from handboek.model.blocks.common import FieldName
from handboek.model.words import ClientText, Fits, Model, Pictogram


class WalletCard(Model):
    """`field` is part of the names of its fields."""

    field: FieldName
    title: Annotated[ClientText, Fits(width=62, size=14, bold=True)]
    pictogram: Pictogram


class Wallet(Model):
    """A page with eight cards of 85 by 54 mm, each with room for three names and numbers, and marks to cut on."""

    kind: Literal["wallet"]
    title: Annotated[ClientText, Fits(width=148, size=24, bold=True)]
    line: Annotated[ClientText, Fits(width=148, size=14)]
    pictogram: Pictogram
    cards: Annotated[tuple[WalletCard, ...], Len(8, 8)]
    name: Annotated[ClientText, Fits(width=40, size=14, bold=True)]
    number: Annotated[ClientText, Fits(width=34, size=14, bold=True)]
    rows: Annotated[int, Field(ge=1, le=3)] = 3

    @property
    def cut(self) -> bool:
        """As that of `Cards`."""
        return True

    def pages(self) -> int:
        return 1
