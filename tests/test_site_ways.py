"""Ways in: routes from the home page, and the page on which sheets are chosen and fetched."""
from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

PRINTING = "werkbladen/printen/"


@pytest.mark.parametrize(("way", "shows"), [
    ("Ik volg de training", ["Dag 1: anders kijken", "Dag 4: volhouden, terugkijken en loslaten", "Alleen leren"]),
    ("Ik geef les", ["De acht lessen", "Beoordelen", "Uitdelen, aanpassen en citeren"]),
    ("Ik begeleid mensen", ["Welk blad wanneer?", "Bewaren en delen", "In vijf minuten klaar voor je gesprek"]),
])
def test_who_you_are_leads_you_in(page: Page, address: str, way: str, shows: list[str]) -> None:
    page.goto(address)
    page.get_by_role("link", name=way).click()
    for heading in shows:
        expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()


def test_each_lesson_has_a_page_with_what_only_the_teacher_needs_on_a_new_sheet(page: Page, address: str) -> None:
    page.goto(address + "lesgeven/")
    table = page.get_by_role("region", name="De acht lessen in het kort")
    lessons = {link.inner_text(): str(link.get_attribute("href"))
               for link in table.get_by_role("link", name=re.compile(r"^Les \d")).all()}
    assert len(lessons) == 8  # the first is about the pillars and goes before the tasks
    for number, (title, place) in enumerate(lessons.items()):
        page.goto(f"{address}lesgeven/{place}")
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        expect(page.locator(".facts")).to_contain_text("90 minuten")
        headings = page.get_by_role("heading", level=2).all_inner_texts()
        assert headings[:4] == ["Leerdoelen", "Thuis lezen", "De les", "Om over te praten"]
        for part in page.locator("#thuis-lezen ~ div").first.get_by_role("listitem").all():
            assert part.get_by_role("link").count() >= 1
        teacher = page.locator(".teacher")
        expect(teacher.get_by_role("heading", level=2)).to_have_text("Voor de docent")
        assert teacher.evaluate("part => !part.nextElementSibling?.matches('h2, .steps')")
        page.emulate_media(media="print")
        assert teacher.evaluate("part => getComputedStyle(part).breakBefore") == "page"
        page.emulate_media(media="screen")
        if number:
            page.locator(".facts").get_by_role("link", name=f"Deel {number}:").click()
            page.wait_for_url(f"{address}basistaken/casus/deel-{number}/")


def test_who_follows_the_training_goes_on_to_the_method_and_meets_the_case_before_the_tasks(page: Page,
                                                                                            address: str) -> None:
    for place, following in (("training/", "methode/"), ("basistaken/", "basistaken/casus/"),
                             ("basistaken/casus/", "basistaken/ontmoeten-en-aansluiten/")):
        page.goto(address + place)
        page.get_by_role("link", name="Volgende").click()
        page.wait_for_url(address + following)


def test_the_case_can_be_read_part_by_part_and_is_found_once(page: Page, address: str) -> None:
    page.goto(address + "basistaken/casus/deel-1/")
    for number in range(2, 8):
        page.get_by_role("link", name=f"Verder met deel {number}:").click()
        page.wait_for_url(f"{address}basistaken/casus/deel-{number}/")
        expect(page.get_by_role("heading", name="Om over te praten")).to_be_visible()
    assert page.get_by_role("link", name=re.compile("Verder met deel")).count() == 0
    documents = page.request.get(address + "search/documents.json").json()
    places = [document["location"] for document in documents if "Op een ochtend wijst Dennis" in document["text"]]
    assert len(places) == 1 and places[0].startswith("basistaken/inventariseren-van-krachten/")


def chosen(page: Page) -> dict[str, str]:
    """The list of downloads: what each is called and where it leads."""
    links = page.locator("[data-picked] a")
    return {link.inner_text(): str(link.get_attribute("href")) for link in links.all()}


def test_sheets_are_gathered_in_the_chosen_form(page: Page, address: str) -> None:
    page.goto(address + PRINTING)
    page.get_by_role("checkbox", name="Ecogram").check()
    page.get_by_role("checkbox", name="Krachteninventarisatie", exact=True).check()
    assert [place.rpartition("/")[2] for place in chosen(page).values()] == ["krachteninventarisatie-printen.pdf",
                                                                             "ecogram-printen.pdf"]
    expect(page.get_by_role("status").filter(has_text="2 bladen")).to_be_visible()
    page.get_by_text("Zwarte lijnen, weinig inkt").click()
    page.get_by_text("Invullen op een scherm").click()
    assert all(place.endswith("-invullen-lijn.pdf") for place in chosen(page).values())
    for place in chosen(page).values():
        answer = page.request.get(page.url + place)
        assert answer.ok and answer.body().startswith(b"%PDF")
    page.get_by_role("button", name="Wis keuzes").click()
    expect(page.locator("[data-picked] a")).to_have_count(0)
    expect(page.get_by_role("radio", name="Op papier")).to_be_checked()


def test_a_bar_below_says_how_many_and_leads_to_the_list(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address + PRINTING)
    bar = page.locator("[data-basket]")
    expect(bar).to_be_hidden()
    page.get_by_role("checkbox", name="Ecogram").check()
    page.get_by_role("checkbox", name="Genogram").check()
    expect(bar).to_contain_text("2 bladen gekozen")
    expect(bar).to_be_in_viewport()
    bar.get_by_role("link", name="Bekijk je lijst").click()
    expect(page.locator("[data-picked] a").first).to_be_in_viewport()
    page.locator("[data-picked] a").first.focus()
    # At the end it stands below the last sheet instead of on it.
    page.locator("#zo-print-je").scroll_into_view_if_needed()
    last, box = page.locator("[data-sheet]").last.bounding_box(), bar.bounding_box()
    assert last and box and last["y"] + last["height"] <= box["y"]


def test_the_home_page_leads_to_the_sheets_and_to_the_questions(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address)
    hero = page.locator(".hero")
    expect(hero.get_by_role("link", name="Vragen om te stellen")).to_be_in_viewport()
    expect(page.get_by_role("heading", name="Waarvoor kom je?")).to_be_in_viewport()
    hero.get_by_role("link", name="Bladen kiezen en printen").click()
    expect(page).to_have_url(address + PRINTING)


def test_a_sheet_without_an_easier_version_is_offered_as_it_is(page: Page, address: str) -> None:
    page.goto(address + PRINTING)
    page.get_by_text("Makkelijker, als die er is").click()
    page.get_by_role("checkbox", name="Krachteninventarisatie", exact=True).check()
    page.get_by_role("checkbox", name="Teamkrachtbespreking", exact=True).check()
    easy, usual = chosen(page).values()
    assert "makkelijk" in easy and "makkelijk" not in usual


def test_choosing_works_with_the_keyboard_and_leaves_nothing(page: Page, address: str) -> None:
    page.goto(address + PRINTING)
    page.get_by_role("radio", name="Op papier").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Invullen op een scherm")).to_be_checked()
    page.get_by_role("checkbox").first.focus()
    page.keyboard.press("Space")
    assert len(chosen(page)) == 1
    page.reload()
    assert chosen(page) == {}
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_only_a_choice_of_colours_is_remembered(page: Page, address: str) -> None:
    page.goto(address)
    assert page.evaluate("localStorage.length") == 0
    page.get_by_title("Donkere kleuren gebruiken").click()
    page.goto(address + "basistaken/")
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    assert page.evaluate("Object.keys(localStorage)") == ["/.colours"]


def test_without_script_every_file_is_listed(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + PRINTING)
    files = page.locator(".pick__files a:visible")
    assert files.count() >= 100
    expect(page.locator("[data-picker]")).to_be_hidden()
    assert page.locator("input[type=checkbox]:visible").count() == 0
    context.close()
