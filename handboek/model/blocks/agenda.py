"""A page with the order of a meeting."""
from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Len
from pydantic import Field

from handboek.model.blocks.common import Headed
from handboek.model.words import ClientText, Model, Pictogram


class AgendaItem(Model):
    title: ClientText
    pictogram: Pictogram
    minutes: Annotated[int, Field(ge=1, le=60)]
    text: ClientText


class Agenda(Headed):
    """Numbered steps with their minutes; the sum stands in the heading of the page."""

    kind: Literal["agenda"]
    items: Annotated[tuple[AgendaItem, ...], Len(3, 8)]
    notice: ClientText | None = None
