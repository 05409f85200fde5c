"""A page with one table to fill in."""
from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Len
from pydantic import Field

from handboek.model.blocks.common import FieldName, Headed, WritingPlace
from handboek.model.words import ClientText, DrawingName, Model, Pictogram


class TableColumn(Model):
    """A column; `field` ends the names of its fields, `width` is in mm.

    The widths of a table add up to 275 mm, with the `row_width` of one whose rows have titles.
    """

    field: FieldName
    title: ClientText
    pictogram: Pictogram | None = None
    width: Annotated[int, Field(ge=12, le=180)]
    tick: bool = False
    shared: bool = False
    """As in `WritingPlace`: the fields are then called `field` and the number of the row, and nothing else."""


class PrintedWords(Model):
    """What stands printed on the first line of a cell; there is one line less to write on."""

    row: Annotated[int, Field(ge=1, le=14)]
    field: FieldName
    text: ClientText


class Table(Headed):
    """Places above, a table, places below. Rows are counted, or have titles of their own in a column before the others.

    Titled rows may have pictograms, or drawings from templates/drawings: as many as there are titles.
    """

    kind: Literal["table"]
    field: FieldName
    above_title: ClientText | None = None
    above: tuple[WritingPlace, ...] = ()
    above_columns: Annotated[int, Field(ge=1, le=2)] = 1
    below: tuple[WritingPlace, ...] = ()
    row_width: Annotated[int, Field(ge=15, le=100)] = 40
    row_titles: tuple[ClientText, ...] = ()
    row_pictograms: tuple[Pictogram, ...] = ()
    row_drawings: tuple[DrawingName, ...] = ()
    rows: Annotated[int, Field(ge=1, le=14)] = 5
    lines: Annotated[int, Field(ge=1, le=5)] = 2
    columns: Annotated[tuple[TableColumn, ...], Len(1, 8)]
    printed: tuple[PrintedWords, ...] = ()
    closing: ClientText | None = None
    """Something good to know, under the table."""
    notice: ClientText | None = None

    def words(self, row: int, field: str) -> str | None:
        """What stands printed in this cell."""
        return next((words.text for words in self.printed if (words.row, words.field) == (row, field)), None)
