"""The ten life domains and their question bank."""
from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from annotated_types import Len
from pydantic import Field

from handboek.model.words import (
    ClientText,
    Fits,
    Id,
    Model,
    Note,
    Pictogram,
    Prose,
    Reference,
    SearchWords,
    Sources,
    Text,
    Titled,
)

Time = Literal["now", "future", "past"]
TIMES: tuple[Time, ...] = ("now", "future", "past")
Level = Literal["A2", "B1"]
Shape = Literal["triangle", "square", "circle", "diamond", "star", "hexagon", "cross", "moon", "heart", "shield"]
Color = Literal["blue", "green", "ochre", "rust", "teal", "magenta", "purple", "indigo", "red", "slate"]


TimeHeading = Annotated[ClientText, Fits(width=66, size=14, bold=True)]


class Question(Model):
    """An open question; A2 stands on the client's sheet, B1 is for the conversation."""

    id: Id
    text: ClientText
    dimension: Annotated[str, Reference("dimension")]
    level: Level


class TimeHeadings(Model):
    """The question under Nu, Straks and Vroeger on the sheet."""

    now: TimeHeading
    future: TimeHeading
    past: TimeHeading


class Questions(Model):
    now: Annotated[tuple[Question, ...], Len(8)]
    future: Annotated[tuple[Question, ...], Len(6)]
    past: Annotated[tuple[Question, ...], Len(6)]

    def all(self) -> Iterator[tuple[Time, int, Question]]:
        """Every question with its time and its place (from 0) in the list of that time."""
        for time in TIMES:
            for number, question in enumerate(getattr(self, time)):
                yield time, number, question


class Intervention(Model):
    """What else there is to use; `method` when it has a page of its own."""

    name: Text
    method: Annotated[str, Reference("method")] | None = None
    text: Prose


class Bridge(Model):
    """How the domain meets Movisie's seven: our own construction, no source gives it."""

    domains: tuple[Text, ...]
    text: Prose


class Domain(Model):
    id: Id
    number: Annotated[int, Field(ge=1)]
    title: Text
    client_title: Annotated[ClientText, Fits(width=138, size=34, bold=True)]
    client_line: Annotated[ClientText, Fits(width=138, size=15)]
    summary: Text
    description: Prose
    themes: Annotated[tuple[Titled, ...], Len(4)]
    color: Color
    shape: Shape
    pictogram: Pictogram
    search_words: SearchWords
    discreet: bool = False
    """Whether its page must not be noticed by who looks over a shoulder."""
    times: TimeHeadings
    questions: Questions
    tips: Annotated[tuple[Prose, ...], Len(5)]
    interventions: Annotated[tuple[Intervention, ...], Len(1)]
    movisie: Bridge
    notes: tuple[Note, ...] = ()
    sources: Sources

    def prompts(self, time: Time, count: int) -> tuple[Question, ...]:
        """The questions that stand on the sheet: the first `count` of level A2 for this time."""
        return tuple(question for question in getattr(self.questions, time) if question.level == "A2")[:count]
