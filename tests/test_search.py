"""Does who types something find the page about it? `benchmarks/searches.py` tells rank and time of each query."""
from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from viewers.searchbox import SearchBox, searches

LEAST = {"given": 30, "everyday": 60, "later": 80, "missed": 38}


@pytest.mark.parametrize(("name", "share"), [("given", .95), ("everyday", .95), ("later", .9), ("missed", 1)])
def test_what_people_type_leads_to_a_right_page_in_the_first_three(page: Page, address: str, name: str,
                                                                   share: float) -> None:
    box = SearchBox(page, address)
    asked = list(searches(name))
    missed = [search.query for search in asked if not box.ask(search.query).helps(search)]
    assert len(asked) >= LEAST[name]
    assert len(missed) <= (1 - share) * len(asked), missed


@pytest.mark.parametrize("query",
                         ["krachteninventarisatie", "inventarisatie", "krachten inventarisatie", "krachtenventarisatie",
                                   "Krachteninventarisaties", "KI"])
def test_one_thing_is_found_under_all_its_names(page: Page, address: str, query: str) -> None:
    results = SearchBox(page, address).ask(query).results[:3]
    assert any(link.endswith("/krachteninventarisatie/") for links in results for link in links), results


def test_a_word_that_is_no_other_name_leads_to_the_term_too_and_is_not_shown(page: Page, address: str) -> None:
    for query, term in (("supervisie", "teamkrachtbespreking"), ("schuldsanering", "schuldhulpverlening"),
                        ("zwakbegaafd", "lvb"), ("effectonderzoek", "rct")):
        found = SearchBox(page, address).ask(query).results
        assert any(link == f"begrippen/#{term}" for links in found for link in links), (query, found)
        page.goto(address + "begrippen/")
        entry = page.locator(".entry").filter(has=page.locator(f"#{term}"))
        expect(entry).to_be_visible()
        expect(entry).not_to_contain_text(query)


def test_results_show_where_the_words_stand(page: Page, address: str) -> None:
    SearchBox(page, address).ask("schulden")
    first = page.locator(".md-search-result__item").first
    expect(first.locator("mark").first).to_have_text(re.compile("schuld", re.IGNORECASE))
    assert len(first.inner_text()) > 60


def test_nonsense_finds_nothing_and_says_so(page: Page, address: str) -> None:
    box = SearchBox(page, address)
    assert box.ask("qzxqzxqzx").results == []
    expect(page.locator(".md-search-result__meta")).to_contain_text("Niets gevonden")
    assert box.ask("*^~ +-:").results == []


def test_html_in_a_query_stays_text(page: Page, address: str) -> None:
    SearchBox(page, address).ask("<img src=x onerror=alert(1)> schulden")
    assert page.locator(".md-search-result img").count() == 0


def test_the_index_holds_only_dutch_pages_and_no_markup(built: Path) -> None:
    documents = json.loads((built / "site" / "search" / "documents.json").read_text(encoding="utf-8"))
    assert len(documents) >= 500
    for document in documents:
        assert not re.search(r"<[a-z/]", document["text"] + document["title"]), document["location"]
        page = built / "site" / document["location"].partition("#")[0] / "index.html"
        assert re.search(r'<html lang="?nl\b', page.read_text(encoding="utf-8")), page


def test_who_only_reads_does_not_fetch_what_is_searched(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(address)))
    page.goto(address, wait_until="networkidle")
    assert "search/documents.json" not in asked
    with page.expect_request(address + "search/documents.json"):
        page.locator(".md-search__input").click()


def test_who_has_no_connection_is_told_so_and_finds_again_later(page: Page, address: str) -> None:
    everything = address + "search/documents.json"
    page.context.route(everything, lambda route: route.abort())
    page.goto(address)
    box = page.locator(".md-search__input")
    box.click()
    box.fill("schulden")
    expect(page.locator(".md-search-result__meta")).to_contain_text("kijk of je internet hebt", timeout=20_000)
    page.context.unroute(everything)
    box.fill("schuld")
    expect(page.locator(".md-search-result__item").first).to_be_visible(timeout=20_000)


def test_words_without_keys_are_searched_too(page: Page, address: str) -> None:
    """Pasted with the mouse, or dictated."""
    page.goto(address)
    box = page.locator(".md-search__input")
    box.click()
    box.fill("schulden")
    expect(page.locator(".md-search-result__item").first).to_be_visible(timeout=20_000)


def test_a_hit_says_what_it_is_one_of(page: Page, address: str) -> None:
    SearchBox(page, address).ask("actieplan")
    titles = page.locator(".md-search-result__item h1").all_inner_texts()
    assert {"Actieplan Werkbladen", "Actieplan Instrumenten"} <= set(titles)


def test_no_teenager_is_a_ten(page: Page, address: str) -> None:
    SearchBox(page, address).ask("tieners")
    assert "tien" not in {mark.casefold() for mark in page.locator(".md-search-result mark").all_inner_texts()}


@pytest.mark.parametrize(("query", "noise"), [("beroepsgeheim", "leefgebieden/werk-en-leren/"),
                                              ("ondertoezichtstelling", "basistaken/doelen-en-actieplan/"),
                                              ("angststoornis", "methoden/relim/"),
                                              ("zelfmoordpoging", "werkbladen/teamkrachtbespreking/")])
def test_a_part_of_a_compound_that_says_nothing_is_no_reason_to_find(page: Page, address: str, query: str,
                                                                     noise: str) -> None:
    results = SearchBox(page, address).ask(query).results
    assert results
    assert noise not in {link.partition("#")[0] for links in results for link in links}


def test_no_room_is_left_where_a_citation_stood(built: Path) -> None:
    documents = json.loads((built / "site" / "search" / "documents.json").read_text(encoding="utf-8"))
    assert [document["location"] for document in documents if re.search(r"\w [.,;:!?](\s|$)", document["text"])] == []
