"""Sheets to take along: what the text of a training day or a lesson asks for stands in its list."""
from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from handboek.catalogue import Catalogue
from handboek.model.words import Leaf, Model, leaves
from handboek.problems import Problem
from handboek.site import markup
from handboek.source import DataPath, Document


def problems(catalogue: Catalogue, documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Links to a sheet in a lesson, or in a stage of a route that lists sheets, but not this one."""
    for lesson in catalogue.lessons:
        document = documents[f"content/lessons/{lesson.id}.yml"]
        yield from _forgotten(lesson, (), {*lesson.worksheets, *lesson.also}, document)
    for route in catalogue.routes:
        for number, stage in enumerate(route.sections):
            if stage.worksheets:
                document = documents[f"content/routes/{route.id}.yml"]
                yield from _forgotten(route, ("sections", number), stage.worksheets, document)


def _forgotten(model: Model, path: DataPath, listed: Collection[str], document: Document) -> Iterator[Problem]:
    for leaf in leaves(model):
        for id in _linked(leaf) if leaf.path[:len(path)] == path else ():
            if id not in listed:
                yield Problem(document.locate(leaf.path), "E219",
                              f"De tekst vraagt om het blad ‘{id}’, maar het staat niet in de lijst.",
                              "Zet het achter ‘worksheets’.")


def _linked(leaf: Leaf) -> Iterator[str]:
    """The sheets to which a text links."""
    for block in markup.blocks(leaf.value) if leaf.words.markup else ():
        for node in (node for item in block.items for node in markup.walk(item)):
            if isinstance(node, markup.Link) and node.target.startswith("worksheet:"):
                yield node.target.removeprefix("worksheet:")
