"""Another sheet inside this one."""
from __future__ import annotations

from typing import Annotated, Literal

from handboek.model.words import Model, Reference


class Included(Model):
    """All blocks of another sheet, but for the kinds that are left out."""

    kind: Literal["sheet"]
    sheet: Annotated[str, Reference("worksheet")]
    without: tuple[str, ...] = ()
