"""Setting up: what it prepares for a command, and whose environment it may throw away."""
from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from handboek import bootstrap, cli


@pytest.fixture
def venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the environment of a checkout would stand, with something in it that makes no environment yet."""
    folder = tmp_path / ".venv"
    folder.mkdir()
    (folder / "pyvenv.cfg").write_text("home = elsewhere", encoding="utf-8")
    monkeypatch.setattr(bootstrap, "VENV", str(folder))
    return folder


@pytest.mark.parametrize(("words", "prepared"), [
    (["test", "--help"], ["test"]), (["test", "-h"], ["test"]), (["check", "--help"], []), (["-h"], []),
    (["check"], ["build"]), ([], ["build"])], ids=" ".join)
def test_only_our_own_help_needs_no_environment(words: list[str], prepared: list[str],
                                                monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(bootstrap, "prepare", lambda stage: asked.append(stage) or True)
    monkeypatch.setattr(cli, "main", lambda argv: 0)
    assert bootstrap.main(words) == 0
    assert asked == prepared


def test_an_environment_of_the_user_is_not_thrown_away(venv: Path) -> None:
    with pytest.raises(bootstrap.SetupError, match="De map .venv is niet door het handboek gemaakt."):
        bootstrap.make_venv()
    assert [path.name for path in venv.iterdir()] == ["pyvenv.cfg"]


def test_a_link_to_the_environment_of_another_checkout_stays(venv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (venv / ".klaar-build").touch()
    link = venv.with_name("worktree")
    link.symlink_to(venv)
    monkeypatch.setattr(bootstrap, "VENV", str(link))
    with pytest.raises(bootstrap.SetupError, match="De map .venv is niet door het handboek gemaakt."):
        bootstrap.make_venv()
    assert link.is_symlink()
    assert (venv / "pyvenv.cfg").exists()


def test_an_environment_of_the_user_may_have_the_name_of_ours(venv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "prefix", str(venv))
    assert bootstrap.uses_own_environment("build")
    (venv / ".klaar-build").touch()
    assert not bootstrap.uses_own_environment("build")


def test_a_set_up_that_was_cut_off_is_done_again(venv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (venv / "pyvenv.cfg").unlink()
    venv.rmdir()

    def cut_off(command: list[str], problem: str) -> None:
        (venv / "half").write_text("half", encoding="utf-8")
        raise KeyboardInterrupt

    def finish(command: list[str], problem: str) -> None:
        (venv / "lib" / bootstrap.VERSION / "site-packages").mkdir(parents=True)

    monkeypatch.setattr(bootstrap, "run", cut_off)
    with pytest.raises(KeyboardInterrupt):
        bootstrap.make_venv()
    monkeypatch.setattr(bootstrap, "run", finish)
    bootstrap.make_venv()
    assert sorted(path.name for path in venv.iterdir()) == [".klaar-build", "lib"]
    assert not bootstrap.is_stamped("build")


def pinned(file: Path) -> dict[str, str]:
    """The version of each package that this file pins; its name as packages are compared."""
    found = re.findall(r"^([\w.-]+)==([^\s;\\]+)", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {name.lower(): version for name, version in found}


def test_a_build_and_the_tests_use_the_same_packages(root: Path) -> None:
    """Both are installed into one environment, so a build after the tests would use theirs."""
    build, test = pinned(root / "requirements.txt"), pinned(root / "requirements-test.txt")
    assert len(build) > 40
    assert {name: test.get(name) for name in build} == build


@pytest.mark.parametrize("stage", bootstrap.REQUIREMENTS)
def test_what_is_asked_for_is_pinned(stage: str, root: Path) -> None:
    files = [root / name for name in bootstrap.REQUIREMENTS[stage]]
    wanted = {name for file in files for name in re.findall(r"^[a-z][\w-]*", file.with_suffix(".in").read_text("utf-8"),
                                                            re.MULTILINE)}
    assert len(wanted) > 10
    assert wanted - pinned(files[-1]).keys() == set()
