"""One file, two levels: a block may say under `easy` what is different on the easier sheet.

The standard sheet leaves that out; the easy sheet lays it over the block. So no sheet is written twice, and both
are validated, checked and drawn like any other.
"""
from __future__ import annotations

from typing import Any, Literal

from handboek.source import DataPath, Document

Level = Literal["standard", "easy"]
KEY = "easy"


def has_easy(document: Document) -> bool:
    """Whether any block of this sheet has an easier version."""
    return any(isinstance(block, dict) and KEY in block for block in _blocks(document))


def at_level(document: Document, level: Level) -> Document:
    """The sheet at this level, each value still at the place where it is written."""
    if not has_easy(document):
        return document
    values, keys = dict(document.values), dict(document.keys)
    blocks = []
    for number, block in enumerate(_blocks(document)):
        easy = block.get(KEY) if isinstance(block, dict) else None
        if level == "easy" and isinstance(easy, dict):
            for places in (values, keys):
                places.update(_moved(places, ("blocks", number)))
        # What is no block of keys stays, so that validation can say so.
        blocks.append(block if easy is not None and not isinstance(easy, dict) else _laid_over(block, easy, level))
    return Document(document.file, {**document.data, "blocks": tuple(blocks)}, values, keys)


def _blocks(document: Document) -> tuple[Any, ...]:
    blocks = document.data.get("blocks") if isinstance(document.data, dict) else None
    return blocks if isinstance(blocks, tuple) else ()


def _laid_over(block: Any, easy: dict[str, Any] | None, level: Level) -> Any:
    if not isinstance(block, dict) or easy is None:
        return block
    plain = {key: value for key, value in block.items() if key != KEY}
    return plain | easy if level == "easy" else plain


def _moved(places: dict[DataPath, Any], block: DataPath) -> dict[DataPath, Any]:
    """The places of what stands under `easy`, as if it stood in the block itself."""
    inner = (*block, KEY)
    depth = len(inner)
    return {block + path[depth:]: place
            for path, place in places.items() if path[:depth] == inner and len(path) > depth}
