"""Plain language on paper for clients: how long the sentences of a sheet are, and how hard its words."""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handboek.catalogue import SOURCE_LANGUAGE, Catalogue
from handboek.model.blocks import Domains
from handboek.model.words import Leaf, leaves
from handboek.model.worksheet import Worksheet
from handboek.problems import Position, Problem
from handboek.sentences import sentences
from handboek.source import Document

MAX_SENTENCE = 12
MAX_MEAN = 8.0
MIN_EASE = 80.0
"""Flesch-Douma: 80 and more is called easy."""
# A group of vowels that sounds as one; what is left counts letter by letter (Dutch has few single ones in a row).
VOWELS = re.compile(r"aai|ooi|oei|eeuw|ieuw|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|au|ou|[aeiouyàáâäèéêëìíîïòóôöùúûü]",
                    re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")


@dataclass(frozen=True)
class Reading:
    """How easily the texts of a sheet read: words a sentence (mean and most) and the reading ease of Flesch-Douma."""

    sentences: int
    mean: float
    longest: int
    ease: float


def problems(catalogue: Catalogue, documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Sentences of more than 12 words in texts for clients, and sheets that read less easily than A2 asks."""
    for file, model in catalogue.own_files.items():
        if getattr(model, "audience", "client") == "client":
            for leaf in leaves(model):
                if _for_client(leaf):
                    yield from _too_long(documents[file], leaf)
    for sheet in catalogue.worksheets:
        if sheet.audience == "client":
            found = reading(texts(catalogue, sheet))
            place = documents[f"worksheets/{sheet.id}.yml"].locate(("blocks",))
            yield from _too_long_on_average(place, found)
            if catalogue.language == SOURCE_LANGUAGE:  # the formula is made for Dutch
                yield from _too_hard(place, found)


def texts(catalogue: Catalogue, sheet: Worksheet) -> list[str]:
    """Every text of a sheet that a client reads: its own, and those of the life domains on it."""
    found = [leaf.value for leaf in leaves(sheet) if _for_client(leaf)]
    for block in (block for block in sheet.blocks if isinstance(block, Domains)):
        for domain in (catalogue.get("domain", id) for id in block.domains):
            found += [domain.client_title, domain.client_line, *domain.times.model_dump().values()]
            found += [question.text for time in block.order for question in domain.prompts(time, block.prompts)]
    return found


def reading(texts: list[str]) -> Reading:
    """The measures of these texts together. Flesch-Douma: 206.8 − 0.93 × words a sentence − 77 × syllables a word."""
    lengths = [len(sentence.split()) for text in texts for sentence in sentences(text)]
    words = [word for text in texts for word in WORD.findall(text)]
    mean = sum(lengths) / len(lengths)
    syllables = sum(max(1, len(VOWELS.findall(word))) for word in words) / max(1, len(words))
    return Reading(len(lengths), mean, max(lengths), 206.8 - 0.93 * mean - 77 * syllables)


def _for_client(leaf: Leaf) -> bool:
    # The question bank has a check of its own: half of it is for the conversation.
    return leaf.words.client and leaf.path[0] != "questions"


def _too_long(document: Document, leaf: Leaf) -> Iterator[Problem]:
    for sentence in sentences(leaf.value):
        count = len(sentence.split())
        if count > MAX_SENTENCE:
            yield Problem(document.locate(leaf.path), "E209", f"Deze zin is {count} woorden lang: ‘{sentence}’",
                          f"Op een blad voor cliënten mag een zin hoogstens {MAX_SENTENCE} woorden hebben. "
                          "Maak er twee zinnen van.")


def _too_long_on_average(place: Position, found: Reading) -> Iterator[Problem]:
    if found.mean > MAX_MEAN:
        mean = f"{found.mean:.1f}".replace(".", ",")
        yield Problem(place, "E209", f"De zinnen op dit blad zijn gemiddeld {mean} woorden lang; "
                      f"het mogen er hoogstens {MAX_MEAN:.0f} zijn.", "Maak van lange zinnen twee korte.")


def _too_hard(place: Position, found: Reading) -> Iterator[Problem]:
    if found.ease < MIN_EASE:
        yield Problem(place, "E209", f"De leesbaarheid van dit blad is {found.ease:.0f} (Flesch-Douma); "
                      f"minstens {MIN_EASE:.0f} is nodig.", "Kies kortere en gewonere woorden.")
