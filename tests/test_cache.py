"""What was made before is used again exactly when nothing that it is made of has changed."""
from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Run, environment, files_in

from handboek.book import build as book
from handboek.cache import Cache, key_of
from handboek.cli import _cache_folder
from handboek.ledger import NAMES
from handboek.pdf import workers
from handboek.pdf.build import build, planned
from handboek.pdf.jobs import jobs
from handboek.pdf.recipe import ADDRESS, drawing_code
from handboek.project import Project
from handboek.site import build as site
from handboek.site import helper
from handboek.site.kept import Rendered

KEY = key_of({"a": 1})


def entry(cache: Cache) -> Path:
    """The only file in the cache."""
    assert cache.folder
    [path] = [path for path in cache.folder.rglob("*") if path.is_file()]
    return path


def test_what_was_put_is_found_by_another_process(tmp_path: Path) -> None:
    Cache(tmp_path / "cache").put(KEY, b"content")
    assert Cache(tmp_path / "cache").get(KEY) == b"content"
    assert Cache(tmp_path / "cache").get(key_of({"a": 2})) is None
    assert Cache(None).get(KEY) is None


def test_the_order_of_the_parts_does_not_matter_and_their_values_do() -> None:
    assert key_of({"a": 1, "b": "2"}) == key_of({"b": "2", "a": 1})
    assert len({key_of({"a": 1}), key_of({"a": "1"}), key_of({"b": 1}), key_of({})}) == 4


@pytest.mark.parametrize("damage", [lambda raw: b"", lambda raw: raw[:-1], lambda raw: raw + b" ",
                                    lambda raw: raw[:70] + b"X" + raw[71:]], ids=["empty", "cut", "longer", "changed"])
def test_a_damaged_entry_is_told_and_replaced(damage: Callable[[bytes], bytes], tmp_path: Path,
                                              capsys: pytest.CaptureFixture[str]) -> None:
    cache = Cache(tmp_path)
    cache.put(KEY, b"content " * 20)
    path = entry(cache)
    path.write_bytes(damage(path.read_bytes()))
    assert cache.made({"a": 1}, lambda: b"made again") == b"made again"
    assert capsys.readouterr().err == f"Let op: {path} in de cache is beschadigd en wordt opnieuw gemaakt.\n"
    assert cache.get(KEY) == b"made again"
    assert capsys.readouterr().err == ""


def test_an_entry_under_another_name_is_no_good(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(KEY, b"content")
    other = key_of({"a": 2})
    (tmp_path / other[:2]).mkdir(exist_ok=True)
    entry(cache).rename(tmp_path / other[:2] / other[2:])
    assert cache.get(other) is None


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path, limit=5_000)
    keys = [key_of({"number": number}) for number in range(10)]
    for age, key in enumerate(keys):
        cache.put(key, bytes(900))
        os.utime(tmp_path / key[:2] / key[2:], (1_000_000 - age, 1_000_000 - age))
    assert cache.get(keys[9])  # used now, so it is the youngest
    cache.tidy()
    left = [number for number, key in enumerate(keys) if cache.get(key)]
    assert left == [0, 1, 2, 9]
    assert sum(len(content) for content in files_in(tmp_path).values()) <= 5_000


def test_a_failed_write_leaves_nothing(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    (tmp_path / KEY[:2] / KEY[2:]).mkdir(parents=True)  # something in the way
    with pytest.raises(OSError):
        cache.put(KEY, b"content")
    assert files_in(tmp_path) == {}


def refused(*_given: object) -> None:
    raise PermissionError(errno.EACCES, "Permission denied")


def test_a_cache_of_another_user_is_read_and_told_of_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                         capsys: pytest.CaptureFixture[str]) -> None:
    Cache(tmp_path).put(KEY, b"content")
    before = files_in(tmp_path)
    monkeypatch.setattr(os, "replace", refused)
    cache = Cache(tmp_path)
    assert cache.made({"a": 1}, lambda: b"new") == b"content"
    assert cache.made({"a": 2}, lambda: b"new") == cache.made({"a": 3}, lambda: b"new") == b"new"
    cache.tidy()
    assert capsys.readouterr().err == (f"Let op: in de cache {tmp_path} mag niet alles worden geschreven. "
                                       "Wat daar niet staat, wordt elke keer opnieuw gemaakt.\n")
    assert files_in(tmp_path) == before
    with pytest.raises(PermissionError):
        Cache(tmp_path, to_be_kept=True).put(key_of({"a": 2}), b"new")


def test_what_is_not_of_the_cache_stays_in_its_folder(tmp_path: Path) -> None:
    other = tmp_path / "24" / "foto.jpg"
    other.parent.mkdir()
    other.write_bytes(bytes(9_000))
    os.utime(other, (1, 1))
    cache = Cache(tmp_path, limit=1_000)
    cache.put(KEY, bytes(2_000))
    cache.tidy()
    assert files_in(tmp_path) == {"24/foto.jpg": bytes(9_000)}
    cache.put(KEY, b"content")
    cache.clear()
    assert files_in(tmp_path) == {"24/foto.jpg": bytes(9_000)}


WRITER = """
import sys
from pathlib import Path
from handboek.cache import Cache
cache = Cache(Path(sys.argv[1]))
for _ in range(300):
    cache.put("ab" * 32, b"x" * 50_000)
    assert cache.get("ab" * 32) == b"x" * 50_000
"""


def test_many_writers_of_one_entry(tmp_path: Path) -> None:
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], env=environment(),
                                stderr=subprocess.PIPE)
               for _ in range(4)]
    assert [writer.communicate()[1] for writer in writers] == [b""] * 4
    assert [writer.returncode for writer in writers] == [0] * 4
    assert len(files_in(tmp_path)) == 1


def plans(project: Path) -> dict[str, tuple[str, str]]:
    """The HTML and the key of every PDF by its name."""
    fresh = Project(project)
    wanted = jobs(fresh.load())
    return {job.file: (page, key_of(parts)) for job, page, parts in zip(wanted, *planned(fresh, wanted), strict=True)}


@pytest.fixture(scope="module")
def before(root: Path) -> dict[str, tuple[str, str]]:
    """The plans of what every sandbox holds at first."""
    return plans(root)


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def changed(before: dict[str, tuple[str, str]], project: Path) -> set[str]:
    """The PDFs that are made anew after what happened in the project."""
    after = plans(project)
    return {file for file in before.keys() | after.keys() if before.get(file, "--")[1] != after.get(file, "--")[1]}


def showing(before: dict[str, tuple[str, str]], pattern: str) -> set[str]:
    """The PDFs whose HTML holds this."""
    return {file for file, (page, _) in before.items() if re.search(pattern, page)}


def test_a_changed_question_makes_the_sheets_that_show_it_anew(sandbox: Path,
                                                               before: dict[str, tuple[str, str]]) -> None:
    old, new = "Wat is fijn aan je woonplek?", "Wat is er fijn aan je woonplek?"
    edit(sandbox / "content/domains/wonen.yml", old, new)
    expected = showing(before, re.escape(old))
    assert 0 < len(expected) < len(before) / 2
    assert changed(before, sandbox) == expected


def test_a_changed_pictogram_makes_the_sheets_that_show_it_anew(sandbox: Path,
                                                                before: dict[str, tuple[str, str]]) -> None:
    edit(sandbox / "content/pictograms.yml", "id: wonen, title: huis, openmoji: 1F3E0",
         "id: wonen, title: huis, openmoji: 1F3D5")
    expected = showing(before, r"handboek:(pictogram/wonen|frame/\w+/wonen)\b(?!-)")
    assert 0 < len(expected) < len(before)
    assert changed(before, sandbox) == expected


def test_a_changed_tick_makes_the_examples_that_show_it_anew(sandbox: Path) -> None:
    (sandbox / "content/examples/kwaliteitscheck-actieplan.yml").write_text(
        "id: kwaliteitscheck-actieplan\nsources: [eigen]\nplaces: [{field: kwaliteitscheck_actieplan_van, text: Mo}]\n"
        "ticks: [kwaliteitscheck_actieplan_waarom]\n", encoding="utf-8")
    before = plans(sandbox)
    tick = sandbox / "templates/drawings/check.svg"
    tick.write_bytes(tick.read_bytes() + b"\n")
    assert {name for name in changed(before, sandbox) if name.startswith("kwaliteitscheck-actieplan")} == {
        "kwaliteitscheck-actieplan-voorbeeld.pdf", "kwaliteitscheck-actieplan-voorbeeld-lijn.pdf"}


def test_styles_of_every_sheet_ask_for_fonts_alone(root: Path) -> None:
    # Whatever else they ask for would be missing from the keys of the sheets that show it.
    for name in ("tokens.css", "worksheets/sheet.css"):
        asked = ADDRESS.findall((root / "templates" / name).read_text(encoding="utf-8"))
        assert {address.partition("/")[0] for address in asked} <= {"font"}


@pytest.mark.parametrize("file", ["templates/worksheets/sheet.css", "templates/fonts/NotoSans-Bold.ttf"])
def test_what_every_sheet_is_made_of_makes_all_anew(file: str, sandbox: Path,
                                                    before: dict[str, tuple[str, str]]) -> None:
    path = sandbox / file
    path.write_bytes(path.read_bytes() + b"\n")
    assert changed(before, sandbox) == set(before)


@pytest.mark.parametrize("file",
                         ["content/tasks/evalueren.yml", "templates/site/page.md.j2", "templates/fonts/OFL.txt"])
def test_what_no_sheet_is_made_of_makes_none_anew(file: str, sandbox: Path, before: dict[str, tuple[str, str]]) -> None:
    path = sandbox / file
    path.write_bytes(path.read_bytes() + b"\n")
    assert changed(before, sandbox) == set()


DRAWS = """
import sys
import handboek.pdf.assets, handboek.pdf.stamps, handboek.pdf.worker
print(*(name for name in sys.modules if name.startswith("handboek.") and not hasattr(sys.modules[name], "__path__")))
"""


def test_the_key_holds_all_code_that_draws() -> None:
    """Whatever the process that draws has loaded, except what only brings it work or complaints."""
    done = subprocess.run([sys.executable, "-c", DRAWS], env=environment(), capture_output=True, text=True, check=True)
    loaded = {name.removeprefix("handboek.").replace(".", "/") + ".py" for name in done.stdout.split()}
    assert len(loaded) >= 8
    assert loaded - {"pdf/worker.py", "problems.py", "processes.py"} <= set(drawing_code())


def test_only_what_changed_is_drawn(sandbox: Path, tmp_path: Path, run_here: Callable[..., Run]) -> None:
    """Counted by the command itself; with a cache of its own, in which every PDF is new at first."""
    build = ("worksheets", "vip-kaart", "--cache", str(tmp_path / "cache"))
    assert "pdf’s, " in run_here(*build, project=sandbox).out
    first = files_in(sandbox / "dist")
    assert " pdf’s (0 nieuw), " in run_here(*build, project=sandbox).out
    (sandbox / "dist").rename(tmp_path / "gone")
    assert " pdf’s (0 nieuw), " in run_here(*build, project=sandbox).out
    assert files_in(sandbox / "dist") == first
    assert "nieuw" not in run_here(*build, "--no-cache", project=sandbox).out
    assert files_in(sandbox / "dist") == first


def test_what_was_saved_while_sheets_were_drawn_is_not_kept(sandbox: Path, tmp_path: Path,
                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    """Else who puts back the old drawing would be given for ever what was drawn of the new one."""
    project, cache, drawing = Project(sandbox), Cache(tmp_path / "cache"), sandbox / "templates/drawings/wensenboom.svg"
    wanted, old = jobs(project.load(), ["wensenboom"])[:1], drawing.read_bytes()
    drawn = workers.drawn

    def saved_first(*given: Any) -> Iterator[Any]:
        drawing.write_bytes(old.replace(b'fill="', b'opacity=".5" fill="'))
        yield from drawn(*given)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(workers, "drawn", saved_first)
        [made] = build(project, wanted, tmp_path / "sheets", cache)
        assert made.drawn
    drawing.write_bytes(old)
    assert [made.drawn for made in build(project, wanted, tmp_path / "sheets", cache)] == [True]
    assert [made.drawn for made in build(project, wanted, tmp_path / "sheets", cache)] == [False]


def test_what_was_saved_while_the_book_was_drawn_is_not_kept(sandbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project, styles = Project(sandbox), sandbox / "templates/book/book.css"
    source = project.load()["nl"]
    pages = site.planned(project, source).markdown
    monkeypatch.setattr(book, "draw", lambda *given: b"")
    assert book._made(project, source, pages, Cache(None))[2]
    monkeypatch.setattr(book, "draw", lambda *given: styles.write_bytes(styles.read_bytes() + b"\n"))
    assert not book._made(project, source, pages, Cache(None))[2]


def test_what_was_saved_while_pages_were_made_is_not_kept(sandbox: Path, tmp_path: Path,
                                                          monkeypatch: pytest.MonkeyPatch) -> None:
    project, cache, theme = Project(sandbox), Cache(tmp_path / "cache"), sandbox / "templates/site/theme/main.html"
    source = project.load()["nl"]
    plan = site.planned(project, source)

    def made(*given: Any) -> dict[str, Rendered]:
        theme.write_bytes(theme.read_bytes() + b"\n")
        return {"index.md": Rendered("", [], {}, [])}

    monkeypatch.setattr(helper, "made", made)
    assert site.build(project, source, plan, tmp_path / "site", cache).rendered == 1
    assert not (tmp_path / "cache").exists()


def test_what_changed_since_an_output_was_made(sandbox: Path, run_here: Callable[..., Run],
                                               monkeypatch: pytest.MonkeyPatch) -> None:
    output = "worksheets/vip-kaart-printen.pdf"

    def why(name: str) -> str:
        done = run_here("all", "--why", name, project=sandbox)
        assert (done.code, done.err) == (0, "")
        return done.out

    assert why(output) == f"{output} is hier nog niet gemaakt.\n"
    assert run_here("worksheets", "vip-kaart", project=sandbox).code == 0
    before = files_in(sandbox / "dist")
    same = f"{output} is gemaakt van wat er nu staat. Er is niets veranderd.\n"
    assert why(f"dist/{output}") == same
    assert why("dist/site/werkbladen/bestanden/vip-kaart-printen.pdf") == same  # the copy that the website offers
    with monkeypatch.context() as elsewhere:
        elsewhere.chdir(sandbox / "dist" / "worksheets")
        assert why(Path(output).name) == same
    edit(sandbox / "content/pictograms.yml", "openmoji: 1F46A", "openmoji: 1F3D5")
    edit(sandbox / "content/tasks/evalueren.yml", "summary: ", "summary: Nieuw. ")
    changed = why(output).splitlines()
    assert changed[0] == f"{output} is niet meer gemaakt van wat er nu staat. Veranderd:"
    assert changed[1:] == ["- een pictogram of tekening; anders: pictogram/familie"]
    assert files_in(sandbox / "dist") == before
    wrong = run_here("all", "--why", "worksheets/vip-kaart-print.pdf", project=sandbox)
    assert wrong.code == 1
    assert "Bedoelde je ‘worksheets/vip-kaart-printen" in wrong.err
    other = run_here("all", "--why", "handboek-offline.zip", project=sandbox)
    assert "Alleen van pdf’s en pagina’s is bekend waarvan ze gemaakt zijn." in other.err


def test_every_part_of_a_page_and_a_sheet_has_a_name(root: Path) -> None:
    project = Project(root)
    catalogues = project.load()
    made = [*site.planned(project, catalogues["nl"]).parts().values(), *planned(project, jobs(catalogues)[:1])[1]]
    assert {part for parts in made for part in parts} <= NAMES.keys()


def test_a_home_is_known_where_no_shell_looks_at_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/thuis")
    monkeypatch.setenv("HANDBOEK_CACHE", "~/cache")
    assert _cache_folder(None, Path("/work")) == Path("/thuis/cache")
    assert _cache_folder(Path("~/other"), Path("/work")) == Path("/thuis/other")


def test_clean_takes_away_what_can_be_made_again(sandbox: Path, tmp_path: Path, run: Callable[..., Run]) -> None:
    for name in (f".build/cache/{KEY[:2]}/{KEY[2:]}", ".build/site/docs/index.md", ".build/done.json",
                 "dist/site/index.html"):
        (sandbox / name).parent.mkdir(parents=True, exist_ok=True)
        (sandbox / name).write_text("old", encoding="utf-8")
    own = {"HANDBOEK_CACHE": str(sandbox / ".build" / "cache")}
    assert run("clean", project=sandbox, env=own).code == 0
    assert [path.name for path in (sandbox / ".build").rglob("*") if path.is_file()] == ["lock"]
    assert files_in(sandbox / "dist") == {"site/index.html": b"old"}
