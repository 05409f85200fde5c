"""A site that knows where it stands: who is lost there gets back, and a search engine gets a map."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import Run, copy_sources
from playwright.sync_api import Browser, Route

from handboek import cli, gate
from handboek.publish import Summary

URL = "https://org.github.io/repo"


@pytest.fixture(scope="module")
def placed(built: Path, tmp_path_factory: pytest.TempPathFactory, run: Callable[..., Run]) -> Path:
    """The site for this address, though its author chose another, and though the cache has every page without one."""
    project = copy_sources(tmp_path_factory.mktemp("placed") / "handboek")
    with (project / "content" / "handbook.yml").open("a", encoding="utf-8") as file:
        file.write("url: https://een.example/\n")
    done = run("site", "--url", URL, project=project)
    assert done.code == 0, done.err
    return project / "dist" / "site"


def pages_of(site: Path) -> list[str]:
    """Where the pages of a site stand, below its address."""
    return sorted(path.relative_to(site).as_posix().removesuffix("index.html") for path in site.rglob("index.html"))


def test_the_map_names_every_page_once(placed: Path) -> None:
    found = ElementTree.parse(placed / "sitemap.xml").getroot()
    assert found.tag == "{http://www.sitemaps.org/schemas/sitemap/0.9}urlset"
    places = sorted(str(place.text) for place in found.iter(found.tag.replace("urlset", "loc")))
    assert places == [f"{URL}/{name}" for name in pages_of(placed)]
    assert len(places) > 100


def test_without_an_address_there_is_no_map(built: Path) -> None:
    assert (built / "site" / "404.html").exists()
    assert not (built / "site" / "sitemap.xml").exists()


def test_every_page_says_where_it_stands(placed: Path) -> None:
    for name in pages_of(placed):
        html = (placed / name / "index.html").read_text(encoding="utf-8")
        assert f'<link rel="canonical" href="{URL}/{name}">' in html
        assert "een.example" not in html
    html = (placed / "basistaken" / "afronden" / "index.html").read_text(encoding="utf-8")
    assert f'href="{URL}/basistaken/afronden/"' in html.partition('class="citation"')[2]


@pytest.mark.parametrize("home", [f"{URL}/", "https://een.example/"])
def test_who_is_lost_finds_the_way_back(home: str, placed: Path, built: Path, browser: Browser) -> None:
    """However deep; a site that does not know its address needs a domain of its own for that."""
    site = placed if home.startswith(URL) else built / "site"

    def answer(route: Route) -> None:
        """As a service does that has put the site there."""
        name = route.request.url.removeprefix(home)
        file = site / name / "index.html" if not name or name.endswith("/") else site / name
        found = route.request.url.startswith(home) and file.is_file()
        route.fulfill(path=file if found else site / "404.html", status=200 if found else 404)

    context = browser.new_context()
    context.route("**", answer)
    page = context.new_page()
    failed: list[str] = []
    page.on("response", lambda response: None if response.ok else failed.append(response.url))
    page.goto(f"{home}nergens/en/nooit/", wait_until="networkidle")
    assert page.locator("h1").evaluate("heading => getComputedStyle(heading).fontFamily").startswith('"Noto Sans"')
    page.get_by_role("link", name="Naar de startpagina").click()
    page.wait_for_url(home, wait_until="networkidle")
    assert page.title() == "Handboek Krachtwerk"
    assert failed == [f"{home}nergens/en/nooit/"]
    context.unroute_all(behavior="wait")
    context.close()


@pytest.mark.parametrize("text", ["org.github.io/repo", "ftp://org.github.io", "https://een.example/?a", "https://a b"])
def test_what_is_no_address_of_a_site_is_refused(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        cli._parser().parse_args(["site", "--url", text])
    assert "Bekijk wat er kan met: python3 build.py site --help" in capsys.readouterr().err


def test_of_a_site_for_another_address_no_note_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next build, which may ask for none, would think that there is nothing to do."""
    noted: list[str] = []
    monkeypatch.setattr("handboek.commands.run", lambda *what: Summary())
    monkeypatch.setattr(gate, "note", lambda *what: noted.append("note"))
    (tmp_path / "mkdocs.yml").touch()
    assert cli.main(["all", "--url", URL, "--project", str(tmp_path)]) == 0
    assert noted == []
    assert cli.main(["all", "--project", str(tmp_path)]) == 0
    assert noted == ["note"]


def test_why_a_page_is_made_anew_is_told_for_this_address(placed: Path, run_here: Callable[..., Run]) -> None:
    ask = ("all", "--why", "site/index.html")
    assert "Er is niets veranderd." in run_here(*ask, "--url", URL, project=placed.parents[1]).out
    assert "- de instellingen" in run_here(*ask, project=placed.parents[1]).out
