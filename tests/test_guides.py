"""The README and the guide for authors speak of what is there: each folder, each kind of link, each command."""
from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from handboek.catalogue import FOLDERS, SINGLES
from handboek.project import Project
from handboek.site.addresses import LINKABLE


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def guide(root: Path) -> str:
    return (root / "content" / "LEESMIJ.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def commands(root: Path) -> set[str]:
    """The commands that `--help` lists."""
    done = subprocess.run([sys.executable, "-m", "handboek", "--help"], cwd=root, check=True, capture_output=True,
                          text=True)
    return set(re.findall(r"^ {4}([a-z]+)\b", done.stdout, re.MULTILINE))


def test_the_guide_names_every_folder_and_file_of_content(guide: str) -> None:
    places = [f"{folder}/" for folder, _ in FOLDERS.values()] + [file for file, _ in SINGLES.values()]
    named = re.findall(r"`([\w/-]+(?:/|\.yml))`", guide)
    assert len(places) >= 20
    assert [place for place in places if not place.removeprefix("content/").startswith(tuple(named))] == []


def test_every_place_that_the_guide_names_is_there(guide: str, root: Path) -> None:
    table = guide[guide.index("| Bestand of map"):guide.index("## Een tekst veranderen")]
    cells = " ".join(re.findall(r"^\| (.*?) \|", table, re.MULTILINE))
    named = set(re.findall(r"`([\w-]+(?:/|\.yml))`", cells)) - {"translations/"}  # there are none yet
    assert len(named) >= 15
    assert [name for name in named if not (root / "content" / name).exists()] == []


def test_the_guide_names_every_kind_of_link(guide: str) -> None:
    sentence = re.search(r"Een link begint met (.*)\.", guide)
    assert sentence and tuple(re.findall(r"`(\w+)`", sentence[1])) == LINKABLE


def test_the_readme_names_every_command(readme: str, commands: set[str]) -> None:
    table = readme[readme.index("## Commands"):readme.index("With every build")]
    assert len(commands) >= 10
    assert commands == {word for words in re.findall(r"^\| (.*?) \|", table, re.MULTILINE)
                        for word in re.findall(r"`([a-z]+)", words)}


def test_every_command_in_the_guides_exists(readme: str, guide: str, commands: set[str]) -> None:
    table = guide[guide.index("| Opdracht |"):guide.index("## De site op internet zetten")]
    named = re.findall(r"^\| `([a-z]+)", table, re.MULTILINE) + re.findall(r"build\.py ([a-z]+)", readme + guide)
    assert len(named) >= 10
    assert set(named) <= commands


@pytest.mark.parametrize(("section", "file", "before"), [
    ("## Een vraag toevoegen", "content/domains/wonen.yml", "questions:\n  now:\n"),
    ("## Een begrip toevoegen", "content/glossary.yml", "terms:\n"),
    ("## Een bron toevoegen", "content/sources.yml", "sources:\n"),
])
def test_an_example_of_the_guide_can_be_pasted(section: str, file: str, before: str, guide: str, sandbox: Path) -> None:
    example = re.search(r"```yaml\n(.*?)```", guide[guide.index(section):], re.DOTALL)
    target = sandbox / file
    text = target.read_text(encoding="utf-8")
    assert example and before in text
    target.write_text(text.replace(before, before + example[1], 1), encoding="utf-8")
    Project(sandbox).load()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_the_readme_tells_how_the_requirements_were_pinned(name: str, readme: str, root: Path) -> None:
    command = (root / name).read_text(encoding="utf-8").splitlines()[1].removeprefix("#").strip()
    assert command.startswith("uv pip compile ") and command.endswith(f" -o {name}")
    assert f"\n  {command}\n" in readme
