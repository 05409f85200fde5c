"""What WeasyPrint leaves undone in a form, done with pikepdf.

WeasyPrint writes each field by itself. Here fields with one name become one field that shows in
several places (so what is typed in the inventory stands in the action plan, without JavaScript),
text shrinks to fit instead of being cut off, and every box has an appearance of its own, so that
no viewer needs to guess (`/NeedAppearances` asks viewers to, and then poppler draws no ticks).
"""
from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

POINTS_PER_MM = 72 / 25.4
SHEET_KEY = "/HandboekBlad"
# The appearance of a field with nothing in it.
BLANK = b"/Tx BMC EMC"


@dataclass(frozen=True)
class Meta:
    """What the file says about itself."""

    title: str
    language: str
    subject: str
    author: str
    rights: str
    sheet: str = ""
    """The id of the worksheet, so that a filled-in one is known again."""


@dataclass(frozen=True)
class Field:
    """One place of a field: name and accessible name, kind, page (from 1), rectangle in mm from the top left."""

    name: str
    label: str
    kind: str
    page: int
    rectangle: tuple[float, float, float, float]


class OffPage(Exception):
    """A place of a field is not wholly on its page (from 1), so that nobody can type in it. `field` is its label."""

    def __init__(self, field: str, page: int):
        super().__init__(f"{field}, page {page}")
        self.field, self.page = field, page


def finish(pdf_bytes: bytes, meta: Meta, print: Callable[[Pdf], None]) -> bytes:
    """The same PDF with a sound form and complete metadata, and after `print`; equal input gives equal bytes.

    Raises OffPage.
    """
    with Pdf.open(io.BytesIO(pdf_bytes)) as pdf:
        if "/AcroForm" in pdf.Root:
            _mend_form(pdf)
        print(pdf)
        _describe(pdf, meta)
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate,
                 compress_streams=True,
                 recompress_flate=True)
    return out.getvalue()


def fields(pdf_bytes: bytes) -> list[Field]:
    """Every place of every field in reading order: the table that tests compare and authors can read."""
    found = []
    with Pdf.open(io.BytesIO(pdf_bytes)) as pdf:
        for number, page in enumerate(pdf.pages, 1):
            height = float(page.mediabox[3])
            for widget in widgets(page):
                field = widget if "/T" in widget else widget.Parent
                left, low, right, high = (float(value) for value in widget.Rect)
                place = (left, height - high, right - left, high - low)
                box = tuple(round(value / POINTS_PER_MM, 1) for value in place)
                kind = "tick" if field.FT == Name.Btn else "text" if not int(field.get("/Ff", 0)) else "area"
                found.append(Field(str(field.T), str(field.TU), kind, number, box))  # type: ignore[arg-type]
    return found


def widgets(page: pikepdf.Page) -> list[pikepdf.Object]:
    """The places of fields on a page, in the order of reading."""
    return [annotation for annotation in page.get("/Annots", []) if annotation.get("/Subtype") == Name.Widget]


def _mend_form(pdf: Pdf) -> None:
    form = pdf.Root.AcroForm
    del form["/NeedAppearances"]
    places: dict[str, list[pikepdf.Object]] = defaultdict(list)
    for number, page in enumerate(pdf.pages, 1):
        page.Tabs = Name.S
        for widget in widgets(page):
            _mend_widget(pdf, widget)
            if not _lies_on(page, widget):
                raise OffPage(str(widget.get("/TU", widget.T)), number)
            places[str(widget.T)].append(widget)
            if "/DA" in widget:  # a box to tick has none
                form.DA = widget.DA
    form.Fields = Array([_join(pdf, widgets) for widgets in places.values()])


def _mend_widget(pdf: Pdf, widget: pikepdf.Object) -> None:
    left, low, right, high = (float(value) for value in widget.Rect)
    widget.Rect = Array([min(left, right), min(low, high), max(left, right), max(low, high)])
    size = (abs(right - left), abs(high - low))
    if widget.FT == Name.Btn:
        widget.AP.N = Dictionary(Off=_form_object(pdf, size, b""), on=widget.AP.N.on)
        # The square is part of the page; a border of the widget would be drawn over it.
        del widget["/MK"], widget["/Border"]
    else:
        widget.DA = String(_shrinking(str(widget.DA)))
        widget.AP = Dictionary(N=_form_object(pdf, size, BLANK))


def _lies_on(page: pikepdf.Page, widget: pikepdf.Object) -> bool:
    left, low, right, high = (float(value) for value in widget.Rect)
    width, height = float(page.mediabox[2]), float(page.mediabox[3])
    return left >= 0 and low >= 0 and right <= width and high <= height


def _shrinking(appearance: str) -> str:
    """A default appearance whose font size is 0: viewers then choose a size at which the text fits."""
    words = appearance.split()
    words[words.index("Tf") - 1] = "0"
    return " ".join(words)


def _form_object(pdf: Pdf, size: tuple[float, float], content: bytes) -> pikepdf.Object:
    return pdf.make_indirect(Stream(pdf, content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, *size])))


def _join(pdf: Pdf, widgets: list[pikepdf.Object]) -> pikepdf.Object:
    """One field for all places of a name: the widget itself, or a parent with a widget for each place."""
    if len(widgets) == 1:
        return widgets[0]
    # A place with room for one line and a place with more would each want another flag: the larger one decides.
    first = max(widgets, key=lambda widget: int(widget.get("/Ff", 0)))
    parent = Dictionary({key: first[key] for key in ("/FT", "/Ff", "/T", "/TU", "/DA", "/V") if key in first})
    parent.Kids = Array(widgets)
    joined = pdf.make_indirect(parent)
    for widget in widgets:
        for key in ("/FT", "/Ff", "/T", "/V"):
            if key in widget:
                del widget[key]
        widget.Parent = joined
    return joined


def _describe(pdf: Pdf, meta: Meta) -> None:
    pdf.Root.Lang = String(meta.language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True, PrintScaling=Name("/None"))
    pdf.docinfo["/Title"], pdf.docinfo["/Author"], pdf.docinfo["/Subject"] = meta.title, meta.author, meta.subject
    pdf.docinfo[SHEET_KEY] = meta.sheet
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["dc:title"] = meta.title
        xmp["dc:creator"] = [meta.author]
        xmp["dc:description"] = meta.subject
        xmp["dc:language"] = {meta.language}
        xmp["dc:rights"] = meta.rights
