"""The research: what is said of each study, its picture and its table, as readers see them."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from playwright.sync_api import Browser, Page, expect

from handboek.catalogue import Catalogue
from handboek.model.evidence import Comparison, Design, Direction, Effect, Outcome, Study
from handboek.site.forest import Forest, decimal, forests

# What the description of the method says (chapter 6), so that no number slips while somebody edits the file.
PUBLISHED = {
    "macias-1994": [0.72, 1.34], "stanard-1999": [0.78, 0.98], "bjorkman-2002": [-0.45, 0.59, 0.85, 0.76, -0.38],
    "rapp-2008": [2.13], "song-2010": [-0.68, 0.59, 0.33],
    "houvast-2015": [0.23, 0.11, 0.17, 0.05, 0.03, 0.10, 0.02, 0.03, 0.11, 0.02],
}
STUDIES = ["modrcin-1988", "macias-1994", "macias-1997", "stanard-1999", "bjorkman-2002", "rapp-2008", "song-2010",
           "saewyc-2010", "fukui-2012", "houvast-2015"]
TABLE, FIGURES = "onderzoek/effectstudies/", "onderzoek/effectgroottes/"


@pytest.fixture(scope="module")
def pictures(catalogue: Catalogue) -> list[Forest]:
    return forests(catalogue.studies.studies)


def test_ten_studies_by_year(catalogue: Catalogue) -> None:
    """Whoever adds a study puts it among them."""
    studies = catalogue.studies.studies
    assert [study.id for study in studies if study.id in STUDIES] == STUDIES
    assert [study.year for study in studies] == sorted(study.year for study in studies)


def test_whatever_may_be_written_of_a_study_has_a_word(catalogue: Catalogue) -> None:
    """Their names are composed in a template, so no check reads them there."""
    names = [f"design.{design}" for design in get_args(Design)]
    names += [f"direction.{than}.{way}" for than in get_args(Comparison) for way in get_args(Direction)]
    assert [name for name in names if f"site.studies.{name}" not in catalogue.words] == []


@pytest.mark.parametrize("id", STUDIES)
def test_each_study_has_the_numbers_of_the_source_and_a_source_of_its_own_year(id: str, catalogue: Catalogue) -> None:
    study: Study = catalogue.get("study", id)
    given = [value for outcome in study.outcomes if outcome.effect for value in outcome.effect.values]
    assert given == PUBLISHED.get(id, [])
    assert catalogue.get("source", study.source).year == study.year


def test_no_change_over_time_stands_among_comparisons_of_groups(pictures: list[Forest]) -> None:
    drawn = {forest.than: {group.study.id for group in forest.groups} & set(STUDIES) for forest in pictures}
    assert drawn == {"groups": {"macias-1994", "stanard-1999", "bjorkman-2002"}, "time": {"song-2010"}}


def test_points_stand_where_their_numbers_say(pictures: list[Forest]) -> None:
    for forest in pictures:
        zero = next(mark.at for mark in forest.marks if mark.value == 0)
        one = next(mark.at for mark in forest.marks if mark.value == 1)
        for point in (point for group in forest.groups for row in group.rows for point in row.points):
            assert point.at == pytest.approx(zero + point.value * (one - zero))
            assert 0 < point.at < 100
        tops = [row.top for group in forest.groups for row in group.rows]
        assert tops == sorted(set(tops))
        assert tops[-1] < forest.floor < forest.height


def test_an_unfavourable_effect_stands_left_of_zero(catalogue: Catalogue) -> None:
    worse = Outcome(what="Klachten", than="groups", direction="worse",
                    effect=Effect(measure="d", lowest=0.3, less_is_better=True))
    study = catalogue.studies.studies[0].model_copy(update={"outcomes": (worse,)})
    forest = forests([study])[0]
    point = forest.groups[0].rows[0].points[0]
    zero = next(mark for mark in forest.marks if mark.value == 0)
    assert point.value == -0.3
    assert forest.marks[0].at < point.at < zero.at


def test_numbers_are_written_in_dutch() -> None:
    assert [decimal(value) for value in (0.72, -0.45, 0, 1.1)] == ["0,72", "−0,45", "0,00", "1,10"]


def test_the_picture_and_its_table_show_every_effect_size_of_the_studies(page: Page, address: str,
                                                                         catalogue: Catalogue) -> None:
    page.goto(address + FIGURES)
    expected = Counter((study.id, value) for study in catalogue.studies.studies for outcome in study.outcomes
                       if outcome.effect and outcome.effect.measure == "d" for value in outcome.effect.favourable)
    assert sum(count for (id, _), count in expected.items() if id in STUDIES) == 12
    points = page.locator(".forest__point")
    assert Counter((point.get_attribute("data-study"), float(point.get_attribute("data-value") or 0))
                   for point in points.all()) == expected
    expect(page.locator(".forest").first).to_contain_text("Stanard, 1999 (44 in de analyse)")
    # Whoever does not see the picture reads the same numbers, both as the source gives them and as they are drawn.
    drawn: Counter[str] = Counter()
    for row in page.locator(".listing--effects tbody tr").all():
        _, source, shown, turned, _ = row.locator("td").all_inner_texts()
        numbers = re.findall(r"−?\d,\d\d", shown)
        drawn.update(numbers)
        assert sorted(re.findall(r"\d,\d\d", source)) == sorted(number.removeprefix("−") for number in numbers)
        assert ("−" in source) == (turned == "ja")
    assert drawn == Counter(decimal(value) for _, value in expected.elements())


@pytest.mark.parametrize("width", [1280, 360])
def test_the_picture_has_a_name_a_description_and_words_that_fit(page: Page, address: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address + FIGURES)
    pictures = page.get_by_role("img", name=re.compile("Effectgroottes"))
    expect(pictures).to_have_count(2)
    for picture in pictures.all():
        expect(picture).to_have_accessible_description(re.compile(r"as van .* tot .*tabel"))
        room = picture.bounding_box()
        assert room
        for words in picture.locator("text").all():
            box = words.bounding_box()
            assert box
            assert box["x"] >= room["x"] - 4
            assert box["x"] + box["width"] <= room["x"] + room["width"] + 4, words.inner_text()


def column(page: Page, number: int) -> list[str]:
    return page.locator(f".studies tbody tr > :nth-child({number})").all_inner_texts()


def in_order(known: list[str], found: list[str]) -> bool:
    """Whether all of these stand in the list, one behind the other."""
    rest = iter(found)
    return all(text in rest for text in known)


def test_the_table_sorts_both_ways_and_keeps_what_is_unknown_at_the_end(page: Page, address: str,
                                                                        catalogue: Catalogue) -> None:
    page.goto(address + TABLE)
    years = [re.findall(r"\d{4}", name)[-1] for name in column(page, 1)]
    assert years == sorted(years)
    heading = page.get_by_role("columnheader", name="Deelnemers")
    assert heading.get_attribute("aria-sort") is None
    heading.get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(heading).to_have_attribute("aria-sort", "ascending")
    numbers = sorted(study.participants for study in catalogue.studies.studies if study.participants)
    told = [f"{number:,}".replace(",", ".") for number in numbers]
    unknown = [f"{study.analysed} in de analyse" if study.analysed else "onbekend"
               for study in catalogue.studies.studies if not study.participants]
    assert in_order(["46", "65", "65", "77", "89", "127", "251", "678", "1.195", "44 in de analyse"], told + unknown)
    assert column(page, 3) == told + unknown
    expect(page.locator("[data-sorted]")).to_have_text("Gesorteerd op Deelnemers, van laag naar hoog")
    page.keyboard.press("Enter")
    expect(heading).to_have_attribute("aria-sort", "descending")
    assert column(page, 3) == told[::-1] + unknown
    page.get_by_role("columnheader", name="Effectgrootte").get_by_role("button").click()
    assert heading.get_attribute("aria-sort") is None
    # What changed in one group is no comparison, so it is not ranked among them.
    assert in_order(["d = 0,38 tot 0,85", "d = 0,78 tot 0,98", "d = 0,72 tot 1,34", "d = 0,33 tot 0,68 (vóór en na)"],
                    column(page, 6))


def test_on_paper_each_heading_stands_once_and_nothing_asks_to_be_pressed(page: Page, address: str) -> None:
    page.goto(address + TABLE)
    page.emulate_media(media="print")
    heading = page.get_by_role("columnheader").filter(has=page.locator(".sorter")).first
    expect(heading.locator(".sorter")).to_be_hidden()
    assert heading.evaluate("heading => getComputedStyle(heading, '::before').content") == '"Studie"'
    expect(page.get_by_text("Druk op een kop")).to_be_hidden()


@pytest.mark.parametrize("width", [1280, 360])
def test_without_script_the_table_is_whole(browser: Browser, address: str, width: int, catalogue: Catalogue) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 900})
    page = context.new_page()
    page.goto(address + TABLE)
    study = page.get_by_role("rowheader", name=re.compile(r"\d{4}$"))
    expect(page.get_by_role("row").filter(has=study)).to_have_count(len(catalogue.studies.studies))
    assert page.locator(".studies button").count() == 0
    assert page.get_by_text("Druk op een kop").is_hidden()
    for row in page.locator(".studies tbody tr").all():
        cells = row.locator("td").all_inner_texts()
        assert len(cells) == 6
        assert all(cells), "a study without design, number of people, time, result, effect size or caveat"
    context.close()


def test_a_study_in_the_table_leads_to_its_text(page: Page, address: str) -> None:
    page.goto(address + TABLE)
    page.locator(".studies").get_by_role("link", name="Krabbenborg").click()
    page.wait_for_url(re.compile(r"#houvast-2015$"))
    text = page.locator("section.study").filter(has=page.locator("#houvast-2015")).inner_text()
    for words in ("Wat mag je niet concluderen?", "Dat Houvast werkt.", "geen verschil tussen de groepen",
                  "ηp² = 0,23"):
        assert words in text


def test_words_and_number_that_disagree_are_reported(sandbox: Path, run_here: Callable[..., object]) -> None:
    file = sandbox / "content" / "evidence" / "studies.yml"
    text = file.read_text(encoding="utf-8")
    wrong = text.replace("lowest: -0.68, less_is_better: true", "lowest: -0.68")
    wrong = wrong.replace("lowest: 0.72, highest: 1.34", "lowest: 1.34, highest: 0.72")
    assert wrong != text
    file.write_text(wrong, encoding="utf-8")
    said = run_here("check", project=sandbox)
    assert said.code == 1  # type: ignore[attr-defined]
    assert re.findall(r"studies\.yml:\d+:\d+ \[E110\] (.*)", said.err + said.out) == [  # type: ignore[attr-defined]
        "‘highest’ is lager dan ‘lowest’. Ruil ze om.",
        ("De effectgrootte van ‘Depressieve klachten’ wijst een andere kant op dan ‘less’. "
         "Verander de richting of het teken, of zet er less_is_better: true bij.")]
