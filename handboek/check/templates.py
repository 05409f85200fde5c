"""The templates: each kind of block has one, each is valid Jinja, and what it asks for by name exists and fits."""
from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from string import Formatter

import jinja2
from jinja2 import nodes

from handboek.catalogue import Catalogue
from handboek.model.lists import SheetWord, Word
from handboek.problems import Position, Problem, listing, suggestion
from handboek.site.addresses import ids
from handboek.source import Document

BLOCKS = "templates/worksheets/blocks"
PREFIXES = {"site": "site.", "book": "site.book.", "worksheets": "sheet."}
"""In a template `t('nav.home')` means the word with this prefix."""
FILLED = {"site.footer": {"licence"}, "site.offline.readme": {"title", "version", "year", "licence"}}
"""Words with {names} that are filled in by the program and not by a template."""
PICTOGRAM = re.compile(r"(?:handboek:pictogram/|\b(?:banner|pictogram|picture)\(\")(?P<id>[a-z0-9-]+)(?![a-z0-9:-])")
"""A pictogram that stands in a template by its own name."""
Words = Mapping[str, tuple[Position, str]]


def problems(root: Path, catalogue: Catalogue, documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Missing folders of blocks, syntax errors, words of the interface that nobody wrote, and things that are gone."""
    yield from _blocks(root, catalogue, documents)
    words = _words(catalogue, documents)
    for id, names in FILLED.items():
        yield from _names(id, words, names)
    for folder, prefix in PREFIXES.items():
        for path in sorted((root / "templates" / folder).rglob("[!.]*.j2")):
            file = path.relative_to(root).as_posix()
            try:
                text = path.read_text(encoding="utf-8")
                tree = _parsed(text)
            except jinja2.TemplateSyntaxError as error:
                yield Problem(Position(file, error.lineno), "E303", "Deze sjabloon klopt niet.",
                              f"Jinja zegt: {error.message}")
            except UnicodeDecodeError:
                yield Problem(Position(file), "E001", "Dit bestand is niet opgeslagen als UTF-8.",
                              "Sla het opnieuw op als UTF-8.")
            else:
                yield from _pictograms(file, text, catalogue)
                for call in tree.find_all(nodes.Call):
                    yield from _call(Position(file, call.lineno), call, prefix, words, catalogue)


def _words(catalogue: Catalogue, documents: Mapping[str, Document]) -> Words:
    """Where each word of the interface stands, and what it says."""
    files: dict[str, tuple[Word | SheetWord, ...]] = {
        "content/interface.yml": catalogue.interface.words, "content/sheet-words.yml": catalogue.sheet_words.words}
    return {word.id: (documents[file].locate(("words", number, "text")), word.text)
            for file, words in files.items() for number, word in enumerate(words)}


def _blocks(root: Path, catalogue: Catalogue, documents: Mapping[str, Document]) -> Iterator[Problem]:
    for sheet in catalogue.worksheets:
        for number, block in enumerate(sheet.blocks):
            for name in ("block.html.j2", "block.css", "example.yml"):
                if block.kind != "sheet" and not (root / BLOCKS / block.kind / name).is_file():
                    yield Problem(documents[f"worksheets/{sheet.id}.yml"].locate(("blocks", number, "kind")), "E302",
                                  f"Voor het blok ‘{block.kind}’ ontbreekt {BLOCKS}/{block.kind}/{name}.",
                                  "Zet het bestand terug.")


def _pictograms(file: str, text: str, catalogue: Catalogue) -> Iterator[Problem]:
    for found in PICTOGRAM.finditer(text):
        if found["id"] not in catalogue.kinds["pictogram"]:
            yield Problem(Position.after(file, text[:found.start("id")]), "E203",
                          f"Er bestaat geen pictogram ‘{found['id']}’.",
                          "De opmaak heeft het nodig: zet het terug in content/pictograms.yml.")


def _call(place: Position, call: nodes.Call, prefix: str, words: Words, catalogue: Catalogue) -> Iterator[Problem]:
    """What a template asks for by a name that stands in it; of other names only their things know."""
    name = getattr(call.node, "name", "")
    given = [argument.value for argument in call.args if isinstance(argument, nodes.Const)]
    if name == "t" and call.args and isinstance(call.args[0], nodes.Const):
        yield from _word(place, prefix, call, words)
    elif name in ("link", "get") and len(given) == 2 and given[1] not in ids(catalogue, given[0]):
        yield Problem(place, "E308", f"De opmaak van de site heeft ‘{given[0]}:{given[1]}’ nodig, en dat is er niet.",
                      suggestion(given[1], ids(catalogue, given[0])) or "Zet het terug, of haal het hier weg.")


@lru_cache(maxsize=200)
def _parsed(template: str) -> nodes.Template:
    """Once for each text: `serve` checks everything after each edit."""
    return jinja2.Environment(extensions=["jinja2.ext.do"]).parse(template)


def _word(place: Position, prefix: str, call: nodes.Call, words: Words) -> Iterator[Problem]:
    key = str(getattr(call.args[0], "value", ""))
    if prefix + key not in words:
        known = [id.removeprefix(prefix) for id in words if id.startswith(prefix)]
        yield Problem(place, "E304",
                      f"Het woord ‘{prefix}{key}’ ontbreekt in content/interface.yml en content/sheet-words.yml.",
                      suggestion(key, known) or "Voeg het toe.")
    elif call.kwargs:
        yield from _names(prefix + key, words, {keyword.key for keyword in call.kwargs})


def _names(id: str, words: Words, filled: Collection[str]) -> Iterator[Problem]:
    """{names} in a word for which there is nothing to fill in."""
    if id not in words:
        return
    place, text = words[id]
    try:
        wrong = {name for _, name, _, _ in Formatter().parse(text) if name is not None} - set(filled)
    except ValueError:
        wrong = {"…"}
    if wrong:
        known = [f"{{{name}}}" for name in sorted(filled)]
        yield Problem(place, "E307", f"‘{{{min(wrong)}}}’ kan hier niet worden ingevuld.",
                      f"Kies uit {listing(known)}, met een accolade aan beide kanten.")
