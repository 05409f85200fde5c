"""Which pages there are: one for each thing in the catalogue, one for each list of things."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from handboek.catalogue import OWN, Catalogue
from handboek.model.chapter import Chapter
from handboek.model.words import Depth
from handboek.site.addresses import FOLDERS, PAGES, address
from handboek.site.forest import forests
from handboek.site.relations import bearers, files_of, instruments_in_order, letters, other_tools, related


@dataclass(frozen=True)
class Page:
    """One page before it is written. `template` is a name in templates/site/pages/."""

    file: str
    template: str
    title: str
    description: str
    search_words: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    notes: tuple[Any, ...] = ()
    hide: tuple[str, ...] = ()
    depth: Depth | None = None
    searched: bool = True
    """Whether the search finds it: not what stands on another page too."""
    discreet: bool = False
    """Whether who looks over a shoulder must not notice it: it has a way out and a title that says nothing."""
    things: dict[str, Any] = field(default_factory=dict, repr=False)
    """What only this page shows: names for the template."""


def all_pages(catalogue: Catalogue) -> list[Page]:
    """Every page of the site, in no particular order (the navigation has one)."""
    return [*_method(catalogue), *_things(catalogue), *_lists(catalogue), *_methods(catalogue), *_about(catalogue)]


def _method(catalogue: Catalogue) -> Iterator[Page]:
    for id, template, thing in (
            ("missie-doel-doelgroep", "mission", catalogue.mission),
            ("pijlers", "pillars", catalogue.pillars),
            ("herstel", "recovery", catalogue.recovery),
            ("eigen-kracht", "dimensions", catalogue.dimensions),
            ("begeleidingstraject", "trajectory", catalogue.trajectory),
            ("wat-werkt", "what_works", catalogue.what_works)):
        yield Page(PAGES[id], template, thing.title, thing.summary, thing.search_words, thing.sources, thing.notes,
                   depth=thing.depth, things={"thing": thing})


def _things(catalogue: Catalogue) -> Iterator[Page]:
    for kind, things in (("principle", catalogue.principles), ("task", catalogue.tasks), ("domain", catalogue.domains),
                         ("instrument", catalogue.instruments), ("worksheet", catalogue.worksheets)):
        for thing in things:
            yield Page(address(kind, thing.id), kind, _title(thing), thing.summary, _words_of(thing), thing.sources,
                       getattr(thing, "notes", ()), depth=getattr(thing, "depth", "core"), discreet=_discreet(thing),
                       things={kind: thing, **related(catalogue, kind, thing)})
    for route in catalogue.routes:
        yield Page(address("route", route.id), "route", route.title, route.summary, route.search_words, route.sources,
                   route.notes, discreet=route.discreet,
                   things={"route": route, "instruments": instruments_in_order(catalogue)})
    for lesson in catalogue.lessons:
        task = catalogue.get("task", lesson.task) if lesson.task else None
        yield Page(address("lesson", lesson.id), "lesson", lesson.title, lesson.summary, lesson.search_words,
                   lesson.sources, discreet=_discreet(task), things={"lesson": lesson, "task": task})
    yield from _case(catalogue)
    for kind, chapters in (("theory", catalogue.theory), ("practice", catalogue.practice),
                           ("evidence", catalogue.evidence), ("background", catalogue.background)):
        for chapter in chapters:
            yield _chapter(catalogue, kind, chapter, address(kind, chapter.id))
    yield _chapter(catalogue, "evidence", catalogue.conclusions, PAGES["onderzoek"], catalogue.evidence)


def _case(catalogue: Catalogue) -> Iterator[Page]:
    """Each part of the case on a page to hand out; it also stands with its task, where the search finds it."""
    for id, task in catalogue.kinds["case"].items():
        title = catalogue.say("site.casus.part", number=task.number, title=task.case.title)
        summary = catalogue.say("site.casus.part_summary", number=task.number, task=task.title)
        yield Page(address("case", id), "case_part", title, summary, sources=catalogue.case.sources, searched=False,
                   discreet=_discreet(task), things={"task": task})


def _chapter(catalogue: Catalogue, kind: str, chapter: Chapter, file: str, leads_to: tuple[Chapter, ...] = ()) -> Page:
    things: dict[str, Any] = {"kind": kind, "tab": FOLDERS[kind], "chapter": chapter, "chapters": leads_to}
    shown = {section.shows for section in chapter.sections}
    if "effects" in shown:
        things["forests"] = forests(catalogue.studies.studies)
    cited = tuple(study.source for study in catalogue.studies.studies if "study-list" in shown)
    return Page(file, "chapter", chapter.title, chapter.summary, chapter.search_words,
                _joined([chapter.sources, cited]),
                chapter.notes, depth=chapter.depth, discreet=chapter.discreet, things=things)


def _discreet(thing: Any) -> bool:
    """A sheet whose file must not be noticed has a page that must not be noticed; a lesson and a part of the case are
    what their task is."""
    return bool(getattr(thing, "discreet", False) or getattr(thing, "file", None))


def _title(thing: Any) -> str:
    """A worksheet has two titles: its own is for the client, its name is for who works with it."""
    return str(getattr(thing, "name", thing.title))


def _words_of(thing: Any) -> tuple[str, ...]:
    """The words by which people look for a thing: those of the author, and its other names."""
    names = (getattr(thing, "abbreviation", None), getattr(thing, "client_title", None), getattr(thing, "short", None))
    return (*thing.search_words, *getattr(thing, "aliases", ()), *filter(None, names))


def _lists(catalogue: Catalogue) -> Iterator[Page]:
    yield _page(catalogue, "methode", "method", catalogue.mission.sources)
    yield _page(catalogue, "krachtprincipes", "principles")
    yield _page(catalogue, "basistaken", "tasks", catalogue.trajectory.sources)
    yield _page(catalogue, "casus", "case", catalogue.case.sources)
    yield _page(catalogue, "leefgebieden", "domains", _joined(domain.sources for domain in catalogue.domains))
    yield _page(catalogue, "vragen", "questions", (OWN,), hide=("toc",))
    yield _page(catalogue, "instrumenten", "instruments",
                things={"instruments": instruments_in_order(catalogue), "tools": other_tools(catalogue)})
    yield _page(catalogue, "werkbladen", "worksheets")
    yield _page(catalogue, "printen", "printing", hide=("toc",), things={
        "shelves": [(audience, [(sheet, files_of(catalogue, sheet)) for sheet in catalogue.worksheets
                                if sheet.audience == audience]) for audience in ("client", "worker")]})
    for id, kind, chapters in (("theorie", "theory", catalogue.theory), ("praktijk", "practice", catalogue.practice)):
        yield _page(catalogue, id, "chapters", things={"kind": kind, "tab": id, "chapters": chapters})


def _methods(catalogue: Catalogue) -> Iterator[Page]:
    """The guide to methods: the matrix, a page for each method, one for each target group, and the beacons."""
    guide = catalogue.guide
    yield Page(PAGES["methoden"], "methods", guide.title, guide.summary, guide.search_words, guide.sources, guide.notes,
               hide=("toc",), depth="more",
               things={"remarks": [method.id for method in catalogue.methods if method.remark]})
    yield Page(PAGES["bakens"], "beacons", guide.beacons_title, guide.beacons_summary, guide.beacons_search_words,
               guide.sources, depth="more", things={"bearers": bearers(catalogue)})
    for method in catalogue.methods:
        yield Page(address("method", method.id), "method_page", method.title, method.summary, _words_of(method),
                   method.sources, method.notes, depth=method.depth,
                   things={"method": method, **related(catalogue, "method", method)})
    for group in guide.groups:
        yield Page(address("method_group", group.id), "method_group", group.title, group.summary, group.search_words,
                   group.sources, depth="more", things={"group": group, **related(catalogue, "method_group", group)})


def _about(catalogue: Catalogue) -> Iterator[Page]:
    book = catalogue.handbook
    yield Page(PAGES["start"], "home", book.title, book.description, hide=("navigation", "toc", "path"))
    yield _page(catalogue, "begrippen", "glossary", _joined(term.sources for term in catalogue.terms), hide=("toc",),
                things={"letters": letters(catalogue)})
    yield _page(catalogue, "bronnen", "sources")
    yield _page(catalogue, "citeren", "cite", things={"example": next(_things(catalogue))})
    yield _page(catalogue, "colofon", "colophon", book.sources)


def _page(catalogue: Catalogue, id: str, template: str, sources: tuple[str, ...] = (), hide: tuple[str, ...] = (),
          things: dict[str, Any] | None = None) -> Page:
    """A page whose title and description are words of the interface."""
    words = catalogue.words
    search_words = tuple(word.strip() for word in words[f"site.{id}.search"].split(","))
    return Page(PAGES[id], template, words[f"site.{id}.title"], words[f"site.{id}.summary"], search_words, sources,
                hide=hide, things=things or {})


def _joined(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id for group in groups for id in group))
