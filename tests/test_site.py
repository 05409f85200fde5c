"""The website in a real browser: what a trainee, a teacher or a coach does with it, and what it must never do."""
from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from parsing import Links
from playwright.sync_api import Browser, Page, expect
from viewers.access import barriers, with_axe

# One page of each kind: two templates never look alike to a screen reader.
KINDS = ["", "methode/", "methode/missie-doel-doelgroep/", "methode/pijlers/", "methode/herstel/",
         "methode/eigen-kracht/", "methode/begeleidingstraject/", "methode/wat-werkt/", "krachtprincipes/",
         "krachtprincipes/werkrelatie/", "basistaken/", "basistaken/doelen-en-actieplan/", "basistaken/casus/",
         "basistaken/casus/deel-3/", "lesgeven/les-3/",
         "leefgebieden/", "leefgebieden/wonen/", "leefgebieden/vragen/", "instrumenten/", "instrumenten/actieplan/",
         "werkbladen/", "werkbladen/ecogram/", "werkbladen/printen/", "training/", "lesgeven/", "veilig-lezen/",
         "methoden/", "methoden/fact/", "methoden/doelgroep-verstandelijk/", "methoden/bakens/",
         "methoden/krachtwerk-en-zijn-buren/", "onderzoek/", "onderzoek/effectstudies/", "onderzoek/effectgroottes/",
         "begrippen/", "bronnen/", "citeren/", "colofon/"]


@pytest.mark.parametrize("half", [0, 1])
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_no_barrier_on_any_kind_of_page(page: Page, address: str, width: int, scheme: str, half: int) -> None:
    found = {}
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    with_axe(page)
    for kind in KINDS[half::2]:
        page.goto(address + kind)
        if there := barriers(page, width):
            found[kind] = there
    assert found == {}


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
