"""The instruments of the method, as pages for the worker; the sheets themselves are in `worksheet`."""
from __future__ import annotations

from typing import Annotated

from annotated_types import Len

from handboek.model.words import (
    Id,
    Model,
    Note,
    Pictogram,
    Pitfall,
    Prose,
    Reference,
    SearchWords,
    Sources,
    Text,
    Titled,
)


class Instrument(Model):
    id: Id
    title: Text
    abbreviation: Text | None = None
    aliases: SearchWords = ()
    summary: Text
    pictogram: Pictogram
    search_words: SearchWords
    purpose: Prose
    when: Prose
    how: Annotated[tuple[Titled, ...], Len(3)]
    quality: Annotated[tuple[Titled, ...], Len(3)]
    mistakes: Annotated[tuple[Pitfall, ...], Len(3)]
    tasks: tuple[Annotated[str, Reference("task")], ...]
    worksheets: tuple[Annotated[str, Reference("worksheet")], ...]
    learning_goals: Annotated[tuple[Text, ...], Len(3)]
    notes: tuple[Note, ...] = ()
    sources: Sources
