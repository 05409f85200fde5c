"""What is published is always whole: a build that fails, is killed or finds the disk full leaves it as it was."""
from __future__ import annotations

import contextlib
import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run, environment, files_in

from handboek.dist import put, staged
from handboek.project import Project


@pytest.fixture
def published(tmp_path: Path) -> Project:
    """A project in which something was published before."""
    for name in ("site/index.html", "site/a/index.html", "worksheets/a.pdf"):
        file = tmp_path / "dist" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"before: {name}", encoding="utf-8")
    return Project(tmp_path)


def left_over(project: Project) -> list[Path]:
    """What a build has not tidied up."""
    return [path for path in project.work.iterdir() if path.is_dir()]


def change(stage: Path) -> None:
    """What a build does: replace a file, add one, take one away."""
    (stage / "site" / "index.html").unlink()
    (stage / "site" / "index.html").write_text("after", encoding="utf-8")
    (stage / "worksheets" / "b.pdf").write_text("new", encoding="utf-8")
    (stage / "worksheets" / "a.pdf").unlink()


def test_a_build_that_succeeds_is_published_whole(published: Project) -> None:
    with staged(published) as stage:
        change(stage)
    assert files_in(published.dist) == {"site/index.html": b"after", "site/a/index.html": b"before: site/a/index.html",
                                     "worksheets/b.pdf": b"new"}
    assert not left_over(published)


def test_the_first_build_needs_no_dist(tmp_path: Path) -> None:
    with staged(Project(tmp_path)) as stage:
        (stage / "a.txt").write_text("new", encoding="utf-8")
    assert files_in(tmp_path / "dist") == {"a.txt": b"new"}


def test_what_dist_is_a_link_to_changes_and_not_the_link(published: Project) -> None:
    elsewhere = published.dist.rename(published.root / "www")
    published.dist.symlink_to(elsewhere)
    for text in ("once", "twice"):
        with staged(published) as stage:
            (stage / "a.txt").unlink(missing_ok=True)
            (stage / "a.txt").write_text(text, encoding="utf-8")
        assert published.dist.is_symlink()
        assert (elsewhere / "a.txt").read_text(encoding="utf-8") == text
        assert not left_over(published)


def test_a_build_that_fails_changes_nothing(published: Project) -> None:
    before = files_in(published.dist)
    with pytest.raises(RuntimeError), staged(published) as stage:
        change(stage)
        raise RuntimeError
    assert files_in(published.dist) == before
    # And what it left behind does not get into the next.
    with staged(published):
        pass
    assert files_in(published.dist) == before


def test_a_build_that_was_killed_while_publishing_is_mended(published: Project) -> None:
    before = files_in(published.dist)
    published.work.mkdir()
    published.dist.rename(published.work / "dist-old")
    (published.work / "dist-next").mkdir()
    (published.work / "dist-next" / "rest.txt").write_text("half", encoding="utf-8")
    with staged(published) as stage:
        assert files_in(stage) == before
    assert files_in(published.dist) == before
    assert not left_over(published)


def test_the_published_files_are_replaced_and_not_written_in(published: Project, tmp_path: Path) -> None:
    """The copy to work on shares its files with what is published: who has a file open keeps the old one."""
    before = files_in(published.dist)
    for name in before:
        (tmp_path / "kept" / name).parent.mkdir(parents=True, exist_ok=True)
        os.link(published.dist / name, tmp_path / "kept" / name)
    with staged(published) as stage:
        put(tmp_path / "kept" / "site" / "a" / "index.html", stage / "site" / "index.html")
        put(tmp_path / "kept" / "site" / "a" / "index.html", stage / "new" / "deep.html")
    assert files_in(tmp_path / "kept") == before
    other = b"before: site/a/index.html"
    assert files_in(published.dist) == before | {"site/index.html": other, "new/deep.html": other}


READER = """
import pathlib, sys
page, reads = pathlib.Path(sys.argv[1]), 0
print("ready", flush=True)
while not (page.parent.parent.parent / "stop").exists():
    page.read_bytes()  # raises if it is not there
    reads += 1
print(reads)
"""


def test_what_is_published_is_there_at_every_moment(published: Project) -> None:
    """Somebody reads a page on and on, while build after build is published."""
    page = published.dist / "site" / "index.html"
    reader = subprocess.Popen([sys.executable, "-c", READER, str(page)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              text=True)
    assert reader.stdout and reader.stdout.readline() == "ready\n"
    for _ in range(200):
        with staged(published):
            pass
    (published.root / "stop").touch()
    out, err = reader.communicate(timeout=60)
    assert err == ""
    assert int(out) > 200
    assert not left_over(published)


def start(project: Path, *arguments: str, limit: int | None = None) -> subprocess.Popen[str]:
    """A command that goes on by itself and draws all that it makes; `limit` is the size in bytes at which a file cannot
    grow any more."""
    def lower() -> None:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # whoever runs the tests in the background ignores it
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    command = [sys.executable, "-P", "-m", "handboek", *arguments, "--no-cache", "--project", str(project)]
    return subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                            start_new_session=True, preexec_fn=lower)


@pytest.fixture
def project(sandbox: Path) -> Path:
    """A project in which a worksheet and a page were published before, hard-linked to a second place."""
    for name in ("site/index.html", "worksheets/actieplan-invullen.pdf"):
        for folder in (sandbox / "dist", sandbox / "kept"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (sandbox / "kept" / name).write_text("before", encoding="utf-8")
        os.link(sandbox / "kept" / name, sandbox / "dist" / name)
    return sandbox


def test_a_style_that_does_not_exist(project: Path, run_here: Callable[..., Run]) -> None:
    before = files_in(project / "dist")
    style = project / "templates" / "worksheets" / "sheet.css"
    style.write_text(style.read_text(encoding="utf-8") + "\nh1 { colour: red }\n", encoding="utf-8")
    done = run_here("worksheets", "actieplan", project=project)
    assert (done.code, done.out) == (1, "")
    assert re.fullmatch(r"templates/worksheets:1:1 \[E310\] De opmaak van de werkbladen klopt niet\. WeasyPrint meldt: "
                        r"Ignored `colour: red ?` at \d+:\d+, unknown property\.\n\n"
                        r"1 probleem\. Er is niets gebouwd\.", done.err.strip())
    assert files_in(project / "dist") == before


def test_a_full_disk(project: Path) -> None:
    before = files_in(project / "dist")
    process = start(project, "worksheets", "actieplan", limit=20_000)
    out, err = process.communicate(timeout=120)
    assert (process.returncode, out) == (2, "")
    assert "Dit lukt niet op deze computer: de schijf is vol. Maak ruimte en probeer het opnieuw." in err
    assert err.endswith("Wat er al stond, is niet veranderd.\n")
    assert "Traceback" not in err
    assert files_in(project / "dist") == before


def test_a_full_disk_leaves_the_file_that_was_to_be_overwritten(project: Path) -> None:
    out = project / "boekje.pdf"
    out.write_text("before", encoding="utf-8")
    before = sorted(project.iterdir())
    process = start(project, "booklet", "actieplan", "--out", str(out), "--force", limit=50_000)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 2
    assert err.endswith("Wat er al stond, is niet veranderd.\n")
    assert out.read_text(encoding="utf-8") == "before"
    assert set(project.iterdir()) - set(before) <= {project / ".build"}


def test_what_cannot_be_noted_is_not_published(project: Path, run_here: Callable[..., Run]) -> None:
    """`--why` goes by the note of what each file is made of."""
    before = files_in(project / "dist")
    (project / ".build" / "made-of.new").mkdir(parents=True)  # something in the way
    done = run_here("worksheets", "weekschema", project=project)
    assert done.code == 2
    assert done.err.endswith("Wat er al stond, is niet veranderd.\n")
    assert files_in(project / "dist") == before


@pytest.mark.parametrize(("sign", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
@pytest.mark.parametrize("late", [False, True], ids=["before drawing", "while drawing"])
def test_a_build_that_is_stopped(sign: signal.Signals, code: int, late: bool, project: Path) -> None:
    """Ctrl-C in a terminal reaches every process of the build, and none of them may have anything to say about it."""
    before = files_in(project / "dist")
    process = start(project, "worksheets", "actieplan")
    wait_for(project / ".build" / "dist-next")
    if late:  # one of its eight PDFs is there that was not there before, so the workers are at work
        wait_for(project / ".build" / "dist-next" / "worksheets", more_than=1)
    os.killpg(process.pid, sign)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out) == (code, "")
    assert sign is signal.SIGKILL or err.strip() == "Afgebroken. Wat er al stond, is niet veranderd."
    assert files_in(project / "dist") == before


def wait_for(path: Path, more_than: int = 0) -> None:
    """Until the path is there, or until the folder holds more files than this."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not (len(list(path.glob("*.pdf"))) > more_than
                                               if more_than else path.exists()):
        time.sleep(0.05)


def test_a_second_build_at_the_same_time_waits_or_is_refused(published: Project) -> None:
    """Whoever has `serve` running and starts a build must not get half of each."""
    other = ("import pathlib, sys; from handboek.dist import staged; from handboek.project import Project\n"
             "with staged(Project(pathlib.Path(sys.argv[1]))) as stage: (stage / 'second.txt').write_text('second')")
    with staged(published) as stage:
        change(stage)
        first = files_in(stage)
        second = subprocess.Popen([sys.executable, "-c", other, str(published.root)], env=environment(),
                                  stderr=subprocess.DEVNULL)
        with contextlib.suppress(subprocess.TimeoutExpired):
            second.wait(timeout=4)
        assert files_in(stage) == first
    second.wait(timeout=60)
    assert files_in(published.dist).items() >= first.items()
