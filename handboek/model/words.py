"""The building blocks of every model: kinds of text, ids and references, and a way to visit them all.

The marks on these types carry meaning for the rest of the program: `Words` says "a person reads
this, so it is translated", `Reference` says "this names something else, so it must exist".
"""
from __future__ import annotations

import weakref
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from handboek.source import DataPath


class Model(BaseModel):
    """Frozen, strict, and deaf to keys that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


@dataclass(frozen=True)
class Words:
    """Marks a text that people read: our Markdown (`markup`) or plain; for clients or for who works with them."""

    markup: bool = False
    client: bool = False


@dataclass(frozen=True)
class Reference:
    """Marks an id of something of this kind (see `Catalogue.kinds`)."""

    kind: str


@dataclass(frozen=True)
class Drawn:
    """Marks the name of a picture in `templates/drawings/`, without its ending."""


@dataclass(frozen=True)
class Fits:
    """Marks a text that must fit a box on paper: width in mm, size in pt, and how many lines there are."""

    width: float
    size: float
    lines: int = 1
    bold: bool = False


Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True), Words()]
"""Plain words, without markup."""
Prose = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True), Words(markup=True)]
"""Markdown: emphasis, lists, `[links](task:evalueren)` and citations `[@wolf-2016, par. 2]`."""
ClientText = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True), Words(client=True)]
"""Plain words on paper for the client: A2, measured by `check`, and complete in every language that is published."""
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
"""Lower case letters, digits and single hyphens: it becomes part of a web address and a file name."""

Name = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
"""Words that are the same in every language: a name, or the title of somebody's book."""
WebAddress = Annotated[str, StringConstraints(pattern=r'^https://[^\s<>"]+$')]
Year = Annotated[int, Field(ge=1500, le=2100)]

DrawingName = Annotated[str, Drawn()]
Pictogram = Annotated[str, Reference("pictogram")]
Sources = Annotated[tuple[Annotated[str, Reference("source")], ...], "sources"]
SearchWord = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True, pattern=r"^[^|;]+$"), Words()]
SearchWords = tuple[SearchWord, ...]
"""In what the search reads, | and ; part one name from the next."""
Sheets = tuple[Annotated[str, Reference("worksheet")], ...]
Depth = Literal["core", "more"]
"""Whether everybody needs a page (kern) or who wants to know more (verdieping)."""


class Note(Model):
    """A remark for the reader where sources differ, or where something cannot be known."""

    title: Text
    text: Prose


class Titled(Model):
    """A short heading with its explanation."""

    title: Text
    text: Prose


class Pitfall(Model):
    """A mistake that is easily made, and what to do instead."""

    title: Text
    instead: Prose


@dataclass(frozen=True)
class Leaf:
    """One value inside a model, the path to it in the source file, the marks on its type, and what holds for it if it
    is a text."""

    path: DataPath
    value: Any
    marks: tuple[Any, ...]
    words: Words

    def mark(self, kind: type) -> Any:
        """The mark of this type, or None."""
        return _mark(self.marks, kind)


def _mark(marks: tuple[Any, ...], kind: type) -> Any:
    for mark in marks:  # asked some 100,000 times by each check, and a generator takes twice as long
        if isinstance(mark, kind):
            return mark
    return None


NO_WORDS = Words()


# What was found in each model that is still there: every check asks for it again.
_found: dict[int, tuple[Leaf, ...]] = {}


def leaves(model: BaseModel) -> tuple[Leaf, ...]:
    """Every value inside a model that is no model or list itself, in the order of the model's fields."""
    key = id(model)
    if key not in _found:
        found: list[Leaf] = []
        _gather(model, None, (), (), found)
        _found[key] = tuple(found)
        weakref.finalize(model, _found.pop, key, None).atexit = False
    return _found[key]


def _gather(value: Any, annotation: Any, marks: tuple[Any, ...], path: DataPath, found: list[Leaf]) -> None:
    if isinstance(value, BaseModel):
        for name, key, inner, inner_marks in _fields(type(value)):
            _gather(getattr(value, name), inner, inner_marks, (*path, key), found)
    elif isinstance(value, tuple):
        inner, inner_marks = _resolved(next(iter(get_args(annotation)), None), ())
        for number, item in enumerate(value):
            _gather(item, inner, inner_marks, (*path, number), found)
    elif value is not None:
        found.append(Leaf(path, value, marks, _mark(marks, Words) or NO_WORDS))


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, str, Any, tuple[Any, ...]], ...]:
    """Of each field: its name, its key in the file, its type, and the marks on that."""
    return tuple((name, info.alias or name, *_resolved(info.annotation, tuple(info.metadata)))
                 for name, info in model.model_fields.items())


def _resolved(annotation: Any, marks: tuple[Any, ...]) -> tuple[Any, tuple[Any, ...]]:
    """The type itself and all marks on it, without `Annotated` and `| None`."""
    if get_origin(annotation) is Annotated:
        annotation, *more = get_args(annotation)
        marks += tuple(more)
    if get_origin(annotation) in (Union, type(int | str)):
        annotation = next((arg for arg in get_args(annotation) if arg is not type(None)), None)
        return _resolved(annotation, marks) if get_origin(annotation) else (annotation, marks)
    return annotation, marks
