"""What the tests share: the checkout, a copy of it to break, the handbook built once, and golden texts."""
from __future__ import annotations

import contextlib
import difflib
import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest

from handboek.catalogue import Catalogue
from handboek.cli import main
from handboek.gate import READ
from handboek.project import Project

pytest_plugins = ("viewers.website",)
ROOT = Path(__file__).resolve().parent.parent
# Rich takes these as an order to draw colours and bars, also when nobody looks. With the last, Python would compile our
# modules anew for each command.
LEFT_OUT = ("FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE", "PYTHONDONTWRITEBYTECODE")


@dataclass(frozen=True)
class Run:
    """How a command ended and what it said."""

    code: int
    out: str
    err: str


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true",
                     help="rewrite the expected texts, show the difference and fail")


def copy_sources(target: Path) -> Path:
    """Everything that a build reads, copied into the folder."""
    for name in READ:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name)
        else:
            target.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target / name)
    return target


def environment() -> dict[str, str]:
    """The environment of a command, as most people have it: our package is found wherever it is started."""
    return {key: value for key, value in os.environ.items() if key not in LEFT_OUT} | {"PYTHONPATH": str(ROOT)}


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file below the folder with its bytes."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def session_folder(factory: pytest.TempPathFactory) -> Path:
    """The folder that all workers of this session share."""
    base = factory.getbasetemp()
    # Each worker has its own in that of the session.
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    """One cache for all commands of this session, empty at first: no result of an older session can make a test
    pass."""
    os.environ["HANDBOEK_CACHE"] = str(session_folder(tmp_path_factory) / "cache")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout. For reading only."""
    return ROOT


@pytest.fixture(scope="session")
def catalogue(root: Path) -> Catalogue:
    """The Dutch content of the checkout."""
    return Project(root).load()["nl"]


@pytest.fixture
def sandbox(tmp_path: Path) -> Path:
    """A project of its own for one test: break it as you like."""
    return copy_sources(tmp_path / "handboek")


@pytest.fixture(scope="session")
def run() -> Callable[..., Run]:
    """Runs a command as a user does, in a process of its own: run("check", project=sandbox)."""

    def run(*arguments: str, project: Path, cwd: Path | None = None, env: dict[str, str] | None = None) -> Run:
        command = [sys.executable, "-P", "-m", "handboek", *arguments, "--project", str(project)]
        done = subprocess.run(command, cwd=cwd, env=environment() | (env or {}), check=False, capture_output=True,
                              text=True, encoding="utf-8", timeout=900)
        return Run(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def run_here(capfd: pytest.CaptureFixture[str]) -> Callable[..., Run]:
    """As `run`, for what needs no process of its own: this one has loaded already what takes longest."""

    def run_here(*arguments: str, project: Path) -> Run:
        capfd.readouterr()
        code = main([*arguments, "--project", str(project)])
        return Run(code, *capfd.readouterr())

    return run_here


@pytest.fixture(scope="session")
def first_build(tmp_path_factory: pytest.TempPathFactory, run: Callable[..., Run]) -> tuple[Path, Run]:
    """A project in which everything was built once for all workers, and what that run said. For reading only."""
    shared = session_folder(tmp_path_factory)
    project, said = shared / "built", shared / "built.json"
    with (shared / "built.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.exists():
            # With a cache of its own, or else what another test drew meanwhile would not be made by this build.
            own = shared / "cache-built"
            done = run("all", project=copy_sources(project), env={"HANDBOEK_CACHE": str(own)})
            _share(own, shared / "cache")
            said.write_text(json.dumps(asdict(done)), encoding="utf-8")
    done = Run(**json.loads(said.read_text(encoding="utf-8")))
    assert done.code == 0, f"the handbook cannot be built:\n{done.out}{done.err}"
    return project, done


def _share(own: Path, cache: Path) -> None:
    """Give everybody what stands in a cache."""
    for path in own.glob("*/*"):
        entry = cache / path.relative_to(own)
        entry.parent.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(FileExistsError):
            os.link(path, entry)


@pytest.fixture(scope="session")
def built(first_build: tuple[Path, Run]) -> Path:
    """The dist/ of the whole handbook. For reading only."""
    return first_build[0] / "dist"


@pytest.fixture
def same(request: pytest.FixtureRequest) -> Callable[[str, str, Callable[[str], object]], None]:
    """same(actual, expected, rewrite): fails with a readable difference; with --update-golden also rewrites."""

    def same(actual: str, expected: str, rewrite: Callable[[str], object]) -> None:
        if actual == expected:
            return
        lines = difflib.unified_diff(expected.splitlines(), actual.splitlines(), "expected", "actual", lineterm="")
        difference = "\n".join(lines)
        if request.config.getoption("--update-golden"):
            rewrite(actual)
            difference += "\n\nRewritten. Look whether this is what you meant, then run the tests again."
        pytest.fail(difference, pytrace=False)

    return same


@pytest.fixture
def golden(same: Callable[..., None]) -> Callable[[str, str], None]:
    """golden("name.txt", actual): the text is what tests/golden/ says that it is."""

    def golden(name: str, actual: str) -> None:
        file = ROOT / "tests" / "golden" / name
        expected = file.read_text(encoding="utf-8") if file.exists() else ""

        def rewrite(text: str) -> None:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")

        same(actual, expected, rewrite)

    return golden
