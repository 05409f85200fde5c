"""What blocks share: the heading of a page, and places to write.

The measures are those of the style sheets in templates/worksheets: mm of width, pt of type.
"""
from __future__ import annotations

from typing import Annotated

from annotated_types import Len
from pydantic import Field

from handboek.model.words import ClientText, DrawingName, Fits, Model, Pictogram

PageTitle = Annotated[ClientText, Fits(width=215, size=30, bold=True)]
Lead = Annotated[ClientText, Fits(width=215, size=15)]
FieldName = Annotated[str, Field(pattern=r"^[a-z0-9]+(_[a-z0-9]+)*$")]
"""The name of a form field. What is typed in one field shows in every field of that name in the same PDF."""


class CornerPlace(Model):
    """A short place to write in the corner of the heading, for a date or a name."""

    field: FieldName
    title: Annotated[ClientText, Fits(width=22, size=14, bold=True)]


class Headed(Model):
    """A block that starts a page with a bar: pictogram, title, one line under it."""

    title: PageTitle
    line: Lead
    pictogram: Pictogram
    corner: Annotated[tuple[CornerPlace, ...], Len(0, 2)] = ()

    def pages(self) -> int:
        """How many pages the block fills; a block that needs more is refused."""
        return 1


class WritingPlace(Model):
    """A question or the start of a sentence, with room of so many lines of 10 mm under it."""

    field: FieldName
    title: ClientText
    pictogram: Pictogram | None = None
    hint: ClientText | None = None
    lines: Annotated[int, Field(ge=1, le=14)] = 2
    shared: bool = False
    """Whether its name goes without the sheet before it: other sheets in the same PDF then show what is typed."""


class Fact(Model):
    """A number or rule that must stand out: a few words in large type with a line under them."""

    title: Annotated[ClientText, Fits(width=62, size=18, bold=True)]
    text: Annotated[ClientText, Fits(width=62, size=14, lines=2)]
    pictogram: Pictogram


class Legend(Model):
    """One line of the key to a drawing: a sample from templates/drawings, and what it means."""

    drawing: DrawingName
    text: ClientText


Remember = Annotated[tuple[Annotated[ClientText, Fits(width=115, size=14)], ...], Len(2, 4)]
