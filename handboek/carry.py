"""Carrying over: a filled-in strengths inventory becomes an action plan with the same priorities in it.

Everything happens on this machine and nothing is kept. What people typed is drawn here, by WeasyPrint, because
viewers and form libraries garble Arabic and Ethiopic; the value itself goes into the field as well, so that it
can still be changed.
"""
from __future__ import annotations

import html
import io
import unicodedata
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

import pikepdf
from fontTools.ttLib import TTFont
from pikepdf import Array, Dictionary, Name, Pdf, String

from handboek.booklet import ID as BOOKLET
from handboek.catalogue import Catalogue
from handboek.pdf import sheet
from handboek.pdf.draw import Press, prepare
from handboek.pdf.forms import SHEET_KEY, widgets
from handboek.pdf.jobs import Job, order, supplies
from handboek.pdf.orders import make
from handboek.problems import AuthorError, Position, Problem, shown
from handboek.project import Project

MAX_BYTES = 20_000_000
MAX_LENGTH = 2_000  # letters in a field; a box has room for a few hundred
FROM, TO = "krachteninventarisatie", "actieplan"
SOURCES = (FROM, "krachtenboekje", BOOKLET)
PRIORITIES = ("prioriteit_1", "prioriteit_2", "prioriteit_3", "prioriteit_4")
STRENGTHS = {f"{name}_kracht": name for name in PRIORITIES}
"""The field of the strength that helps with a priority, and that of the priority."""
CARRIED = ("naam", *PRIORITIES, *STRENGTHS)
SIZES = (14, 12, 11, 10, 9, 8, 7, 6, 5)  # pt, tried from large to small until the text fits its field
FONTS = ("NotoSansWide-Regular", "NotoSansArabic-Regular", "NotoSansEthiopic-Regular")
PADDING = 2.8  # pt, as the fields have on screen

PAGE = """<!DOCTYPE html><html lang="nl"><head><title>{text}</title><style>
@font-face {{ font-family: Wide; src: url(handboek:font/NotoSansWide-Regular.ttf); }}
@font-face {{ font-family: Arabic; src: url(handboek:font/NotoSansArabic-Regular.ttf); }}
@font-face {{ font-family: Ethiopic; src: url(handboek:font/NotoSansEthiopic-Regular.ttf); }}
@page {{ size: {width}pt {height}pt; margin: 0; }}
p {{ margin: 0; padding: {padding}pt {double}pt; font: {size}pt/1.2 Wide, Arabic, Ethiopic;
  white-space: pre-wrap; overflow-wrap: anywhere; }}
</style></head><body><p dir="{direction}">{text}</p></body></html>"""


def carry(project: Project, catalogue: Catalogue, filled: Path, target: Path) -> tuple[dict[str, str], list[str]]:
    """Write the action plan to `target`; returns what was carried, by field, and what of it cannot be seen on paper.

    Raises AuthorError when the file is not a filled-in inventory of ours.
    """
    values = read(filled)
    prepare(project.work, project.templates / "fonts")
    press = Press(supplies(project, catalogue))
    job = Job(catalogue, catalogue.get("worksheet", TO), "fillable")
    blank = make(order(job, sheet.html(project.templates, catalogue, job.sheet, job.variant)), press)
    plan, full = fill(blank, values, press)
    target.write_bytes(plan)
    return values, list(_unseen(values, full, project.templates))


def read(filled: Path) -> dict[str, str]:
    """What stands in the fields that are carried over; raises AuthorError for anything but one of our inventories."""
    if filled.stat().st_size > MAX_BYTES:
        raise _refused(filled, f"Dit bestand is groter dan {MAX_BYTES // 1_000_000} MB.",
                       "Een ingevuld blad van dit handboek is veel kleiner.")
    try:
        with Pdf.open(filled) as pdf:
            return _values(filled, pdf)
    except pikepdf.PasswordError:
        raise _refused(filled, "Dit bestand is beveiligd met een wachtwoord.",
                       "Sla het op zonder wachtwoord.") from None
    except pikepdf.PdfError:
        raise _refused(filled, "Dit is geen leesbare pdf.",
                       "Kies het bestand dat je zelf hebt ingevuld en opgeslagen.") from None


def _values(filled: Path, pdf: Pdf) -> dict[str, str]:
    if pdf.is_encrypted:
        raise _refused(filled, "Dit bestand is beveiligd.", "Sla het op zonder beveiliging.")
    if str(pdf.docinfo.get(SHEET_KEY, "")) not in SOURCES:
        raise _refused(filled, "Dit is geen krachteninventarisatie van dit handboek.",
                       "Kies een ingevulde krachteninventarisatie of een ingevuld krachtenboekje. "
                       "Een print of scan kan niet.")
    form = pdf.Root.get("/AcroForm")
    fields = form.get("/Fields") if isinstance(form, Dictionary) else None
    found = {str(field.T): str(field.get("/V", "")).strip()
             for field in (fields if isinstance(fields, Array) else ())
             if isinstance(field, Dictionary) and "/T" in field}
    # Viewers end a line in ways of their own.
    values = {name: "\n".join(found[name].expandtabs(1).splitlines()) for name in CARRIED if found.get(name)}
    if not any(name in PRIORITIES for name in values):
        raise _refused(filled, "Er zijn nog geen prioriteiten ingevuld.",
                       "Vul de laatste bladzijde in, sla het bestand op en probeer het opnieuw.")
    if long := [_called(name) for name, text in values.items() if len(text) > MAX_LENGTH]:
        raise _refused(filled, f"Bij {' en '.join(long)} staan meer dan {MAX_LENGTH} tekens.",
                       "Maak de tekst korter, sla het bestand op en probeer het opnieuw.")
    return values


def fill(blank: bytes, values: dict[str, str], press: Press) -> tuple[bytes, set[str]]:
    """The PDF with these values in its fields, drawn in every place where the field shows; and the fields that are
    too full for one of their places."""
    full = set()
    with Pdf.open(io.BytesIO(blank)) as pdf:
        for page in pdf.pages:
            for widget in widgets(page):
                field = widget if "/T" in widget else widget.Parent
                name = str(field.T)
                if text := values.get(name):
                    field.V = String(text)
                    if not _draw(pdf, widget, text, press):
                        full.add(name)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue(), full


def _draw(pdf: Pdf, widget: pikepdf.Object, text: str, press: Press) -> bool:
    """Draw the text in this place; whether there is room for all of it."""
    left, low, right, high = (float(value) for value in widget.Rect)
    with Pdf.open(io.BytesIO(_drawn(text, right - left, high - low, press))) as drawn:
        form, whole = pdf.copy_foreign(drawn.pages[0].as_form_xobject()), len(drawn.pages) == 1
    form.BBox = pikepdf.Array([0, 0, right - left, high - low])
    widget.AP = Dictionary(N=form)
    widget.AP.N.Subtype = Name.Form
    return whole


def _drawn(text: str, width: float, height: float, press: Press) -> bytes:
    """Pages of the field's size (in points), one if it can be, with the text in the largest type in which it fits."""
    text = text.translate(dict.fromkeys(map(ord, _lacking(text, press.supplies.templates))))
    for size in SIZES:
        page = PAGE.format(width=round(width, 2), height=round(height, 2), size=size, padding=PADDING,
                           double=2 * PADDING, text=html.escape(text), direction=_direction(text))
        pdf, headings = press.draw(page, form=False)
        if len(headings) == 1:
            break
    return pdf


def _direction(text: str) -> str:
    """That of the first letter that has one."""
    strong = (unicodedata.bidirectional(letter) for letter in text)
    return next(("ltr" if kind == "L" else "rtl" for kind in strong if kind in ("L", "R", "AL")), "ltr")


def _unseen(values: dict[str, str], full: Collection[str], templates: Path) -> Iterator[str]:
    """What paper does not show of these values, in Dutch."""
    for name, text in values.items():
        if lacking := _lacking(text, templates):
            yield (f"bij {_called(name)} staan tekens die het handboek niet kan tekenen: {shown(lacking)}. "
                   "Ze staan wel in het veld, maar niet op papier.")
        if name in full:
            yield (f"bij {_called(name)} staat meer dan er in een vak past. "
                   "De hele tekst staat wel in het veld, maar op papier ontbreekt het einde.")


def _called(name: str) -> str:
    """What a person calls a field: prioriteit 1, or the strength that stands with it."""
    return f"de kracht bij {_called(STRENGTHS[name])}" if name in STRENGTHS else name.replace("_", " ")


def _lacking(text: str, templates: Path) -> str:
    """The letters that none of our fonts has (an emoji, say), each once."""
    return "".join(dict.fromkeys(letter for letter in text
                                 if letter != "\n" and ord(letter) not in _letters(templates)))


@cache
def _letters(templates: Path) -> frozenset[int]:
    return frozenset(code for name in FONTS
                     for code in TTFont(templates / "fonts" / f"{name}.ttf", lazy=True).getBestCmap())


def _refused(filled: Path, what: str, mend: str) -> AuthorError:
    return AuthorError([Problem(Position(filled.name), "E501", what, mend)])
