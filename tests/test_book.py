"""The handbook as a book: complete, with page numbers that are right, and readable by a screen reader."""
from __future__ import annotations

import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from jinja2 import TemplateNotFound

from handboek.book.build import bound
from handboek.book.chapters import ON_SCREEN_ONLY, Part, parts
from handboek.cache import Cache
from handboek.catalogue import Catalogue
from handboek.problems import AuthorError
from handboek.project import Project
from handboek.site.navigation import navigation
from handboek.site.pages import all_pages
from handboek.site.render import render_all


@pytest.fixture(scope="module")
def book(built: Path) -> Path:
    return built / "handboek.pdf"


@pytest.fixture(scope="module")
def texts(book: Path) -> list[str]:
    """The text of each page, in one line."""
    with pypdfium2.PdfDocument(book) as pdf:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]


def test_it_says_what_it_is(book: Path) -> None:
    with pikepdf.open(book) as pdf:
        assert str(pdf.Root.Lang) == "nl"
        assert str(pdf.docinfo.Title) == "Handboek Krachtwerk"


def test_what_goes_wrong_in_its_process_is_told(catalogue: Catalogue, tmp_path: Path) -> None:
    """As what it is, and not as a machine without memory."""
    pages = {page.file: "---\n---\n" for page in all_pages(catalogue)}
    with bound(Project(tmp_path), catalogue, pages, Cache(None)) as finished, \
            pytest.raises(TemplateNotFound, match="book"):
        finished()


def test_what_the_author_must_mend_in_it_is_told_as_that(catalogue: Catalogue, sandbox: Path) -> None:
    templates = sandbox / "templates" / "book"
    (templates / "book.html.j2").write_text("<title>{{ handbook.title }}</title><p>Kort.</p>", encoding="utf-8")
    (templates / "book.css").write_text("p { colour: red }", encoding="utf-8")
    pages = {page.file: "---\n---\n" for page in all_pages(catalogue)}
    with bound(Project(sandbox), catalogue, pages, Cache(None)) as finished, \
            pytest.raises(AuthorError, match="E310.*colour"):
        finished()


def test_every_page_of_the_site_is_a_chapter(book: Path, catalogue: Catalogue) -> None:
    """But for the pages that only work on a screen."""
    chapters = {page.title for page in all_pages(catalogue) if page.file not in ON_SCREEN_ONLY}
    with pikepdf.open(book) as pdf, pdf.open_outline() as outline:
        found = {child.title for item in outline.root for child in item.children}
    assert len(chapters) > 100
    assert {plain(title) for title in chapters} - {plain(title) for title in found} == set()


def test_the_contents_give_the_right_pages(texts: list[str], catalogue: Catalogue) -> None:
    contents = " ".join(text for text in texts[1:10] if "...." in text)
    found = re.findall(r"(\D[^.]*?)\s*\.{4,}\s*(\d+)", contents)
    assert len(found) > 100
    for title, number in found:
        title = re.sub(r"^Inhoud ", "", title.strip())  # what stands above the first line of a page of contents
        assert plain(title) in plain(texts[int(number) - 1]), f"{title} does not begin on page {number}"


def test_the_index_gives_the_right_pages(texts: list[str], catalogue: Catalogue) -> None:
    start = next(number for number, text in enumerate(texts) if number > 20 and "Register van begrippen" in text[:80])
    index = " ".join(texts[start:])
    forms = {term.term: (term.term, *term.forms, term.abbreviation or term.term) for term in catalogue.terms}
    known = [term for term in ("hoop", "veiligheidsplan", "audit", "ecogram", "kijkwijziging", "mantelzorger")
             if term in forms]
    assert len(known) >= 4
    for term in known:
        numbers = re.search(rf"(?<!\w){re.escape(term)} ((?:\d+(?:, )?)+)", index)
        assert numbers, f"{term} is not in the index"
        for number in re.findall(r"\d+", numbers[1]):
            page = plain(texts[int(number) - 1])
            assert any(plain(form) in page for form in forms[term]), f"{term} is not on page {number}"


def test_every_fact_still_names_its_source(texts: list[str], catalogue: Catalogue, root: Path) -> None:
    """What is left out of the search is not left out of the book."""
    pages = render_all(root / "templates", catalogue, all_pages(catalogue))
    labels = re.findall(r'class="cite"[^>]*>\((.*?)\)</span>', "".join(
        text for file, text in pages.items() if file not in ON_SCREEN_ONLY))
    own = sum("eigen uitwerking" in label for label in labels)
    assert own > 500
    # A few are divided by the end of a page.
    assert sum(plain(text).count("eigenuitwerking") for text in texts) > 0.98 * own


def test_hardly_any_page_is_left_empty(texts: list[str], catalogue: Catalogue) -> None:
    """But for the cover, and the last one of a part."""
    assert sum(len(text.split()) < 60 for text in texts) <= 1 + len(parts(navigation(catalogue)))


def test_running_heads_tell_where_you_are(texts: list[str], catalogue: Catalogue) -> None:
    titles = {page.title for page in all_pages(catalogue)}
    told = [number for number, text in enumerate(texts, 1)
            if any(text.endswith(f" {title} {number}") for title in titles)]
    assert len(told) > 100


def test_a_tab_without_pages_is_no_part() -> None:
    assert parts([{"Start": "index.md"}, {"Naslag": ["begrippen.md", {"Meer": ["bronnen.md"]}]}]) == [
        Part("Naslag", ("begrippen.md", "bronnen.md"))]


def test_links_lead_inside_the_book_or_to_the_web(book: Path) -> None:
    inside, outside = set(), set()
    with pikepdf.open(book) as pdf:
        places = pikepdf.NameTree(pdf.Root.Names.Dests).keys()
        links = [link for page in pdf.pages for link in page.get("/Annots", []) if link.Subtype == pikepdf.Name.Link]
        for link in links:
            if "/A" in link:
                outside.add(str(link.A.URI))
            else:
                inside.add(str(link.Dest))
        assert len(links) > 1000
        assert inside and inside <= set(places)
    assert outside
    assert [address for address in outside if not address.startswith("https://")] == []


def plain(text: str) -> str:
    """Letters only, for a title may be broken over lines, hyphenated or numbered."""
    return re.sub(r"[\W\d_]+", "", text).casefold()
