"""Brings a folder in line with what it should hold, touching only what differs."""
from __future__ import annotations

from pathlib import Path


def synchronise(folder: Path, files: dict[str, bytes]) -> None:
    """Write what is new or different into `folder`, and delete whatever else is there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        path = folder / name
        if not path.is_file() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    # Deepest first, so that a folder is empty by the time that it is looked at.
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(folder).as_posix() not in files:
            path.unlink()
