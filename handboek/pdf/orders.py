"""One PDF as plain data, so that a process can draw it that knows nothing of the handbook."""
from __future__ import annotations

from dataclasses import dataclass

from handboek.pdf import forms
from handboek.pdf.draw import DrawingError, Press
from handboek.problems import AuthorError, Position, Problem, shown
from handboek.variants import Ink


@dataclass(frozen=True)
class Order:
    """What is drawn, with a form or without, in which ink, and how many pages the sheet says that it fills.

    What the author must mend in it is told at `place`.
    """

    sheet: str
    place: Position
    html: str
    form: bool
    ink: Ink
    pages: int
    meta: forms.Meta


def make(order: Order, press: Press) -> bytes:
    """The PDF. Raises AuthorError when a text does not fit its page or cannot be drawn."""
    try:
        drawn, headings = press.draw(order.html, order.form, order.ink)
        if len(headings) > order.pages:
            drawn, headings = press.draw(tight(order.html), order.form, order.ink)
    except DrawingError as error:
        complaint = Problem(order.place, "E310", "Dit blad kan niet worden getekend.", f"WeasyPrint meldt: {error}")
        raise AuthorError([complaint]) from None
    if len(headings) != order.pages:
        gap = [*headings, ""].index("")
        # A heading that is too long for the first page stands on a later one.
        full = headings[gap - 1] if gap else next(filter(None, headings), "")
        what = (f"Dit blad vult {len(headings)} bladzijden in plaats van {order.pages}: "
                f"{shown(full)} past niet op één bladzijde.")
        raise AuthorError([Problem(order.place, "E305", what, "Maak de teksten op die bladzijde korter.")])
    try:
        return forms.finish(drawn, order.meta, lambda pdf: press.finish(pdf, order.ink))
    except forms.OffPage as off:
        # `check` finds what an author can do to cause this; here nothing is known of columns and drawings.
        what = f"Het vak {shown(off.field)} ligt niet helemaal op het papier (bladzijde {off.page})."
        mend = "Maak het kleiner, of wat ernaast of erboven staat."
        raise AuthorError([Problem(order.place, "E305", what, mend)]) from None


def tight(page: str) -> str:
    """The same sheet with less white, and 8 mm for a line to write on: for texts that need the room."""
    return page.replace('<body class="', '<body class="tight ', 1)
