"""Texts for paper, held against the real letters before anything is drawn: do they fit, can they be printed?"""
from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

from handboek.catalogue import Catalogue
from handboek.model.blocks import Domains
from handboek.model.domain import Domain
from handboek.model.words import Fits, Leaf, leaves
from handboek.problems import Problem
from handboek.source import DataPath, Document

POINT = 25.4 / 72  # mm
# The width of a column of the domain page and the type of its prompts (templates/worksheets/blocks/domains).
PROMPTS = {"standard": Fits(width=80, size=14), "easy": Fits(width=84, size=19, lines=2)}


def problems(templates: Path, catalogue: Catalogue, documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Every text with a `Fits` and every prompt of a sheet that needs too many lines; letters without a drawing."""
    for file, model in catalogue.own_files.items():
        for leaf in leaves(model):
            box = leaf.mark(Fits)
            if box:
                yield from overflow(templates, documents[file], leaf.path, leaf.value, box)
            if leaf.words.client:
                yield from _unprintable(templates, documents[file], leaf)
    for domain, prompts in _prompts(catalogue):
        for leaf in prompts:
            yield from overflow(templates, documents[f"content/domains/{domain}.yml"], leaf.path, leaf.value,
                                PROMPTS[catalogue.level])


def _prompts(catalogue: Catalogue) -> Iterator[tuple[str, list[Leaf]]]:
    """The questions that stand on a sheet, with the id of their domain."""
    blocks = [block for sheet in catalogue.worksheets for block in sheet.blocks if isinstance(block, Domains)]
    for block, id in ((each, id) for each in blocks for id in each.domains):
        domain: Domain = catalogue.get("domain", id)
        chosen = {question.text for time in block.order for question in domain.prompts(time, block.prompts)}
        yield id, [leaf for leaf in leaves(domain) if leaf.path[-1] == "text" and leaf.value in chosen]


def overflow(templates: Path, document: Document, path: DataPath, text: str, box: Fits) -> Iterator[Problem]:
    """The problem of a text that needs more lines than its box has."""
    needed = lines(text, box, advance(templates, box.bold))
    if needed > box.lines:
        room = "1 regel" if box.lines == 1 else f"{box.lines} regels"
        yield Problem(document.locate(path), "E301",
                      f"Deze tekst is te lang voor zijn vak: er is plaats voor {room}, hij vult er {needed}.",
                      "Zeg het korter.")


def _unprintable(templates: Path, document: Document, leaf: Leaf) -> Iterator[Problem]:
    known = font(templates, False).getBestCmap()
    unknown = sorted({letter for letter in leaf.value if not letter.isspace() and ord(letter) not in known})
    if unknown:
        letter = f"‘{unknown[0]}’" if unknown[0].isprintable() else f"U+{ord(unknown[0]):04X}, dat je niet ziet,"
        yield Problem(document.locate(leaf.path), "E306",
                      f"Het teken {letter} staat niet in het lettertype van de werkbladen.",
                      "Gebruik een ander teken, of een pictogram.")


def lines(text: str, box: Fits, width_of: Callable[[str], float]) -> int:
    """How many lines the text fills in the box; `width_of` gives a word's width in em."""
    em = box.size * POINT
    filled, at = 1, 0.0
    for word in text.split():
        width = width_of(word) * em
        step = width if at == 0 else at + width_of(" ") * em + width
        filled, at = (filled, step) if step <= box.width else (filled + 1, width)
        filled += int(at // box.width) if at > box.width else 0
    return filled


@cache
def advance(templates: Path, bold: bool) -> Callable[[str], float]:
    """The width of a word in em in the font of the sheets."""
    letters = font(templates, bold)
    glyphs, widths, units = letters.getBestCmap(), letters["hmtx"].metrics, letters["head"].unitsPerEm
    return lambda word: sum(widths[glyphs.get(ord(letter), ".notdef")][0] for letter in word) / units


@cache
def font(templates: Path, bold: bool) -> TTFont:
    """The font of the sheets, opened once."""
    return TTFont(templates / "fonts" / ("NotoSans-Bold.ttf" if bold else "NotoSans-Regular.ttf"), lazy=True)
