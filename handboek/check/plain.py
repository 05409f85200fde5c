"""Plain language on paper for clients: how long the sentences of a sheet are."""
from __future__ import annotations

from collections.abc import Iterator, Mapping

from handboek.catalogue import Catalogue
from handboek.model.words import Leaf, Words, leaves
from handboek.problems import Problem
from handboek.sentences import sentences
from handboek.source import Document

MAX_SENTENCE = 12
MAX_MEAN = 8.0


def problems(catalogue: Catalogue, documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Sentences of more than 12 words in texts for clients, and sheets whose mean is over 8."""
    for file, model in catalogue.files.items():
        if getattr(model, "audience", "client") == "worker":
            continue
        texts = [leaf for leaf in leaves(model) if (leaf.mark(Words) or Words()).client and "questions" not in leaf.path]
        counts = []
        for leaf in texts:
            for sentence in sentences(leaf.value):
                counts.append(len(sentence.split()))
                if counts[-1] > MAX_SENTENCE:
                    yield _too_long(documents[file], leaf, sentence)
        if counts and file.startswith("worksheets/") and sum(counts) / len(counts) > MAX_MEAN:
            mean = f"{sum(counts) / len(counts):.1f}".replace(".", ",")
            yield Problem(documents[file].locate(("blocks",)), "E209", f"De zinnen op dit blad zijn gemiddeld {mean} woorden lang; het mogen er hoogstens {MAX_MEAN:.0f} zijn.",
                          "Maak van lange zinnen twee korte.")


def _too_long(document: Document, leaf: Leaf, sentence: str) -> Problem:
    return Problem(document.locate(leaf.path), "E209", f"Deze zin is {len(sentence.split())} woorden lang: ‘{sentence}’",
                   f"Op een blad voor cliënten mag een zin hoogstens {MAX_SENTENCE} woorden hebben. Maak er twee zinnen van.")
