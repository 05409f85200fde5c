"""A translation adds words and nothing else: it is laid over the Dutch file and gives a whole new document.

The file of a language mirrors the Dutch one and holds only the keys whose value is read by people.
Items of a list that have an `id` are matched by it, others by their place. Of the words for clients
every one must be there: a worksheet in two languages at once helps nobody.
"""
from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from handboek.model.words import Model, Words, leaves
from handboek.problems import Problem
from handboek.source import DataPath, Document


def translate(source: Document, model: Model, words: Document | None, problems: list[Problem]) -> Document:
    """The Dutch document with the words of a translation in it; what is missing or superfluous goes to `problems`.

    Without a file of words the source is returned as it is: the caller decides what may be shown.
    """
    if words is None:
        return source
    texts = {leaf.path: leaf.mark(Words) for leaf in leaves(model) if leaf.mark(Words)}
    data, values, found = _thawed(source.data), dict(source.values), set()
    for path, value in _scalars(words.data):
        target = _target(source.data, words.data, path)
        place = words.locate(path)
        if target and target[-1] == "id":
            continue
        if target not in texts:
            problems.append(Problem(place, "E401", f"‘{path[-1]}’ is hier geen vertaalbare tekst.",
                                    "Een vertaling bevat alleen woorden, op dezelfde plek als in het Nederlandse bestand."))
            continue
        _put(data, target, value)
        values[target] = place
        found.add(target)
    needed = {path for path, mark in texts.items() if mark.client}
    for path in sorted(needed - found, key=str):
        problems.append(Problem(words.locate(path), "E402", f"De vertaling van ‘{'.'.join(str(p) for p in path)}’ ontbreekt.",
                                f"Vertaal de tekst van {source.locate(path)}."))
    return Document(source.file, _frozen(data), values, source.keys)


def _scalars(data: Any, path: DataPath = ()) -> Iterator[tuple[DataPath, Any]]:
    if isinstance(data, dict | tuple):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _scalars(value, path + (key,))
    else:
        yield path, data


def _target(source: Any, words: Any, path: DataPath) -> DataPath | None:
    """The path in the source that this path in the translation speaks of; None when there is none."""
    target: DataPath = ()
    for part in path:
        words = words[part]
        if isinstance(source, tuple) and isinstance(words, dict) and "id" in words:
            part = next((n for n, item in enumerate(source) if isinstance(item, dict) and item.get("id") == words["id"]), -1)
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
    for part in path[:-1]:
        data = data[part]
    data[path[-1]] = value
