"""A translation is a folder of words: it gives worksheets in that language without a line of code, whole or not at all.

The language of these tests is made here: Dutch in which every vowel has a diaeresis. It is as long as Dutch, it can be
read, and a word that was forgotten shows at once.
"""
from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import yaml
from conftest import Run

from handboek.catalogue import model_of
from handboek.cli import main
from handboek.levels import at_level
from handboek.model.words import Words, leaves
from handboek.pdf.jobs import jobs
from handboek.pdf.sheet import html
from handboek.project import Project
from handboek.source import read
from handboek.translation import ON_PAPER
from handboek.validate import validate

SHEET = "krachteninventarisatie"
DOMAINS = ("wonen", "veiligheid")
FILES = ("content/sheet-words.yml", f"worksheets/{SHEET}.yml", *(f"content/domains/{id}.yml" for id in DOMAINS))
DIAERESIS = str.maketrans("aeiouAEIOU", "äëïöüÄËÏÖÜ")
DUTCH = re.compile(r"\w*[aeiouAEIOU]\w*")


def words_of(data: Any, wanted: dict[tuple[Any, ...], Any], path: tuple[Any, ...] = ()) -> Any:
    """The data with nothing in it but the wanted texts, in the other language, and the ids that they are found by."""
    if isinstance(data, dict):
        inner = {key: words_of(value, wanted, (*path, key)) for key, value in data.items()}
        kept = {key: value for key, value in inner.items() if value is not None}
        return {"id": data["id"], **kept} if kept and path and "id" in data else kept or None
    if isinstance(data, tuple):
        # Where nothing is said, an empty place is kept: items without an id are found by their place.
        items = [words_of(value, wanted, (*path, number)) or {} for number, value in enumerate(data)]
        return items if any(items) else None
    return data.translate(DIAERESIS) if path in wanted else None


def translation(project: Path, file: str, everything: bool) -> dict[str, Any]:
    """One file of the other language: every word, or only what may not be missing."""
    document = at_level(read(project, file), "standard")
    marks = {leaf.path: leaf.mark(Words) for leaf in leaves(validate(document, model_of(file)))}
    also = ON_PAPER.get(file.rpartition("/")[0], set())
    wanted = {path: mark for path, mark in marks.items() if mark and (everything or mark.client or path in also)}
    assert len(wanted) >= 10
    return words_of(document.data, wanted)


def write(project: Path, file: str, data: Any) -> Path:
    """Put one file of the other language in its place; returns it."""
    target = project / "content" / "translations" / "xx" / file.removeprefix("content/")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000), encoding="utf-8")
    return target


@pytest.fixture
def small(sandbox: Path) -> Path:
    """A project whose inventory has two domains and one level, so that it is drawn quickly."""
    file = sandbox / "worksheets" / f"{SHEET}.yml"
    data = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    for block in data["blocks"]:
        block.pop("easy", None)
        if block["kind"] == "domains":
            block["domains"] = list(DOMAINS)
    file.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000), encoding="utf-8")
    # Somebody filled in the other domains too.
    (sandbox / "content" / "examples" / f"{SHEET}.yml").unlink()
    return sandbox


@pytest.fixture
def translated(small: Path) -> Path:
    """The same with every word of that sheet in the other language."""
    for file in FILES:
        write(small, file, translation(small, file, everything=True))
    return small


def shown(file: Path) -> list[str]:
    """Everything in a PDF that a person sees or hears: pages, names of fields, title, subject."""
    with pikepdf.open(file) as pdf:
        widgets = [widget for page in pdf.pages for widget in page.get("/Annots", [])]
        fields = [str(widget.get("/TU", widget.get("/Parent", {}).get("/TU", ""))) for widget in widgets]
        about = [str(pdf.docinfo.get(key, "")) for key in ("/Title", "/Subject")]
        assert str(pdf.Root.Lang) == "xx"
    document = pypdfium2.PdfDocument(file)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    document.close()
    return [text for text in (*pages, *fields, *about) if text]


def test_a_translated_sheet_is_published_without_a_word_of_dutch(translated: Path,
                                                                 run_here: Callable[..., Run]) -> None:
    done = run_here("worksheets", SHEET, project=translated)

    assert done.code == 0, done.err
    folder = translated / "dist" / "worksheets"
    # Of the other sheets some words are still Dutch, so they are not published.
    names = sorted(path.name for path in (folder / "xx").iterdir())
    assert names == sorted(path.name for path in folder.glob(f"{SHEET}-*.pdf"))
    assert {f"{SHEET}-invullen.pdf", f"{SHEET}-printen.pdf"} <= set(names)
    for path in (folder / "xx").iterdir():
        texts = shown(path)
        assert len(texts) >= 5
        assert "krächtën" in " ".join(texts).lower()
        assert {word for text in texts for word in DUTCH.findall(text)} == set(), path.name


def test_what_may_not_be_missing_is_all_that_a_person_sees(small: Path) -> None:
    for file in FILES:
        write(small, file, translation(small, file, everything=False))
    catalogue = Project(small).load()["xx"]
    page = html(small / "templates", catalogue, catalogue.get("worksheet", SHEET), "fillable")
    # Search words are for who looks for the sheet; the makers have a name.
    page = re.sub(r'<meta name="(keywords|author)"[^>]*>|<style>.*?</style>|<!--.*?-->', "", page, flags=re.DOTALL)
    texts = [*re.findall(r">([^<>]+)<", page), *re.findall(r'(?:title|content|alt)="([^"]*)"', page)]
    assert len(texts) >= 100
    assert {word for text in texts for word in DUTCH.findall(unescape(text))} == set()


def test_a_sheet_of_which_a_domain_is_lacking_is_not_published(translated: Path, run_here: Callable[..., Run]) -> None:
    (translated / "content" / "translations" / "xx" / "domains" / f"{DOMAINS[1]}.yml").unlink()
    done = run_here("check", project=translated)
    assert done.code == 0, done.err
    assert [job.file for job in jobs(Project(translated).load()) if job.file.startswith("xx/")] == []


def leave_out(data: dict[str, Any]) -> None:
    del data["questions"]["now"][1]["text"]


def add_key(data: dict[str, Any]) -> None:
    data["color"] = "red"


def misspell_key(data: dict[str, Any]) -> None:
    data["times"]["nu"] = data["times"].pop("now")


def rename_id(data: dict[str, Any]) -> None:
    data["questions"]["now"][0]["id"] = "wat-anders"


def make_empty(data: dict[str, Any]) -> None:
    data["client_title"] = ""


def make_long(data: dict[str, Any]) -> None:
    data["client_title"] = "Sö wöön ïk ïn dït möóïë hüïs"


def make_number(data: dict[str, Any]) -> None:
    data["client_title"] = 7


def add_item(data: dict[str, Any]) -> None:
    data["tips"].append("Öök dït.")


def use_letter_without_shape(data: dict[str, Any]) -> None:
    data["client_title"] = "我的家"


@pytest.mark.parametrize(("change", "expected"), [
    (leave_out, ["{questions.now.1} [E402] De vertaling van ‘Welke klus thuis lukt je goed?’ ontbreekt. "
                 "Vertaal de tekst van {nl:questions.now.1.text}."]),
    (add_key, ["{color} [E401] ‘color’ is hier geen tekst om te vertalen. "
               "Een vertaling heeft dezelfde sleutels als content/domains/wonen.yml, en alleen die met woorden."]),
    (misspell_key, ["{times} [E402] De vertaling van ‘Hoe woon je nu?’ ontbreekt. Vertaal de tekst van {nl:times.now}.",
                    "{times.nu} [E401] ‘nu’ is hier geen tekst om te vertalen. "
                    "Een vertaling heeft dezelfde sleutels als content/domains/wonen.yml, en alleen die met woorden."]),
    (rename_id, ["{questions.now} [E402] De vertaling van ‘Wat is fijn aan je woonplek?’ ontbreekt. "
                 "Vertaal de tekst van {nl:questions.now.0.text}.",
                 "{questions.now.0.id} [E401] In content/domains/wonen.yml staat geen ‘wat-anders’. "
                 "De id blijft die van het Nederlandse bestand."]),
    (make_empty, ["{client_title} [E104] ‘client_title’ is leeg. "
                  "Vul het in, of haal de sleutel weg als hij niet verplicht is."]),
    (make_long, ["{client_title} [E301] Deze tekst is te lang voor zijn vak: er is plaats voor 1 regel, hij vult er 2. "
                 "Zeg het korter."]),
    (make_number, ["{client_title} [E103] Bij ‘client_title’ hoort tekst; hier staat ‘7’. "
                   "Zet het tussen aanhalingstekens: \"7\"."]),
    (add_item, ["{tips.8} [E401] ‘tips’ (nummer 9) is hier geen tekst om te vertalen. "
                "Een vertaling heeft dezelfde sleutels als content/domains/wonen.yml, en alleen die met woorden."]),
    (use_letter_without_shape, ["{client_title} [E306] Het teken ‘家’ staat niet in het lettertype van de werkbladen. "
                                "Gebruik een ander teken, of een pictogram."]),
], ids=lambda value: value.__name__ if callable(value) else "")
def test_a_translation_that_is_not_right(change: Callable[[dict[str, Any]], None], expected: list[str],
                                         translated: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = FILES[2]
    data = translation(translated, file, everything=True)
    change(data)
    name = write(translated, file, data).relative_to(translated).as_posix()
    words, dutch = read(translated, name), read(translated, file)

    def placed(line: str) -> str:
        line = re.sub(r"\{nl:([^}]+)\}", lambda found: str(dutch.locate(path_of(found[1]))), line)
        return re.sub(r"^\{([^}]+)\}", lambda found: str(words.locate(path_of(found[1]))), line)

    assert main(["check", "--project", str(translated)]) == 1
    said = capsys.readouterr().err.splitlines()[:-2]
    assert said == sorted(map(placed, expected), key=lambda line: int(line.split(":")[1]))


def test_what_is_missing_is_told_in_the_order_of_the_source(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(small, FILES[1], {"name": "Krächtënïnvëntärïsätïë"})
    assert main(["check", "--project", str(small)]) == 1
    told = re.findall(r"^\S+:1:1 \[E402\] .* Vertaal de tekst van \S+:(\d+):(\d+)\.$", capsys.readouterr().err,
                      re.MULTILINE)
    places = [(int(line), int(column)) for line, column in told]
    assert len(places) >= 20
    assert places == sorted(places)


def test_mistakes_in_the_source_and_in_a_translation_are_told_together(translated: Path,
                                                                       capsys: pytest.CaptureFixture[str]) -> None:
    """Each once, also that in a sheet which is not translated and so holds the same words in both languages."""
    sheet = translated / "worksheets" / "actieplan.yml"
    text = sheet.read_text(encoding="utf-8")
    long = "Pak je blad met al je krachten er nog een keer goed bij."
    sheet.write_text(text.replace("Pak je blad met krachten.", long, 1), encoding="utf-8")
    data = translation(translated, FILES[2], everything=True)
    make_long(data)
    write(translated, FILES[2], data)
    assert main(["check", "--project", str(translated)]) == 1
    said = re.findall(r"^(.*?):.* \[(\w+)\]", capsys.readouterr().err, re.MULTILINE)
    assert said == [("content/translations/xx/domains/wonen.yml", "E301"), ("worksheets/actieplan.yml", "E209")]


def path_of(text: str) -> tuple[str | int, ...]:
    return tuple(int(part) if part.isdigit() else part for part in text.split("."))


@pytest.mark.parametrize(("text", "expected"), [
    ("Zo gaat het.\n", "1:1 [E401] Dit bestand is hier geen tekst om te vertalen. Een vertaling heeft dezelfde "
                       "sleutels als content/domains/wonen.yml, en alleen die met woorden."),
    ("", "1:1 [E104] Dit bestand is leeg. Schrijf er iets in, of haal het weg."),
    ("title: [\n", "2:1 [E002] Vanaf hier kan de computer dit bestand niet lezen. "
                   "Kijk of de inspringing klopt met de regel erboven en of elk aanhalingsteken een partner heeft."),
])
def test_a_translation_that_cannot_be_read(text: str, expected: str, translated: Path,
                                           capsys: pytest.CaptureFixture[str]) -> None:
    file = write(translated, FILES[2], {})
    file.write_text(text, encoding="utf-8")
    assert main(["check", "--project", str(translated)]) == 1
    said = capsys.readouterr().err
    assert f"content/translations/xx/domains/wonen.yml:{expected}" in said.splitlines()
    assert "Traceback" not in said
