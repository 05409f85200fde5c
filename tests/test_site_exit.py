"""Leaving a page about safety in a hurry: a reader whose partner checks the telephone must not be seen."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

WEATHER = "https://www.knmi.nl/"
SAFETY = ["leefgebieden/veiligheid/", "werkbladen/veiligheidsplan-kort/", "werkbladen/veiligheidsplan-lang/",
          "praktijk/veiligheid-voorop/", "veilig-lezen/", "leefgebieden/partner/",
          "basistaken/inschatten-van-zelfregulering/", "basistaken/casus/deel-3/", "lesgeven/les-3/"]
LEAVE = re.compile("Snel weg van")


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    """Someone who came from one page to the next. The weather is made here: no test leaves this machine."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.route(WEATHER + "**",
                  lambda route: route.fulfill(body="<title>Weer</title>Zonnig", content_type="text/html"))
    yield context.new_page()
    context.close()


def by_link(page: Page) -> None:
    page.get_by_role("link", name=LEAVE).click()


def by_tab_and_enter(page: Page) -> None:
    for _ in range(2):  # the skip link comes first
        page.keyboard.press("Tab")
    expect(page.get_by_role("link", name=LEAVE)).to_be_focused()
    page.keyboard.press("Enter")


def by_escape(page: Page) -> None:
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")


def by_escape_from_search(page: Page) -> None:
    page.locator(".md-search__input").click()
    page.keyboard.type("plan")
    by_escape(page)


@pytest.mark.parametrize("leave", [by_link, by_tab_and_enter, by_escape, by_escape_from_search])
def test_the_page_is_gone_and_back_does_not_lead_to_it(reader: Page, address: str,
                                                       leave: Callable[[Page], None]) -> None:
    reader.goto(address + "leefgebieden/")
    reader.goto(address + "leefgebieden/veiligheid/")
    leave(reader)
    reader.wait_for_url(WEATHER)
    reader.go_back()
    assert reader.url == address + "leefgebieden/"


def to_a_place_on_the_page(page: Page) -> None:
    page.locator(".md-sidebar--secondary a[href^='#']").first.click()
    page.wait_for_url(re.compile("#"))


def to_another_page_about_safety(page: Page) -> None:
    page.locator("article a[href$='veilig-lezen/']").first.click()
    page.wait_for_url(re.compile("/veilig-lezen/"))


@pytest.mark.parametrize("step", [to_a_place_on_the_page, to_another_page_about_safety])
def test_no_step_before_it_leads_back_either(reader: Page, address: str, step: Callable[[Page], None]) -> None:
    reader.goto(address + "leefgebieden/")
    reader.goto(address + "leefgebieden/veiligheid/")
    step(reader)
    by_link(reader)
    reader.wait_for_url(WEATHER)
    reader.go_back()
    assert reader.url == address + "leefgebieden/"


@pytest.mark.parametrize("place", SAFETY)
@pytest.mark.parametrize("width", [1280, 320])
def test_the_way_out_is_always_in_view(page: Page, address: str, place: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(address + place)
    way_out = page.get_by_role("link", name=LEAVE)
    for where in ("0", "document.body.scrollHeight / 2", "document.body.scrollHeight"):
        page.evaluate(f"scrollTo(0, {where})")
        box = way_out.bounding_box()
        assert box and 0 <= box["x"] and box["x"] + box["width"] <= width
        assert 0 <= box["y"] and box["y"] + box["height"] <= 700
        on_top = "([x, y]) => document.elementFromPoint(x, y).closest('[data-exit]') !== null"
        assert page.evaluate(on_top, [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2])


@pytest.mark.parametrize("place", SAFETY)
def test_the_history_says_nothing(page: Page, address: str, place: str) -> None:
    page.goto(address + place)
    assert page.title() == "Handboek Krachtwerk"


def test_the_page_is_empty_at_once_when_the_other_is_slow(reader: Page, address: str) -> None:
    reader.context.unroute_all()
    reader.context.route(WEATHER + "**", lambda route: None)  # never answers
    reader.goto(address + "leefgebieden/veiligheid/")
    tell = "new MutationObserver(() => console.log(document.body.innerText, '/', document.title))"
    reader.evaluate(tell + ".observe(document.body, { childList: true })")
    with reader.expect_console_message() as told:
        by_escape(reader)
    assert told.value.text == " / \u2026"


def test_one_escape_is_not_enough(page: Page, address: str) -> None:
    page.goto(address + "leefgebieden/veiligheid/")
    page.keyboard.press("Escape")
    page.wait_for_timeout(1200)
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Veiligheid", exact=True)).to_be_visible()


def test_it_works_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "leefgebieden/veiligheid/")
    assert page.get_by_role("link", name=LEAVE).get_attribute("href") == WEATHER
    context.close()


def test_other_pages_have_no_way_out(page: Page, address: str) -> None:
    page.goto(address + "leefgebieden/wonen/")
    expect(page.get_by_role("heading", name="Wonen", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name=LEAVE)).to_have_count(0)


def test_the_way_out_is_not_printed(page: Page, address: str) -> None:
    page.goto(address + "leefgebieden/veiligheid/")
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name=LEAVE)).to_be_hidden()
