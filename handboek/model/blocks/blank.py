"""A page with nothing to fill in."""
from __future__ import annotations

from typing import Literal

from handboek.model.words import Model


class Blank(Model):
    """A page that stays empty. The catalogue puts one before and after what is cut out, where that needs it."""

    kind: Literal["blank"]

    def pages(self) -> int:
        return 1
