"""A page to draw on: a picture from templates/drawings with places to type, and a key beside it."""
from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Len
from pydantic import Field

from handboek.model.blocks.common import FieldName, Headed, Legend, WritingPlace
from handboek.model.words import ClientText, DrawingName, Model, Pictogram


class Spot(Model):
    """A place to type on the drawing: its left top corner and width, in mm from that of the drawing (195 by 150).

    A place is a line to write on, a `box`, or `free`: nothing on paper, to write as one likes, and a thin line on
    screen. A `cell` has only the lines inside it: the drawing has the edge. A `tick` is a square as wide as `width`,
    with nothing around it: the drawing shows where it is.
    """

    field: FieldName
    label: ClientText
    x: Annotated[float, Field(ge=0, le=195)]
    y: Annotated[float, Field(ge=0, le=150)]
    width: Annotated[float, Field(ge=5, le=195)]
    lines: Annotated[int, Field(ge=1, le=6)] = 1
    shown: bool = False
    """Whether the label stands above the place, or is only for who hears it read aloud."""
    look: Literal["line", "box", "cell", "free", "tick"] = "line"


class DrawingWord(Model):
    """Words on the drawing that belong to no single place; measures as those of a `Spot`."""

    text: ClientText
    x: Annotated[float, Field(ge=0, le=195)]
    y: Annotated[float, Field(ge=0, le=150)]
    width: Annotated[float, Field(ge=10, le=195)]
    pictogram: Pictogram | None = None


class Drawing(Headed):
    kind: Literal["drawing"]
    drawing: DrawingName
    words: tuple[DrawingWord, ...] = ()
    spots: tuple[Spot, ...] = ()
    legend_title: ClientText | None = None
    legend: Annotated[tuple[Legend, ...], Len(0, 9)] = ()
    """The key; a drawing that explains itself has none."""
    tips: tuple[ClientText, ...] = ()
    questions: tuple[ClientText, ...] = ()
    """To talk about: there is no room to write an answer."""
    places: tuple[WritingPlace, ...] = ()
    """Places to write under the key."""
