"""A page of questions, each with its own place to write."""
from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Len
from pydantic import Field

from handboek.model.blocks.common import Fact, Headed, WritingPlace
from handboek.model.words import ClientText


class Prompts(Headed):
    """Questions or starts of sentences in one, two or three columns, filled row by row. `facts` stand above them."""

    kind: Literal["prompts"]
    columns: Annotated[int, Field(ge=1, le=3)] = 2
    beside: bool = False
    """With one column: whether the place to write stands beside its question and not under it."""
    places: Annotated[tuple[WritingPlace, ...], Len(1, 9)]
    notice: ClientText | None = None
    facts: Annotated[tuple[Fact, ...], Len(0, 3)] = ()
