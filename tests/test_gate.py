"""A build with nothing to do does nothing, and a build with anything to do is made."""
from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run, environment

from handboek import gate

SAID = "Klaar: er is niets veranderd."


@pytest.fixture
def done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project in which everything is published, and the note of that."""
    # Another test may have drawn in this process, which sets variables that a command finds unset at its start.
    monkeypatch.setattr(gate, "AT_START", gate._variables())
    for name in ("content/a.yml", "content/tasks/b.yml", "worksheets/c.yml", "templates/tokens.css", "mkdocs.yml",
                 "dist/site/index.html", "dist/worksheets/c.pdf"):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{name}\n", encoding="utf-8")
    (tmp_path / ".build").mkdir()
    time.sleep(2 * gate.TICK / 1e9)
    gate.note(str(tmp_path), gate.snapshot(str(tmp_path)), [sys.executable], SAID)
    return tmp_path


def told(project: Path, *words: str) -> str | None:
    return gate.unchanged([*words, "--project", str(project)])


def test_nothing_changed(done: Path) -> None:
    for words in ([], ["all"], ["site"], ["worksheets"], ["--cache", "elsewhere"]):
        assert told(done, *words) == SAID
    for words in (["worksheets", "c"], ["check"], ["serve"], ["--no-cache"], ["--why", "dist/worksheets/c.pdf"],
                  ["nonsense"]):
        assert told(done, *words) is None


def rewrite(file: Path) -> None:
    file.write_text(file.read_text(encoding="utf-8").upper(), encoding="utf-8")


def restore_moment(file: Path) -> None:
    """Other content of the same size, with the old moment of change."""
    status = file.stat()
    rewrite(file)
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


def rename(file: Path) -> None:
    file.rename(file.with_name("other" + file.suffix))


@pytest.mark.parametrize("change", [rewrite, restore_moment, Path.unlink, rename], ids=lambda change: change.__name__)
@pytest.mark.parametrize("name", ["content/tasks/b.yml", "worksheets/c.yml", "templates/tokens.css", "mkdocs.yml",
                                  "dist/site/index.html", "dist/worksheets/c.pdf"])
def test_a_change_is_seen(name: str, change: Callable[[Path], None], done: Path) -> None:
    change(done / name)
    assert told(done) is None


@pytest.mark.parametrize("name", ["content/new.yml", "templates/deep/new.css", "dist/site/new.html"])
def test_what_is_new_is_seen(name: str, done: Path) -> None:
    (done / name).parent.mkdir(parents=True, exist_ok=True)
    (done / name).write_text("new", encoding="utf-8")
    assert told(done) is None


def test_what_is_gone_is_seen(done: Path) -> None:
    shutil.rmtree(done / "dist")
    assert told(done) is None


def test_a_source_that_was_only_touched_is_the_same(done: Path) -> None:
    (done / "content" / "a.yml").touch()
    assert told(done) == SAID
    (done / "dist" / "site" / "index.html").touch()
    assert told(done) is None


def test_another_environment_is_seen(done: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert gate.unchanged(["--project", str(done)], prefix=str(tmp_path)) is None
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert told(done) is None


def test_our_own_code_and_packages_are_seen(done: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packages = tmp_path / "packages"
    (packages / "weasyprint-1.dist-info").mkdir(parents=True)
    code = shutil.copytree(gate.HERE, tmp_path / "code", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(sys, "path", [*sys.path, str(packages)])
    monkeypatch.setattr(gate, "HERE", str(code))
    time.sleep(2 * gate.TICK / 1e9)
    gate.note(str(done), gate.snapshot(str(done)), [sys.executable], SAID)
    assert told(done) == SAID
    (packages / "weasyprint-1.dist-info").rename(packages / "weasyprint-2.dist-info")
    assert told(done) is None
    (packages / "weasyprint-2.dist-info").rename(packages / "weasyprint-1.dist-info")
    rewrite(code / "cli.py")
    assert told(done) is None


def test_what_an_editor_hides_is_no_source(done: Path) -> None:
    """Emacs leaves a link that leads nowhere beside a file that is being edited."""
    (done / "content" / ".#a.yml").symlink_to("someone@somewhere.1234")
    (done / "content" / "4913").symlink_to("gone")
    assert told(done) == SAID


def test_a_source_that_was_saved_during_the_build_makes_the_next_one(done: Path) -> None:
    before = gate.snapshot(str(done))
    rewrite(done / "content" / "a.yml")
    gate.note(str(done), before, [], SAID)
    assert told(done) is None


def test_a_note_that_cannot_be_written_is_none(done: Path) -> None:
    (done / "dist" / "site" / "index.html").write_text("new", encoding="utf-8")
    (done / f"{gate.NOTE}.new").mkdir()
    gate.note(str(done), gate.snapshot(str(done)), [], SAID)
    assert told(done) is None


def test_of_a_folder_elsewhere_no_note_is_left(done: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nobody would see what changes in it; that is no failure of the build, which has published everything."""
    folder = done / "templates" / "drawings"
    folder.symlink_to(tmp_path_factory.mktemp("drawings"))
    time.sleep(2 * gate.TICK / 1e9)
    gate.note(str(done), gate.snapshot(str(done)), [], SAID)
    assert told(done) is None


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"packages": 1}'])
def test_a_note_that_cannot_be_read_counts_for_nothing(text: str, done: Path) -> None:
    (done / gate.NOTE).write_text(text, encoding="utf-8")
    assert told(done) is None


LOADED = """
import sys
from handboek.__main__ import main
code = main()
packages = {"yaml", "pydantic", "jinja2", "mkdocs", "weasyprint", "pikepdf"}
print(code, *sorted(packages & set(sys.modules)))
"""


def loaded(*words: str, project: Path) -> str:
    """The exit code of a command, and which of the large packages it has loaded."""
    command = [sys.executable, "-c", LOADED, *words, "--project", str(project)]
    done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1]


def test_what_a_command_does_not_need_it_does_not_load(done: Path, root: Path) -> None:
    assert loaded("all", project=done) == "0"
    checked = loaded("check", project=root).split()
    assert checked[0] == "0"
    assert not {"mkdocs", "weasyprint"} & set(checked)


def test_what_is_in_the_cache_asks_for_no_engine(first_build: tuple[Path, Run], tmp_path: Path,
                                                 run: Callable[..., Run]) -> None:
    project = shutil.copytree(first_build[0], tmp_path / "handboek")
    # A copy: its files are not those of which there is a note, but nothing needs to be made again.
    again = loaded("all", project=project)
    assert again.startswith("0 ")
    assert "weasyprint" not in again
    assert "mkdocs" not in again
    assert loaded("all", project=project) == "0"
    done = run("all", project=project)
    assert done.out.startswith("Klaar: er is niets veranderd. ")
    assert done.out.endswith("\nBekijk dist/site/index.html\n")
