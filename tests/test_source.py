"""YAML as we read it: every value keeps its place, and whatever is in a file, only an AuthorError comes out."""
from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from handboek.catalogue import FOLDERS, SINGLES
from handboek.problems import AuthorError, Position
from handboek.source import Document, read

FILE = "content/x.yml"
lean = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
keys = st.text(alphabet="abcdé-", min_size=1, max_size=6)
data = st.recursive(st.booleans() | st.integers(-10**6, 10**6) | st.text(max_size=12),
                    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4), max_leaves=15)

PIECES = ["a", "é", "no", "1", ":", " ", "\n", "- ", "  ", "[", "]", "{", "}", "&", "*", "!", "'", '"', "|", ">", "%",
          "@", "#", "\t", "---", "...", "?", "\\", "<<", "\0", "\x85", "\u2028", "\ufeff"]


def document(folder: Path, content: str | bytes) -> Document:
    (folder / "content").mkdir(exist_ok=True)
    (folder / FILE).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    return read(folder, FILE)


def as_yaml(value: Any) -> str:
    """Flow style with every text and key in quotes: unambiguous, and with a place for everything."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{as_yaml(key)}: {as_yaml(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(as_yaml, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else str(value)


def frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: frozen(inner) for key, inner in value.items()}
    return tuple(map(frozen, value)) if isinstance(value, list) else value


@pytest.mark.parametrize(("text", "value"), [
    ("Wonen", "Wonen"), ("'5'", "5"), ("5", 5), ("-3", -3), ("2.5", 2.5), ("true", True), ("False", False), ("~", None),
    ("null", None), ('"no"', "no"), ("Noor", "Noor"), ("0800-2000", "0800-2000"), ("08", "08"), ("1e3", "1e3"),
    ("1F3E0", "1F3E0"), ("'2026-01-31'", "2026-01-31"), ("2026-01-31 was mooi", "2026-01-31 was mooi"),
    ("12:30 uur", "12:30 uur"), ("'  twee'", "  twee"), (">-\n  een\n  twee\n\n  drie", "een twee\ndrie"),
])
def test_values(text: str, value: object, tmp_path: Path) -> None:
    found = document(tmp_path, f"a: {text}\n").data["a"]
    assert found == value
    assert type(found) is type(value)


def test_places_of_keys_and_values(tmp_path: Path) -> None:
    found = document(tmp_path, "title: Wonen\nthemes:\n  - title: Een\n    text: é x\n  - {title: Twee, text: drie}\n")
    assert found.locate(("title",)) == Position(FILE, 1, 8)
    assert found.locate_key(("title",)) == Position(FILE, 1, 1)
    assert found.locate(("themes", 0, "text")) == Position(FILE, 4, 11)
    assert found.locate_key(("themes", 0, "text")) == Position(FILE, 4, 5)
    assert found.locate(("themes", 1)) == Position(FILE, 5, 5)
    assert found.locate(("themes", 1, "text")) == Position(FILE, 5, 25)
    # What is not there is at its nearest ancestor, and names that a library puts in between do not count.
    assert found.locate(("themes", 0, "extra")) == Position(FILE, 3, 5)
    assert found.locate(("themes", 1, "function-after", "text")) == Position(FILE, 5, 25)


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_windows_files_read_the_same(ends: str, mark: bytes, tmp_path: Path) -> None:
    found = document(tmp_path, mark + f"a: één{ends}b: twee{ends}".encode())
    assert found.data == {"a": "één", "b": "twee"}
    assert found.locate(("b",)) == Position(FILE, 2, 4)


def test_an_alias_bomb_is_told_line_by_line(tmp_path: Path) -> None:
    """Nine lines that would be a thousand million texts."""
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    with pytest.raises(AuthorError) as caught:
        document(tmp_path, "\n".join(lines))
    assert {problem.code for problem in caught.value.problems} == {"E005"}
    assert len(caught.value.problems) == len(lines)


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AuthorError) as caught:
        document(tmp_path, "a: " + "[" * 100_000)
    assert [problem.code for problem in caught.value.problems] == ["E008"]


def test_tags_are_not_obeyed(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    with pytest.raises(AuthorError, match="E006"):
        document(tmp_path, f"a: !!python/object/apply:os.mkdir ['{trace}']\n")
    assert not trace.exists()


@lean
@given(data)
def test_what_is_written_is_read(tmp_path: Path, value: Any) -> None:
    if any(not text.isprintable() for text in texts(value)):
        return
    assert document(tmp_path, f"top: {as_yaml(value)}\n").data == {"top": frozen(value)}


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value


@lean
@given(data, st.lists(st.text(max_size=4) | st.integers() | st.sampled_from(["top", 0, 1, -1]), max_size=6).map(tuple))
def test_locating_never_fails(tmp_path: Path, value: Any, path: tuple[Any, ...]) -> None:
    try:
        found = document(tmp_path, f"top: {as_yaml(value)}\n")
    except AuthorError:
        return
    for place in (found.locate(path), found.locate_key(path)):
        assert place.file == FILE
        assert place.line >= 1
        assert place.column >= 1


@lean
@given(st.text(max_size=200) | st.lists(st.sampled_from(PIECES), max_size=40).map("".join) | st.binary(max_size=60))
@example("a: " + "9" * 5000)
@example("a: 0." + "9" * 5000)
@example("? a\n: b")
@example("*a : b")
@example("%YAML 3.0\n---\na: b")
@example("a: b\0")
@example(b"\xff\xfea\0:\0")
def test_only_an_author_error_comes_out(content: str | bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            document(Path(folder), content)
        except AuthorError as error:
            assert error.problems
            for problem in error.problems:
                assert problem.what.endswith(".")
                assert problem.mend.endswith(".")
                assert "\n" not in str(problem)


def test_every_file_of_the_handbook_knows_its_places(root: Path) -> None:
    names = [file for file, _ in SINGLES.values()]
    for folder, _ in FOLDERS.values():
        names += [f"{folder}/{path.name}" for path in sorted((root / folder).glob("*.yml"))]
    assert len(names) >= 40
    for name in names:
        found = read(root, name)
        lines = (root / name).read_text(encoding="utf-8").splitlines()
        for path, place in found.keys.items():
            assert lines[place.line - 1][place.column - 1:].strip("\"'").startswith(str(path[-1])), f"{place}: {path}"
