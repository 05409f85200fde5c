"""Links and citations inside prose: they must lead somewhere."""
from __future__ import annotations

from collections.abc import Iterator, Mapping

from handboek.catalogue import Catalogue
from handboek.model.words import Words, leaves
from handboek.problems import Position, Problem
from handboek.site.prose import problems_in
from handboek.source import Document


def problems(catalogue: Catalogue, documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Unknown targets and citations, raw HTML and forbidden addresses, at the text in which they stand."""
    for file, model in catalogue.files.items():
        for leaf in leaves(model):
            words = leaf.mark(Words)
            if words and words.markup:
                place: Position = documents[file].locate(leaf.path)
                yield from (Problem(place, code, message) for code, message in problems_in(leaf.value, catalogue))
