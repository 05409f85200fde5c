"""The pages of the action plan, one for each goal."""
from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Len
from pydantic import Field

from handboek.model.words import ClientText, Fits, Model, Pictogram


class GoalColumn(Model):
    """A column of the table of steps; `id` becomes part of the names of its fields, `width` is in mm."""

    id: Literal["stap", "waar", "helpt", "wie", "wanneer"]
    title: ClientText
    pictogram: Pictogram
    width: Annotated[int, Field(ge=25, le=140)]


class Goals(Model):
    """One page for each goal, tied by number to a priority and to the strength that helps: fields of the inventory."""

    kind: Literal["goals"]
    count: Annotated[int, Field(ge=1, le=4)] = 3
    priorities: Annotated[int, Field(ge=3, le=4)] = 4
    title: Annotated[ClientText, Fits(width=52, size=26, lines=1, bold=True)]
    why: Annotated[ClientText, Fits(width=80, size=14, lines=1, bold=True)]
    origin: Annotated[ClientText, Fits(width=77, size=14, lines=1, bold=True)]
    strength: Annotated[ClientText, Fits(width=54, size=14, lines=1, bold=True)]
    columns: Annotated[tuple[GoalColumn, ...], Len(3, 5)]
    done: Annotated[ClientText, Fits(width=20, size=13, lines=1, bold=True)]
    rows: Annotated[int, Field(ge=3, le=5)] = 4

    def pages(self) -> int:
        return self.count
