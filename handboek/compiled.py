"""Templates, translated to Python once and kept: translating them anew takes longer than filling them."""
from __future__ import annotations

from pathlib import Path

import jinja2


def kept(work: Path) -> jinja2.BytecodeCache:
    """Where Jinja keeps what it made of each template; it looks whether the template is still the same."""
    folder = work / "compiled"
    folder.mkdir(parents=True, exist_ok=True)
    return jinja2.FileSystemBytecodeCache(str(folder))
