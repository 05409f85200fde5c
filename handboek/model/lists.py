"""The handbook's lists: terms, sources, pictograms, and the words of its interface."""
from __future__ import annotations

from typing import Annotated, Literal

from annotated_types import Len
from pydantic import Field, StringConstraints

from handboek.model.words import (
    ClientText,
    DrawingName,
    Id,
    Model,
    Name,
    Prose,
    Reference,
    SearchWords,
    Sources,
    Text,
    WebAddress,
    Year,
)


class Term(Model):
    id: Id
    term: Text
    forms: SearchWords = ()
    synonyms: SearchWords = ()
    """Other names of the same thing, which readers see."""
    search_words: SearchWords = ()
    """What people type who need this term, although it means something else: only the search knows them."""
    abbreviation: Text | None = None
    definition: Prose
    see: tuple[Annotated[str, Reference("term")], ...] = ()
    sources: Sources

    @property
    def sortable(self) -> str:
        """What gives it its place in the alphabet: capitals and quotation marks do not count."""
        return self.term.strip("‘’'\"").casefold()


class Glossary(Model):
    terms: Annotated[tuple[Term, ...], Len(1)]


class Author(Model):
    """A person (family and given name) or an organisation (name)."""

    family: Name | None = None
    given: Name | None = None
    name: Name | None = None


class Source(Model):
    """A work as the bibliography lists it. `own` marks what the makers of the handbook thought of themselves."""

    id: Id
    type: Literal["book", "report", "brochure", "article", "chapter", "thesis", "webpage", "own"]
    authors: tuple[Author, ...] = ()
    year: Year | None = None
    circa: bool = False
    title: Name
    subtitle: Name | None = None
    publisher: Name | None = None
    place: Name | None = None
    container: Name | None = None
    volume: Name | None = None
    issue: Name | None = None
    pages: Name | None = None
    url: WebAddress | None = None
    note: Text | None = None
    seed: bool = False

    @property
    def full_title(self) -> str:
        """Title and subtitle, as they stand on the title page."""
        return f"{self.title}: {self.subtitle}" if self.subtitle else self.title


class Bibliography(Model):
    sources: Annotated[tuple[Source, ...], Len(1)]


class PictogramFile(Model):
    """A drawing of OpenMoji (its code point) or one of our own in `templates/drawings/`; one of the two."""

    id: Id
    title: Text
    openmoji: Annotated[str, Field(pattern=r"^[0-9A-F]{3,5}(-[0-9A-F]{3,5})*$")] | None = None
    drawing: DrawingName | None = None


class Pictograms(Model):
    pictograms: Annotated[tuple[PictogramFile, ...], Len(1)]


WordId = Annotated[str, Field(pattern=r"^[a-z0-9_.]+$")]


class Word(Model):
    """One word or sentence of the interface, for `t('id')` in a template."""

    id: WordId
    text: Text


class Interface(Model):
    """Every word of the website that comes from no other content file."""

    words: Annotated[tuple[Word, ...], Len(1)]


class SheetWord(Model):
    id: WordId
    text: ClientText


class SheetWords(Model):
    """Every word on worksheets that comes from no other file: complete in each language that is published."""

    words: Annotated[tuple[SheetWord, ...], Len(1)]


class Handbook(Model):
    """The handbook about itself: title, makers, licence, how to cite it, and what the colophon says."""

    title: Text
    subtitle: Text
    description: Text
    makers: Name
    year: Year
    version: Name
    url: Annotated[str, StringConstraints(pattern=r'^(https://[^\s<>"]+)?$')] | None = None
    """Where the site will stand, if that is known."""
    contact: Text | None = None
    """To whom readers tell a mistake; without it, to whoever looks after the handbook where they are."""
    licence_name: Name
    licence_url: WebAddress
    exit_url: WebAddress
    """Where the way out of a page about safety leads: a place that anyone might be looking at."""
    welcome: Prose
    how_to_cite: Prose
    colophon: Prose
    trademark: Prose
    pictogram_credit: Text
    sources: Sources = ()
