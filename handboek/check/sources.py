"""The list of sources: each work is somebody's, what is our own has one place, and a text names what it cites."""
from __future__ import annotations

from collections.abc import Iterator, Mapping

from handboek.catalogue import OWN, SINGLES, Catalogue
from handboek.model.words import Leaf, Model, leaves
from handboek.problems import Problem
from handboek.site import markup
from handboek.source import DataPath, Document


def problems(catalogue: Catalogue, documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Own work under another id, authors without a name, and sources of a text that are not in the list beside it."""
    yield from _works(catalogue, documents[SINGLES["bibliography"][0]])
    for file, model in catalogue.files.items():
        yield from _cited(catalogue, model, documents[file])


def _works(catalogue: Catalogue, document: Document) -> Iterator[Problem]:
    for number, source in enumerate(catalogue.bibliography.sources):
        path: DataPath = ("sources", number)
        if (source.type == "own") != (source.id == OWN):
            yield Problem(document.locate((*path, "type")), "E215",
                          f"De soort ‘own’ is voor de bron ‘{OWN}’, en voor geen andere.",
                          "Kies de soort van het werk, zoals ‘book’ of ‘webpage’." if source.type == "own"
                          else "Schrijf hier own.")
        for place, author in enumerate(source.authors):
            if bool(author.family) == bool(author.name) or author.given and not author.family:
                yield Problem(document.locate((*path, "authors", place)), "E216",
                              f"Auteur {place + 1} van ‘{source.id}’ heeft geen naam, of twee.",
                              "Schrijf een mens als {family: Jansen, given: A.} en een organisatie als "
                              "{name: Movisie}.")


def _cited(catalogue: Catalogue, model: Model, document: Document) -> Iterator[Problem]:
    """What a text cites must stand in the nearest `sources` around it, or readers do not find it on the page."""
    lists: dict[DataPath, set[str]] = {(): set()} if "sources" in type(model).model_fields else {}
    for leaf in leaves(model):
        if leaf.path[-2:-1] == ("sources",):
            lists.setdefault(leaf.path[:-2], set()).add(leaf.value)
    for leaf in leaves(model):
        for id in sorted(_keys(leaf) & catalogue.kinds["source"].keys()):
            around = [lists[leaf.path[:depth]] for depth in range(len(leaf.path)) if leaf.path[:depth] in lists]
            if around and id not in around[-1]:
                yield Problem(document.locate(leaf.path), "E217",
                              f"Deze tekst noemt de bron ‘{id}’, en ‘sources’ niet.",
                              "Zet de id ook in die lijst: dan staat de bron onder aan de pagina.")


def _keys(leaf: Leaf) -> set[str]:
    if not leaf.words.markup or "[@" not in leaf.value:
        return set()
    nodes = (node for block in markup.blocks(leaf.value) for item in block.items for node in markup.walk(item))
    return {work.key for node in nodes if isinstance(node, markup.Citation) for work in node.works}
