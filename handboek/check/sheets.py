"""Sheets to take along: what the text of a training day or a lesson asks for stands in its list."""
from __future__ import annotations

from collections.abc import Iterator, Mapping

from handboek.catalogue import Catalogue
from handboek.model.route import Lesson, Route
from handboek.model.words import DataPath, Leaf, Words, leaves
from handboek.problems import Problem
from handboek.site import markup
from handboek.source import Document

# A table tells which sheet is for what, and nobody needs them all.
ELSEWHERE = {"table"}


def problems(catalogue: Catalogue, documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Links to a sheet in a section that lists sheets, but not this one."""
    for file, model in catalogue.files.items():
        if isinstance(model, Route):
            stages = [(("sections", number), {*stage.worksheets}) for number, stage in enumerate(model.sections)
                      if stage.worksheets]
        elif isinstance(model, Lesson):
            stages = [((), {*model.worksheets, *model.also})]
        else:
            continue
        for path, listed in stages:
            for leaf, id in _linked(model, path):
                if id not in listed:
                    yield Problem(documents[file].locate(leaf.path), "E215",
                                  f"De tekst vraagt om het blad ‘{id}’, maar het staat niet in de lijst.",
                                  "Zet het achter ‘worksheets’.")


def _linked(model: Route | Lesson, path: DataPath) -> Iterator[tuple[Leaf, str]]:
    """The sheets to which texts below this path link."""
    for leaf in leaves(model):
        words = leaf.mark(Words)
        if words and words.markup and leaf.path[:len(path)] == path and not ELSEWHERE & {*leaf.path}:
            for block in markup.blocks(leaf.value):
                for node in (node for item in block.items for node in markup.walk(item)):
                    if isinstance(node, markup.Link) and node.target.startswith("worksheet:"):
                        yield leaf, node.target.removeprefix("worksheet:")
