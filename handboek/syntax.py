"""Text that is no YAML at all: where the mistake is and how to mend it, for people who never heard of YAML."""
from __future__ import annotations

import yaml

from handboek.problems import Position, Problem

# What the YAML reader says, and how to mend it. The first clue that occurs in its message counts.
MENDS = {
    "unknown escape": "Tussen \"dubbele aanhalingstekens\" begint een \\ een teken. "
                      "Bedoel je die streep zelf? Schrijf dan \\\\.",
    "scanning an a": "Begint de tekst met een * of een &? Zet hem tussen \"aanhalingstekens\".",
    "mapping values are not allowed": "Hoort de dubbele punt bij de tekst? Zet de tekst tussen \"aanhalingstekens\". "
                                      "Is dit een sleutel? Begin hem even ver van links als de sleutel erboven.",
    "quoted scalar": "Sluit het aanhalingsteken dat hier begint: elke \" of ' heeft een partner nodig.",
    "flow sequence": "Een lijst met [ eindigt met ]. Tussen de punten staan komma’s.",
    "flow mapping": "Een blokje met { eindigt met }. Tussen de sleutels staan komma’s.",
    "block collection": "Begin deze regel even ver van links als de andere regels van de lijst.",
    "block mapping": "Begin deze regel even ver van links als de sleutels erboven.",
    "cannot start any token": "Zet de tekst tussen \"aanhalingstekens\".",
    "could not find expected ':'": "Is dit een sleutel? Zet er een dubbele punt en een spatie achter. "
                                   "Is het tekst? Laat de regel dan verder inspringen dan de sleutel.",
}
# For these the reader runs on to where it gives up; the mistake is where it began.
BEGINNINGS = ("scanning an a", "unexpected end of stream", "could not find expected ':'")
AFTER_THE_END = ("Achter een aanhalingsteken of haak die sluit, kan geen tekst meer komen. "
                 "Schrijf >- vóór de tekst, en zet de tekst op de volgende regel, twee spaties verder.")


def problem(file: str, text: str, error: yaml.YAMLError) -> Problem:
    """The reader's complaint about this text as a line that an author can mend."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    if mark is None:
        return _unreadable(file, text)
    reason = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}"
    start = getattr(error, "context_mark", None)
    if start and (any(clue in reason for clue in BEGINNINGS) or "flow" in reason and start.line < mark.line):
        mark = start
    line = "".join(text.splitlines()[mark.line:mark.line + 1])
    place = Position(file, mark.line + 1, mark.column + 1)
    if "\t" in line[:len(line) - len(line.lstrip())] or "tab character" in reason:
        return Problem(place, "E003", "Deze regel springt in met een tab.", "Gebruik twee spaties per niveau.")
    mend = next((mend for clue, mend in MENDS.items() if clue in reason),
                "Kijk of de inspringing klopt met de regel erboven en of elk aanhalingsteken een partner heeft.")
    if "parsing a block" in reason and line[:mark.column].strip(" -"):
        mend = AFTER_THE_END
    return Problem(place, "E002", "Vanaf hier kan de computer dit bestand niet lezen.", mend)


def _unreadable(file: str, text: str) -> Problem:
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    place = Position.after(file, text[:found.start()] if found else "")
    return Problem(place, "E002", "Hier staat een onzichtbaar teken dat niet in een tekst hoort.",
                   "Haal het weg, of typ de regel opnieuw.")
