"""The method: mission, pillars, recovery, own strength, principles, the trajectory and its seven tasks."""
from __future__ import annotations

from typing import Annotated

from annotated_types import Len
from pydantic import Field

from handboek.model.words import (
    Depth,
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


class MethodPage(Model):
    """What every page about the method has."""

    depth: Depth
    title: Text
    summary: Text
    search_words: SearchWords
    notes: tuple[Note, ...] = ()
    sources: Sources


class Mission(MethodPage):
    mission: Prose
    goal: Prose
    target_group: Prose
    for_whom: Annotated[tuple[Text, ...], Len(3)]
    settings: Prose


class Pillar(Model):
    id: Id
    title: Text
    pictogram: Pictogram
    text: Prose
    practice: Annotated[tuple[Prose, ...], Len(3)]


class Pillars(MethodPage):
    """Three since 2016; the brochure's four stand in a note (contradiction C1 of the inventory)."""

    intro: Prose
    pillars: Annotated[tuple[Pillar, ...], Len(3, 3)]


class FormOfRecovery(Model):
    id: Id
    title: Text
    pictogram: Pictogram
    text: Prose
    example: Text


class Recovery(MethodPage):
    intro: Prose
    forms: Annotated[tuple[FormOfRecovery, ...], Len(4, 4)]
    is_: Annotated[tuple[Prose, ...], Len(3), Field(alias="is")]
    is_not: Annotated[tuple[Prose, ...], Len(3)]
    challenges: Prose


class Dimension(Model):
    """One of the five sides of a person's own strength (Movisie's pocket guide)."""

    id: Id
    title: Text
    question: Text
    pictogram: Pictogram
    text: Prose
    listen_for: Annotated[tuple[Text, ...], Len(3)]


class Dimensions(MethodPage):
    intro: Prose
    dimensions: Annotated[tuple[Dimension, ...], Len(5, 5)]


class Part(Model):
    """A part of the trajectory; its tasks name it, it does not name them."""

    id: Id
    number: Annotated[int, Field(ge=1)]
    title: Text
    aliases: tuple[Text, ...] = ()
    duration: Text
    contact: Text
    text: Prose


class Trajectory(MethodPage):
    intro: Prose
    parts: Annotated[tuple[Part, ...], Len(3, 3)]
    after: Prose
    activities: Annotated[tuple[Titled, ...], Len(2)]


class WorkingPrinciple(Model):
    """A 'wat werkt'-beginsel and the strengths principles that the source links to it (none for integriteit)."""

    id: Id
    title: Text
    aliases: tuple[Text, ...] = ()
    text: Prose
    principles: tuple[Annotated[str, Reference("principle")], ...]


class WhatWorks(MethodPage):
    intro: Prose
    principles: Annotated[tuple[WorkingPrinciple, ...], Len(7, 7)]


class Example(Model):
    """A short invented scene; the page labels it 'fictief'."""

    title: Text
    text: Prose


class Principle(Model):
    id: Id
    number: Annotated[int, Field(ge=1)]
    title: Text
    short: Text
    summary: Text
    pictogram: Pictogram
    search_words: SearchWords
    meaning: Prose
    do: Annotated[tuple[Prose, ...], Len(3)]
    leave: Annotated[tuple[Prose, ...], Len(3)]
    reflection: Annotated[tuple[Text, ...], Len(2, 2)]
    example: Example
    what_works: tuple[Annotated[str, Reference("what_works")], ...]
    notes: tuple[Note, ...] = ()
    sources: Sources


class ToolUse(Model):
    """A tool and what it is for in this task; `instrument` only where the handbook has a page on it."""

    name: Text
    instrument: Annotated[str, Reference("instrument")] | None = None
    use: Prose


class CaseStretch(Model):
    """What happens during this task in the invented case that runs through all seven."""

    title: Text
    text: Prose
    look_back: Annotated[tuple[Text, ...], Len(2)]


class Task(Model):
    id: Id
    number: Annotated[int, Field(ge=1)]
    part: Annotated[str, Reference("part")]
    title: Text
    aliases: tuple[Text, ...] = ()
    summary: Text
    pictogram: Pictogram
    search_words: SearchWords
    discreet: bool = False
    """Whether the page must not be noticed by who looks over a shoulder: it gets a quick way out."""
    core: Prose
    why: Prose
    steps: Annotated[tuple[Titled, ...], Len(3)]
    tips: Annotated[tuple[Prose, ...], Len(8)]
    questions: Annotated[tuple[Text, ...], Len(8)]
    pitfalls: Annotated[tuple[Pitfall, ...], Len(3)]
    instruments: Annotated[tuple[ToolUse, ...], Len(1)]
    principles: tuple[Annotated[str, Reference("principle")], ...]
    learning_goals: Annotated[tuple[Text, ...], Len(3)]
    case: CaseStretch
    notes: tuple[Note, ...] = ()
    sources: Sources


class CasePerson(Model):
    name: Text
    role: Text


class Case(Model):
    """The people of the invented case; each task tells its own stretch."""

    title: Text
    intro: Prose
    people: Annotated[tuple[CasePerson, ...], Len(2)]
    sources: Sources
