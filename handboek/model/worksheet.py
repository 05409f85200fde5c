"""Worksheets: a sheet is a list of blocks, and each kind of block has its folder in `templates/worksheets/blocks/`.

A new sheet needs only YAML. A new kind of block needs a class here (what may be said in it) and a
folder with the same name there (what it looks like).
"""
from __future__ import annotations

from typing import Annotated, Literal, Union

from annotated_types import Len
from pydantic import Field

from handboek.model.domain import TIMES, Color, Time
from handboek.model.words import ClientText, Fits, Id, Model, Pictogram, Prose, Reference, SearchWords, Sources, Text

# The measures below are those of the style sheets in templates/worksheets: mm of width, pt of type.
CoverTitle = Annotated[ClientText, Fits(width=160, size=46, lines=2, bold=True)]
PageTitle = Annotated[ClientText, Fits(width=215, size=30, lines=1, bold=True)]
Lead = Annotated[ClientText, Fits(width=215, size=15, lines=1)]


class Cover(Model):
    """The first page: this sheet belongs to me."""

    kind: Literal["cover"]
    title: CoverTitle
    line: Annotated[ClientText, Fits(width=160, size=18, lines=2)]
    pictogram: Pictogram
    mine: Annotated[ClientText, Fits(width=42, size=17, lines=1, bold=True)]
    promises: Annotated[tuple[Annotated[ClientText, Fits(width=145, size=15, lines=1)], ...], Len(1, 3)]

    def pages(self) -> int:
        return 1


class Step(Model):
    pictogram: Pictogram
    title: Annotated[ClientText, Fits(width=40, size=17, lines=2, bold=True)]
    text: Annotated[ClientText, Fits(width=42, size=14, lines=6)]


class Steps(Model):
    """How it works, in five pictured steps."""

    kind: Literal["steps"]
    title: PageTitle
    line: Lead
    pictogram: Pictogram
    steps: Annotated[tuple[Step, ...], Len(5, 5)]
    remember: Annotated[tuple[Annotated[ClientText, Fits(width=115, size=14, lines=1)], ...], Len(2, 4)]

    def pages(self) -> int:
        return 1


class Domains(Model):
    """One page for each life domain. `order` is the order of the columns; `prompts` how many questions stand above each."""

    kind: Literal["domains"]
    domains: Annotated[tuple[Annotated[str, Reference("domain")], ...], Len(1)]
    order: Annotated[tuple[Time, ...], Len(3, 3)] = TIMES
    prompts: Annotated[int, Field(ge=1, le=3)] = 3

    def pages(self) -> int:
        return len(self.domains)


class Priorities(Model):
    """The closing page of the inventory: what matters most. Its fields return, filled in, in the action plan."""

    kind: Literal["priorities"]
    title: PageTitle
    line: Lead
    pictogram: Pictogram
    count: Annotated[int, Field(ge=3, le=4)] = 4
    want: Annotated[ClientText, Fits(width=100, size=14, lines=1, bold=True)]
    strength: Annotated[ClientText, Fits(width=75, size=14, lines=1, bold=True)]
    domain: Annotated[ClientText, Fits(width=45, size=14, lines=1, bold=True)]
    next: Annotated[ClientText, Fits(width=225, size=14, lines=1)]

    def pages(self) -> int:
        return 1


class Column(Model):
    """A column of the table of steps; `id` becomes part of the names of its fields, `width` is in mm."""

    id: Literal["stap", "waar", "helpt", "wie", "wanneer"]
    title: ClientText
    pictogram: Pictogram
    width: Annotated[int, Field(ge=25, le=90)]


class Goals(Model):
    """One page for each goal, each tied to the priorities by number."""

    kind: Literal["goals"]
    count: Annotated[int, Field(ge=1, le=4)] = 3
    priorities: Annotated[int, Field(ge=3, le=4)] = 4
    title: Annotated[ClientText, Fits(width=52, size=26, lines=1, bold=True)]
    why: Annotated[ClientText, Fits(width=80, size=14, lines=1, bold=True)]
    origin: Annotated[ClientText, Fits(width=80, size=14, lines=1, bold=True)]
    columns: Annotated[tuple[Column, ...], Len(5, 5)]
    done: Annotated[ClientText, Fits(width=20, size=13, lines=1, bold=True)]
    rows: Annotated[int, Field(ge=3, le=5)] = 4

    def pages(self) -> int:
        return self.count


class Included(Model):
    """All blocks of another sheet, but for the kinds that are left out."""

    kind: Literal["sheet"]
    sheet: Annotated[str, Reference("worksheet")]
    without: tuple[Literal["cover", "steps", "domains", "priorities", "goals"], ...] = ()


DrawnBlock = Union[Cover, Steps, Domains, Priorities, Goals]
Block = Annotated[Union[Cover, Steps, Domains, Priorities, Goals, Included], Field(discriminator="kind")]


class Worksheet(Model):
    """A sheet that a client gets. Its words obey the A2 limits that `check` measures."""

    id: Id
    number: int
    title: ClientText
    """As it stands on the sheet, in the words of the client."""
    name: Text
    """As workers call it: on the site and in the title of the PDF."""
    summary: Text
    search_words: SearchWords
    pictogram: Pictogram
    color: Color
    for_whom: Prose
    use: Annotated[tuple[Prose, ...], Len(3)]
    """How a worker uses it, step by step."""
    sources: Sources
    blocks: Annotated[tuple[Block, ...], Len(1)]

    @property
    def full_title(self) -> str:
        """The title of the PDF: both names, so that worker and client find it."""
        return self.title if self.title == self.name else f"{self.name} – {self.title}"
