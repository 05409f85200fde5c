"""What an author types is shown as it was typed, wherever it stands, and never becomes a part of the page."""
from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html

from handboek import check, source
from handboek.book.document import document
from handboek.cache import Cache
from handboek.catalogue import Catalogue
from handboek.pdf import sheet
from handboek.pdf.jobs import jobs
from handboek.project import Project
from handboek.site.build import Plan, build, planned

HOSTILE = ' <b data-evil="1">\'x\' & [y](javascript:evil()) {{ 7*7 }} --> </title></script><script>evil()</script>'
# {…} in a word of the interface is a place to fill in.
WORDS = HOSTILE.replace("{{ 7*7 }}", "")
SHORT = ("praatkaarten", "teamkrachtbespreking", "pictograms")
"""Files with texts that may not be long, or are no texts."""
EVIL = re.compile(r"<b data-evil|<script>evil|href=[\"']?javascript:")


class Made:
    """A handbook with the hostile words behind every text of more than one word."""

    def __init__(self, project: Project, catalogues: dict[str, Catalogue]):
        self.project, self.catalogues = project, catalogues
        self.plan: Plan = planned(project, catalogues["nl"])
        self.site = project.root / "site"
        build(project, catalogues["nl"], self.plan, self.site, Cache(None))


@pytest.fixture(scope="module")
def made(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    from conftest import copy_sources
    project = Project(copy_sources(tmp_path_factory.mktemp("hostile") / "handboek"))
    read = source._Reader.scalar

    def hostile(reader: source._Reader, event: object) -> object:
        text = read(reader, event)  # type: ignore[arg-type]
        if not isinstance(text, str) or " " not in text or "://" in text or any(name in reader.file for name in SHORT):
            return text
        return text + (WORDS if reader.file.endswith(("interface.yml", "sheet-words.yml")) else HOSTILE)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source._Reader, "scalar", hostile)
        patch.setattr(check, "problems", lambda *_: [])  # nothing fits any more, and no name has a meaning
        yield Made(project, project.load())


def test_on_no_page_of_the_site(made: Made) -> None:
    pages = sorted(made.site.rglob("*.html"))
    assert len(pages) > 100
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert not EVIL.search(text), f"{page}: {EVIL.search(text)}"
    home = html.fromstring((made.site / "leefgebieden" / "wonen" / "index.html").read_bytes())
    shown = home.xpath("//meta[@name='description']/@content")[0]
    assert shown.endswith(HOSTILE.replace("  ", " "))
    assert "<script>evil()</script>" in home.xpath("string(//article//*[@class='lead'])")


def test_in_no_result_of_the_search(made: Made) -> None:
    documents = json.loads((made.site / "search" / "documents.json").read_text(encoding="utf-8"))
    assert any("data-evil" in each["title"] for each in documents)
    assert [each for each in documents if EVIL.search(each["title"] + each["text"])] == []


def test_in_no_book_and_on_no_sheet(made: Made) -> None:
    book = document(made.project.templates, made.catalogues["nl"], made.plan.markdown)
    assert "data-evil" in book and not EVIL.search(book)
    sheets = [sheet.html(made.project.templates, job.catalogue, job.sheet, job.variant)
              for job in jobs(made.catalogues)]
    assert any("data-evil" in page for page in sheets)
    assert [page for page in sheets if EVIL.search(page)] == []
