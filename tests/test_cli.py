"""The commands as a user types them: what they make, what they say and with which number they end."""
from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run, environment, files_in

from handboek import cli
from handboek.problems import EnvironmentTrouble
from handboek.report import tell

Runner = Callable[..., Run]
DOWNLOADS = "site/werkbladen/bestanden"


@pytest.fixture
def again(first_build: tuple[Path, Run], tmp_path: Path) -> Path:
    """A copy of the project in which everything has been built, to build in again."""
    return shutil.copytree(first_build[0], tmp_path / "handboek")


def test_help_needs_no_packages(root: Path) -> None:
    # -S: without site-packages, as on a machine on which nothing has been installed.
    command = [sys.executable, "-S", "-E", "-m", "handboek", "--help"]
    done = subprocess.run(command, cwd=root, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    for command in ("all", "check", "site", "worksheets", "serve", "test"):
        assert re.search(rf"^ +{command}\b", done.stdout, re.MULTILINE), command


def test_check_changes_nothing(sandbox: Path, run: Runner) -> None:
    before = files_in(sandbox)
    done = run("check", project=sandbox)
    assert (done.code, done.err) == (0, "")
    *_, last = done.out.splitlines()
    assert re.fullmatch(r"Klaar: \d+ bestanden gecontroleerd, 0 waarschuwingen, \d+,\d seconden\.", last)
    assert files_in(sandbox) == before
    assert not (sandbox / "dist").exists()


def test_all(first_build: tuple[Path, Run]) -> None:
    project, done = first_build
    line, look = done.out.splitlines()
    made = re.fullmatch(r"Klaar: \d+ bestanden gecontroleerd, (\d+) pagina’s, (\d+) pdf’s, 0 waarschuwingen, "
                        r"\d+,\d seconden\.", line)
    assert made
    pages = [path for path in (project / "dist" / "site").rglob("*.html") if path.name != "404.html"]
    pdfs = list((project / "dist" / "worksheets").rglob("*.pdf"))
    assert [len(pages), len(pdfs)] == [int(number) for number in made.groups()]
    assert len(pages) >= 45
    assert len(pdfs) >= 6
    assert look == "Bekijk dist/site/index.html"


def test_quiet_in_a_log(first_build: tuple[Path, Run]) -> None:
    """No bars, no colours and no cursor movements where nobody looks."""
    done = first_build[1]
    assert done.err.strip() == ""
    assert not re.search(r"[^\n\x20-\x7e\xa0-\uffff]", done.out + done.err)


def test_one_worksheet_is_refreshed_on_the_site_too(sandbox: Path, run_here: Runner) -> None:
    others = {"worksheets/krachtenboekje-invullen.pdf": b"another sheet", "site/index.html": b"a page"}
    old = {f"{folder}/actieplan-invullen.pdf": b"old" for folder in ("worksheets", DOWNLOADS)}
    for name, content in (others | old).items():
        file = sandbox / "dist" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    sheet = sandbox / "worksheets" / "actieplan.yml"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("    count: 3\n", "    count: 1\n"), encoding="utf-8")
    (sandbox / "content" / "examples" / "actieplan.yml").unlink()  # it tells of three goals

    done = run_here("worksheets", "actieplan", project=sandbox)

    made = files_in(sandbox / "dist")
    pdfs = sorted(name.partition("/")[2] for name in made if name.startswith("worksheets/actieplan-"))
    assert done.code == 0, done.err
    assert re.search(rf", {len(pdfs)} pdf’s( \(\d+ nieuw\))?, ", done.out)
    assert done.out.endswith("Bekijk dist/worksheets\n")
    assert {"actieplan-invullen.pdf", "actieplan-printen.pdf"} <= set(pdfs)
    for pdf in pdfs:
        assert made[f"worksheets/{pdf}"].startswith(b"%PDF")
        assert made[f"worksheets/{pdf}"] == made[f"{DOWNLOADS}/{pdf}"]
    # The rest is what it was, and of what is lacking on the site is told how to make it.
    assert {name: made[name] for name in others} == others
    lacking = len(list((sandbox / "worksheets").glob("*.yml"))) - 1
    assert [line for line in done.out.splitlines() if line.startswith("Let op")] == [
        f"Let op: {lacking} werkbladen zijn nog niet gebouwd. Voer uit: python3 build.py worksheets",
        "Let op: handboek.pdf is nog niet gemaakt. Voer uit: python3 build.py"]


def test_site_tells_which_worksheet_is_lacking(again: Path, run_here: Runner) -> None:
    """Also: a second build in the same folder gives the same pages."""
    before = files_in(again / "dist")
    (again / "dist" / "worksheets" / "actieplan-invullen.pdf").unlink()

    done = run_here("site", project=again)

    assert done.code == 0, done.err
    warning, line, look = done.out.splitlines()
    assert warning == ("Let op: actieplan-invullen.pdf is nog niet gebouwd. "
                       "Voer uit: python3 build.py worksheets actieplan")
    assert re.fullmatch(r"Klaar: \d+ bestanden gecontroleerd, \d+ pagina’s \(0 nieuw\), 1 waarschuwing, "
                        r"\d+,\d seconden\.", line)
    assert look == "Bekijk dist/site/index.html"
    packed = {"handboek-offline.zip", "site/handboek-offline.zip"}
    other = {"worksheets/actieplan-invullen.pdf", f"{DOWNLOADS}/actieplan-invullen.pdf", *packed}
    after = files_in(again / "dist")
    assert before.keys() - after.keys() == other - packed
    assert {name: content for name, content in before.items() if name not in other}.items() <= after.items()


def test_other_folder(sandbox: Path, run: Runner, tmp_path: Path) -> None:
    """The working directory does not matter, and is not written in."""
    elsewhere = tmp_path / "elders"
    elsewhere.mkdir()
    (sandbox / "content" / "case.yml").unlink()
    done = run("check", project=Path("../handboek"), cwd=elsewhere)
    assert done.code == 1
    assert done.err.startswith("content/case.yml:1:1 [E009] ")
    assert not list(elsewhere.iterdir())


@pytest.mark.parametrize("words", [["chekc"], ["check", "wonen"], ["site", "actieplan"], ["all", "actieplan"],
                                   ["check", "--nee"]])
def test_what_is_no_command_is_refused(words: list[str], sandbox: Path, run: Runner) -> None:
    done = run(*words, project=sandbox)
    assert (done.code, done.out) == (2, "")
    assert words[-1] in done.err
    assert "Traceback" not in done.err
    assert not (sandbox / "dist").exists()


@pytest.mark.parametrize("port", ["80", "70000", "acht"])
def test_only_a_port_that_anyone_may_open_is_taken(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        cli._parser().parse_args(["serve", "--port", port])
    assert "Bekijk wat er kan met: python3 build.py serve --help" in capsys.readouterr().err


def test_project_that_is_not_there(tmp_path: Path, run_here: Runner) -> None:
    done = run_here("check", project=tmp_path / "nergens")
    assert (done.code, done.out) == (1, "")
    assert done.err == (f"{tmp_path}/nergens:1:1 [E501] Hier is geen handboek. "
                        "Zet achter --project de map waarin content/ en worksheets/ staan.\n\n"
                        "1 probleem. Er is niets gebouwd.\n")
    assert not (tmp_path / "nergens").exists()


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_terminal_that_cannot_show_every_letter(encoding: str, sandbox: Path, run: Runner) -> None:
    (sandbox / "content" / "case.yml").write_text("titel: x\n", encoding="utf-8")
    done = run("check", project=sandbox, env={"PYTHONIOENCODING": encoding})
    assert done.code == 1
    assert "[E101]" in done.err
    done = run("worksheets", "actieplan", project=sandbox, env={"PYTHONIOENCODING": encoding})
    assert "Traceback" not in done.err


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_letter_that_the_terminal_lacks_is_no_failure(encoding: str, sandbox: Path, run: Runner, root: Path) -> None:
    variables = {"PYTHONIOENCODING": encoding}
    done = run("worksheets", "actieplan", project=sandbox, env=variables)
    assert (done.code, done.err) == (0, "")
    assert "pdf?s" in done.out
    helped = subprocess.run([sys.executable, root / "build.py", "--help"], check=False, capture_output=True,
                            env=environment() | variables)
    assert (helped.returncode, helped.stderr) == (0, b"")


def test_what_was_done_is_no_failure_when_nobody_listens_any_more(sandbox: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-P", "-m", "handboek", "check", "--project", str(sandbox)]
    with open(writer, "wb") as out:
        done = subprocess.run(command, env=environment(), check=False, stdout=out, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_folder_that_may_not_be_written(sandbox: Path, run: Runner) -> None:
    sandbox.chmod(0o500)
    try:
        done = run("worksheets", "actieplan", project=sandbox)
    finally:
        sandbox.chmod(0o700)
    assert done.code == 2
    assert "hier mag niet worden geschreven of gelezen. Pas de rechten aan." in done.err
    assert "Traceback" not in done.err


def test_something_in_the_way(sandbox: Path, run_here: Runner) -> None:
    (sandbox / ".build").write_text("a file where a folder belongs", encoding="utf-8")
    done = run_here("worksheets", "actieplan", project=sandbox)
    assert (done.code, done.out) == (2, "")
    assert done.err == ("Dit lukt niet op deze computer: hier staat een bestand waar een map hoort, of andersom. "
                        f"Haal het weg. ({sandbox / '.build'})\nWat er al stond, is niet veranderd.\n")
    assert not (sandbox / "dist").exists()


FULL = "de schijf is vol. Maak ruimte en probeer het opnieuw."


@pytest.mark.parametrize(("error", "reason"), [
    (OSError(errno.ENOSPC, "No space left on device", "dist/a.pdf"), f"{FULL} (dist/a.pdf)"),
    (OSError(errno.EDQUOT, "Disk quota exceeded"), FULL),
    (OSError(errno.EACCES, "Denied", "dist"), "hier mag niet worden geschreven of gelezen. Pas de rechten aan. (dist)"),
    (OSError(errno.EROFS, "Read-only"), "deze schijf kan alleen worden gelezen. Zet het handboek ergens anders."),
    (OSError(errno.EADDRINUSE, "In use"), "deze poort is al in gebruik. Kies een andere met --port."),
    (OSError(errno.ENOENT, "No such file", "a.ttf"), "een bestand van het handboek ontbreekt. Zet het terug. (a.ttf)"),
    (OSError(errno.EIO, "Input/output error"), "Input/output error."),
    (EnvironmentTrouble("Pango ontbreekt."), "Pango ontbreekt."),
])
def test_trouble_of_the_machine(error: Exception, reason: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert tell(error) == 2
    assert capsys.readouterr().err == f"Dit lukt niet op deze computer: {reason}\nWat er al stond, is niet veranderd.\n"


def test_only_a_bug_shows_a_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    assert tell(KeyError("x")) == 70
    said = capsys.readouterr().err
    assert "KeyError" in said
    assert said.endswith("Dit is een fout in het programma zelf, niet in je tekst. Meld hem met de regels hierboven.\n")
