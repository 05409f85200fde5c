"""The question bank: open questions, short enough for their level, and none twice."""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from handboek.catalogue import Catalogue
from handboek.model.blocks import Domains
from handboek.model.domain import TIMES, Domain
from handboek.problems import Position, Problem
from handboek.source import Document

MAX_WORDS = {"A2": 8, "B1": 18}
MIN_QUESTIONS = 200
OPEN = re.compile(r"\b(wat|wie|waar\w*|hoe\w*|wanneer|welke?|vertel|noem|beschrijf)\b", re.IGNORECASE)
TIME_NAMES = {"now": "nu", "future": "straks", "past": "vroeger"}


def problems(catalogue: Catalogue, documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Closed, long and double questions, too few for a sheet, and too few in all."""
    seen: dict[str, Position] = {}
    for domain in catalogue.domains:
        document = documents[f"content/domains/{domain.id}.yml"]
        for time, number, question in domain.questions.all():
            place = document.locate(("questions", time, number, "text"))
            words = len(question.text.split())
            if not OPEN.search(question.text):
                yield Problem(place, "E206", f"‘{question.text}’ is geen open vraag.",
                              "Begin met wat, wie, waar, hoe, wanneer of welke.")
            most = MAX_WORDS[question.level]
            if words > most:
                yield Problem(place, "E207", f"Deze vraag heeft {words} woorden; op niveau {question.level} "
                              f"mogen het er hoogstens {most} zijn.", "Maak hem korter.")
            first = seen.setdefault(_essence(question.text), place)
            if first != place:
                yield Problem(place, "E206", f"Deze vraag staat al in {first}.", "Vraag iets anders.")
        yield from _prompts(catalogue, domain, document)
    if len(seen) < MIN_QUESTIONS:
        yield Problem(Position("content/domains"), "E206",
                      f"De vragenbank heeft {len(seen)} vragen; het moeten er minstens {MIN_QUESTIONS} zijn.",
                      "Voeg vragen toe.")


def _prompts(catalogue: Catalogue, domain: Domain, document: Document) -> Iterator[Problem]:
    """A sheet shows the first A2 questions of each time: there must be enough of them."""
    needed = max((block.prompts for sheet in catalogue.worksheets for block in sheet.blocks
                  if isinstance(block, Domains) and domain.id in block.domains), default=0)
    for time in TIMES:
        found = sum(question.level == "A2" for question in getattr(domain.questions, time))
        if found < needed:
            yield Problem(document.locate_key(("questions", time)), "E206",
                          f"Bij ‘{TIME_NAMES[time]}’ staan {found} A2-vragen; het werkblad heeft er {needed} nodig.",
                          "Voeg korte vragen toe.")


def _essence(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
