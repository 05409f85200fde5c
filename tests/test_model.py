"""The models: they cannot be changed, they refuse what they do not know, and no text in them is overlooked."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, TypeAdapter, ValidationError

from handboek.catalogue import FOLDERS, SINGLES, Catalogue, model_of
from handboek.levels import at_level
from handboek.model.blocks import DrawnBlock
from handboek.model.domain import Question
from handboek.model.words import Id, Model, Words, leaves
from handboek.problems import AuthorError, listing, suggestion
from handboek.source import Document, read
from handboek.validate import validate

lean = settings(max_examples=100, deadline=None)


def models(found: Any = Model) -> Iterator[type[BaseModel]]:
    """Every model of the content, found through its base."""
    for model in found.__subclasses__():
        yield model
        yield from models(model)


def strings(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every text in plain data, found without looking at any model."""
    if isinstance(value, dict | tuple):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from strings(inner, (*path, key))
    elif isinstance(value, str):
        yield path


def test_models_refuse_unknown_keys_and_changes() -> None:
    found = list(models())
    assert len(found) >= 40
    for model in found:
        assert model.model_config.get("extra") == "forbid", model
        assert model.model_config.get("frozen") is True, model
        assert model.model_config.get("strict") is True, model


def test_a_model_cannot_be_changed(catalogue: Catalogue) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        catalogue.domains[0].title = "Anders"
    with pytest.raises(TypeError):
        catalogue.domains[0].tips[0] = "Anders"  # type: ignore[index]


def test_a_model_refuses_what_it_does_not_know() -> None:
    question = {"id": "a", "text": "Wat wil je?", "dimension": "wil", "level": "A2"}
    assert Question.model_validate(question).text == "Wat wil je?"
    for wrong in ({"niveau": "A2"}, {"text": 5}, {"text": ""}, {"text": " "}, {"level": "C1"}, {"id": "Met spatie"}):
        with pytest.raises(ValidationError):
            Question.model_validate(question | wrong)


def test_leaves_visits_every_text(root: Path) -> None:
    names = [file for file, _ in SINGLES.values()]
    for folder, _ in FOLDERS.values():
        names += [f"{folder}/{path.name}" for path in sorted((root / folder).glob("*.yml"))]
    count = 0
    for name in names:
        document = at_level(read(root, name), "standard")
        written = set(strings(document.data))
        visited = {leaf.path for leaf in leaves(validate(document, model_of(name))) if isinstance(leaf.value, str)}
        assert written <= visited, f"{name}: not visited: {sorted(written - visited, key=str)[:3]}"
        count += len(written)
    assert count >= 3000


def test_leaves_gives_the_text_that_stands_at_its_path(catalogue: Catalogue, root: Path) -> None:
    document = read(root, "content/domains/wonen.yml")
    # What is not written has its default, and no place.
    written = [leaf for leaf in leaves(catalogue.files["content/domains/wonen.yml"]) if leaf.path in document.values]
    assert len(written) >= 150
    for leaf in written:
        value: Any = document.data
        for part in leaf.path:
            value = value[part]
        assert leaf.value == value.strip() if isinstance(value, str) else leaf.value == value


def test_every_block_has_words_for_the_client() -> None:
    blocks = get_args(DrawnBlock)
    assert len(blocks) >= 5
    for block in blocks:
        marks = [mark for _, mark in marks_of(block) if isinstance(mark, Words)]
        # Their words stand elsewhere: with the domains, and in sheet-words.yml.
        assert block.__name__ in ("Blank", "Domains") or any(mark.client for mark in marks), block


def marks_of(annotation: Any) -> Iterator[tuple[Any, Any]]:
    """Every mark on a type and on what is inside it."""
    if get_origin(annotation) is Annotated:
        inner, *marks = get_args(annotation)
        yield from ((inner, mark) for mark in marks)
        yield from marks_of(inner)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        for info in annotation.model_fields.values():
            yield from ((info.annotation, mark) for mark in info.metadata)
            yield from marks_of(info.annotation)
    else:
        for inner in get_args(annotation):
            yield from marks_of(inner)


def test_no_text_of_the_catalogue_is_empty(catalogue: Catalogue) -> None:
    texts = [leaf for model in catalogue.files.values() for leaf in leaves(model) if leaf.mark(Words)]
    assert len(texts) >= 2500
    assert all(leaf.value.strip() == leaf.value != "" for leaf in texts)


known = st.sampled_from(["id", "title", "blocks", "kind", "cover", "domains", "questions", "now", "x"])
data = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=8) | known,
                    lambda inner: st.lists(inner, max_size=3).map(tuple) | st.dictionaries(known, inner, max_size=5),
                    max_leaves=12)


@lean
@given(data, st.sampled_from([model for _, model in (*SINGLES.values(), *FOLDERS.values())]))
def test_whatever_the_data_only_an_author_error_comes_out(data: Any, model: type[Model]) -> None:
    try:
        validate(Document("content/x.yml", data, {}, {}), model)
    except AuthorError as error:
        for problem in error.problems:
            assert problem.position.file == "content/x.yml"
            assert "(" not in problem.what or "(nummer " in problem.what, problem  # the library's own name of a mistake


@lean
@given(st.text(max_size=12))
def test_ids_are_safe_as_address_and_file_name(text: str) -> None:
    try:
        TypeAdapter(Id).validate_python(text)
    except ValidationError:
        return
    assert text.isascii()
    assert text == text.lower()
    assert text.replace("-", "").isalnum()
    assert not text.startswith("-")


def test_suggestions_and_lists() -> None:
    assert suggestion("tilte", ["title", "text"]) == "Bedoelde je ‘title’?"
    assert suggestion("gemeente", ["title", "text"]) == ""
    assert suggestion("", []) == ""
    assert [listing(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "", "‘a’", "‘a’ of ‘b’", "‘a’, ‘b’ of ‘c’"]
