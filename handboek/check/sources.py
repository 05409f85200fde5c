"""The list of sources: each work is somebody's, what is our own has one place, and a text names what it cites."""
from __future__ import annotations

from collections.abc import Iterator, Mapping

from handboek.catalogue import OWN, SINGLES, Catalogue
from handboek.problems import Problem
from handboek.source import DataPath, Document


def problems(catalogue: Catalogue, documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Own work under another id, and authors without a name."""
    yield from _works(catalogue, documents[SINGLES["bibliography"][0]])


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
