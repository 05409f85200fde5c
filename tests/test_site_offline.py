"""The handbook as one file: unpacked on a disk it reads, links and searches as on the internet, without a server."""
from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from parsing import Links
from playwright.sync_api import Browser, Page, expect
from viewers.website import watched

from handboek.project import Project
from handboek.site.offline import packed


@pytest.fixture(scope="module")
def unpacked(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that someone gets who unpacks the archive."""
    folder = tmp_path_factory.mktemp("usb stick")  # with a space, as in "Mijn documenten"
    with zipfile.ZipFile(built / "handboek-offline.zip") as archive:
        archive.extractall(folder)
    return folder / "handboek-krachtwerk"


@pytest.fixture
def reader(browser: Browser, unpacked: Path) -> Iterator[Page]:
    """A page that may read files of the folder and nothing else."""
    context = browser.new_context()
    faults = watched(context, unpacked.as_uri())
    yield context.new_page()
    assert faults == []
    context.close()


def search(page: Page, words: str) -> list[str]:
    """Where the results of a search lead, the first ones first."""
    page.locator(".md-search__input").click()
    # One key, one query: what is shown first would else answer the first letter.
    page.locator(".md-search__input").fill(words[:-1])
    page.locator(".md-search__input").press_sequentially(words[-1])
    found = page.locator(".md-search-result__item > a")
    expect(found.first).to_be_visible(timeout=20_000)
    return [str(link.get_attribute("href")) for link in found.all()]


def bare(address: str) -> str:
    return address.partition("#")[0].partition("?")[0]


def test_the_site_offers_it_and_it_does_not_offer_itself(built: Path, unpacked: Path) -> None:
    served, packed = ((site / "colofon" / "index.html").read_text(encoding="utf-8")
                      for site in (built / "site", unpacked))
    assert 'href="../handboek-offline.zip"' in served and 'href="../handboek.pdf"' in served
    assert (built / "site" / "handboek-offline.zip").samefile(built / "handboek-offline.zip")
    assert 'handboek-offline.zip"' not in packed and 'href="../handboek.pdf"' in packed
    assert "zonder internet (zip)" in packed
    assert not (unpacked / "handboek-offline.zip").exists()


@pytest.mark.parametrize("place", ["index.html", "leefgebieden/wonen/index.html"])
def test_search_works_from_the_disk(reader: Page, unpacked: Path, place: str) -> None:
    reader.goto((unpacked / place).as_uri())
    first = search(reader, "schulden")[0]
    file = Path(unquote(urlsplit(first).path))
    assert file.is_file() and file.name == "index.html"
    reader.locator(".md-search-result__item > a").first.click()
    reader.wait_for_url(lambda url: bare(url) == bare(first))
    expect(reader.locator("article h1")).to_be_visible()


def test_search_knows_dutch_there_too(reader: Page, unpacked: Path) -> None:
    """Our own worker stands in place of the theme's there as well: the theme's finds no 'krachtenventarisatie'."""
    reader.goto((unpacked / "index.html").as_uri())
    assert any("krachteninventarisatie" in place for place in search(reader, "krachtenventarisatie")[:5])


def test_what_the_reader_presses_works(reader: Page, unpacked: Path) -> None:
    reader.goto((unpacked / "leefgebieden/wonen/index.html").as_uri())
    total = reader.locator("[data-question]:visible").count()
    reader.locator("input[name=time][value=past]").check(force=True)
    assert 0 < reader.locator("[data-question]:visible").count() < total
    # Not with the mouse: the tabs come back while the page scrolls up to them, and a click then may miss them.
    reader.get_by_role("link", name="De methode").first.press("Enter")
    expect(reader.get_by_role("heading", level=1)).to_have_text("De methode")


def test_every_link_names_a_file(unpacked: Path) -> None:
    pages = sorted(unpacked.rglob("*.html"))
    assert len(pages) >= 70
    dead = []
    for page in pages:
        for target in Links(page.read_text(encoding="utf-8")).targets:
            parts = urlsplit(target)
            if not parts.scheme and parts.path and not (page.parent / unquote(parts.path)).is_file():
                dead.append(f"{page.relative_to(unpacked)} → {target}")
    assert dead == []


def test_the_sheets_are_in_it(unpacked: Path) -> None:
    sheets = list((unpacked / "werkbladen" / "bestanden").glob("*.pdf"))
    assert len(sheets) >= 100
    assert all(sheet.read_bytes().startswith(b"%PDF") for sheet in sheets)


def test_who_unpacks_it_is_told_how_to_begin(unpacked: Path) -> None:
    assert "index.html" in (unpacked / "LEES-MIJ.txt").read_text(encoding="utf-8")


def test_two_archives_of_one_site_are_the_same(root: Path, built: Path, tmp_path: Path) -> None:
    project = Project(root)
    again = tmp_path / "again.zip"
    again.write_bytes(packed(project.templates, project.load()["nl"], built / "site"))
    assert again.read_bytes() == (built / "handboek-offline.zip").read_bytes()
