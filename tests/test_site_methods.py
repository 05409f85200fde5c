"""The matrix of methods as a coach uses it: filtering, sorting, printing, with a mouse, by keyboard, without script."""
from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

ROWS = ".matrix tbody tr"
FILTERS = [
    (["doelgroep-verstandelijk"], 14), (["doelgroep-ouderdom"], 5), (["doelgroep-lichamelijk"], 7),
    (["doelgroep-ouderdom", "doelgroep-lichamelijk"], 9),  # two of either are both
    (["direct-erop-af"], 2), (["formeel-en-informeel", "integraal-werken"], 6), (["ja"], 10),
    (["doelgroep-verstandelijk", "formeel-en-informeel", "ja"], 1), (["doelgroep-ouderdom", "direct-erop-af"], 0),
]


@pytest.fixture
def matrix(page: Page, address: str) -> Page:
    page.goto(address + "methoden/")
    return page


def shown(page: Page) -> Locator:
    return page.locator(f"{ROWS}:visible")


def names(page: Page) -> list[str]:
    """The methods in sight, from top to bottom, without the numbers of remarks."""
    return page.locator(f"{ROWS}:visible th > a").all_inner_texts()


def heading(page: Page, name: str) -> Locator:
    return page.locator(".matrix").get_by_role("columnheader", name=name)


@pytest.mark.parametrize(("choices", "count"), FILTERS)
def test_filters_leave_the_right_rows_and_say_how_many(matrix: Page, choices: list[str], count: int) -> None:
    expect(shown(matrix)).to_have_count(29)
    for choice in choices:
        matrix.locator(f"[data-filter] input[value={choice}]").check(force=True)
    expect(shown(matrix)).to_have_count(count)
    said = matrix.locator("[data-count]")
    expect(said).to_have_text(re.compile(f"^{count} van de 29 methoden" if count else "^Niets gevonden"))
    matrix.get_by_role("button", name="Wis keuzes").click()
    expect(shown(matrix)).to_have_count(29)
    expect(said).to_have_text("Alle 29 methoden")


def test_headings_sort_and_say_which_way(matrix: Page) -> None:
    first = names(matrix)
    heading(matrix, "Methode").get_by_role("button").click()
    expect(heading(matrix, "Methode")).to_have_attribute("aria-sort", "ascending")
    assert names(matrix) == sorted(first, key=str.casefold)
    heading(matrix, "Methode").get_by_role("button").click()
    expect(heading(matrix, "Methode")).to_have_attribute("aria-sort", "descending")
    assert names(matrix) == sorted(first, key=str.casefold, reverse=True)
    heading(matrix, "Aantal bakens").get_by_role("button").click()
    expect(heading(matrix, "Aantal bakens")).to_have_attribute("aria-sort", "descending")
    assert heading(matrix, "Methode").get_attribute("aria-sort") is None
    counts = [int(text) for text in matrix.locator(f"{ROWS} td:nth-last-child(2)").all_inner_texts()]
    assert counts == sorted(counts, reverse=True)
    assert sum(counts) == 85


def test_a_filter_and_a_sort_by_keyboard(matrix: Page) -> None:
    matrix.locator("input[value=doelgroep-psychisch]").focus()
    matrix.keyboard.press("Space")
    expect(shown(matrix)).to_have_count(19)
    heading(matrix, "Direct erop af").get_by_role("button").focus()
    matrix.keyboard.press("Enter")
    assert set(names(matrix)[:2]) == {"FACT", "Critical Time Intervention"}
    expect(shown(matrix)).to_have_count(19)


def test_every_method_leads_to_its_page(matrix: Page) -> None:
    for target in matrix.locator(f"{ROWS} th > a").evaluate_all("links => links.map(link => link.href)"):
        answer = matrix.request.get(target)
        assert answer.ok, target
        assert 'id="naast-krachtwerk"' in answer.text()


def test_what_the_source_lost_is_said_to_be_unknown(page: Page, address: str) -> None:
    page.goto(address + "methoden/fact/")
    assert page.get_by_text("onbekend (niet leesbaar in de bron)").count() == 2


def test_the_matrix_is_there_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "methoden/")
    expect(shown(page)).to_have_count(29)
    expect(page.locator("[data-filter]").last).to_be_hidden()
    context.close()


def test_only_the_name_stays_while_the_rest_scrolls(matrix: Page) -> None:
    matrix.set_viewport_size({"width": 360, "height": 740})
    region = matrix.get_by_role("region", name="Methoden, doelgroepen en bakens")
    cells = "[...region.querySelector('tbody tr').cells].slice(0, 2)"
    places = f"region => {cells}.map(cell => cell.getBoundingClientRect().x)"
    name, cell = region.evaluate(places)
    region.evaluate("region => region.scrollLeft = 200")
    assert region.evaluate(places) == pytest.approx([name, cell - 200], abs=1)
    assert matrix.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize(("choices", "said", "there", "gone"), [
    (["doelgroep-verstandelijk"], "14 van de 29 methoden · Verstandelijk", "Gemixt talent", "FACT"),
    ([], "Alle 29 methoden", "Vriendenkringen", "Wis keuzes"),
])
def test_paper_shows_what_was_chosen_on_one_wide_side(matrix: Page, tmp_path: Path, choices: list[str], said: str,
                                                      there: str,
                                                      gone: str) -> None:
    file = tmp_path / "matrix.pdf"
    for choice in choices:
        matrix.locator(f"input[value={choice}]").check(force=True)
    matrix.pdf(path=str(file), prefer_css_page_size=True)
    sizes = subprocess.run(["pdfinfo", "-l", "-1", str(file)], check=True, capture_output=True, text=True).stdout
    wide = re.findall(r"Page +(\d+) size: +84[12]\.?\d* x 59", sizes)
    assert len(wide) == 1
    text = subprocess.run(["pdftotext", "-layout", "-f", wide[0], "-l", wide[0], str(file), "-"],
                          check=True, capture_output=True, text=True).stdout
    for words in (said, there, "onbekend (niet leesbaar in de bron)", "noemt dat baken hier niet"):
        assert re.sub(r"\s", "", words) in re.sub(r"\s", "", text)
    assert gone not in text


def test_a_domain_leads_to_the_methods_that_it_names_and_back(page: Page, address: str) -> None:
    page.goto(address + "leefgebieden/wonen/")
    page.get_by_role("link", name="Supported living", exact=True).click()
    page.wait_for_url(re.compile("methoden/supported-living/$"))
    back = page.locator("article").get_by_role("link", name="Wonen", exact=True)
    expect(back).to_have_attribute("href", re.compile("leefgebieden/wonen/$"))


def test_a_choice_holds_after_coming_back_and_can_be_passed_on(matrix: Page, address: str) -> None:
    entries = matrix.evaluate("history.length")
    for choice in ("doelgroep-verstandelijk", "integraal-werken"):
        matrix.locator(f"input[value={choice}]").check(force=True)
    count = shown(matrix).count()
    assert 0 < count < 14
    assert matrix.evaluate("history.length") == entries
    link = matrix.url
    assert link == address + "methoden/#group=doelgroep-verstandelijk&beacon=integraal-werken"
    shown(matrix).first.locator("th > a").click()
    matrix.go_back()
    expect(shown(matrix)).to_have_count(count)
    matrix.goto(address)
    matrix.goto(link)
    expect(shown(matrix)).to_have_count(count)
    expect(matrix.locator("[data-filter]")).to_be_in_viewport()
    matrix.get_by_role("button", name="Wis keuzes").click()
    expect(shown(matrix)).to_have_count(29)
    assert matrix.url == address + "methoden/"
