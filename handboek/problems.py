"""What can be wrong, and how it is said: one line a problem, for people who write content.

There are three classes of trouble (see the README): the author's (`AuthorError`, exit 1), the
machine's (`EnvironmentTrouble`, exit 2), and a bug, which keeps its traceback (exit 70).

A code says what kind of mistake it is and serves to look it up in `tests/broken/`, which shows each with its message:
E0 a file that cannot be read, E1 keys and values that are not as they should be, E2 ids, links and texts that do not
agree with the rest, E3 templates and what does not fit on paper, E4 translations, E5 what a command was asked for.
"""
from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Position:
    """A place in a source file; line and column count from 1, the file is relative to the project."""

    file: str
    line: int = 1
    column: int = 1

    @classmethod
    def after(cls, file: str, text: str) -> Position:
        """The place where a file goes on after this text."""
        return cls(file, text.count("\n") + 1, len(text) - text.rfind("\n"))

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake: where, its code, what is wrong and how to mend it (both in Dutch, both sentences).

    `about` is another place that it speaks of: those that stand at one place are told in the order of it.
    """

    position: Position
    code: str
    about: Position = field(default=Position(""), kw_only=True)
    what: str
    mend: str = ""

    def __str__(self) -> str:
        return f"{self.position} [{self.code}] {self.what} {self.mend}".rstrip()


class AuthorError(Exception):
    """The content is wrong. Carries every problem found, sorted by place, without doubles."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[AuthorError], tuple[list[Problem]]]:
        return type(self), (self.problems,)  # so that it can come from another process


class EnvironmentTrouble(Exception):
    """The machine is wrong: a missing program, a full disk, a folder that may not be written."""


def named(path: Sequence[str | int]) -> str:
    """What an author calls the thing at this path in a file: its key, and which of the list it is, from 1."""
    words = [part for part in path if isinstance(part, str)]
    number = f" (nummer {path[-1] + 1})" if path and isinstance(path[-1], int) else ""
    return f"‘{words[-1]}’{number}" if words else "dit bestand"


def shown(value: object) -> str:
    """A value as a message shows it: on one line, without what cannot be seen, and not too long."""
    names = {dict: "een blokje met sleutels", tuple: "een lijst", bool: str(value).lower()}
    text = " ".join("".join(letter if letter.isprintable() else " " for letter in str(value)).split())
    return names.get(type(value), f"‘{text[:40]}…’" if len(text) > 40 else f"‘{text}’")


def suggestion(word: str, known: Iterable[str]) -> str:
    """'Bedoelde je ‘…’?' for the nearest known word; an empty string when nothing is near."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.7)
    return f"Bedoelde je ‘{near[0]}’?" if near else ""


def listing(words: Iterable[str]) -> str:
    """The words as a Dutch enumeration: ‘a’, ‘b’ of ‘c’."""
    quoted = [f"‘{word}’" for word in words]
    return " of ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)
