"""The pages of the life domains."""
from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Len
from pydantic import Field

from handboek.model.domain import TIMES, Time
from handboek.model.words import Model, Reference


class Domains(Model):
    """One page for each life domain. `order` is that of the columns; `prompts` how many questions stand above each."""

    kind: Literal["domains"]
    domains: Annotated[tuple[Annotated[str, Reference("domain")], ...], Len(1)]
    order: Annotated[tuple[Time, ...], Len(3, 3)] = TIMES
    prompts: Annotated[int, Field(ge=1, le=3)] = 3

    def pages(self) -> int:
        return len(self.domains)
