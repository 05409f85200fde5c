"""Routes: ways through the handbook for who follows the training, teaches, or works with people. And the lessons."""
from __future__ import annotations

from typing import Annotated

from annotated_types import Len
from pydantic import Field

from handboek.model.chapter import Section, Table
from handboek.model.domain import Color
from handboek.model.words import (
    Id,
    Model,
    Note,
    Pictogram,
    Pitfall,
    Prose,
    Reference,
    SearchWords,
    Sources,
    Text,
    Titled,
)

Sheets = tuple[Annotated[str, Reference("worksheet")], ...]


class Stage(Section):
    """A stretch of a route. With `worksheets` it shows the sheets to take along."""

    worksheets: Sheets = ()


class Route(Model):
    id: Id
    number: Annotated[int, Field(ge=1)]
    way: Text | None = None
    """Who takes it, in the reader's own words; only then it stands on the home page."""
    title: Text
    summary: Text
    pictogram: Pictogram
    color: Color
    search_words: SearchWords
    discreet: bool = False
    """Whether the page must not be noticed by who looks over a shoulder: it gets a quick way out."""
    doors: tuple[Prose, ...] = ()
    """Links on the home page, below the route itself."""
    intro: Prose
    sections: Annotated[tuple[Stage, ...], Len(3)]
    overview: bool = False
    """Whether the learning goals of instruments and the questions of principles stand at the end."""
    notes: tuple[Note, ...] = ()
    sources: Sources


class Step(Titled):
    """A block of a lesson."""

    minutes: Annotated[int, Field(ge=1)]


class Lesson(Model):
    """A lesson: what students get, and below that what only the teacher needs.

    With a `task`, its learning goals and its part of the case are those of the task.
    """

    id: Id
    number: Annotated[int, Field(ge=0)]
    title: Text
    task: Annotated[str, Reference("task")] | None = None
    summary: Text
    search_words: SearchWords
    read: Annotated[tuple[Prose, ...], Len(1)]
    """What students read at home."""
    learning_goals: tuple[Text, ...] = ()
    steps: Annotated[tuple[Step, ...], Len(2)]
    talk: tuple[Text, ...] = ()
    worksheets: Sheets = ()
    """What the steps ask for; what may be of use besides stands in `also`."""
    also: Sheets = ()
    prepare: Prose
    table: Table
    """What strong answers are."""
    pitfalls: Annotated[tuple[Pitfall, ...], Len(1)]
    after: Prose | None = None
    norm: Prose
    """Which rows of the table for assessing this lesson is about."""
    sources: Sources

    @property
    def minutes(self) -> int:
        return sum(step.minutes for step in self.steps)
