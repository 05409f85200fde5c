"""From a worksheet to HTML: pure, so that it can be read, compared and tested without drawing anything."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import get_args

import jinja2

from handboek.catalogue import Catalogue
from handboek.model.domain import Color
from handboek.model.worksheet import Worksheet
from handboek.sentences import sentences
from handboek.variants import INK, PAPER, Ink, Variant


@dataclass(frozen=True)
class Filling:
    """How the sheet is filled in, and in an example what stands in its fields and which boxes are ticked."""

    kind: Variant
    words: Mapping[str, str]
    ticks: frozenset[str]


def html(templates: Path, catalogue: Catalogue, sheet: Worksheet, variant: Variant) -> str:
    """The whole sheet as one HTML document, its style sheets left out (see `styles`)."""
    example = catalogue.example(sheet) if variant == "example" else None
    filling = Filling(variant, {place.field: place.text for place in example.places} if example else {},
                      frozenset(example.ticks if example else ()))
    return _environment(templates).get_template("worksheets/sheet.html.j2").render(
        catalogue=catalogue, sheet=sheet, filling=filling, language=catalogue.language,
        blocks=list(catalogue.blocks(sheet)),
        total=catalogue.pages(sheet), domains=catalogue.domains, handbook=catalogue.handbook,
        credit=catalogue.say("sheet.credit"), t=lambda id, **values: catalogue.say(f"sheet.{id}", **values))


def styles(templates: Path, ink: Ink = "color") -> str:
    """Every style sheet that a worksheet may need: tokens, the page, and each block."""
    folder = templates / "worksheets"
    files = [templates / "tokens.css", folder / "sheet.css", *sorted(folder.glob("blocks/*/block.css"))]
    colors = "\n".join(f".color-{name} {{ --accent: var(--{name}); --tint: var(--{name}-tint) }}"
                       for name in get_args(Color))
    if ink == "line":
        colors += "\n" + "\n".join(f":root {{ --{name}: {INK}; --{name}-tint: {PAPER} }}" for name in get_args(Color))
    return "\n".join([*(path.read_text(encoding="utf-8") for path in files), colors])


@cache
def _environment(templates: Path) -> jinja2.Environment:
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(templates), autoescape=True,
                                     undefined=jinja2.StrictUndefined,
                                     trim_blocks=True, lstrip_blocks=True)
    environment.filters["sentences"] = sentences
    return environment
