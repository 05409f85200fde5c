"""Cards: each has a title and a picture, its own or those of its life domain, and a block of cards has some."""
from __future__ import annotations

from collections.abc import Iterator, Mapping

from handboek.catalogue import Catalogue
from handboek.model.blocks import Cards
from handboek.model.worksheet import Worksheet
from handboek.problems import Problem
from handboek.source import Document


def problems(catalogue: Catalogue, documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Cards without a face, and blocks that would fill no page."""
    for file, model in catalogue.own_files.items():
        for number, block in enumerate(model.blocks if isinstance(model, Worksheet) else ()):
            if isinstance(block, Cards):
                yield from _faceless(block, number, documents[file])
                yield from _none(block, number, catalogue, documents[file])


def _faceless(cards: Cards, number: int, document: Document) -> Iterator[Problem]:
    for place, card in enumerate(cards.cards):
        if not (card.domain or card.title and card.pictogram):
            yield Problem(document.locate(("blocks", number, "cards", place)), "E221",
                          "Deze kaart heeft geen titel of geen plaatje.",
                          "Zet er ‘domain’ bij, of ‘title’ en ‘pictogram’.")


def _none(cards: Cards, number: int, catalogue: Catalogue, document: Document) -> Iterator[Problem]:
    if cards.sheet and not catalogue.cards(catalogue.get("worksheet", cards.sheet)):
        yield Problem(document.locate(("blocks", number, "sheet")), "E221",
                      f"Op het blad ‘{cards.sheet}’ staan geen kaarten.", "Noem een blad met eigen kaarten.")
    elif not cards.sheet and not cards.cards:
        yield Problem(document.locate(("blocks", number)), "E221", "Dit blok heeft geen kaarten.",
                      "Schrijf ze achter ‘cards’, of noem achter ‘sheet’ een blad dat er heeft.")
