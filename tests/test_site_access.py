"""The website for people who see, hear or move differently: pages before axe, and everything with the keyboard."""
from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from viewers.access import MODES, WIDTH, Mode, barriers, places, with_axe

from handboek.catalogue import Catalogue
from handboek.site.addresses import location
from handboek.site.pages import all_pages

# Pages of each kind: those of one template look alike to a screen reader, but for what the template draws on some only.
KINDS = ["", "methode/", "methode/missie-doel-doelgroep/", "methode/pijlers/", "methode/herstel/",
         "methode/eigen-kracht/", "methode/begeleidingstraject/", "methode/wat-werkt/", "krachtprincipes/",
         "krachtprincipes/werkrelatie/", "basistaken/", "basistaken/doelen-en-actieplan/", "basistaken/casus/",
         "basistaken/casus/deel-3/", "lesgeven/les-3/",
         "leefgebieden/", "leefgebieden/wonen/", "leefgebieden/vragen/", "instrumenten/", "instrumenten/actieplan/",
         "werkbladen/", "werkbladen/ecogram/", "werkbladen/printen/", "training/", "lesgeven/", "veilig-lezen/",
         "methoden/", "methoden/fact/", "methoden/doelgroep-verstandelijk/", "methoden/bakens/",
         "methoden/krachtwerk-en-zijn-buren/", "theorie/", "onderzoek/", "onderzoek/effectstudies/",
         "onderzoek/effectgroottes/", "begrippen/", "bronnen/", "citeren/", "colofon/"]
LONG = bool(os.environ.get("HANDBOEK_LONG"))
SHARES = 4


@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("mode", MODES if LONG else [MODES[0], MODES[-1]], ids=str)
def test_no_barrier(page: Page, address: str, built: Path, mode: Mode, share: int) -> None:
    """On each kind of page, wide and light, and small and dark.

    `HANDBOEK_LONG=1 python3 build.py test -k barrier` looks at every page in every mode.
    """
    found = {}
    page.set_viewport_size({"width": mode.width, "height": 900})
    page.emulate_media(color_scheme=mode.scheme)
    with_axe(page)
    for place in (places(built / "site") if LONG else KINDS)[share::SHARES]:
        page.goto(address + place)
        if there := barriers(page, mode.width):
            found[place] = there
    assert found == {}


def test_each_template_has_a_page_among_the_kinds(catalogue: Catalogue) -> None:
    pages = {location(page.file): page.template for page in all_pages(catalogue)}
    assert {pages[place] for place in KINDS} == set(pages.values())


@pytest.mark.parametrize("share", range(SHARES))
def test_any_other_page_fits_a_small_screen(page: Page, address: str, built: Path, share: int) -> None:
    """And `page` sees to errors, the policy, other hosts and cookies on each of them."""
    page.set_viewport_size({"width": 360, "height": 800})
    wider = []
    for place in sorted(set(places(built / "site")) - set(KINDS))[share::SHARES]:
        page.goto(address + place)
        if page.evaluate(WIDTH) > 360:
            wider.append(place)
    assert wider == []


# Whether what has the focus can be seen: it is on the screen, something shows that it has the focus, and nothing else
# lies over all of it. An invisible box of a choice shows its focus on the words beside it.
SEEN = """() => {
  const focused = document.activeElement
  const shown = focused.matches(".option input, .md-option") ? focused.nextElementSibling : focused
  // A link may stand partly at the end of one line and partly at the start of the next.
  const boxes = [...shown.getClientRects()]
  const inside = boxes.some(({ left, right, top, bottom }) =>
    bottom > 0 && top < innerHeight && right > 0 && left < innerWidth)
  const uncovered = boxes.some(({ left, right, top, bottom }) => [.15, .5, .85].some(x => [.2, .5, .8].some(y => {
    const there = document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y)
    return there && (shown.contains(there) || there.contains(shown) && there.matches("label"))
  })))
  const { outlineStyle, outlineWidth } = getComputedStyle(shown)
  const outlined = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2
  return { what: focused.outerHTML.slice(0, 120), end: focused === document.body, inside, uncovered, outlined }
}"""


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("place", ["", "leefgebieden/veiligheid/", "werkbladen/printen/", "basistaken/afronden/"])
def test_the_focus_can_be_seen_all_the_way(page: Page, address: str, place: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(reduced_motion="reduce")
    page.goto(address + place)
    unseen, steps = [], 0
    while steps < 90:
        steps += 1
        page.keyboard.press("Tab")
        state = page.evaluate(SEEN)
        if state["end"]:
            break
        if not (state["inside"] and state["uncovered"] and state["outlined"]):
            unseen.append(state)
    assert steps > 20
    assert unseen == []


def test_the_skip_link_leads_past_the_menu(page: Page, address: str) -> None:
    page.goto(address + "basistaken/afronden/")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text(re.compile("Ga naar|naar inhoud"))
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('article') !== null")


def test_search_with_the_keyboard(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.type("schulden")
    expect(page.locator(".md-search-result__item a").first).to_be_visible(timeout=20_000)
    # Each letter gives other results, and what has the focus goes with those that go. People wait for them to stand
    # still.
    before = ""
    while (now := page.locator(".md-search-result__list").inner_html()) != before:
        before = now
        page.wait_for_timeout(700)
    page.keyboard.press("ArrowDown")
    expect(page.locator(".md-search-result__link").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(address)
    expect(page.locator("article h1")).to_be_visible()


def test_colours_are_changed_with_the_keyboard(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Donkere kleuren gebruiken").focus()
    page.keyboard.press("Space")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.get_by_role("button", name="Lichte kleuren gebruiken")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")


def test_the_menu_of_a_telephone_opens_and_closes_with_the_keyboard(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 360, "height": 800})
    page.emulate_media(reduced_motion="reduce")
    page.goto(address + "basistaken/afronden/")
    menu = page.get_by_role("button", name="Menu openen")
    menu.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Menu sluiten")).to_be_visible()
    expect(page.locator(".md-sidebar--primary").get_by_role("link", name="1. Ontmoeten en aansluiten")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Menu openen")).to_be_focused()
    expect(page.locator(".md-sidebar--primary").get_by_role("link", name="1. Ontmoeten en aansluiten")).to_be_hidden()


# Texts that do not fit the box that they stand in, and boxes that reach beyond the screen. A table has a window of its
# own to scroll in, which WCAG allows.
CUT_OFF = """[...document.querySelectorAll("article :is(p, li, h1, h2, h3, summary, .download)")].filter(element => {
  const hidden = getComputedStyle(element).overflow !== "visible" && element.scrollHeight > element.clientHeight + 2
  return !element.matches(".sr-only, table *") && (hidden || element.getBoundingClientRect().right > innerWidth)
}).map(element => element.outerHTML.slice(0, 100))"""


@pytest.mark.parametrize("place",
                         ["", "basistaken/afronden/", "leefgebieden/vragen/", "werkbladen/printen/", "begeleiden/"])
def test_nothing_is_lost_at_320_pixels_or_with_large_type(page: Page, address: str, place: str) -> None:
    """WCAG 1.4.10 and 1.4.4: one scrolls in one direction only, and type at 200 % cuts nothing off."""
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(address + place)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    # Type alone twice as large, as some browsers and people set it; the theme's own size is 125 %.
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate("document.documentElement.style.setProperty('font-size', '250%')")
    assert page.evaluate(CUT_OFF) == []
