"""Worksheets: a sheet is a list of blocks, and each kind of block has its folder in `templates/worksheets/blocks/`.

A new sheet needs only YAML. A new kind of block needs a module in `blocks/` (what may be said in it) and a folder
with the name of its kind there (what it looks like).
"""
from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Len
from pydantic import Field

from handboek.model.blocks import Block, Cards
from handboek.model.domain import Color
from handboek.model.words import ClientText, Depth, Id, Model, Pictogram, Prose, SearchWords, Sources, Text


class Worksheet(Model):
    """A sheet to fill in or to print. The words of one for clients obey the A2 limits that `check` measures."""

    id: Id
    number: Annotated[int, Field(ge=1)]
    title: ClientText
    """As it stands on the sheet, in the words of the client."""
    name: Text
    """As workers call it: on the site and in the title of the PDF."""
    summary: Text
    depth: Depth = "more"
    """The sheets of the method itself are core; all others are tools to choose from."""
    search_words: SearchWords
    pictogram: Pictogram
    color: Color
    audience: Literal["client", "worker"] = "client"
    """For whom the words are: a client's sheet obeys A2, a worker's B1."""
    file: Id | None = None
    """A file name that gives nothing away, for a sheet that the wrong person may find; its name is not printed."""
    purpose: Prose
    when: Prose
    for_whom: Prose
    use: Annotated[tuple[Prose, ...], Len(3)]
    """How a worker uses it, step by step."""
    leave: Annotated[tuple[Prose, ...], Len(2)]
    """What a worker does not do with it."""
    sources: Sources
    blocks: Annotated[tuple[Block, ...], Len(1)]

    @property
    def stem(self) -> str:
        """How its files and fields are named."""
        return self.file or self.id

    @property
    def on_screen(self) -> bool:
        """Whether it is made to be looked at and not to be printed: one card fills the screen."""
        return all(isinstance(block, Cards) and block.layout == "single" for block in self.blocks)

    @property
    def full_title(self) -> str:
        """The title of the PDF: both names, so that worker and client find it."""
        return self.title if self.file or self.title == self.name else f"{self.name} – {self.title}"

    @property
    def footer(self) -> str:
        """What stands at the foot of each page."""
        return self.title if self.file or self.title == self.name else f"{self.title} · {self.name}"
