"""Where sentences end: for measuring them, and for giving each a line of its own on paper."""
from __future__ import annotations

import re

END = re.compile(r"(?<=[.!?…])\s+")


def sentences(text: str) -> list[str]:
    """The sentences of a text, their full stops included."""
    return [part for part in END.split(text.strip()) if part]
