"""Chapters: running text about what lies behind the method, what it asks of you, what is known of its effects."""
from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Len
from pydantic import Field

from handboek.model.method import Example
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


class Table(Model):
    """Rows under headings; the first cell of a row is what the row is about."""

    caption: Text
    columns: Annotated[tuple[Text, ...], Len(2)]
    rows: Annotated[tuple[tuple[Prose, ...], ...], Len(1)]


class Section(Model):
    """A heading with a text, and whatever of these parts it needs, shown in this order."""

    id: Id
    title: Text
    text: Prose | None = None
    points: tuple[Titled, ...] = ()
    form: Literal["titled", "steps", "checks"] = "titled"
    """How the points are shown: side by side, as numbered steps, or as things to tick off."""
    table: Table | None = None
    pitfalls: tuple[Pitfall, ...] = ()
    example: Example | None = None
    shows: Literal["study-table", "study-list", "effects", "lessons"] | None = None
    """What is made of other files. Of content/evidence/studies.yml: a table, a text on each study, a picture of the
    effect sizes. Of content/lessons/: a table."""
    after: Prose | None = None


class Chapter(Model):
    id: Id
    number: Annotated[int, Field(ge=1)]
    depth: Depth
    title: Text
    summary: Text
    pictogram: Pictogram
    search_words: SearchWords
    intro: Prose
    sections: Annotated[tuple[Section, ...], Len(2)]
    reflection: Annotated[tuple[Text, ...], Len(2)]
    """Questions to think or talk about, alone or in a lesson."""
    tasks: tuple[Annotated[str, Reference("task")], ...] = ()
    worksheets: tuple[Annotated[str, Reference("worksheet")], ...] = ()
    discreet: bool = False
    """Whether the page must not be noticed by who looks over a shoulder: it gets a quick way out."""
    notes: tuple[Note, ...] = ()
    sources: Sources
