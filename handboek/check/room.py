"""Room on a sheet: columns fit beside each other, titles fit beside what they name, and what stands on a drawing stays
on it and off the rest.

The measures are those of the style sheets in templates/worksheets: mm, and pt of type, all of it bold.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import ceil, floor
from pathlib import Path

from handboek.catalogue import Catalogue
from handboek.check.fit import POINT, advance, lines, overflow
from handboek.levels import Level
from handboek.model.blocks import Checks, Drawing, Goals, Prompts, Table
from handboek.model.blocks.common import Headed, WritingPlace
from handboek.model.words import Fits
from handboek.model.worksheet import Worksheet
from handboek.problems import Problem, shown
from handboek.source import DataPath, Document

PAGE = 275
WIDTH, HEIGHT = 195, 150
"""Of a drawing."""
HAIR = 1.0
"""A place is higher than what is written in it, so nobody sees that it lies so far over another thing."""
TYPE, LEADING = 14, 1.15
LINE, EDGE = 10, .3
BORDER, PADDING = .4, 1.5
"""Of the cells of a table."""
CORNERED = 163
"""What a place in its corner leaves of a heading."""
PROMPT = {1: 275, 2: 135.4, 3: 88.9}
"""How wide each of so many columns is."""
BREAK = re.compile(r"(?<=[-–—/])|[\s\u00ad]+")
"""Where a line may end: a word may be cut after its hyphens, also after those that only show there."""


@dataclass(frozen=True)
class Look:
    """What differs between the levels: sizes of type in pt, and what room there is in mm."""

    table: float
    """Type of the headings of a table and of the titles around it."""
    word: float
    """Type of a pictured text on a drawing."""
    prompt: float
    """Type of the title of a prompt."""
    column: float
    """What a pictogram takes in the heading of a column,"""
    row: float
    """in that of a row and before a prompt,"""
    title: float
    """and before the title of a place around a table."""
    number: float | None
    """The room of a title above a table, where that is for a number alone."""


LOOKS: dict[Level, Look] = {
    "standard": Look(table=14, word=14, prompt=16, column=14, row=19, title=14, number=None),
    "easy": Look(table=16, word=15, prompt=20, column=20, row=26, title=17, number=12)}


@dataclass(frozen=True)
class Place:
    """Where a block is written, how it looks, and where the letters are that it is measured with."""

    document: Document
    block: DataPath
    look: Look
    templates: Path

    def problem(self, path: DataPath, code: str, what: str, mend: str) -> Problem:
        return Problem(self.document.locate((*self.block, *path)), code, what, mend)

    def width(self, text: str, size: float) -> float:
        """Of the text on one line."""
        return advance(self.templates, bold=True)(text) * size * POINT

    def longest(self, text: str, size: float) -> tuple[float, str]:
        """The widest part of the text that cannot be cut, after its width."""
        return max((self.width(word, size), word) for word in BREAK.split(text))

    def height(self, text: str, size: float, room: float) -> float:
        return lines(text, Fits(room, size), advance(self.templates, bold=True)) * size * POINT * LEADING

    def too_wide(self, path: DataPath, text: str, size: float, room: float, key: str = "") -> Iterator[Problem]:
        """A word that reaches beyond its line, over whatever stands beside it. `key` is what could give it more."""
        width, word = self.longest(text, size)
        if width > room:
            yield self.problem(path, "E301", f"Het woord {shown(word)} is {ceil(width)} mm breed; er is plaats voor "
                               f"{max(0, floor(room))} mm.",
                               f"Kies een korter woord, of maak ‘{key}’ groter." if key else "Kies een korter woord.")


def problems(templates: Path, catalogue: Catalogue, documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Columns that are not as wide as the page, words that leave their line, and places that leave their drawing."""
    for file, sheet in catalogue.own_files.items():
        for number, block in enumerate(sheet.blocks if isinstance(sheet, Worksheet) else ()):
            place = Place(documents[file], ("blocks", number), LOOKS[catalogue.level], templates)
            if isinstance(block, Headed) and block.corner:
                yield from _cornered(block, place)
            if isinstance(block, Table):
                yield from chain(_columns(block, place), _headings(block, place), _printed(block, place))
                yield from chain(_above(block, place), _titles("below", block.below, 72, 60, place))
            elif isinstance(block, Checks):
                yield from _titles("closing", block.closing, 60, 60, place)
            elif isinstance(block, Prompts):
                yield from _prompts(block, place)
            elif isinstance(block, Goals):
                yield from _goals(block, place)
            elif isinstance(block, Drawing):
                yield from _drawing(block, place)


def _cornered(block: Headed, place: Place) -> Iterator[Problem]:
    """Its title and the line under it, which have the whole width only where nothing stands in the corner."""
    boxes = {"title": Fits(CORNERED, 30, bold=True), "line": Fits(CORNERED, 15)}
    for key, box in boxes.items():
        yield from overflow(place.templates, place.document, (*place.block, key), getattr(block, key), box)


def _columns(table: Table, place: Place) -> Iterator[Problem]:
    rows = table.row_width if table.row_titles else 0
    total = sum(column.width for column in table.columns) + rows
    # A single column fills the page, whatever it says.
    if total != PAGE and (rows or len(table.columns) > 1):
        counted = f", ‘row_width’ ({rows} mm) meegeteld" if rows else ""
        room, mend = (f"er past {PAGE} mm op het blad", "smaller") if total > PAGE else (
            f"het moet {PAGE} mm zijn", "breder")
        # The place of the key: that of a list may be in a translation, which has no widths.
        yield Problem(place.document.locate_key((*place.block, "columns")), "E311",
                      f"De kolommen van deze tabel zijn samen {total} mm breed{counted}; {room}.",
                      f"Maak er een of meer {mend}.")


def _headings(table: Table, place: Place) -> Iterator[Problem]:
    look, edges = place.look, BORDER + PADDING
    for number, column in enumerate(table.columns):
        room = column.width - edges - (look.column if column.pictogram else PADDING)
        yield from place.too_wide(("columns", number, "title"), column.title, look.table, room, "width")
    for number, title in enumerate(table.row_titles):
        room = table.row_width - edges - (look.row if table.row_pictograms else PADDING)
        yield from place.too_wide(("row_titles", number), title, look.table, room, "row_width")


def _printed(table: Table, place: Place) -> Iterator[Problem]:
    """What stands printed in a cell has the height of one line."""
    widths = {column.field: column.width for column in table.columns}
    for number, words in enumerate(table.printed):
        if words.field in widths:
            box = Fits(widths[words.field] - BORDER - 4, place.look.table, bold=True)
            path = (*place.block, "printed", number, "text")
            yield from overflow(place.templates, place.document, path, words.text, box)


def _above(table: Table, place: Place) -> Iterator[Problem]:
    """Beside each other there is room for a number, and on the easy sheet always, unless there is a pictogram."""
    two = table.above_columns == 2
    plain = place.look.number or (14 if two else 60)
    yield from _titles("above", table.above, 14 if two else 72, plain, place)


def _titles(key: str, places: Sequence[WritingPlace], pictured: float, plain: float,
            place: Place) -> Iterator[Problem]:
    """The titles of places around a table, each to the left of where one writes, in as much room."""
    for number, each in enumerate(places):
        path: DataPath = (key, number, "title")
        size, room = place.look.table, pictured - place.look.title if each.pictogram else plain
        wrong = list(place.too_wide(path, each.title, size, room))
        # Lines to write on are further apart than those of a title: one more than those ends before the next place.
        yield from wrong or overflow(place.templates, place.document, (*place.block, *path), each.title,
                                     Fits(room, size, each.lines + 1, bold=True))


def _prompts(prompts: Prompts, place: Place) -> Iterator[Problem]:
    for number, each in enumerate(prompts.places):
        size, room = place.look.prompt, PROMPT[prompts.columns] - (place.look.row if each.pictogram else 0)
        if prompts.beside:
            size, room = 20, 48 if each.pictogram else PROMPT[prompts.columns] - 72
        yield from place.too_wide(("places", number, "title"), each.title, size, room)


def _goals(goals: Goals, place: Place) -> Iterator[Problem]:
    """Here the widths are wishes: each column has at least room for its pictogram and the longest word beside it."""
    headings = [*(column.title for column in goals.columns), goals.done]
    total = sum(place.longest(heading, TYPE)[0] + 17 + BORDER for heading in headings)
    if total > PAGE:
        yield place.problem(("columns", 0, "title"), "E311",
                            f"De langste woorden boven deze tabel vullen met hun pictogrammen {ceil(total)} mm; "
                            f"er past {PAGE} mm op het blad.", "Kies kortere woorden, of neem een kolom minder.")


@dataclass(frozen=True)
class Thing:
    """A place or a text on a drawing: where it is written, and its edges from the left top corner of the drawing."""

    path: DataPath
    left: float
    top: float
    right: float
    bottom: float

    def name(self, this: bool = True) -> str:
        """What an author calls it."""
        if self.path[0] == "words":
            return "Deze tekst" if this else "de tekst"
        return "Dit vak" if this else "het vak"


def _drawing(drawing: Drawing, place: Place) -> Iterator[Problem]:
    """What is wrong with a thing by itself is told alone: what is too wide may lie over others for that reason."""
    sound: list[Thing] = []
    for thing, wrong in things(drawing, place):
        wrong = wrong or [*_outside(thing, place)] or [*_over(thing, sound, place)]
        yield from wrong
        sound += [] if wrong else [thing]


def things(drawing: Drawing, place: Place) -> Iterator[tuple[Thing, list[Problem]]]:
    """Everything on a drawing, first the texts and then the places, with its words that are too wide for it."""
    yield from _words(drawing, place)
    yield from _spots(drawing, place)


def _words(drawing: Drawing, place: Place) -> Iterator[tuple[Thing, list[Problem]]]:
    for number, word in enumerate(drawing.words):
        path: DataPath = ("words", number, "text")
        size, beside, least = (place.look.word, 14, 12) if word.pictogram else (TYPE, 0, 0)
        room = word.width - beside
        wrong = list(place.too_wide(path, word.text, size, room, "width"))
        height = 0 if wrong else max(least, place.height(word.text, size, room))
        right = word.x + beside + min(room, place.width(word.text, size))
        yield Thing(path, word.x, word.y, right, word.y + height), wrong


def _spots(drawing: Drawing, place: Place) -> Iterator[tuple[Thing, list[Problem]]]:
    for number, spot in enumerate(drawing.spots):
        path: DataPath = ("spots", number, "label" if spot.shown else "x")
        wrong = list(place.too_wide(path, spot.label, TYPE, spot.width, "width")) if spot.shown else []
        label = place.height(spot.label, TYPE, spot.width) + .5 if spot.shown and not wrong else 0
        height = spot.width if spot.look == "tick" else spot.lines * LINE + EDGE
        yield Thing(path, spot.x, spot.y, spot.x + spot.width, spot.y + label + height), wrong


def _outside(thing: Thing, place: Place) -> Iterator[Problem]:
    for side, over, size, mend in (("rechts", thing.right - WIDTH, f"{WIDTH} mm breed", "Maak ‘x’ of ‘width’ kleiner."),
                                   ("onderaan", thing.bottom - HEIGHT, f"{HEIGHT} mm hoog",
                                    "Maak ‘y’ kleiner, of neem minder regels.")):
        if round(over, 2) > HAIR:
            yield place.problem(thing.path, "E312", f"{thing.name()} steekt {side} {over:.0f} mm uit de tekening: "
                                f"die is {size}.", mend)


def _over(thing: Thing, others: list[Thing], place: Place) -> Iterator[Problem]:
    """The first other thing that it lies over, and how far one of them must move."""
    for other in others:
        over = min(thing.right - other.left, other.right - thing.left,
                   thing.bottom - other.top, other.bottom - thing.top)
        if round(over, 2) > HAIR:
            line = place.document.locate((*place.block, *other.path)).line
            yield place.problem(thing.path, "E313",
                                f"{thing.name()} ligt {over:.0f} mm over {other.name(this=False)} op regel {line}.",
                                "Schuif een van de twee op, of maak er een kleiner.")
            return
