"""The guide to methods: what its source says is all there, and what must not be carried over is not."""
from __future__ import annotations

import re
from pathlib import Path

import pytest

from handboek.catalogue import Catalogue
from handboek.model.methods import Method
from handboek.model.words import leaves

# How many of the six beacons each description names, in the order of the source (Movisie, December 2014). Its matrix
# gives the thirteenth three crosses; its text names two, and the handbook follows the text.
BEACONS = [5, 1, 3, 5, 4, 2, 5, 5, 3, 3, 4, 3, 2, 1, 1, 3, 2, 2, 2, 2, 3, 1, 3, 4, 3, 4, 4, 1, 4]
IN_DATABANK = [1, 3, 5, 6, 7, 12, 13, 17, 18, 24]
WITH_BEACON = {"vraag-achter-de-vraag": 18, "eigen-kracht": 28, "direct-erop-af": 2, "formeel-en-informeel": 9,
               "integraal-werken": 13, "resultaatgericht": 15}
# An address of e-mail, or a Dutch telephone number of anyone; those of helplines (0800, 0900) may stand.
PRIVATE = re.compile(r"[\w.+-]+@[\w-]+\.\w|(?<![\d-])(?:\+31|0)(?!800|900)(?:[ -]?\d){8,9}(?!\d)")


@pytest.fixture(scope="module")
def known(catalogue: Catalogue) -> tuple[Method, ...]:
    """The methods of the source; whoever adds one gives it a number behind theirs."""
    return catalogue.methods[:29]


def test_all_29_methods_in_the_order_of_the_source(known: tuple[Method, ...]) -> None:
    assert [method.number for method in known] == list(range(1, 30))
    assert [len(method.beacons) for method in known] == BEACONS
    assert [method.number for method in known if method.in_databank] == IN_DATABANK


def test_beacons_are_named_as_often_as_in_the_source(catalogue: Catalogue, known: tuple[Method, ...]) -> None:
    found = {beacon.id: sum(beacon.id in method.beacons for method in known)
             for beacon in catalogue.guide.columns}
    assert found == WITH_BEACON
    assert len(catalogue.guide.beacons) == 8
    assert sum(BEACONS) == sum(WITH_BEACON.values())


def test_each_method_is_worth_a_page(catalogue: Catalogue) -> None:
    for method in catalogue.methods:
        texts = [str(leaf.value) for leaf in leaves(method) if leaf.path[0] not in ("search_words", "sources", "notes")]
        words = re.sub(r"\[@[^\]]*\]", "", " ".join(texts)).split()
        assert len(words) >= 250, method.id
        # What a coach does with it beside Krachtwerk is ours, unless the text says whose it is.
        for text in (method.beside.choose, *method.beside.fits, *method.beside.clashes):
            assert "[@" in text, f"{method.id}: {text}"
        source = "@veltman-meulmeester-2014, p. " if method.number <= 29 else "[@"
        for text in (method.goal, method.target_group, method.evidence):
            assert source in text, f"{method.id}: {text}"
        assert not set(method.groups) & set(method.also_for), method.id


def test_methods_for_everybody_and_for_each_group(catalogue: Catalogue, known: tuple[Method, ...]) -> None:
    rows = {group.short: sum(method.fit(group.id) == "row" for method in known)
            for group in catalogue.guide.groups}
    assert rows == {"Ouderdom": 2, "Lichamelijk": 1, "Psychisch": 12, "Verstandelijk": 9, "Algemeen": 9}


def test_rows_that_the_source_contradicts_say_so(known: tuple[Method, ...]) -> None:
    assert [method.number for method in known if method.remark] == [6, 13, 21, 29]


def test_nobody_can_be_called_or_mailed(root: Path) -> None:
    """The texts of 2014 hold private numbers and addresses of people; none of them is carried over."""
    files = [path for top in ("content", "worksheets") for path in sorted((root / top).rglob("*.yml"))]
    assert len(files) >= 100
    for path in files:
        found = PRIVATE.search(path.read_text(encoding="utf-8"))
        assert not found, f"{path.relative_to(root)}: {found and found[0]}"


@pytest.mark.parametrize("text", ["bel 06 12 34 56 78", "030 789 23 00", "0513 64 38 00", "info@voorbeeld.nl",
                                  "+31 30 1234567"])
def test_a_private_number_or_address_would_be_found(text: str) -> None:
    assert PRIVATE.search(text)


@pytest.mark.parametrize("text", ["bel 0800-2000 of 112", "0800-0113", "[@wolf-2016, p. 3]",
                                  "in 2014 telde het 180 tot 220 mensen"])
def test_a_helpline_may_stand(text: str) -> None:
    assert not PRIVATE.search(text)


def test_what_people_say_leads_to_methods_that_are_for_them(catalogue: Catalogue) -> None:
    for group in catalogue.guide.groups:
        for hint in group.hints:
            for id in hint.methods:
                assert catalogue.get("method", id).fit(group.id), f"{group.id}: {id}"
