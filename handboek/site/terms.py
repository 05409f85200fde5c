"""The first time that a page uses a term of the glossary, the word leads to its definition."""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from handboek.model.lists import Term
from handboek.site.addresses import address, relative
from handboek.site.markup import escape


@dataclass(frozen=True)
class Vocabulary:
    """All forms in which terms occur in running text. Synonyms are left out: 'meedoen' is too common a word to link."""

    terms: tuple[Term, ...]

    @cached_property
    def forms(self) -> dict[str, str]:
        """Every form, and the id of its term; the first term to have a form keeps it."""
        found: dict[str, str] = {}
        for form, term in _forms(self.terms):
            found.setdefault(form, term.id)
        return found

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Matches any form as whole words; the longest is tried first, a hyphen joins words."""
        longest = sorted(self.forms, key=lambda form: (-len(form), form))
        # Without any term the pattern must match nothing rather than everything.
        return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest)) or '(?!)'})(?![\w-])")


def _forms(terms: tuple[Term, ...]) -> Iterator[tuple[str, Term]]:
    for term in terms:
        for form in (term.term, *term.forms):
            # Only the first letter may differ: a sentence may begin with the term, but 'WONEN' is no such word.
            yield form, term
            yield form[0].upper() + form[1:], term
        if term.abbreviation:
            yield term.abbreviation, term


class Linker:
    """Links the terms of one page; it remembers which it has linked. `own` is the term that is being defined."""

    def __init__(self, file: str, vocabulary: Vocabulary, own: str = ""):
        self.file = file
        self.vocabulary = vocabulary
        self.seen = {own}

    def link(self, text: str) -> str:
        """Plain text as Markdown with links at first occurrences."""
        parts, end = [], 0
        for found in self.vocabulary.pattern.finditer(text):
            id = self.vocabulary.forms[found[0]]
            if id not in self.seen:
                self.seen.add(id)
                target = relative(self.file, address("term", id))
                parts += [escape(text[end:found.start()]), f"[{escape(found[0])}]({target}){{ .term }}"]
                end = found.end()
        return "".join(parts) + escape(text[end:])
