"""How something works, in five pictured steps."""
from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Len

from handboek.model.blocks.common import Headed, Remember
from handboek.model.words import ClientText, Fits, Model, Pictogram


class Step(Model):
    pictogram: Pictogram
    title: Annotated[ClientText, Fits(width=40, size=17, lines=2, bold=True)]
    text: Annotated[ClientText, Fits(width=42, size=14, lines=6)]


class Steps(Headed):
    """Five pictured steps, and what is good to remember."""

    kind: Literal["steps"]
    steps: Annotated[tuple[Step, ...], Len(5, 5)]
    remember: Remember
