"""The forms in which one sheet appears: on screen or on paper, in colour or in lines, standard or easy.

Processes that draw import this, so it imports no models.
"""
from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

if TYPE_CHECKING:
    from handboek.levels import Level
    from handboek.model.worksheet import Worksheet

SOURCE_LANGUAGE = "nl"
Variant = Literal["fillable", "print", "example"]
"""To type in, to write on, or filled in by somebody who was made up."""
Ink = Literal["color", "line"]
INKS: tuple[Ink, ...] = get_args(Ink)
INK, PAPER = "#111111", "#FFFFFF"
"""What is left of the colours in a sheet of black lines, which takes little ink."""
NAMES = {"fillable": "-invullen", "print": "-printen", "example": "-voorbeeld", "color": "", "line": "-lijn",
         "standard": "", "easy": "-makkelijk"}


def file_name(sheet: Worksheet, variant: Variant, ink: Ink = "color", level: Level = "standard",
              language: str = SOURCE_LANGUAGE) -> str:
    """The name of the PDF; other languages than the source have a folder of their own."""
    name = f"{sheet.stem}{NAMES[level]}{NAMES[variant]}{NAMES[ink]}.pdf"
    return name if language == SOURCE_LANGUAGE else f"{language}/{name}"
