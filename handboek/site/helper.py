"""A second process that renders half of the pages, while this one renders the others."""
from __future__ import annotations

import gc
import logging
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import chain
from multiprocessing.connection import Connection
from pathlib import Path, PurePosixPath

from handboek.processes import SPAWN, ctrl_c_later, end_with_parent, killed, processors, told
from handboek.site import mkdocs
from handboek.site.kept import Rendered

FEW = 40
"""So many pages are done sooner than another process has started."""
NOTHING = Rendered("", [], {}, [])


class Pages(Mapping[str, Rendered]):
    """Pages that are kept, and pages that are on their way: who asks for one of those waits until all are there.

    What MkDocs had to say of them is said once more then. Raises EnvironmentTrouble when the process was killed, and
    whatever else went wrong in it.
    """

    def __init__(self, kept: dict[str, Rendered], coming: list[str], pipe: Connection):
        self.kept = kept
        self.coming = frozenset(coming)
        self.pipe = pipe

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
        try:
            answer = self.pipe.recv()
        except EOFError:
            raise killed("het maken van de website") from None
        if isinstance(answer, Exception):
            raise answer
        pages, warnings = answer
        for text in warnings:
            logging.getLogger("mkdocs").warning(text)
        return dict(pages)


def made(settings_file: Path, keywords: dict[str, str], markdown: Mapping[str, str], kept: dict[str, Rendered],
         work: Path) -> dict[str, Rendered]:
    """As `mkdocs.run`, with a second process if that pays. `markdown` has the text of every page."""
    wanted = [name for name in markdown if name not in kept]
    if len(wanted) <= FEW or processors() == 1:
        return mkdocs.run(settings_file, keywords, kept, work)
    theirs = last_half(markdown, wanted)
    others = [name for name in markdown if name not in theirs]
    here, there = SPAWN.Pipe(duplex=False)
    process = SPAWN.Process(target=_work, args=(there, settings_file, others, work), daemon=True)
    with ctrl_c_later():
        process.start()
    there.close()
    try:
        pages = Pages(kept, theirs, here)
        return mkdocs.run(settings_file, keywords, pages, work) | pages.come
    finally:
        process.kill()  # it has nothing to tidy up
        process.join()


def last_half(markdown: Mapping[str, str], wanted: list[str]) -> list[str]:
    """The last of the wanted pages, with half of their text: MkDocs comes to those when the others have been made."""
    in_order = sorted(wanted, key=lambda name: (PurePosixPath(name).parent.parts, name))
    rest = sum(len(markdown[name]) for name in wanted) / 2
    half: list[str] = []
    while rest > 0:
        half.append(in_order.pop())
        rest -= len(markdown[half[-1]])
    return half


def _work(there: Connection, settings_file: Path, others: list[str], work: Path) -> None:
    end_with_parent()
    gc.disable()  # it ends before there is much garbage
    try:
        there.send(mkdocs.share(settings_file, dict.fromkeys(others, NOTHING), work))
    except Exception as error:
        there.send(told(error))
