"""The whole content in one language: the only place that knows which files exist and how things are found.

Everything that draws (site, worksheets) is handed a catalogue and reads no file of content itself.
"""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from handboek.levels import Level
from handboek.model.blocks import Blank, Cards, DrawnBlock, Included, Wallet
from handboek.model.blocks.cards import Card
from handboek.model.chapter import Chapter
from handboek.model.domain import Domain
from handboek.model.evidence import Studies
from handboek.model.example import SheetExample
from handboek.model.instrument import Instrument
from handboek.model.lesson import Lesson
from handboek.model.lists import Bibliography, Glossary, Handbook, Interface, Pictograms, SheetWords, Term
from handboek.model.method import Case, Dimensions, Mission, Pillars, Principle, Recovery, Task, Trajectory, WhatWorks
from handboek.model.methods import Method, MethodGuide
from handboek.model.route import Route
from handboek.model.words import Model
from handboek.model.worksheet import Worksheet
from handboek.problems import AuthorError, Position, Problem, suggestion
from handboek.variants import SOURCE_LANGUAGE as SOURCE_LANGUAGE
from handboek.variants import Variant

UNFILLED = ("agenda", "blank", "cards", "steps")
"""Kinds of block without a place to write."""
OWN = "eigen"
"""The id of the source that stands for 'eigen uitwerking'."""

SINGLES: dict[str, tuple[str, type[Model]]] = {
    "handbook": ("content/handbook.yml", Handbook),
    "interface": ("content/interface.yml", Interface),
    "sheet_words": ("content/sheet-words.yml", SheetWords),
    "pictograms": ("content/pictograms.yml", Pictograms),
    "glossary": ("content/glossary.yml", Glossary),
    "bibliography": ("content/sources.yml", Bibliography),
    "case": ("content/case.yml", Case),
    "mission": ("content/method/mission.yml", Mission),
    "pillars": ("content/method/pillars.yml", Pillars),
    "recovery": ("content/method/recovery.yml", Recovery),
    "dimensions": ("content/method/dimensions.yml", Dimensions),
    "trajectory": ("content/method/trajectory.yml", Trajectory),
    "what_works": ("content/method/what-works.yml", WhatWorks),
    "conclusions": ("content/evidence/onderzoek.yml", Chapter),
    "studies": ("content/evidence/studies.yml", Studies),
    "guide": ("content/method-guide.yml", MethodGuide),
}
FOLDERS: dict[str, tuple[str, type[Model]]] = {
    "principles": ("content/principles", Principle),
    "tasks": ("content/tasks", Task),
    "domains": ("content/domains", Domain),
    "instruments": ("content/instruments", Instrument),
    "worksheets": ("worksheets", Worksheet),
    "examples": ("content/examples", SheetExample),
    "routes": ("content/routes", Route),
    "lessons": ("content/lessons", Lesson),
    "theory": ("content/theory", Chapter),
    "practice": ("content/practice", Chapter),
    "evidence": ("content/evidence", Chapter),
    "background": ("content/background", Chapter),
    "methods": ("content/methods", Method),
}


def model_of(file: str) -> type[Model]:
    """The model of a source file, by its name. Raises KeyError for a file that has no place."""
    singles = dict(SINGLES.values())
    return singles[file] if file in singles else dict(FOLDERS.values())[file.rpartition("/")[0]]


def members(folder: str, files: Iterable[str]) -> list[str]:
    """Which of the files are things of this folder, and not one of which there is only one."""
    singles = dict(SINGLES.values())
    return [file for file in files if file.rpartition("/")[0] == folder and file not in singles]


class _Words(dict[str, str]):
    """Which words there must be, only what is drawn knows: `check` finds those that a template names."""

    def __missing__(self, id: str) -> str:
        what = f"Het woord ‘{id}’ ontbreekt in content/interface.yml en content/sheet-words.yml."
        raise AuthorError([Problem(Position("content/interface.yml"), "E304", what,
                                   suggestion(id, self) or "Voeg het toe.")])


@dataclass(frozen=True)
class Catalogue:
    """The content of one language. `files` holds the same models by the name of their source file.

    `translated` names the files that are in this language; the words of all others are still Dutch. `easier` names
    the files of the sheets that also have an easy version; `level` says which of the two this catalogue holds.
    """

    language: str
    level: Level
    translated: frozenset[str]
    easier: frozenset[str]
    files: dict[str, Model]
    handbook: Handbook
    interface: Interface
    sheet_words: SheetWords
    pictograms: Pictograms
    glossary: Glossary
    bibliography: Bibliography
    case: Case
    mission: Mission
    pillars: Pillars
    recovery: Recovery
    dimensions: Dimensions
    trajectory: Trajectory
    what_works: WhatWorks
    conclusions: Chapter
    studies: Studies
    guide: MethodGuide
    principles: tuple[Principle, ...]
    tasks: tuple[Task, ...]
    domains: tuple[Domain, ...]
    instruments: tuple[Instrument, ...]
    worksheets: tuple[Worksheet, ...]
    examples: tuple[SheetExample, ...]
    routes: tuple[Route, ...]
    lessons: tuple[Lesson, ...]
    theory: tuple[Chapter, ...]
    practice: tuple[Chapter, ...]
    evidence: tuple[Chapter, ...]
    background: tuple[Chapter, ...]
    methods: tuple[Method, ...]

    @classmethod
    def of(cls, language: str, files: dict[str, Model], translated: Iterable[str], easier: Iterable[str] = (),
           level: Level = "standard") -> Catalogue:
        """The catalogue of all these files; the members of a folder in the order of their numbers."""
        parts: dict[str, Any] = {name: files[file] for name, (file, _) in SINGLES.items()}
        for name, (folder, _) in FOLDERS.items():
            things: list[Any] = [files[file] for file in members(folder, files)]
            parts[name] = tuple(sorted(things, key=lambda thing: (getattr(thing, "number", 0), thing.id)))
        return cls(language, level, frozenset(translated), frozenset(easier), files, **parts)

    @property
    def name(self) -> str:
        """What it is called among the others: 'nl', or 'nl-easy'."""
        return self.language if self.level == "standard" else f"{self.language}-{self.level}"

    @cached_property
    def own_files(self) -> dict[str, Model]:
        """The files that this catalogue does not share with the standard one: what is shared is checked there."""
        return {file: self.files[file] for file in sorted(self.easier)} if self.level == "easy" else self.files

    @cached_property
    def words(self) -> dict[str, str]:
        """The words of templates by id, of the site and of the sheets. Raises AuthorError for one that is not there."""
        return _Words({word.id: word.text for words in (self.interface, self.sheet_words) for word in words.words})

    def say(self, id: str, **values: object) -> str:
        """The word with this id; {names} in it are filled in."""
        return self.words[id].format(**values) if values else self.words[id]

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """The terms of the glossary in alphabetical order."""
        return tuple(sorted(self.glossary.terms, key=lambda term: term.sortable))

    @cached_property
    def kinds(self) -> dict[str, dict[str, Any]]:
        """Everything that can be referred to: kind → id → thing."""
        groups: dict[str, tuple[Any, ...]] = {
            "principle": self.principles, "task": self.tasks, "domain": self.domains, "instrument": self.instruments,
            "worksheet": self.worksheets, "route": self.routes, "lesson": self.lessons,
            "theory": self.theory, "practice": self.practice, "background": self.background,
            "evidence": self.evidence, "study": self.studies.studies,
            "method": self.methods, "method_group": self.guide.groups, "beacon": self.guide.beacons,
            "family": self.guide.families, "term": self.terms, "source": self.bibliography.sources,
            "pictogram": self.pictograms.pictograms,
            "dimension": self.dimensions.dimensions, "part": self.trajectory.parts,
            "what_works": self.what_works.principles,
        }
        kinds = {kind: {thing.id: thing for thing in things} for kind, things in groups.items()}
        return kinds | {"case": {f"deel-{task.number}": task for task in self.tasks}}

    def get(self, kind: str, id: str) -> Any:
        """The thing of this kind with this id. Raises KeyError; `check` sees to it that content never causes that."""
        return self.kinds[kind][id]

    def blocks(self, sheet: Worksheet) -> Iterator[tuple[Worksheet, DrawnBlock]]:
        """The blocks that are drawn for a sheet, each with the sheet that it comes from: an included one or itself.

        What is cut out has its paper for itself, also when both sides are printed: an empty page where it would begin,
        or go on with something else, on the back of another page.
        """
        number, cut = 0, False
        for owner, block in self._blocks(sheet):
            cuts = isinstance(block, Cards | Wallet) and block.cut
            if number % 2 and (cut or cuts):
                yield owner, Blank(kind="blank")
                number += 1
            yield owner, block
            number, cut = number + block.pages(), cuts

    def _blocks(self, sheet: Worksheet) -> Iterator[tuple[Worksheet, DrawnBlock]]:
        for block in sheet.blocks:
            if isinstance(block, Included):
                inner: Worksheet = self.get("worksheet", block.sheet)
                yield from ((owner, drawn) for owner, drawn in self._blocks(inner) if drawn.kind not in block.without)
            elif isinstance(block, Cards) and block.sheet:
                yield sheet, block.model_copy(update={"cards": self.cards(self.get("worksheet", block.sheet))})
            else:
                yield sheet, block

    def pages(self, sheet: Worksheet) -> int:
        """How many sides of A4 the sheet fills, and no more."""
        return sum(block.pages() for _, block in self.blocks(sheet))

    def cards(self, sheet: Worksheet) -> tuple[Card, ...]:
        """The cards that are written on the sheet itself."""
        return tuple(card for block in sheet.blocks if isinstance(block, Cards) for card in block.cards)

    def complete(self, sheet: Worksheet) -> bool:
        """Whether the sheet can be published: every word on it is in this language, and it is there at this level."""
        if self.level == "easy" and not self.eased(sheet):
            return False
        needed = {"content/sheet-words.yml", f"worksheets/{sheet.id}.yml"}
        for owner, block in self.blocks(sheet):
            needed.add(f"worksheets/{owner.id}.yml")
            needed |= {f"content/domains/{id}.yml" for id in getattr(block, "domains", ())}
            if isinstance(block, Cards) and block.sheet:
                needed.add(f"worksheets/{block.sheet}.yml")
        return needed <= self.translated

    def variants(self, sheet: Worksheet) -> tuple[Variant, ...]:
        """On screen and on paper, or on paper alone for a sheet with nothing to fill in; and an example if there is."""
        filled: tuple[Variant, ...] = ("fillable",) if any(
            block.kind not in UNFILLED for _, block in self.blocks(sheet)) else ()
        example: tuple[Variant, ...] = ("example",) if self.example(sheet) else ()
        return (*filled, "print", *example)

    def example(self, sheet: Worksheet) -> SheetExample | None:
        """How somebody filled in this sheet, if that was written down: in Dutch, and in the standard version only."""
        if (self.language, self.level) != (SOURCE_LANGUAGE, "standard"):
            return None
        return next((example for example in self.examples if example.id == sheet.id), None)

    def eased(self, sheet: Worksheet) -> bool:
        """Whether the sheet, or one that it includes, also has an easy version."""
        owners = {owner.id for owner, _ in self.blocks(sheet)}
        return any(f"worksheets/{id}.yml" in self.easier for id in owners | {sheet.id})


def placed(catalogues: dict[str, Catalogue], url: str) -> dict[str, Catalogue]:
    """The catalogues of a site that will stand at this address, which goes before the one in the handbook; '' says
    nothing."""
    if not url:
        return catalogues
    source = catalogues[SOURCE_LANGUAGE]
    there = replace(source, handbook=source.handbook.model_copy(update={"url": url}))
    return catalogues | {SOURCE_LANGUAGE: there}
