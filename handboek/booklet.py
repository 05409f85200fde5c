"""A booklet of chosen sheets for one person: shared name, priorities and goals, one cover.

Sheets in one PDF share the fields that have the same name, so the booklet needs nothing but being drawn as one
sheet that includes the others.
"""
from __future__ import annotations

import io

from pikepdf import Page, Pdf, Rectangle

from handboek.catalogue import Catalogue
from handboek.model.blocks import Cover, Included
from handboek.model.worksheet import Worksheet
from handboek.problems import AuthorError, Position, Problem

A4 = (595.276, 841.89)  # points, upright
ID = "boekje"


def booklet(catalogue: Catalogue, sheets: list[Worksheet], title: str) -> Worksheet:
    """One sheet that holds these under one cover; a safety plan goes in no booklet.

    Raises AuthorError for a sheet that must stay apart.
    """
    apart = [sheet for sheet in sheets if sheet.file]
    if apart:
        raise AuthorError([Problem(Position(f"worksheets/{sheet.id}.yml"), "E502",
                                   f"‘{sheet.id}’ hoort niet in een boekje.",
                                   "Geef dit blad los mee: het mag niet in verkeerde handen komen.")
                           for sheet in apart])
    model: Worksheet = catalogue.get("worksheet", "krachtenboekje")
    cover = next(block for block in model.blocks if isinstance(block, Cover))
    named = cover.model_copy(update={"title": title}) if title else cover
    included = tuple(Included(kind="sheet", sheet=sheet.id, without=("cover",)) for sheet in sheets)
    return model.model_copy(update={"id": ID, "title": named.title, "name": named.title, "blocks": (named, *included)})


def imposed(pdf_bytes: bytes) -> bytes:
    """The pages (A4, lying) two by two on upright A4, in the order of a booklet for a duplex printer.

    Print on both sides, flip over the short edge, fold in the middle and staple in the fold: the fold lies at the
    top of each page, as in a calendar. White pages fill up to a multiple of four.
    """
    with Pdf.open(io.BytesIO(pdf_bytes)) as source, Pdf.new() as target:
        count = -(-len(source.pages) // 4) * 4
        for upper, lower in order(count):
            page = target.add_blank_page(page_size=A4)
            for half, number in ((1, upper), (0, lower)):
                if number < len(source.pages):
                    _place(target, page, source.pages[number], half)
        target.Root.Lang = source.Root.Lang
        target.docinfo["/Title"] = str(source.docinfo["/Title"])
        out = io.BytesIO()
        target.save(out, deterministic_id=True)
    return out.getvalue()


def order(count: int) -> list[tuple[int, int]]:
    """For each side of paper the page (from 0) that comes above and the one below; `count` is a multiple of four."""
    sides = []
    for sheet in range(count // 4):
        first, last = 2 * sheet, count - 1 - 2 * sheet
        sides += [(last, first), (first + 1, last - 1)]
    return sides


def _place(target: Pdf, page: Page, source: Page, half: int) -> None:
    width, height = A4
    page.add_overlay(source, Rectangle(0, half * height / 2, width, (half + 1) * height / 2))
