"""Text that is no YAML at all: where the mistake is and how to mend it, for people who never heard of YAML."""
from __future__ import annotations

import re
from typing import Any

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

LOST = "Vanaf hier kan de computer dit bestand niet lezen."
KEY = r"[a-z_]+:"
HARD = "[\u00a0\u2007\u202f]"
"""Spaces that do not break, as a word processor makes them: no spaces in YAML."""
HARD_SPACE = re.compile(rf"(?:{KEY}|-)?{HARD}")
INDENTED = re.compile(rf" *(?:- +)*{HARD_SPACE.pattern}")


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
    start_of_line = mark.index - mark.column
    if INDENTED.match(line) and (found := hard_space(file, text, start_of_line, start_of_line + len(line))):
        return found
    mend = next((mend for clue, mend in MENDS.items() if clue in reason),
                "Kijk of de inspringing klopt met de regel erboven en of elk aanhalingsteken een partner heeft.")
    if "parsing a block" in reason and line[:mark.column].strip(" -"):
        mend = AFTER_THE_END
    return Problem(place, "E002", LOST, mend)


def unclosed(file: str, text: str, quoted: Any) -> Problem | None:
    """The opening quotation mark of a scalar that runs on over the next keys or items, up to some other quotation mark.

    What belongs to it would stand further from the left than its own key or dash.
    """
    if quoted.start_mark.line == quoted.end_mark.line:
        return None
    start = quoted.start_mark
    before = text[start.index - start.column:start.index].rstrip()
    left = len(before) - len(before.lstrip(" -")) if before.strip(" -") else before.rfind("-")
    if not re.search(rf"\n {{0,{max(left, 0)}}}(?:{KEY}|-)\s", text[start.index:quoted.end_mark.index]):
        return None
    return Problem(Position(file, start.line + 1, start.column + 1), "E002", LOST, MENDS["quoted scalar"])


def hard_space(file: str, text: str, start: int, end: int) -> Problem | None:
    """The first space in this part of the text that does not break, where YAML wants a real one."""
    found = re.compile(HARD).search(text, start, end)
    if not found:
        return None
    return Problem(Position.after(file, text[:found.start()]), "E003",
                   f"Dit is geen gewone spatie (U+{ord(found[0]):04X}); zo’n spatie komt vaak mee uit Word.",
                   "Haal hem weg en typ een gewone spatie.")


def _unreadable(file: str, text: str) -> Problem:
    found = yaml.reader.Reader.NON_PRINTABLE.search(text)
    place = Position.after(file, text[:found.start()] if found else "")
    return Problem(place, "E002", "Hier staat een onzichtbaar teken dat niet in een tekst hoort.",
                   "Haal het weg, of typ de regel opnieuw.")
