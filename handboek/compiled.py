"""Templates, translated to Python once and kept: translating them anew takes longer than filling them."""
from __future__ import annotations

from pathlib import Path

import jinja2

from handboek import surroundings
from handboek.cache import digest


def kept(work: Path) -> jinja2.BytecodeCache:
    """Where Jinja keeps what it made of each template; it looks whether the template is still the same.

    It does not look how it was told to translate (what to escape, which white to leave out): the name stands for that.
    """
    how = surroundings.code("site/render.py", "site/kept.py"), *surroundings.packages("jinja2", "mkdocs")
    folder = work / "compiled" / digest("\n".join(how))[:16]
    folder.mkdir(parents=True, exist_ok=True)
    return jinja2.FileSystemBytecodeCache(str(folder))
