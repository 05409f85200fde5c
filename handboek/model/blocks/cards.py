"""Cards to cut out, eight on a sheet of A4, or one on a page for a tablet."""
from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Len
from pydantic import Field

from handboek.model.words import ClientText, Fits, Model, Pictogram, Reference

PER_SHEET = 8
COLUMNS = 2


class Card(Model):
    """Front: a pictogram and a question. Back: two or three lines that help on. Domain cards take the domain's look."""

    domain: Annotated[str, Reference("domain")] | None = None
    title: Annotated[ClientText, Fits(width=28, size=12, lines=3, bold=True)] | None = None
    pictogram: Pictogram | None = None
    question: Annotated[ClientText, Fits(width=49, size=19, lines=4, bold=True)]
    help: Annotated[tuple[Annotated[ClientText, Fits(width=69, size=16, lines=2)], ...], Len(1, 3)]


class Cards(Model):
    """`sheets`: fronts and mirrored backs in turn, with cut marks. `single`: one card a page, with its help.

    With `sheet` the cards are those of another worksheet, which the catalogue puts in.
    """

    kind: Literal["cards"]
    layout: Literal["sheets", "single"] = "sheets"
    sheet: Annotated[str, Reference("worksheet")] | None = None
    cards: tuple[Card, ...] = ()
    how: Annotated[ClientText, Field(max_length=110)]

    @property
    def domains(self) -> tuple[str, ...]:
        """The ids of the domains whose names stand on the cards."""
        return tuple(dict.fromkeys(card.domain for card in self.cards if card.domain))

    def numbered(self) -> list[tuple[int, Card]]:
        """The cards with the numbers that are printed on them."""
        return list(enumerate(self.cards, 1))

    def sheets(self) -> list[list[tuple[int, Card]]]:
        """The numbered cards in groups of eight."""
        cards = self.numbered()
        return [cards[start:start + PER_SHEET] for start in range(0, len(cards), PER_SHEET)]

    def backs(self, group: list[tuple[int, Card]]) -> list[tuple[int, Card] | None]:
        """The same cards as they lie after turning the paper over its long edge: the two of each row change places.

        None is a place without a card, which keeps the others where they must be.
        """
        places = [*group, *[None] * (-len(group) % COLUMNS)]
        return [card for start in range(0, len(places), COLUMNS) for card in reversed(places[start:start + COLUMNS])]

    @property
    def cut(self) -> bool:
        """Whether scissors go through its paper."""
        return self.layout == "sheets"

    def pages(self) -> int:
        return len(self.cards) if self.layout == "single" else 2 * len(self.sheets())
