"""Lessons for schools: what students get, and below that what only the teacher needs."""
from __future__ import annotations

from typing import Annotated

from annotated_types import Len
from pydantic import Field

from handboek.model.chapter import Table
from handboek.model.words import Id, Model, Pitfall, Prose, Reference, SearchWords, Sheets, Sources, Text, Titled


class Step(Titled):
    """A block of a lesson."""

    minutes: Annotated[int, Field(ge=1)]


class Lesson(Model):
    """With a `task`, its learning goals and its part of the case are those of the task."""

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
