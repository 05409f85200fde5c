"""A translation adds words and nothing else: it is laid over the Dutch file and gives a whole new document.

The file of a language mirrors the Dutch one and holds only the keys whose value is read by people.
Items of a list that have an `id` are matched by it, others by their place. Of the words for clients,
and of what else is in a PDF, every one must be there: a worksheet in two languages at once helps nobody.
"""
from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from typing import Any

from handboek.model.words import Model, Words, leaves
from handboek.problems import Problem, named, shown
from handboek.source import DataPath, Document

ON_PAPER: dict[str, set[DataPath]] = {"worksheets": {("name",), ("summary",)}, "content/domains": {("title",)}}
"""Words for workers that are in the PDF all the same: in its title, its description and the names of its fields."""


def translate(source: Document, model: Model, words: Document | None, problems: list[Problem]) -> Document:
    """The Dutch document with the words of a translation in it; what is missing or superfluous goes to `problems`.

    Without a file of words the source is returned as it is: the caller decides what may be shown.
    """
    if words is None:
        return source
    texts = {leaf.path: leaf.mark(Words) for leaf in leaves(model) if leaf.mark(Words)}
    data, values = _thawed(source.data), dict(source.values)
    # Where in the translation each part of the Dutch file is spoken of, and what there speaks of no part of it.
    origins: dict[DataPath, DataPath] = {(): ()}
    strangers: list[DataPath] = []
    for path, value in _scalars(words.data):
        target = _target(source.data, words.data, path)
        if target:
            origins |= {target[:depth]: path[:depth] for depth in range(1, len(path) + 1)}
        if target in texts:
            _put(data, target, value)
        elif not target or target[-1] != "id":
            strangers.append(path)
    values |= {target: words.locate(path) for target, path in origins.items()}
    problems += _superfluous(source, words, strangers)
    also = ON_PAPER.get(source.file.rpartition("/")[0], set())
    needed = [path for path, mark in texts.items() if mark.client or path in also]
    problems += [_missing(source, words, path, origins) for path in needed if path not in origins]
    return Document(source.file, _frozen(data), values, source.keys)


def _superfluous(source: Document, words: Document, paths: Sequence[DataPath]) -> Iterator[Problem]:
    """What has no counterpart in the Dutch file; of an item with an unknown id only the id."""
    items = {path[:-1] for path in paths if path[-1:] == ("id",)}
    for path in paths:
        place, name = words.locate(path), named(path)
        if path[:-1] in items and path[-1] == "id":
            yield Problem(place, "E401", f"In {source.file} staat geen {shown(_at(words.data, path))}.",
                          "De id blijft die van het Nederlandse bestand.")
        elif not any(path[:depth] in items for depth in range(len(path))):
            yield Problem(place, "E401", f"{name[0].upper()}{name[1:]} is hier geen tekst om te vertalen.",
                          f"Een vertaling heeft dezelfde sleutels als {source.file}, en alleen die met woorden.")


def _missing(source: Document, words: Document, path: DataPath, origins: dict[DataPath, DataPath]) -> Problem:
    """A text on paper that is not translated, at the nearest thing around it that is."""
    near = next(path[:depth] for depth in range(len(path), -1, -1) if path[:depth] in origins)
    place = source.locate(path)
    return Problem(words.locate(origins[near]), "E402", f"De vertaling van {shown(_at(source.data, path))} ontbreekt.",
                   f"Vertaal de tekst van {place}.", about=place)


def _scalars(data: Any, path: DataPath = ()) -> Iterator[tuple[DataPath, Any]]:
    if isinstance(data, dict | tuple):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _scalars(value, path + (key,))
    else:
        yield path, data


def _at(data: Any, path: DataPath) -> Any:
    for part in path:
        data = data[part]
    return data


def _target(source: Any, words: Any, path: DataPath) -> DataPath | None:
    """The path in the source that this path in the translation speaks of; None when there is none."""
    target: DataPath = ()
    for part in path:
        words = words[part]
        if isinstance(source, tuple) and isinstance(words, dict) and "id" in words:
            same = (isinstance(item, dict) and item.get("id") == words["id"] for item in source)
            part = next((number for number, found in enumerate(same) if found), -1)
        known = source if isinstance(source, dict) else range(len(source)) if isinstance(source, tuple) else ()
        if part not in known:
            return None
        source, target = source[part], target + (part,)
    return target


def _thawed(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _thawed(value) for key, value in data.items()}
    return [_thawed(item) for item in data] if isinstance(data, tuple) else copy.copy(data)


def _frozen(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _frozen(value) for key, value in data.items()}
    return tuple(_frozen(item) for item in data) if isinstance(data, list) else data


def _put(data: Any, path: DataPath, value: Any) -> None:
    _at(data, path[:-1])[path[-1]] = value
