"""The kinds of block that a worksheet is made of: one module a kind, as there is one folder of templates a kind."""
from __future__ import annotations

from typing import Annotated, get_args

from pydantic import Field

from handboek.model.blocks.agenda import Agenda
from handboek.model.blocks.blank import Blank
from handboek.model.blocks.cards import Cards
from handboek.model.blocks.checks import Checks
from handboek.model.blocks.cover import Cover
from handboek.model.blocks.domains import Domains
from handboek.model.blocks.drawing import Drawing
from handboek.model.blocks.goals import Goals
from handboek.model.blocks.included import Included
from handboek.model.blocks.priorities import Priorities
from handboek.model.blocks.prompts import Prompts
from handboek.model.blocks.steps import Steps
from handboek.model.blocks.table import Table
from handboek.model.blocks.wallet import Wallet
from handboek.model.words import Model

DrawnBlock = (Cover | Steps | Domains | Priorities | Goals | Prompts | Table | Drawing | Checks | Agenda | Cards
              | Wallet | Blank)
Block = Annotated[DrawnBlock | Included, Field(discriminator="kind")]
KINDS: dict[str, type[Model]] = {
    get_args(block.model_fields["kind"].annotation)[0]: block for block in get_args(DrawnBlock)}
"""What may be said in each kind of block that is drawn."""

__all__ = ["Agenda", "Blank", "Block", "Cards", "Checks", "Cover", "Domains", "Drawing", "DrawnBlock", "Goals",
           "Included", "KINDS", "Priorities", "Prompts", "Steps", "Table", "Wallet"]
