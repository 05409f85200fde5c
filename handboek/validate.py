"""From plain data to models, and from the validation library's errors to lines that an author can mend."""
from __future__ import annotations

import types
from collections.abc import Iterator
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from handboek.model.words import Model
from handboek.problems import AuthorError, Position, Problem, listing, suggestion
from handboek.source import DataPath, Document

AnyModel = TypeVar("AnyModel", bound=Model)

KINDS_OF_VALUE = {"string_type": "tekst", "int_type": "een heel getal", "float_type": "een getal", "bool_type": "true of false",
                  "tuple_type": "een lijst (regels die met - beginnen)", "model_type": "een blokje met eigen sleutels",
                  "model_attributes_type": "een blokje met eigen sleutels", "dict_type": "een blokje met eigen sleutels"}


def validate(document: Document, model: type[AnyModel]) -> AnyModel:
    """The document's data as this model; raises AuthorError with every mistake in it."""
    try:
        return model.model_validate(document.data)
    except ValidationError as error:
        raise AuthorError(_problems(document, model, error)) from None


def _problems(document: Document, model: type[Model], error: ValidationError) -> Iterator[Problem]:
    details = error.errors(include_url=False)
    misspelt = set()
    for detail in details:
        if detail["type"] == "extra_forbidden":
            path, key = detail["loc"][:-1], str(detail["loc"][-1])
            known = _keys(model, path)
            missing = [str(d["loc"][-1]) for d in details if d["type"] == "missing" and d["loc"][:-1] == path]
            mend = suggestion(key, missing) or suggestion(key, known)
            misspelt |= {path + (word,) for word in missing if f"‘{word}’" in mend}
            yield Problem(document.locate_key(detail["loc"]), "E101", f"‘{key}’ is hier geen sleutel.",
                          mend or f"Kies uit {listing(known)}.")
    for detail in details:
        # A key that is only misspelt has been reported: its absence is the same mistake.
        if detail["type"] != "extra_forbidden" and detail["loc"] not in misspelt:
            yield _problem(document, detail)


def _problem(document: Document, detail: Any) -> Problem:
    path, kind, context, given = detail["loc"], detail["type"], detail.get("ctx", {}), detail.get("input")
    place, name = document.locate(path), _name(path)
    if kind == "missing":
        return Problem(_parent(document, path[:-1]), "E102", f"De sleutel ‘{path[-1]}’ ontbreekt{_within(path[:-1])}.", "Voeg hem toe.")
    if given is None or kind == "string_too_short":
        return Problem(place, "E104", f"{name} is leeg.", "Vul het in, of haal de sleutel weg als hij niet verplicht is.")
    if kind in KINDS_OF_VALUE:
        mend = "Zet het tussen \"aanhalingstekens\"." if kind == "string_type" and isinstance(given, int | float) else ""
        return Problem(place, "E103", f"Bij {name} hoort {KINDS_OF_VALUE[kind]}; hier staat {_shown(given)}.", mend)
    if kind in ("literal_error", "union_tag_invalid"):
        allowed = [word.strip(" '") for word in str(context.get("expected") or context.get("expected_tags")).replace(" or ", ", ").split(",")]
        word = str(context.get("tag", given))
        return Problem(_tagged(document, path, kind), "E105", f"‘{word}’ kan niet bij {name if kind == 'literal_error' else '‘kind’'}.",
                       suggestion(word, allowed) or f"Kies uit {listing(allowed)}.")
    return Problem(place, *_limits(kind, name, context))


def _limits(kind: str, name: str, context: dict[str, Any]) -> tuple[str, str, str]:
    if kind == "string_pattern_mismatch":
        return "E106", f"{name} heeft niet de goede vorm.", "Een id bestaat uit kleine letters, cijfers en streepjes; een OpenMoji-code uit hoofdletters en cijfers."
    if kind == "too_short":
        return "E107", f"{name} heeft er {context['actual_length']}; minstens {context['min_length']} zijn nodig.", "Vul de lijst aan."
    if kind == "too_long":
        return "E107", f"{name} heeft er {context['actual_length']}; hoogstens {context['max_length']} passen.", "Maak de lijst korter."
    if kind == "greater_than_equal":
        return "E107", f"{name} is te laag.", f"Het laagste is {context['ge']}."
    if kind == "less_than_equal":
        return "E107", f"{name} is te hoog.", f"Het hoogste is {context['le']}."
    if kind == "union_tag_not_found":
        return "E102", "De sleutel ‘kind’ ontbreekt in dit blok.", "Zet erbij welk soort blok het is."
    return "E109", f"{name} klopt niet ({kind}).", "Vergelijk het met een bestand dat wel werkt."


def _name(path: DataPath) -> str:
    words = [part for part in path if isinstance(part, str)]
    number = f" (nummer {path[-1] + 1})" if path and isinstance(path[-1], int) else ""
    return f"‘{words[-1]}’{number}" if words else "dit bestand"


def _within(path: DataPath) -> str:
    return f" in {_name(path)}" if path else ""


def _parent(document: Document, path: DataPath) -> Position:
    return document.locate_key(path) if path else Position(document.file)


def _tagged(document: Document, path: DataPath, kind: str) -> Position:
    return document.locate(path + ("kind",)) if kind == "union_tag_invalid" else document.locate(path)


def _shown(value: Any) -> str:
    names = {dict: "een blokje met sleutels", tuple: "een lijst", bool: str(value).lower()}
    return names.get(type(value), f"‘{str(value)[:40]}’")


def _keys(model: type[Model], path: DataPath) -> list[str]:
    """The keys that the model knows at this place; the path is the validation library's, tags of unions included."""
    found: Any = model
    for part in path:
        found = _step(found, part)
    if isinstance(found, type) and issubclass(found, BaseModel):
        return [info.alias or name for name, info in found.model_fields.items()]
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
