"""Terms of the glossary in running text: each occurrence, bent as it may be, shows its definition.

The first one of a section is a link, which a keyboard reaches too; the others are only marked, so that nobody has to
press Tab twenty times. What a term means stands once at the end of its page, and a script shows it where it is asked
for.
"""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

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
        alike: dict[str, list[str]] = defaultdict(list)
        for form in sorted(self.forms, key=lambda form: (-len(form), form)):
            alike[form[0]].append(re.escape(form[1:]))
        # By their first letter, for to try a thousand forms at every word takes six times as long.
        forms = [f"{re.escape(letter)}(?:{'|'.join(rests)})" for letter, rests in alike.items()]
        # Without any term the pattern must match nothing rather than everything.
        return re.compile(rf"(?<![\w-])(?:{'|'.join(forms) or '(?!)'})(?![\w-])")


def _forms(terms: tuple[Term, ...]) -> Iterator[tuple[str, Term]]:
    for term in terms:
        for form in (term.term, *term.forms):
            # Only the first letter may differ: a sentence may begin with the term, but 'WONEN' is no such word.
            yield form, term
            yield form[0].upper() + form[1:], term
        if term.abbreviation:
            yield term.abbreviation, term


# Stand around a term (its id, then its word) until the whole page is written; characters that nobody types.
OPEN, PARTED, CLOSE = "\uf010", "\uf011", "\uf012"
SECTION_OR_TERM = re.compile(f"^##? |{OPEN}(?P<id>[^{PARTED}]*){PARTED}(?P<word>[^{CLOSE}]*){CLOSE}", re.MULTILINE)


class Linker:
    """Marks the terms of one page and remembers which it has met. `own` is the term that is being defined."""

    def __init__(self, vocabulary: Vocabulary, own: str = ""):
        self.vocabulary = vocabulary
        self.own = own
        self.met: set[str] = set()

    def link(self, text: str) -> str:
        """Plain text as Markdown in which the terms are marked: `settle` turns the marks into links."""
        parts, end = [], 0
        for start, stop in _places(self.vocabulary.pattern.pattern, text):
            word = text[start:stop]
            id = self.vocabulary.forms[word]
            if id != self.own:
                self.met.add(id)
                parts += [escape(text[end:start]), OPEN, id, PARTED, escape(word), CLOSE]
                end = stop
        return "".join(parts) + escape(text[end:])


@lru_cache(maxsize=30_000)
def _places(pattern: str, text: str) -> tuple[tuple[int, int], ...]:
    """Where the pattern is in the text. To look for hundreds of words takes long; `serve` does so after each edit."""
    return tuple(found.span() for found in re.compile(pattern).finditer(text))


def settle(markdown: str, file: str) -> str:
    """The text of a page (or a part of it) with each mark as a link or, later in the same section, as a quiet word."""
    seen: set[str] = set()

    def settled(found: re.Match[str]) -> str:
        id, word = found["id"], found["word"]
        if id is None:
            seen.clear()
            return found[0]
        if id in seen:
            return f'<span class="term" data-term="{id}">{word}</span>'
        seen.add(id)
        return f"[{word}]({relative(file, address('term', id))}){{ .term }}"

    return SECTION_OR_TERM.sub(settled, markdown)
