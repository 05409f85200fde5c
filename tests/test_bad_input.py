"""Mistakes in content, each with everything that is said about it. The cases stand in tests/broken/.

A case changes one or more files of a sandbox. A `»` in the new text is taken out again: it marks the place that the
message must name, and stands for that place (file:line:column) in `says`. Where there are more marks than one, they
stand for their places in the order of the messages.
"""
from __future__ import annotations

import re
import shutil
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT, copy_sources, files_in

from handboek.cli import main

BROKEN = Path(__file__).parent / "broken"
MARK = "»"


@dataclass(frozen=True)
class Case:
    file: Path
    name: str
    edits: tuple[dict[str, str], ...]
    says: str
    command: tuple[str, ...]


def cases() -> list[Case]:
    """Every case of every file in tests/broken/."""
    found: list[tuple[Path, dict[str, Any]]] = [(file, case) for file in sorted(BROKEN.glob("*.yml"))
                                                for case in yaml.safe_load(file.read_text(encoding="utf-8"))]
    return [Case(file, case["case"], tuple(case.get("edits", ())), case["says"], tuple(case.get("command", ["all"])))
            for file, case in found]


def edit(project: Path, change: dict[str, str]) -> list[tuple[str, int, int]]:
    """Make one change; returns the places that it marks as (file, line, column)."""
    file = project / change["in"]
    if change.get("remove"):
        file.unlink()
        return []
    if "rename" in change:
        file.rename(file.with_name(change["rename"]))
        return []
    file.parent.mkdir(parents=True, exist_ok=True)
    text = change.get("write", "")
    if "replace" in change:
        old = file.read_text(encoding="utf-8")
        assert change["replace"] in old, f"{change['in']} no longer holds {change['replace']!r}: mend this case"
        text = old.replace(change["replace"], change["by"], 1)
    places = []
    while MARK in text:
        before, _, after = text.partition(MARK)
        places.append((change["in"], before.count("\n") + 1, len(before) - before.rfind("\n")))
        text = before + after
    file.write_text(text, encoding=change.get("encoding", "utf-8"))
    return places


def mend(project: Path, change: dict[str, str]) -> None:
    """Take one change back."""
    file, sound = project / change["in"], ROOT / change["in"]
    if "rename" in change:
        file.with_name(change["rename"]).unlink(missing_ok=True)
    if sound.exists():
        shutil.copyfile(sound, file)
        return
    file.unlink(missing_ok=True)
    while not any((file := file.parent).iterdir()):
        file.rmdir()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One project for all cases, so that what they leave alone is read once. It ends as it began."""
    project = copy_sources(tmp_path_factory.mktemp("bad-input") / "handboek")
    before = files_in(project)
    yield project
    left = files_in(project)
    assert [name for name in before if left.get(name) != before[name]] == []
    assert [name for name in left if name not in before and not name.startswith(".build/")] == []


def with_dist(project: Path) -> dict[str, bytes]:
    """Give the project something that was published before; returns it."""
    for name in ("site/index.html", "worksheets/actieplan-invullen.pdf"):
        file = project / "dist" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("what was published before", encoding="utf-8")
    return files_in(project / "dist")


def test_enough_cases() -> None:
    names = [case.name for case in cases()]
    assert len(names) >= 100
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case.file.stem}: {case.name}")
def test_bad_input(case: Case, project: Path, capsys: pytest.CaptureFixture[str], same: Callable[..., None]) -> None:
    published = with_dist(project)
    try:
        places = sorted({place for change in case.edits for place in edit(project, change)})
        code = main([*case.command, "--project", str(project)])
        now = files_in(project / "dist")
    finally:  # the next case needs a sound project, whatever became of this one
        for change in reversed(case.edits):
            mend(project, change)
        shutil.rmtree(project / "dist")
    said = capsys.readouterr()
    assert (code, said.out) == (1, "")
    problems, _, verdict = said.err.lstrip("\n").rpartition("\n\n")
    count = len(problems.splitlines())
    assert verdict == f"{count} {'probleem' if count == 1 else 'problemen'}. Er is niets gebouwd.\n"
    for file, line, column in places:
        # One mark may stand for several messages, and each of several marks for one.
        problems = problems.replace(f"{file}:{line}:{column} ", f"{MARK} ", -1 if len(places) == 1 else 1)
        problems = problems.replace(f" {file}:{line}:{column}.", f" {MARK}.")
        problems = problems.replace(f"op regel {line}.", f"op regel {MARK}.")
    same(problems + "\n", case.says, lambda told: rewrite(case, told))
    assert now == published


def test_too_large(sandbox: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (sandbox / "content" / "case.yml").write_text("# lang\n" * 200_000, encoding="utf-8")
    assert main(["check", "--project", str(sandbox)]) == 1
    assert capsys.readouterr().err == (
        "content/case.yml:1:1 [E001] Dit bestand is groter dan 1000 kB. Verdeel de tekst of maak hem korter.\n\n"
        "1 probleem. Er is niets gebouwd.\n")


def test_missing_domain(sandbox: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever leads to it is named: links in prose and the sheets that it stands on."""
    (sandbox / "content" / "domains" / "veiligheid.yml").unlink()
    assert main(["check", "--project", str(sandbox)]) == 1
    *problems, _, _ = capsys.readouterr().err.splitlines()
    assert len(problems) >= 5
    kinds = {re.sub(r"^\S+:\d+:\d+ ", "", problem) for problem in problems}
    assert kinds == {
        "[E201] Er bestaat geen leefgebied ‘veiligheid’. Kijk in content/domains/ welke er zijn.",
        "[E204] De link ‘domain:veiligheid’ gaat nergens heen. Kijk welke naam het bestand of de pagina heeft."}
    assert problems == sorted(problems, key=place_of)


def place_of(problem: str) -> tuple[str, int, int]:
    file, line, column = problem.partition(" ")[0].split(":")
    return file, int(line), int(column)


def test_what_an_editor_or_a_system_hides_is_no_content(sandbox: Path) -> None:
    """Emacs locks what is being edited with a link that leads nowhere; macOS keeps a file with what it knows of it."""
    for folder in ("content/domains", "worksheets", "templates/site/pages"):
        (sandbox / folder / ".#wonen.yml").symlink_to("someone@somewhere.1234")
        (sandbox / folder / "._wonen.yml").write_bytes(b"\0\5\26\7")
    (sandbox / "templates" / "site" / "pages" / ".#task.md.j2").symlink_to("someone@somewhere.1234")
    (sandbox / "content" / ".history").mkdir()
    (sandbox / "content" / ".history" / "wonen.yml").write_text("title: Wonen\n", encoding="utf-8")
    assert main(["check", "--project", str(sandbox)]) == 0


def test_the_same_chapter_in_two_folders(sandbox: Path) -> None:
    """It has a number of its own in each."""
    content = sandbox / "content"
    shutil.copyfile(content / "theory" / "zelfdeterminatie.yml", content / "background" / "zelfdeterminatie.yml")
    assert main(["check", "--project", str(sandbox)]) == 0


@pytest.mark.parametrize("name", ["case.yml", "instruments"])
def test_link_out_of_the_project(name: str, sandbox: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inside, outside = sandbox / "content" / name, sandbox.parent / name
    inside.rename(outside)
    inside.symlink_to(outside)
    assert main(["check", "--project", str(sandbox)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert f"content/{name}"[:12] in lines[0]
    assert {line.partition(":1:1 ")[2] for line in lines[:-2]} == {
        "[E001] Dit bestand is een snelkoppeling naar buiten het project. Zet het bestand zelf in de map."}


def rewrite(case: Case, now: str) -> None:
    """Put what is said now where the case has what it expected."""
    text = case.file.read_text(encoding="utf-8")
    head = text.index(f"- case: {case.name}\n")
    start = text.index("  says: |\n", head) + len("  says: |\n")
    end = text.find("\n- case:", start)
    rest = text[end:] if end >= 0 else ""
    case.file.write_text(text[:start] + textwrap.indent(now, "    ") + rest, encoding="utf-8")
