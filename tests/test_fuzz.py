"""Whatever is fed to the handbook, an author reads what is wrong: no traceback, no hang, nothing written elsewhere.

A few hundred inputs in an ordinary run. `HANDBOEK_LONG=1 python3 build.py test -k fuzz` tries more than 10,000.
"""
from __future__ import annotations

import copy
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import yaml
from conftest import ROOT, copy_sources, files_in
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handboek import carry
from handboek.catalogue import FOLDERS, SINGLES, model_of
from handboek.problems import AuthorError
from handboek.project import Project
from handboek.source import read
from handboek.validate import validate

LONG = bool(os.environ.get("HANDBOEK_LONG"))
SECONDS = 5
SOURCES = sorted([*(file for file, _ in SINGLES.values()),
                  *(path.relative_to(ROOT).as_posix() for folder, _ in FOLDERS.values()
                    for path in (ROOT / folder).glob("*.yml"))])
# What somebody could type, paste or try: wrong kinds, wrong words, markup, paths, and signs that break things
# elsewhere.
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=30), st.just([]), st.just({}),
    st.just([[[[1]]]]),
    st.sampled_from(["<script>alert(1)</script>", "[x](javascript:alert(1))", "../../etc/passwd", "{{ 7 * 7 }}",
                     "{% raw %}", "![x](https://example.org/x.png)", "[@", "[@wolf-2016", "[x](task:", "# kop", "---",
                     "|", "\u202e", "\ufeff", "a" * 5000, "&lt;", "!!python/object:os.system", "file:///etc/passwd",
                     "handboek:font/x", "%(x)s", "{0}"]))


def attempts(ordinary: int, long: int) -> settings:
    return settings(max_examples=long if LONG else ordinary, deadline=None, database=None,
                    suppress_health_check=list(HealthCheck))


@contextmanager
def in_time() -> Iterator[None]:
    """Fails when what is inside takes longer than it may."""
    def late(*_: object) -> None:
        raise TimeoutError(f"more than {SECONDS} seconds")
    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_sources(tmp_path_factory.mktemp("fuzz") / "project")


def places(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path to everything in the data, what holds it before what is in it."""
    if path:
        yield path
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inner:
        yield from places(value, (*path, key))


def changed(data: Any, choose: st.DataObject) -> Any:
    """The data with something replaced, deleted, doubled or renamed somewhere."""
    data = copy.deepcopy(data)
    *path, last = choose.draw(st.sampled_from(list(places(data))))
    holder = data
    for key in path:
        holder = holder[key]
    how = choose.draw(st.sampled_from(["replace", "replace", "replace", "delete", "double", "rename"]))
    if how == "replace":
        holder[last] = choose.draw(VALUES)
    elif how == "delete":
        del holder[last]
    elif isinstance(holder, list):
        holder.insert(last, copy.deepcopy(holder[last]))
    else:
        holder[choose.draw(st.text(min_size=1, max_size=8))] = holder[last]
    return data


def readable(error: AuthorError) -> None:
    """Each problem has a place, says what is wrong in a sentence, and how to mend it in another."""
    assert error.problems
    for problem in error.problems:
        assert problem.position.line >= 1 and problem.position.column >= 1
        assert problem.what.rstrip().endswith((".", "?"))
        assert problem.mend.rstrip().endswith((".", "?")) or " hoort " in problem.what  # which says how to mend it


@attempts(150, 9_000)
@given(st.sampled_from(SOURCES), st.data())
def test_fuzz_a_changed_file_is_read_or_told(project: Path, file: str, choose: st.DataObject) -> None:
    """Loader and models: a source of the handbook with one mistake in it."""
    data = changed(yaml.load((ROOT / file).read_text(encoding="utf-8"), yaml.CSafeLoader), choose)
    path = project / "fuzzed" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    with in_time():
        try:
            validate(read(project / "fuzzed", file), model_of(file))
        except AuthorError as error:
            readable(error)


@attempts(12, 700)
@given(st.sampled_from(SOURCES), st.data())
def test_fuzz_a_changed_handbook_is_checked_or_told(project: Path, file: str, choose: st.DataObject) -> None:
    """The checker: the whole handbook with one mistake somewhere. Nothing is written."""
    kept = (project / file).read_bytes()
    data = changed(yaml.load(kept.decode(), yaml.CSafeLoader), choose)
    (project / file).write_text(yaml.dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    before = sorted(path for path in project.rglob("*"))
    try:
        Project(project).load()
    except AuthorError as error:
        readable(error)
    finally:
        (project / file).write_bytes(kept)
    assert sorted(path for path in project.rglob("*")) == before


@pytest.fixture(scope="module")
def filled(built: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A filled-in inventory whose objects stand in the file as text, so that a changed byte changes something."""
    target = tmp_path_factory.mktemp("filled") / "filled.pdf"
    with pikepdf.open(built / "worksheets" / "krachteninventarisatie-invullen.pdf") as pdf:
        for field in pdf.Root.AcroForm.Fields:
            if str(field.T).startswith("prioriteit"):
                field.V = pikepdf.String("Ik wil weer bakken")
        pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.disable, qdf=True)
    return target.read_bytes()


@attempts(150, 1_000)
@given(choose=st.data())
def test_fuzz_a_broken_pdf_is_read_or_refused(filled: bytes, tmp_path_factory: pytest.TempPathFactory,
                                              choose: st.DataObject) -> None:
    """Carrying over: a filled-in sheet with bytes changed, cut out or put in. Nothing is written."""
    folder = tmp_path_factory.mktemp("carry")
    raw = bytearray(filled)
    # Most of the file is drawing; the form stands near the words of its keys.
    keys = [found for key in (b"/AcroForm", b"/Fields", b"/T (prioriteit", b"/V (", b"/HandboekBlad", b"/Root", b"xref",
                              b"/Kids")
            if (found := filled.find(key)) >= 0]
    for _ in range(choose.draw(st.integers(1, 4))):
        start = choose.draw(st.sampled_from(keys)) + choose.draw(st.integers(-5, 40))
        end = start + choose.draw(st.sampled_from([0, 1, 1, 4, 40, 4000]))
        raw[start:end] = choose.draw(st.binary(max_size=6)
                                     | st.sampled_from([b"null", b"<<>>", b"[]", b"0 0 R", b"(", b"/", b"99999999"]))
    path = folder / "broken.pdf"
    path.write_bytes(raw)
    with in_time():
        try:
            values = carry.read(path)
            assert all(isinstance(value, str) for value in values.values())
        except AuthorError as error:
            readable(error)
    assert list(files_in(folder)) == ["broken.pdf"]
