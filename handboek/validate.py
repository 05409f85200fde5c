"""From plain data to models, and from the validation library's errors to lines that an author can mend."""
from __future__ import annotations

import re
import types
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from handboek.levels import KEY
from handboek.model.blocks import KINDS, Included
from handboek.model.words import Model
from handboek.problems import AuthorError, Position, Problem, listing, named, shown, suggestion
from handboek.source import DECIMAL, INTEGER, DataPath, Document

AnyModel = TypeVar("AnyModel", bound=Model)

# The library's name of a mistake → what belongs there, and how to write that.
KINDS_OF_VALUE = {
    "string_type": ("tekst", "Schrijf één tekst achter de dubbele punt."),
    "int_type": ("een heel getal", "Schrijf alleen cijfers."),
    "float_type": ("een getal", "Schrijf cijfers, met een punt voor de decimalen."),
    "bool_type": ("true of false", ""),
    "tuple_type": ("een lijst", "Zet elk punt op een eigen regel, met een streepje en een spatie ervoor."),
    **dict.fromkeys(("model_type", "model_attributes_type"),
                    ("een blokje met eigen sleutels", "Zet die eronder, elk op een eigen regel, twee spaties verder.")),
}
# What would be right without the quotation marks around it.
UNQUOTED = {"int_type": INTEGER, "float_type": re.compile(f"{INTEGER.pattern}|{DECIMAL.pattern}"),
            "bool_type": re.compile(r"(true|false)\Z")}
COMPARE = "Vergelijk het met een bestand dat wel werkt."
# A piece of the pattern that an id must have → what that pattern means; the first that occurs counts.
FORMS = {
    "|;": "Zet elk woord apart in de lijst, zonder ; of |.",
    "https": "Een webadres begint met https:// en heeft geen spaties, aanhalingstekens, < of >.",
    "A-F": "Een OpenMoji-code bestaat uit hoofdletters en cijfers.",
    "_.": "Gebruik alleen kleine letters, cijfers, punten en lage streepjes (_).",
    "_": "Gebruik alleen kleine letters, cijfers en lage streepjes (_), zonder spaties.",
    "": "Gebruik alleen kleine letters, cijfers en streepjes (-), zonder spaties.",
}


def validate(document: Document, model: type[AnyModel]) -> AnyModel:
    """The document's data as this model; raises AuthorError with every mistake in it."""
    try:
        if model not in document.models:
            document.models[model] = model.model_validate(document.data)
        found: AnyModel = document.models[model]
        return found
    except ValidationError as error:
        raise AuthorError(_problems(document, model, error)) from None


def _problems(document: Document, model: type[Model], error: ValidationError) -> Iterator[Problem]:
    details = error.errors(include_url=False)
    misspelt = set()
    for detail in details:
        if detail["type"] == "extra_forbidden":
            parent, key = detail["loc"][:-1], str(detail["loc"][-1])
            missing = [str(d["loc"][-1]) for d in details if d["type"] == "missing" and d["loc"][:-1] == parent]
            known = _keys(model, parent)
            if key == KEY and key in known and not isinstance(detail["input"], dict):
                yield _problem(document, {**detail, "type": "model_type"})
                continue
            mend = suggestion(key, missing) or suggestion(key, (word for word in known if word != key))
            misspelt |= {parent + (word,) for word in missing if f"‘{word}’" in mend}
            path = _path(document.data, detail["loc"])
            yield Problem(document.locate_key(path), "E101", f"‘{key}’ is hier geen sleutel.",
                          mend or _others(document, path[:-1], known))
    for detail in details:
        # A key that is only misspelt has been reported: its absence is the same mistake.
        if detail["type"] != "extra_forbidden" and detail["loc"] not in misspelt and not _miscounted(detail):
            yield _problem(document, detail)


def _miscounted(detail: Any) -> bool:
    """Whether a list is said to be too short only because the library counts no item that has a mistake of its own."""
    return bool(detail["type"] == "too_short" and len(detail["input"]) >= detail["ctx"]["min_length"])


def _others(document: Document, parent: DataPath, known: Iterable[str]) -> str:
    free = [key for key in known if parent + (key,) not in document.keys]
    return f"Haal hem weg, of kies uit {listing(free)}." if free else "Haal hem weg."


def _problem(document: Document, detail: Any) -> Problem:
    path, kind, given = _path(document.data, detail["loc"]), detail["type"], detail.get("input")
    place, name, context = document.locate(path), named(path), detail.get("ctx", {})
    if kind == "missing":
        within = f" in {named(path[:-1])}" if path[:-1] else ""
        place = _parent(document, path[:-1])
        return Problem(place, "E102", f"De sleutel ‘{path[-1]}’ ontbreekt{within}.", "Voeg hem toe.")
    if given is None or kind == "string_too_short":
        item = path and isinstance(path[-1], int)
        rest = "het streepje weg." if item else "de sleutel weg als hij niet verplicht is."
        return Problem(place, "E104", f"{name} is leeg.", f"Vul het in, of haal {rest}")
    if kind in KINDS_OF_VALUE:
        return Problem(place, "E103", *_wrong_kind(kind, path, given))
    if kind in ("literal_error", "union_tag_invalid"):
        expected = str(context.get("expected") or context.get("expected_tags")).replace(" or ", ", ")
        allowed = [word.strip(" '") for word in expected.split(",")]
        path, word = (path, str(given)) if kind == "literal_error" else (path + ("kind",), str(context["tag"]))
        return Problem(document.locate(path), "E105", f"‘{word}’ kan niet bij {named(path)}.",
                       suggestion(word, allowed) or f"Kies uit {listing(allowed)}.")
    return Problem(place, *_limits(kind, name, context, given))


def _wrong_kind(kind: str, path: DataPath, given: Any) -> tuple[str, str]:
    wanted, mend = KINDS_OF_VALUE[kind]
    if not path:
        return f"Dit bestand begint niet met een sleutel; hier staat {shown(given)}.", COMPARE
    if kind == "string_type" and isinstance(given, int | float):
        mend = f"Zet het tussen aanhalingstekens: \"{str(given).lower()}\"."
    if isinstance(given, str) and kind in UNQUOTED and UNQUOTED[kind].match(given):
        mend = "Schrijf het zonder aanhalingstekens."
    if kind == "string_type" and isinstance(given, dict) and isinstance(path[-1], int):
        mend = "Hoort de dubbele punt bij de tekst? Zet de hele tekst tussen \"aanhalingstekens\"."
    return f"Bij {named(path)} hoort {wanted}; hier staat {shown(given)}.", mend


def _limits(kind: str, name: str, context: dict[str, Any], given: Any) -> tuple[str, str, str]:
    if kind == "string_pattern_mismatch":
        mend = next(mend for part, mend in FORMS.items() if part in context["pattern"])
        return "E106", f"{shown(given)} kan niet bij {name}.", mend
    if kind in ("too_short", "too_long"):
        return "E107", *_length(kind, name, context)
    if kind == "string_too_long":
        limit = context["max_length"]
        return "E107", f"{name} telt {len(given)} tekens; het mogen er hoogstens {limit} zijn.", "Zeg het korter."
    if kind == "greater_than_equal":
        return "E107", f"{name} is te laag.", f"Het laagste is {context['ge']}."
    if kind == "less_than_equal":
        return "E107", f"{name} is te hoog.", f"Het hoogste is {context['le']}."
    if kind == "union_tag_not_found":
        return "E102", "De sleutel ‘kind’ ontbreekt in dit blok.", "Zet erbij welk soort blok het is."
    return "E109", f"{name} klopt niet ({kind}).", COMPARE


def _length(kind: str, name: str, context: dict[str, Any]) -> tuple[str, str]:
    count, limit = context["actual_length"], context["min_length" if kind == "too_short" else "max_length"]
    what = f"{name} telt {count} {'punt' if count == 1 else 'punten'}"
    if kind == "too_short":
        return f"{what}; het {'moet' if limit == 1 else 'moeten'} er minstens {limit} zijn.", "Vul de lijst aan."
    return f"{what}; het {'mag' if limit == 1 else 'mogen'} er hoogstens {limit} zijn.", "Maak de lijst korter."


def _path(data: Any, location: DataPath) -> DataPath:
    """The path in the file that the library means: it puts the kind of a block between the block and its keys."""
    path: list[str | int] = []
    for part in location:
        if isinstance(data, dict) and path and isinstance(path[-1], int) and data.get("kind") == part:
            data = {**data, "kind": None}  # only once: a key may be called like the kind
            continue
        path.append(part)
        known = data if isinstance(data, dict) else range(len(data)) if isinstance(data, tuple) else ()
        data = data[part] if part in known else None
    return tuple(path)


def _parent(document: Document, path: DataPath) -> Position:
    return document.locate_key(path) if path else Position(document.file)


def _keys(model: type[Model], path: DataPath) -> list[str]:
    """The keys that the model knows at this place; the path is the validation library's, tags of unions included."""
    found: Any = model
    for part in path:
        found = _step(found, part)
    if isinstance(found, type) and issubclass(found, BaseModel):
        names = [info.alias or name for name, info in found.model_fields.items()]
        return [*names, KEY] if issubclass(found, (*KINDS.values(), Included)) else names
    return []


def _step(annotation: Any, part: str | int) -> Any:
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) in (Union, types.UnionType):
        options = [option for option in get_args(annotation) if option is not type(None)]
        tagged = [option for option in options if isinstance(option, type) and issubclass(option, BaseModel)
                  and part in get_args(getattr(option.model_fields.get("kind"), "annotation", None))]
        return tagged[0] if tagged else _step(options[0], part)
    if isinstance(part, int):
        return next(iter(get_args(annotation)), None)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        info = {field.alias or name: field for name, field in annotation.model_fields.items()}.get(part)
        return info.annotation if info else None
    return None
