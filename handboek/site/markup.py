"""Our own small Markdown as a tree: emphasis, links by kind and id, citations, words that are no term,
paragraphs and lists.

Nothing else exists in content. What looks like HTML, a table or a heading is text, and stays text.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

INLINE = re.compile(
    r"\[(?P<cited>@[^\]]*)\]"
    r"|\[(?P<label>[^\[\]]+)\]\((?P<target>[^()\s]*)\)"
    r"|\{(?P<other>[^{}]+)\}"
    r"|\*\*(?P<strong>\S(?:.*?\S)?)\*\*"
    r"|\*(?P<emphasis>[^*\s](?:[^*]*[^*\s])?)\*")
CITED = re.compile(r"@(?P<key>[a-z0-9-]+)(?:,\s*(?P<where>.+))?\Z")
ITEM = re.compile(r"\s*- +")

# Python-Markdown gives these a meaning. As character references they mean themselves, in Markdown as well as inside
# raw HTML and its attributes, where a backslash would be shown.
SPECIAL = str.maketrans({sign: f"&#{ord(sign)};" for sign in "&<>\"\\`*_[]{}|~^#="})
LAST_MARK = re.compile(r"!\Z")
BLOCK_START = re.compile(r"\A(\s*)([-+:]|\d+(?=[.)]))")


@dataclass(frozen=True)
class Words:
    text: str


@dataclass(frozen=True)
class OtherWords(Words):
    """Words that look like a term of the glossary and mean something else."""


@dataclass(frozen=True)
class Emphasis:
    tag: str
    inside: tuple[Node, ...]


@dataclass(frozen=True)
class Link:
    target: str
    inside: tuple[Node, ...]


@dataclass(frozen=True)
class Cited:
    """One work in a citation; `key` is empty where it was not understood. `where` is a page or a section."""

    key: str
    where: str
    source: str


@dataclass(frozen=True)
class Citation:
    works: tuple[Cited, ...]


Node = Words | Emphasis | Link | Citation


@dataclass(frozen=True)
class Block:
    """A paragraph (one item) or a list (its items)."""

    is_list: bool
    items: tuple[tuple[Node, ...], ...]


# The same texts come back: in the checks and on the pages, on several pages, and in `serve` after each edit.
@lru_cache(maxsize=30_000)
def escape(text: str) -> str:
    """Plain text as Markdown that means exactly that text."""
    # An exclamation mark at the end would turn a link that follows it into a picture.
    escaped = LAST_MARK.sub("&#33;", text.translate(SPECIAL))
    return BLOCK_START.sub(lambda found: f"{found[1]}&#{ord(found[2][0])};{found[2][1:]}", escaped)


@lru_cache(maxsize=10_000)
def blocks(prose: str) -> tuple[Block, ...]:
    """The paragraphs and lists of a text; lines within them are joined."""
    return tuple(_blocks(prose))


def _blocks(prose: str) -> Iterator[Block]:
    for part in re.split(r"\n\s*\n", prose.strip()):
        paragraph, *items = _split_items(part)
        if paragraph:
            yield Block(False, (tuple(inline(paragraph)),))
        if items:
            yield Block(True, tuple(tuple(inline(item)) for item in items))


def _split_items(part: str) -> list[str]:
    """The words before a list (perhaps none) and then its items."""
    found = [""]
    for line in part.split("\n"):
        if ITEM.match(line):
            found.append(ITEM.sub("", line, count=1))
        else:
            found[-1] += " " + line
    return [" ".join(piece.split()) for piece in found]


def inline(text: str) -> Iterator[Node]:
    """The text as nodes, in order."""
    end = 0
    for found in INLINE.finditer(text):
        if found.start() > end:
            yield Words(text[end:found.start()])
        yield _node(found)
        end = found.end()
    if end < len(text):
        yield Words(text[end:])


def _node(found: re.Match[str]) -> Node:
    if found["cited"]:
        return Citation(tuple(map(_cited, found["cited"].split(";"))))
    if found["label"]:
        return Link(found["target"], tuple(inline(found["label"])))
    if found["other"]:
        return OtherWords(found["other"])
    if found["strong"]:
        return Emphasis("strong", tuple(inline(found["strong"])))
    return Emphasis("em", tuple(inline(found["emphasis"])))


def _cited(work: str) -> Cited:
    found = CITED.match(work.strip())
    return Cited(found["key"] if found else "", (found and found["where"]) or "", work.strip())


def walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """All nodes, those inside others included."""
    for node in nodes:
        yield node
        if isinstance(node, Emphasis | Link):
            yield from walk(node.inside)
