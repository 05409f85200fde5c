"""Draws the book: a tagged PDF (PDF/UA-1) with bookmarks. It takes a minute, so other work goes on meanwhile."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pikepdf import NumberTree, Pdf

from handboek.book.document import document, styles
from handboek.cache import Cache, Parts, key_of
from handboek.catalogue import Catalogue
from handboek.pdf import SCHEME, drawings, forms
from handboek.pdf.draw import DrawingError, no_complaints, prepare
from handboek.pdf.jobs import supplies
from handboek.pdf.recipe import Recipes
from handboek.problems import AuthorError, Position, Problem
from handboek.processes import elsewhere
from handboek.project import Project


def planned(project: Project, catalogue: Catalogue, pages: dict[str, str]) -> tuple[str, Parts]:
    """The book as HTML, from the Markdown of the site by file, and everything that its PDF will be made of."""
    prepare(project.work, project.templates / "fonts")
    page = document(project.templates, catalogue, pages)
    return page, _parts(project, catalogue, page)


def _parts(project: Project, catalogue: Catalogue, page: str) -> Parts:
    return Recipes(project).book(catalogue, page, styles(project.templates), _about(catalogue))


@contextmanager
def bound(project: Project, catalogue: Catalogue, pages: dict[str, str],
          cache: Cache) -> Iterator[Callable[[], tuple[Parts, bytes]]]:
    """Make the book in a process of its own; call what is yielded for what it is made of and its PDF.

    The call raises AuthorError when the book cannot be drawn, EnvironmentTrouble when its process was killed, and
    whatever else went wrong in it.
    """
    with elsewhere("het tekenen van het boek", _made, project, catalogue, pages, cache) as made:
        yield lambda: _kept(cache, *made())


def _made(project: Project, catalogue: Catalogue, pages: dict[str, str], cache: Cache) -> tuple[Parts, bytes, bool]:
    """With whether it is to be kept: it was drawn now, and of what its key tells, for drawing takes a minute."""
    page, parts = planned(project, catalogue, pages)
    kept = cache.get(key_of(parts))
    if kept is not None:
        return parts, kept, False
    try:
        pdf = draw(project, catalogue, page)
    except DrawingError as error:
        raise AuthorError([Problem(Position("templates/book"), "E310", "Het boek kan niet worden getekend.",
                                   f"WeasyPrint meldt: {error}")]) from None
    return parts, pdf, _parts(project, catalogue, page) == parts


def _kept(cache: Cache, parts: Parts, pdf: bytes, keep: bool) -> tuple[Parts, bytes]:
    if keep:
        cache.put(key_of(parts), pdf)  # here, for who keeps something tidies up too
    return parts, pdf


def draw(project: Project, catalogue: Catalogue, page: str) -> bytes:
    """The PDF of a document made by `document`. Raises DrawingError when WeasyPrint has any complaint."""
    prepare(project.work, project.templates / "fonts")
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration

    from handboek.pdf.assets import Assets
    assets, fonts = Assets(project.templates, supplies(project, catalogue).pictograms), FontConfiguration()
    with no_complaints(), _pages_listed_once():
        sheet = weasyprint.CSS(string=styles(project.templates), url_fetcher=assets, font_config=fonts, base_url=SCHEME)
        drawn = weasyprint.HTML(string=page, url_fetcher=assets, base_url=SCHEME).write_pdf(
            stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1", uncompressed_pdf=True)
    return forms.finish(drawn, _about(catalogue), print=_tidied)


def _about(catalogue: Catalogue) -> forms.Meta:
    book = catalogue.handbook
    return forms.Meta(book.title, catalogue.language, book.description, book.makers, book.licence_name)


def _tidied(pdf: Pdf) -> None:
    drawings.share(pdf)
    # WeasyPrint lists what all 8,000 marks and links belong to in one row; who looks one up then reads them all.
    structure = pdf.Root.StructTreeRoot
    branched = NumberTree.new(pdf)
    branched.update(NumberTree(structure.ParentTree))
    structure.ParentTree = branched.obj


@contextmanager
def _pages_listed_once() -> Iterator[None]:
    """Let pydyf list the pages of a PDF once, and not for every element that has a tag: a tenth of all time."""
    import pydyf
    listed = pydyf.PDF.page_references
    known: tuple[object, int, tuple[bytes, ...]] = None, 0, ()

    def references(pdf: pydyf.PDF) -> tuple[bytes, ...]:
        nonlocal known
        count = len(pdf.pages["Kids"])
        if known[:2] != (pdf, count):
            known = pdf, count, listed.fget(pdf)
        return known[2]

    pydyf.PDF.page_references = property(references)
    try:
        yield
    finally:
        pydyf.PDF.page_references = listed
