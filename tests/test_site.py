"""The website in a real browser: what a trainee, a teacher or a coach does with it, and what it must never do."""
from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from parsing import Links
from playwright.sync_api import Browser, Page, expect

from handboek.catalogue import Catalogue
from handboek.site.addresses import location
from handboek.site.pages import all_pages


def shown(page: Page) -> int:
    return page.locator("[data-question]:visible").count()


def test_questions_are_filtered_and_counted(page: Page, address: str) -> None:
    page.goto(address + "leefgebieden/vragen/")
    total = shown(page)
    assert total >= 200
    page.get_by_text("Ik kan", exact=True).first.click()
    assert page.locator("[data-question]:visible:not([data-dimension=kan])").count() == 0
    some = shown(page)
    assert 0 < some < total
    page.locator("input[name=level][value=A2]").check(force=True)
    assert page.locator("[data-question]:visible:not([data-level=A2])").count() == 0
    assert 0 < shown(page) < some
    assert str(shown(page)) in page.get_by_role("status").filter(has_text=re.compile(r"\d")).first.inner_text()
    page.get_by_role("button", name="Wis keuzes").click()
    left = "[...document.querySelectorAll('[data-question]')].filter(question => !question.hidden).length"
    page.wait_for_function(f"total => {left} === total", arg=total)


def test_a_filter_still_holds_after_coming_back(page: Page, address: str) -> None:
    page.goto(address + "leefgebieden/vragen/")
    page.get_by_text("Ik kan", exact=True).first.click()
    some = shown(page)
    page.get_by_role("link", name="Meer over", exact=False).first.click()
    page.go_back()
    expect(page.locator("[data-filter] input[value=kan]")).to_be_checked()
    expect(page.locator("[data-question]:visible")).to_have_count(some)


def test_filters_work_with_the_keyboard(page: Page, address: str) -> None:
    page.goto(address + "leefgebieden/wonen/")
    total = shown(page)
    page.locator("input[name=time][value=past]").focus()
    page.keyboard.press("Space")
    assert 0 < shown(page) < total
    assert page.locator("[data-question]:visible:not([data-time=past])").count() == 0


def test_without_script_every_question_is_there(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "leefgebieden/wonen/")
    assert page.locator("[data-question]:visible").count() >= 20
    context.close()


def test_a_principle_says_by_which_short_name_other_pages_call_it(page: Page, address: str,
                                                                  catalogue: Catalogue) -> None:
    page.goto(address + "krachtprincipes/")
    tiles = page.locator(".tile").all_inner_texts()
    for principle, tile in zip(catalogue.principles, tiles, strict=True):
        assert f"Kort: {principle.short}." in tile
        page.goto(f"{address}krachtprincipes/{principle.id}/")
        expect(page.get_by_text(f"Kort: {principle.short}", exact=True)).to_be_visible()


@pytest.mark.parametrize("place", ["praktijk/veiligheid-voorop/", "theorie/kijkwijziging/", "basistaken/afronden/",
                                   "onderzoek/onderzoek-lezen/", "lesgeven/les-3/", "instrumenten/actieplan/"])
def test_no_mistake_looks_like_advice(page: Page, address: str, place: str) -> None:
    """Each is called one, or stands below a heading that says so."""
    page.goto(address + place)
    cards = page.locator(".pitfalls li")
    above = page.locator(":is(h2, h3):has(+ .pitfalls, + .headerlink + .pitfalls)").all_inner_texts()
    below = re.search("Valkuilen|Wat vaak misgaat|Fouten", " ".join(above))
    for card in cards.all():
        assert below or card.inner_text().startswith("Valkuil:")
        expect(card).to_contain_text("Beter zo:")


def test_a_term_leads_to_its_definition(page: Page, address: str) -> None:
    page.goto(address + "leefgebieden/wonen/")
    page.get_by_role("link", name="krachteninventarisatie").first.click()
    page.wait_for_url(re.compile(r"begrippen/#krachteninventarisatie$"))
    expect(page.locator("#krachteninventarisatie")).to_be_visible()


def test_a_sheet_can_be_downloaded(page: Page, address: str) -> None:
    page.goto(address + "werkbladen/krachteninventarisatie/")
    for name in ("Invullen op het scherm", "Printen en schrijven"):
        target = page.get_by_role("link", name=re.compile(name)).get_attribute("href")
        answer = page.request.get(page.url + str(target))
        assert answer.ok
        assert answer.body().startswith(b"%PDF")


def test_cards_for_a_screen_are_not_offered_as_paper(page: Page, address: str) -> None:
    page.goto(address + "werkbladen/praatkaarten-tablet/")
    files = page.locator(".downloads__files")
    expect(files.get_by_role("link", name="Openen op een scherm")).to_be_visible()
    expect(files).not_to_contain_text(re.compile("print", re.IGNORECASE))
    page.goto(address + "werkbladen/printen/")
    offered = page.locator("[data-sheet='Praatkaarten voor tablet'] [data-variant]:visible")
    expect(offered).to_contain_text("Scherm, kleur")


def test_every_link_leads_somewhere(built: Path) -> None:
    site = built / "site"
    pages = {path: Links(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}
    assert len(pages) >= 70
    dead = []
    for path, links in pages.items():
        for target in links.targets:
            parts = urlsplit(target)
            if parts.scheme or parts.netloc or path.name == "404.html":
                continue
            file = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            file = file / "index.html" if file.is_dir() else file
            anchor = parts.fragment if not parts.fragment.startswith("__") else ""
            if not file.is_file() or anchor and anchor not in pages[file].anchors:
                dead.append(f"{path.relative_to(site)} → {target}")
    assert dead == []


def test_every_page_says_what_it_is(built: Path) -> None:
    site = built / "site"
    descriptions = {}
    for path in site.rglob("index.html"):
        html = path.read_text(encoding="utf-8")
        title = re.search(r"<title>(.+?)</title>", html)
        description = re.search(r'<meta name="?description"? content="([^"]{25,})"', html)
        assert title and description, path
        assert 'lang="nl"' in html or "lang=nl" in html
        descriptions[path] = description[1]
    assert len(set(descriptions.values())) == len(descriptions)
    assert "<title>Handboek Krachtwerk</title>" in (site / "index.html").read_text(encoding="utf-8")


def test_the_handbook_says_whose_it_is_not(page: Page, address: str) -> None:
    page.goto(address + "colofon/")
    text = page.locator("article").inner_text()
    for word in ("Krachtwerk®", "geen uitgave van Impuls, Movisie of Uitgeverij Coutinho", "CC BY-SA 4.0", "OpenMoji",
                 "Noto Sans", "MIT"):
        assert word in text


def test_references_are_as_apa_wants_them(page: Page, address: str) -> None:
    page.goto(address + "bronnen/")
    entries = page.locator("article").inner_text()
    assert "37(4), 147–152" in entries
    assert "Geraadpleegd" not in entries
    page.goto(address + "onderzoek/")
    expect(page.locator(".foot .citation")).to_contain_text("Wat zegt het onderzoek? In Handboek Krachtwerk")


CITED = "article .foot .citation"


def test_a_reference_tells_the_address_of_the_page_and_copies_it(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address + "basistaken/afronden/?h=doel#tips")
    expect(page.locator(CITED)).to_contain_text(f"Handboek Krachtwerk. {address}basistaken/afronden/")
    page.locator(CITED).get_by_role("button", name="Kopieer").click()
    expect(page.locator(CITED).get_by_role("button", name="Gekopieerd")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").endswith(f" {address}basistaken/afronden/")
    page.goto(address + "citeren/")
    links = page.locator(".citation[data-address] a").evaluate_all("links => links.map(link => link.href)")
    assert len(links) == 2 and links[0] == address and links[1].startswith(address + "krachtprincipes/")
    context.close()


def test_on_a_disk_a_reference_has_no_address(browser: Browser, built: Path) -> None:
    page = browser.new_page()
    page.goto((built / "site" / "basistaken" / "afronden" / "index.html").as_uri())
    expect(page.locator(CITED)).to_contain_text("Handboek Krachtwerk")
    assert page.locator(f"{CITED} a").count() == 0
    page.close()


def test_a_heading_has_a_link_of_its_own_and_keeps_its_name(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address + "lesgeven/")
    heading = page.get_by_role("heading", name="Beoordelen", exact=True)
    link = page.get_by_role("link", name="Link naar ‘Beoordelen’")
    link.click()
    assert page.url.endswith("#" + str(heading.get_attribute("id")))
    one, other = heading.bounding_box(), link.bounding_box()
    assert one and other and abs(one["y"] + one["height"] / 2 - other["y"] - other["height"] / 2) < 12


def test_wide_tables_say_that_there_is_more(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address + "methoden/")
    hint = page.get_by_text("Veeg opzij voor meer")
    expect(hint.first).to_be_visible()
    matrix = page.locator(".matrix")
    expect(matrix).to_have_class(re.compile("table--more"))
    matrix.evaluate("matrix => matrix.scrollLeft = matrix.scrollWidth")
    expect(matrix).not_to_have_class(re.compile("table--more"))
    page.set_viewport_size({"width": 1280, "height": 800})
    expect(hint.first).to_be_hidden()


@pytest.mark.parametrize("place", ["methoden/", "werkbladen/printen/", "onderzoek/effectstudies/"])
def test_without_script_nothing_asks_to_press_what_is_not_there(browser: Browser, address: str, place: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + place)
    assert not re.search("Zet een vinkje|vink de bakens|Druk op", page.locator("article").inner_text())
    context.close()


@pytest.mark.parametrize("place", ["methoden/", "onderzoek/effectstudies/", "basistaken/afronden/"])
def test_paper_has_no_words_that_are_for_a_screen(page: Page, address: str, place: str) -> None:
    page.goto(address + place)
    page.emulate_media(media="print")
    text = page.locator("article").inner_text()
    assert not re.search("Druk op|Veeg opzij|¶|Kopieer", text)
    assert page.locator(".works a", has_text="Meer").filter(visible=True).count() == 0
    assert address + place in text


def test_the_route_is_one_column_before_words_must_be_cut(page: Page, address: str) -> None:
    for width in (360, 600, 719):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(address + "methode/begeleidingstraject/")
        places = page.locator(".station").evaluate_all("stations => stations.map(it => it.getBoundingClientRect().x)")
        assert len(places) == 7 and len(set(places)) == 1


def test_each_page_lists_every_source_that_it_names(built: Path, catalogue: Catalogue) -> None:
    pages = [page for page in all_pages(catalogue) if page.sources and page.template != "home"]
    assert len(pages) > 100
    for page in pages:
        html = (built / "site" / location(page.file) / "index.html").read_text(encoding="utf-8")
        listed = html.partition('<ul class="works"')[2].partition("</ul>")[0]
        assert set(re.findall(r'/#([\w-]+)"', listed)) == set(page.sources), page.file


def test_what_a_page_says_to_who_does_not_see_it(built: Path) -> None:
    sheet = (built / "site" / "werkbladen" / "ecogram" / "index.html").read_text(encoding="utf-8")
    assert 'alt="Een bladzijde van het werkblad ‘De mensen om mij heen’"' in sheet
    assert '<meta name="referrer" content="no-referrer">' in sheet


def test_colours_follow_the_device_until_somebody_chooses(page: Page, address: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(address)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_who_asks_for_less_motion_gets_none(page: Page, address: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(address)
    moving = "[...document.querySelectorAll('a, button, .md-header, .md-search__form')].filter(it => " \
             "getComputedStyle(it).transitionDuration.split(', ').some(time => parseFloat(time) > 0.01)).length"
    assert page.evaluate(moving) == 0
