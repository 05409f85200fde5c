"""What the handbook must hold, whoever edits it: the method in its right order, and a large question bank."""
from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from handboek.catalogue import Catalogue
from handboek.model.blocks import Domains, Goals, Priorities
from handboek.model.domain import TIMES
from handboek.model.lists import Author, Source
from handboek.model.words import leaves
from handboek.site.citations import References
from handboek.site.relations import letters

PRINCIPLES = ["herstel-is-mogelijk", "krachten-voorop", "client-heeft-regie", "werkrelatie", "natuurlijke-omgeving",
              "samenleving-als-hulpbron"]
TASKS = ["ontmoeten-en-aansluiten", "inventariseren-van-krachten", "inschatten-van-zelfregulering",
         "doelen-en-actieplan", "ondersteunen-van-herstel", "evalueren", "afronden"]
DOMAINS = ["wonen", "geld-en-inkomen", "werk-en-leren", "vrije-tijd", "familie-vrienden-bekenden", "partner",
           "kinderen-en-opvoeding", "zingeving", "gezondheid-en-zelfzorg", "veiligheid"]
DIMENSIONS = ["ben", "kan", "wil", "heb", "weet"]
LEAST = {"now": 8, "future": 6, "past": 6}


def test_terms_stand_in_the_order_of_the_glossary(catalogue: Catalogue) -> None:
    """A quotation mark at the start moves no term to another letter."""
    assert [term for _, group in letters(catalogue) for term in group] == list(catalogue.terms)


def test_six_principles_in_order(catalogue: Catalogue) -> None:
    assert [principle.id for principle in catalogue.principles] == PRINCIPLES
    assert [principle.number for principle in catalogue.principles] == [1, 2, 3, 4, 5, 6]


def test_seven_tasks_in_order_each_in_its_part(catalogue: Catalogue) -> None:
    first, middle, last = (part.id for part in sorted(catalogue.trajectory.parts, key=lambda part: part.number))
    assert [task.id for task in catalogue.tasks] == TASKS
    assert [task.number for task in catalogue.tasks] == [1, 2, 3, 4, 5, 6, 7]
    assert [task.part for task in catalogue.tasks] == [*[first] * 4, middle, *[last] * 2]


def test_ten_domains_in_order_each_with_a_look_of_its_own(catalogue: Catalogue) -> None:
    assert [domain.id for domain in catalogue.domains] == DOMAINS
    # Who sees no colours, or prints in grey, tells them apart by their shapes.
    for looks in ([domain.color for domain in catalogue.domains], [domain.shape for domain in catalogue.domains],
                  [domain.pictogram for domain in catalogue.domains]):
        assert len(set(looks)) == 10


def test_the_question_bank_is_large_and_has_no_doubles(catalogue: Catalogue) -> None:
    questions = [question for domain in catalogue.domains for _, _, question in domain.questions.all()]
    texts = [re.sub(r"\W+", " ", question.text.casefold()).strip() for question in questions]
    assert len(texts) >= 200
    assert [text for text, count in Counter(texts).items() if count > 1] == []


@pytest.mark.parametrize("id", DOMAINS)
def test_each_domain_asks_about_every_time_and_dimension(id: str, catalogue: Catalogue) -> None:
    domain = catalogue.get("domain", id)
    counts = {time: len(getattr(domain.questions, time)) for time in TIMES}
    assert all(counts[time] >= LEAST[time] for time in TIMES), counts
    dimensions = Counter(question.dimension for _, _, question in domain.questions.all())
    assert set(dimensions) == set(DIMENSIONS)
    assert min(dimensions.values()) >= 2, dimensions
    for time in TIMES:
        assert sum(question.level == "A2" for question in getattr(domain.questions, time)) >= 4


def test_questions_ask_one_thing_and_end_as_a_question_or_an_invitation(catalogue: Catalogue) -> None:
    for domain in catalogue.domains:
        for _, _, question in domain.questions.all():
            assert question.text.endswith(("?", ".")), question.text
            assert question.text.count("?") <= 1, question.text
            assert question.text[0].isupper(), question.text


def test_glossary(catalogue: Catalogue) -> None:
    terms = catalogue.glossary.terms
    assert len(terms) >= 120
    for term in terms:
        names = [term.term, *term.forms, *term.synonyms, *term.search_words]
        assert len({name.casefold() for name in names}) == len(names), term.id
    # A word that leads to two terms would lead nowhere.
    names = Counter(name.casefold() for term in terms for name in {term.term, *term.forms})
    assert [name for name, count in names.items() if count > 1] == []


def test_every_file_with_a_page_names_its_sources(catalogue: Catalogue) -> None:
    models = {file: model for file, model in catalogue.files.items() if "sources" in type(model).model_fields}
    assert len(models) >= 35
    for file, model in models.items():
        sources = model.sources  # type: ignore[attr-defined]
        assert sources, file
        assert len(set(sources)) == len(sources), file
        # What is cited on a page stands in its list, or the reader cannot find it.
        texts = [leaf.value for leaf in leaves(model) if isinstance(leaf.value, str)]
        cited = {key for text in texts for part in re.findall(r"\[(@[^\]]*)\]", text)
                 for key in re.findall(r"@([a-z0-9-]+)", part)}
        assert cited <= set(sources), f"{file} cites {sorted(cited - set(sources))} and does not name it in sources"


def test_the_inventory_has_every_domain_and_ends_with_priorities(catalogue: Catalogue) -> None:
    inventory = [block for _, block in catalogue.blocks(catalogue.get("worksheet", "krachteninventarisatie"))]
    domains = next(block for block in inventory if isinstance(block, Domains))
    assert list(domains.domains) == DOMAINS
    last = inventory[-1]
    assert isinstance(last, Priorities)
    plan = [block for _, block in catalogue.blocks(catalogue.get("worksheet", "actieplan"))]
    assert next(block for block in plan if isinstance(block, Goals)).priorities == last.count


def test_who_follows_the_table_of_situations_comes_to_every_sheet_for_clients(catalogue: Catalogue) -> None:
    """Nobody asks for the long safety plan by its name who does not know that there is one."""
    section = next(part for part in catalogue.get("route", "begeleiden").sections if part.id == "welk-blad")
    linked = {id for row in section.table.rows for id in re.findall(r"\(worksheet:([a-z-]+)\)", row[1])}
    sheets = {sheet.id for sheet in catalogue.worksheets if sheet.audience == "client"}
    assert len(sheets) >= 20 and linked == sheets


def test_no_file_holds_a_path_of_a_machine_or_a_mark_of_something_unfinished(root: Path) -> None:
    paths = [path for top in ("content", "worksheets", "templates", "handboek")
             for path in sorted((root / top).rglob("*"))
             if path.suffix in {".yml", ".md", ".j2", ".css", ".js", ".py", ".html"}]
    assert len(paths) >= 100
    wrong = re.compile(r"(?<![\w.])/(?:home|root|Users|tmp|work)/\w|\b(?:TODO|FIXME|XXX|lorem ipsum)\b")
    for path in paths:
        found = wrong.search(path.read_text(encoding="utf-8"))
        assert not found, f"{path.relative_to(root)}: {found[0]}"


def test_what_a_date_gets_changes_no_name_with_a_number_in_it(root: Path) -> None:
    """'About' and the letter of two works in one year are part of the date, whatever the author is called."""
    works = [Source(id=f"s{number}", type="book", authors=(Author(name=name),), year=2010, circa=circa, title=title)
             for number, (name, circa, title) in enumerate([
                 ("Zorg Inc. 1", True, "Zorg (2010)"), ("Taskforce 2010", False, "Een"),
                 ("Taskforce 2010", False, "Twee"), ("Werkgroep (2010)", False, "Een"),
                 ("Werkgroep (2010)", False, "Twee")])]
    references = References(works, root / "templates" / "site" / "apa.csl", "eigen uitwerking")
    assert [(references.label(work.id), references.entry(work.id).partition(" <i>")[0]) for work in works] == [
        ("Zorg Inc. 1, ca. 2010", "Zorg Inc. 1. (ca. 2010)."),
        ("Taskforce 2010, 2010a", "Taskforce 2010. (2010a)."), ("Taskforce 2010, 2010b", "Taskforce 2010. (2010b)."),
        ("Werkgroep (2010), 2010a", "Werkgroep &#40;2010). (2010a)."),
        ("Werkgroep (2010), 2010b", "Werkgroep &#40;2010). (2010b).")]
