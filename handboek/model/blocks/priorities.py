"""The closing page of the inventory."""
from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handboek.model.blocks.common import Headed
from handboek.model.words import ClientText, Fits


class Priorities(Headed):
    """The closing page of the inventory: what matters most. Its fields return, filled in, in the action plan."""

    kind: Literal["priorities"]
    count: Annotated[int, Field(ge=3, le=4)] = 4
    want: Annotated[ClientText, Fits(width=100, size=14, lines=1, bold=True)]
    strength: Annotated[ClientText, Fits(width=75, size=14, lines=1, bold=True)]
    domain: Annotated[ClientText, Fits(width=45, size=14, lines=1, bold=True)]
    next: Annotated[ClientText, Fits(width=225, size=14, lines=1)]
