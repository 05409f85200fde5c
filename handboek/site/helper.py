"""A second process that renders half of the pages, while this one renders the others."""
from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from pathlib import Path, PurePosixPath

from handboek.processes import elsewhere, processors
from handboek.site import mkdocs
from handboek.site.kept import Rendered

FEW = 40
"""So many pages are done sooner than another process has started."""
NOTHING = Rendered("", [], {}, [])


class Gathered(Mapping[str, Rendered]):
    """Pages that are kept, and pages that are on their way: who asks for one of those waits until all are there.

    What MkDocs had to say of them is said once more then.
    """

    def __init__(self, kept: dict[str, Rendered], coming: list[str], arrived: Callable[[], mkdocs.Share]):
        self.kept = kept
        self.coming = frozenset(coming)
        self.arrived = arrived

    def __len__(self) -> int:
        return len(self.kept) + len(self.coming)

    def __iter__(self) -> Iterator[str]:
        return chain(self.kept, self.coming)

    def __contains__(self, name: object) -> bool:
        return name in self.kept or name in self.coming

    def __getitem__(self, name: str) -> Rendered:
        # One that came without has been complained of.
        return self.come.get(name, NOTHING) if name in self.coming else self.kept[name]

    @cached_property
    def come(self) -> dict[str, Rendered]:
        """What the other process made."""
        pages, warnings = self.arrived()
        for text in warnings:
            logging.getLogger("mkdocs").warning(text)
        return pages


def made(settings_file: Path, keywords: dict[str, str], markdown: Mapping[str, str], kept: dict[str, Rendered],
         work: Path) -> dict[str, Rendered]:
    """As `mkdocs.run`, with a second process if that pays. `markdown` has the text of every page.

    Raises EnvironmentTrouble when that process was killed, and whatever else went wrong in it.
    """
    wanted = [name for name in markdown if name not in kept]
    if len(wanted) <= FEW or processors() == 1:
        return mkdocs.run(settings_file, keywords, kept, work)
    theirs = last_half(markdown, wanted)
    others = {name: NOTHING for name in markdown if name not in theirs}
    with elsewhere("het maken van de website", mkdocs.share, settings_file, others, work) as arrived:
        pages = Gathered(kept, theirs, arrived)
        return mkdocs.run(settings_file, keywords, pages, work) | pages.come


def last_half(markdown: Mapping[str, str], wanted: list[str]) -> list[str]:
    """The last of the wanted pages, with half of their text: MkDocs comes to those when the others have been made."""
    in_order = sorted(wanted, key=lambda name: (PurePosixPath(name).parent.parts, name))
    rest = sum(len(markdown[name]) for name in wanted) / 2
    half: list[str] = []
    while rest > 0:
        half.append(in_order.pop())
        rest -= len(markdown[half[-1]])
    return half
