"""Routes: ways through the handbook for who follows the training, teaches, or works with people."""
from __future__ import annotations

from typing import Annotated

from annotated_types import Len
from pydantic import Field

from handboek.model.chapter import Section
from handboek.model.domain import Color
from handboek.model.words import Id, Model, Note, Pictogram, Prose, SearchWords, Sheets, Sources, Text


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
