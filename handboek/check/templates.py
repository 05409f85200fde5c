"""The templates: each kind of block has one, each is valid Jinja, and each word that it asks for exists."""
from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import jinja2
from jinja2 import nodes

from handboek.catalogue import Catalogue
from handboek.problems import Position, Problem, suggestion
from handboek.source import Document

BLOCKS = "templates/worksheets/blocks"
PREFIXES = {"site": "site.", "worksheets": "sheet."}
"""In a template `t('nav.home')` means the word with this prefix."""


def problems(root: Path, catalogue: Catalogue, documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Missing folders of blocks, syntax errors, and words of the interface that nobody wrote."""
    yield from _blocks(root, catalogue, documents)
    for folder, prefix in PREFIXES.items():
        words = {id.removeprefix(prefix) for id in catalogue.words if id.startswith(prefix)}
        for path in sorted((root / "templates" / folder).rglob("*.j2")):
            yield from _template(path, path.relative_to(root).as_posix(), prefix, words)


def _blocks(root: Path, catalogue: Catalogue, documents: Mapping[str, Document]) -> Iterator[Problem]:
    for sheet in catalogue.worksheets:
        for number, block in enumerate(sheet.blocks):
            for name in ("block.html.j2", "block.css"):
                if block.kind != "sheet" and not (root / BLOCKS / block.kind / name).is_file():
                    yield Problem(documents[f"worksheets/{sheet.id}.yml"].locate(("blocks", number, "kind")), "E302",
                                  f"Voor het blok ‘{block.kind}’ ontbreekt {BLOCKS}/{block.kind}/{name}.", "Zet het bestand terug.")


def _template(path: Path, file: str, prefix: str, words: Collection[str]) -> Iterator[Problem]:
    try:
        tree = jinja2.Environment(extensions=["jinja2.ext.do"]).parse(path.read_text(encoding="utf-8"))
    except jinja2.TemplateSyntaxError as error:
        yield Problem(Position(file, error.lineno), "E303", "Deze sjabloon klopt niet.", f"Jinja zegt: {error.message}")
        return
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "t" and call.args and isinstance(call.args[0], nodes.Const):
            key = call.args[0].value
            if key not in words:
                yield Problem(Position(file, call.lineno), "E304", f"Het woord ‘{prefix}{key}’ ontbreekt in content/interface.yml en content/sheet-words.yml.",
                              suggestion(key, words) or "Voeg het toe.")
