"""What each published file was made of when it was last made, so that `--why` can tell what changed since."""
from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from handboek.cache import Parts

NAMES = {
    "html": "de teksten en de opbouw van het blad", "markdown": "de tekst van de bladzijde",
    "styles": "de opmaak (css)",
    "about": "titel, samenvatting, makers of licentie", "options": "de uitvoering of het aantal bladzijden",
    "pictures": "een pictogram of tekening", "fonts": "de lettertypen", "code": "het programma zelf",
    "packages": "een Python-pakket", "libraries": "een bibliotheek van dit systeem", "python": "de versie van Python",
    "epoch": "SOURCE_DATE_EPOCH", "settings": "de instellingen of het menu van de website",
    "theme": "het uiterlijk van de website", "mkdocs": "het bestand mkdocs.yml",
    "titles": "de titel van een bladzijde", "files": "welke bestanden er op de website staan",
}


class Ledger:
    """Output → its parts. `save` writes them down beside what earlier runs wrote."""

    def __init__(self, file: Path):
        self.file = file
        self.noted: dict[str, Parts] = {}

    def note(self, output: str, parts: Parts) -> None:
        self.noted[output] = parts

    def save(self) -> None:
        """Write it all down at once: who reads meanwhile finds the old or the new."""
        new = self.file.with_suffix(".new")
        new.write_text(json.dumps(self.read() | self.noted, ensure_ascii=False, sort_keys=True), encoding="utf-8")
        os.replace(new, self.file)

    def read(self) -> dict[str, Parts]:
        """What was written down; nothing if that is lost or damaged, for it may be deleted at any time."""
        try:
            found = json.loads(self.file.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}


def changes(before: Parts, now: Parts) -> Iterator[str]:
    """A line for each part that differs: what it is called, and of small parts what it was and is."""
    now = json.loads(json.dumps(now))  # as it would be read
    for part in sorted(before.keys() | now.keys()):
        old, new = before.get(part), now.get(part)
        if old != new:
            yield "; ".join([NAMES.get(part, part), *_details(old, new)])


def _details(old: Any, new: Any) -> Iterator[str]:
    if isinstance(old, list) and isinstance(new, list):
        old, new = dict.fromkeys(old, ""), dict.fromkeys(new, "")
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for words, names in (("nieuw", new.keys() - old.keys()), ("weg", old.keys() - new.keys()),
                             ("anders", {name for name in old.keys() & new.keys() if old[name] != new[name]})):
            yield from (f"{words}: {name}" for name in sorted(names))
