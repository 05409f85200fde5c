"""What is drawn once looks as if drawn anew: pictograms, and sheets in lines, which are made from those in colour."""
from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageChops
from weasyprint.images import SVGImage
from weasyprint.pdf.stream import Stream

from handboek.pdf import stamps
from handboek.pdf.draw import Press, prepare
from handboek.pdf.jobs import Job, order, supplies
from handboek.pdf.orders import make
from handboek.pdf.sheet import html
from handboek.project import Project
from handboek.variants import INKS, Ink, Variant

# Of 255 levels: another order of the same sums rounds in another way, at the edges of shapes.
NEARLY = 3
SHEETS: tuple[tuple[str, Variant], ...] = (
    ("actieplan", "fillable"), ("krachteninventarisatie", "print"), ("ecogram", "fillable"), ("vip-kaart", "print"))


class Both:
    """Draws a sheet with stamps, and the plain way: every place and every ink by WeasyPrint itself."""

    def __init__(self, root: Path, work: Path):
        prepare(work, root / "templates" / "fonts")
        self.project = Project(root)
        self.catalogue = self.project.load()["nl"]
        self.stamped = self.press()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(stamps, "usable", lambda: False)
            self.plain = self.press()

    def press(self) -> Press:
        return Press(supplies(self.project, self.catalogue))

    def draw(self, press: Press, sheet: str, variant: Variant, ink: Ink) -> bytes:
        job = Job(self.catalogue, self.catalogue.get("worksheet", sheet), variant, ink)
        return make(order(job, html(self.project.templates, self.catalogue, job.sheet, variant)), press)


@pytest.fixture(scope="module")
def both(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Both:
    return Both(root, tmp_path_factory.mktemp("work"))


def pictures(pdf: bytes) -> Iterator[Image.Image]:
    with pypdfium2.PdfDocument(pdf) as document:
        document.init_forms()
        for page in document:
            yield page.render(scale=1.5).to_pil().convert("RGB")


def printed(pdf: bytes) -> list[int]:
    """The number of every stamp in the file."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [thing.objgen[0] for thing in document.objects
                if isinstance(thing, pikepdf.Stream) and str(thing.get("/Name", "")).startswith("/i")]


@pytest.mark.parametrize("ink", INKS)
@pytest.mark.parametrize(("sheet", "variant"), SHEETS)
def test_pages_look_the_same(both: Both, sheet: str, variant: Variant, ink: Ink) -> None:
    stamped, plain = (both.draw(press, sheet, variant, ink) for press in (both.stamped, both.plain))
    assert printed(stamped) and not printed(plain)
    pairs = list(zip(pictures(stamped), pictures(plain), strict=True))
    assert pairs
    for number, (one, other) in enumerate(pairs, 1):
        far = max(high for _, high in ImageChops.difference(one, other).getextrema())
        assert far <= NEARLY, f"page {number} differs by {far} of 255"


def test_a_sheet_in_lines_is_black_and_white_where_the_other_is_not(both: Both) -> None:
    """No colour is left over: what is neither black nor white is the grey of a line or of an edge."""
    def colourful(ink: Ink) -> int:
        pages = pictures(both.draw(both.stamped, "actieplan", "print", ink))
        return max(max(high for _, high in ImageChops.difference(page.getchannel(0), page.getchannel(2)).convert("RGB")
                       .getextrema()) for page in pages)

    assert colourful("color") > 100
    assert colourful("line") <= NEARLY


def test_another_weasyprint_draws_the_plain_way(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stamps need may be gone in a next version: then sheets are still drawn, and the same."""
    monkeypatch.delattr(Stream, "add_image")
    monkeypatch.setattr(stamps, "usable", stamps.usable.__wrapped__)
    assert not stamps.usable()
    pdf = both.draw(both.press(), "ecogram", "print", "line")
    assert pdf == both.draw(both.plain, "ecogram", "print", "line")


def test_a_weasyprint_that_draws_something_else_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = SVGImage.draw

    def draw(self: SVGImage, stream: Stream, *rest: object) -> None:
        drawn(self, stream, *rest)
        if self._context is None:  # no page has asked for it
            stream.rectangle(0, 0, 1, 1)

    monkeypatch.setattr(SVGImage, "draw", draw)
    assert not stamps.usable.__wrapped__()


def test_this_weasyprint_prints_stamps() -> None:
    """When this fails after an update of WeasyPrint, everything works and takes twice as long: mend `stamps`."""
    assert stamps.usable()
