"""A page of points to tick, for a quick look at work that is done."""
from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Len

from handboek.model.blocks.common import FieldName, Headed, WritingPlace
from handboek.model.words import ClientText, Model, Pictogram


class CheckPoint(Model):
    field: FieldName
    text: ClientText
    hint: ClientText | None = None
    pictogram: Pictogram | None = None


class Checks(Headed):
    """At most ten points. With a `scale` each point has a box for each of its labels, otherwise one."""

    kind: Literal["checks"]
    scale: tuple[ClientText, ...] = ()
    scale_means: ClientText | None = None
    """What the labels of the scale mean, beside them."""
    points: Annotated[tuple[CheckPoint, ...], Len(1, 10)]
    closing: tuple[WritingPlace, ...] = ()
    notice: ClientText | None = None
