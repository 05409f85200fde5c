"""The guide to methods: what else there is besides Krachtwerk, for whom, and how the two go together."""
from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Len
from pydantic import Field

from handboek.model.words import Depth, Id, Model, Note, Pictogram, Prose, Reference, SearchWords, Sources, Text, Titled

Group = Annotated[str, Reference("method_group")]


class Hint(Model):
    """Something that people say, and the methods that are then worth a look."""

    says: Text
    methods: Annotated[tuple[Annotated[str, Reference("method")], ...], Len(1)]


class MethodGroup(Model):
    """People for whom there are methods; a row in Movisie's tables."""

    id: Id
    short: Text
    """One word: the head of a column."""
    title: Text
    summary: Text
    pictogram: Pictogram
    search_words: SearchWords
    intro: Prose
    points: Annotated[tuple[Titled, ...], Len(3)]
    """What to watch when you work with these people."""
    hints: Annotated[tuple[Hint, ...], Len(3)]
    after: Prose
    sources: Sources


class Beacon(Model):
    """One of the eight beacons of Welzijn Nieuwe Stijl; the matrix has six."""

    id: Id
    short: Text
    title: Text
    in_matrix: bool
    text: Prose
    practice: Prose


class Family(Model):
    id: Id
    title: Text
    text: Prose


class BesideKrachtwerk(Model):
    """How a method goes together with Krachtwerk: when to choose it, what fits, what clashes."""

    choose: Prose
    fits: Annotated[tuple[Prose, ...], Len(1)]
    clashes: Annotated[tuple[Prose, ...], Len(1)]


class Method(Model):
    id: Id
    number: Annotated[int, Field(ge=1)]
    """The place in the source."""
    title: Text
    short: Text | None = None
    abbreviation: Text | None = None
    aliases: SearchWords = ()
    depth: Depth
    summary: Text
    pictogram: Pictogram
    search_words: SearchWords
    groups: Annotated[tuple[Group, ...], Len(1)]
    also_for: tuple[Group, ...] = ()
    """Groups that only the text names, not the tables."""
    beacons: Annotated[tuple[Annotated[str, Reference("beacon")], ...], Len(1)]
    family: Annotated[str, Reference("family")] | None = None
    in_databank: bool
    """Whether the source says so, of 2014."""
    remark: Text | None = None
    """What to know about its row in the matrix."""
    goal: Prose
    target_group: Prose
    approach: Prose
    form: Literal["steps", "titled"] = "titled"
    steps: Annotated[tuple[Titled, ...], Len(2)]
    who: Prose
    duration: Prose
    used: Prose
    material: Annotated[tuple[Prose, ...], Len(1)]
    developer: Prose
    evidence: Prose
    beside: BesideKrachtwerk
    notes: tuple[Note, ...] = ()
    sources: Sources

    @property
    def label(self) -> str:
        """Its name where there is little room."""
        return self.short or self.title

    def fit(self, group: str) -> Literal["row", "text"] | None:
        """How the source connects the method with these people: as a row in its tables, in the text only, or not."""
        return "row" if group in self.groups else "text" if group in self.also_for else None


class MethodGuide(Model):
    """What the pages about methods share, and the words of the page with the matrix."""

    title: Text
    summary: Text
    search_words: SearchWords
    intro: Prose
    choosing: Annotated[tuple[Titled, ...], Len(3)]
    groups: Annotated[tuple[MethodGroup, ...], Len(5, 5)]
    beacons_title: Text
    beacons_summary: Text
    beacons_search_words: SearchWords
    beacons_intro: Prose
    beacons: Annotated[tuple[Beacon, ...], Len(8, 8)]
    families: Annotated[tuple[Family, ...], Len(1)]
    notes: tuple[Note, ...] = ()
    sources: Sources

    @property
    def columns(self) -> tuple[Beacon, ...]:
        """The beacons that are columns of the matrix."""
        return tuple(beacon for beacon in self.beacons if beacon.in_matrix)
