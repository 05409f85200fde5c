"""Effect studies: how each was done, what came out, and how large the sources say that an effect is."""
from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Len
from pydantic import Field

from handboek.model.words import Id, Model, Prose, Reference, Text, Year

Design = Literal["rct", "cluster_rct", "controlled", "before_after"]
"""Drawn by lot (persons, or whole services), two groups without a sound lot, or one group before and after."""
Direction = Literal["better", "less", "less_often", "same", "worse", "not_better", "more_often"]
"""Of depression, needs or days in hospital, less is better: there 'better' could be read inside out."""
Comparison = Literal["groups", "time"]


class Effect(Model):
    """An effect size as the source gives it; with `highest` beside `lowest` where it gives a range for several."""

    measure: Literal["d", "odds_ratio", "eta_squared"]
    lowest: float
    highest: float | None = None
    number: Annotated[int, Field(ge=1)] = 1
    """How many measures the range is about."""
    less_is_better: bool = False
    """Of depression, needs or days in hospital, less is better: then a minus speaks for the support."""

    @property
    def values(self) -> tuple[float, ...]:
        """The one value, or both ends of the range, with the signs of the source."""
        return (self.lowest,) if self.highest is None else (self.lowest, self.highest)

    @property
    def favourable(self) -> tuple[float, ...]:
        """The values with a plus for what is good for people, whatever the source counted."""
        return tuple(-value for value in self.values) if self.less_is_better else self.values


class Outcome(Model):
    """One thing that was measured, seen from who got strengths-based support.

    `than` says what it is compared with: the other group, or the same people at the start.
    """

    what: Text
    than: Comparison
    direction: Direction
    significant: bool | None = None
    """Absent: the source does not say."""
    effect: Effect | None = None


class Study(Model):
    id: Id
    name: Text
    year: Year
    source: Annotated[str, Reference("source")]
    country: Text | None = None
    people: Text
    design: Design
    participants: Annotated[int, Field(ge=1)] | None = None
    """How many took part at the start; absent where no source says."""
    analysed: Annotated[int, Field(ge=1)] | None = None
    """How many were counted in the end, where that is all that is known."""
    groups: Text
    """Who was compared with whom, how many of each, and how many were left."""
    months: Annotated[int, Field(ge=1)]
    """From the start to the last measurement."""
    at_most: bool = False
    """Whether some were measured sooner."""
    did: Prose
    found: Prose
    caution: Prose
    """What may not be concluded."""
    result: Text
    caveat: Text
    """Result and caveat in a few words, for the table."""
    outcomes: Annotated[tuple[Outcome, ...], Len(1)]


class Studies(Model):
    """In the order of the page: by year."""

    studies: Annotated[tuple[Study, ...], Len(1)]
