"""Several processes that draw: whatever happens to them, what comes out is whole, the same, or a clear message."""
from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest
from children import alive, children, needs_proc
from conftest import environment, files_in

from handboek.pdf import workers
from handboek.pdf.draw import prepare
from handboek.pdf.jobs import Job, jobs, supplies
from handboek.pdf.sheet import html
from handboek.project import Project

SHEETS = ("ecogram", "vip-kaart", "weekschema")


class Work:
    """A few sheets to draw, with their HTML."""

    def __init__(self, root: Path, work: Path):
        prepare(work, root / "templates" / "fonts")
        project = Project(root)
        self.wanted: list[Job] = jobs(project.load(), SHEETS)
        self.pages = [html(project.templates, job.catalogue, job.sheet, job.variant) for job in self.wanted]
        self.work, self.supplies = work, supplies(project, self.wanted[0].catalogue)

    def drawn(self, size: int, backwards: bool = False) -> dict[int, object]:
        """What this many processes make of it."""
        tasks = workers.tasks(self.wanted, self.pages, list(range(len(self.wanted))))
        with workers.Crew(self.work, self.supplies, size) as crew:
            return dict(crew.drawn(tasks[::-1] if backwards else tasks))


@pytest.fixture(scope="module")
def work(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Work:
    return Work(root, tmp_path_factory.mktemp("work"))


def test_the_order_and_the_number_of_processes_do_not_matter(work: Work, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when each process is replaced after every second task."""
    once = work.drawn(2)
    assert len(once) == len(work.wanted) >= 12
    assert all(isinstance(pdf, bytes) for pdf in once.values())
    monkeypatch.setattr(workers, "LIFE", 2)
    assert work.drawn(1, backwards=True) == once


def test_a_folder_may_be_called_anything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("FONTCONFIG_FILE", "SOURCE_DATE_EPOCH"):
        monkeypatch.setenv(name, "1")
    folder = tmp_path / "R&D <oud>"
    prepare(folder, folder / "fonts")
    told = ElementTree.parse(folder / "fonts.conf").getroot()
    assert [part.text for part in told] == [f"{folder}/fonts", f"{folder}/fontconfig"]


def test_one_failure_does_not_hide_another(work: Work) -> None:
    """Two sheets do not fit; the others are drawn."""
    pages = [page.replace("</section>", "</section><p style='break-before: page'>Meer</p>", 1)
             if job.sheet.id in SHEETS[:2] and job.variant == "print" and job.ink == "color" else page
             for job, page in zip(work.wanted, work.pages, strict=True)]
    assert sum(one != other for one, other in zip(pages, work.pages, strict=True)) >= 2
    with workers.Crew(work.work, work.supplies, 2) as crew:
        made = dict(crew.drawn(workers.tasks(work.wanted, pages, list(range(len(pages))))))
    problems = [problem for found in made.values() if isinstance(found, list) for problem in found]
    told = {problem.position.file: problem.code for problem in problems}
    assert told == {f"worksheets/{id}.yml": "E305" for id in SHEETS[:2]}
    assert sum(isinstance(found, bytes) for found in made.values()) == len(made) - sum(
        one != other for one, other in zip(pages, work.pages, strict=True))


def start(project: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-P", "-m", "handboek", "worksheets", *SHEETS, "--no-cache", "--project", str(project)]
    return subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                            start_new_session=True, preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))


def wait_for_processes(build: subprocess.Popen[str], count: int) -> list[int]:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and build.poll() is None:
        if len(found := list(children(build.pid))) >= count:
            return found
        time.sleep(0.001)
    pytest.fail(f"the build did not start {count} processes: {build.communicate()}")


needs_two = pytest.mark.skipif(workers.processors() < 2, reason="one processor draws without other processes")


@pytest.fixture
def published(sandbox: Path) -> Path:
    """A project in which a worksheet was published before."""
    (sandbox / "dist" / "worksheets").mkdir(parents=True)
    (sandbox / "dist" / "worksheets" / "ecogram-printen.pdf").write_text("before", encoding="utf-8")
    return sandbox


@needs_two
@needs_proc
@pytest.mark.parametrize("draws", [False, True], ids=["while it starts", "while it draws"])
def test_a_process_that_the_machine_kills(draws: bool, published: Path) -> None:
    before = files_in(published / "dist")
    build = start(published)
    victim = wait_for_processes(build, 2)[-1]
    while draws and "libpango" not in Path(f"/proc/{victim}/maps").read_text(encoding="utf-8"):
        time.sleep(0.01)  # the sheets take it a second from then on
    os.kill(victim, signal.SIGKILL)
    out, err = build.communicate(timeout=60)
    assert (build.returncode, out) == (2, "")
    told, kept = err.strip().splitlines()
    assert told.startswith("Dit lukt niet op deze computer: het tekenen van ")
    assert told.endswith(" is door de computer afgebroken, meestal door te weinig geheugen. "
                         "Sluit andere programma’s en probeer het opnieuw.")
    assert kept == "Wat er al stond, is niet veranderd."
    assert files_in(published / "dist") == before


@needs_two
@needs_proc
@pytest.mark.parametrize(("count", "wait"), [(1, 0.0), (2, 0.0), (2, 0.3)])
def test_ctrl_c_is_heard_while_processes_start(count: int, wait: float, published: Path) -> None:
    """It reaches every process of the terminal; only the first has something to say about it."""
    before = files_in(published / "dist")
    build = start(published)
    found = wait_for_processes(build, count)
    time.sleep(wait)
    os.killpg(build.pid, signal.SIGINT)
    out, err = build.communicate(timeout=20)
    assert (build.returncode, out, err.strip()) == (130, "", "Afgebroken. Wat er al stond, is niet veranderd.")
    assert files_in(published / "dist") == before
    assert not [process for process in found if Path(f"/proc/{process}").exists()]


@needs_two
@needs_proc
def test_a_build_that_is_killed_leaves_no_process(published: Path) -> None:
    """Nobody can tidy up after `kill -9`, so those that draw notice by themselves that nobody waits for them."""
    build = start(published)
    found = wait_for_processes(build, 2)
    build.kill()
    build.communicate(timeout=60)
    assert alive(found) == []
