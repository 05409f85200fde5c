"""What was made before, kept on disk under everything that it was made of.

Plain files, so that machines can share a folder. Many processes may read and write it at the same time: an entry
appears whole or not at all. What was not used for longest goes first when there is no more room.
"""
from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import secrets
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

LIMIT = 1_000_000_000
"""Bytes that a cache may take on disk. The whole handbook takes about 50 MB, so many branches find room."""
ROOM = 0.9  # of the limit: what is left after tidying, so that not every build has to
HOUR = 3600
CHECKSUM = 64  # letters, at the start of each entry
ENTRY = re.compile(r"[0-9a-f]{62}|new-\d+-[0-9a-f]{16}")
"""The name of a file of ours; whatever else stands in the folder stays."""

Parts = Mapping[str, Any]
"""What an output is made of, by name: plain data, with a digest where something is large."""


def digest(content: str | bytes) -> str:
    """What stands for this content."""
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()


def key_of(parts: Parts) -> str:
    """The key of an output that is made of these parts; the order in which they are named does not matter."""
    return digest(json.dumps(parts, sort_keys=True, ensure_ascii=False))


class Cache:
    """A folder of entries by key. Without a folder nothing is kept and nothing is found.

    It may be for reading only, as that of another user: then nothing is kept either, unless all that is made is made
    to be kept there.
    """

    def __init__(self, folder: Path | None, limit: int = LIMIT, to_be_kept: bool = False):
        self.folder = folder
        self.limit = limit
        self.to_be_kept = to_be_kept
        self.grown = False
        self._told = False

    def get(self, key: str) -> bytes | None:
        """The content, or None. An entry that is damaged is told, and counts as absent."""
        if not self.folder:
            return None
        path = self._path(key)
        try:
            raw = path.read_bytes()
            self._use(path)
        except FileNotFoundError:
            return None
        if raw[:CHECKSUM] == _checksum(key, content := raw[CHECKSUM:]):
            return content
        print(f"Let op: {path} in de cache is beschadigd en wordt opnieuw gemaakt.", file=sys.stderr)
        return None

    def put(self, key: str, content: bytes) -> None:
        """Keep the content, if that is allowed. Raises OSError when it cannot be done."""
        if not self.folder:
            return
        try:
            self._put(self._path(key), _checksum(key, content) + content)
        except OSError as error:
            if self.to_be_kept or error.errno not in (errno.EACCES, errno.EPERM, errno.EROFS):
                raise
            if not self._told:
                print(f"Let op: in de cache {self.folder} mag niet alles worden geschreven. "
                      "Wat daar niet staat, wordt elke keer opnieuw gemaakt.", file=sys.stderr)
            self._told = True
        else:
            self.grown = True

    def _put(self, path: Path, raw: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Not the name of the process alone: machines that share the folder have the same numbers.
        new = path.with_name(f"new-{os.getpid()}-{secrets.token_hex(8)}")
        try:
            new.write_bytes(raw)
            os.replace(new, path)
        except BaseException:
            new.unlink(missing_ok=True)
            raise

    def made(self, parts: Parts, make: Callable[[], bytes]) -> bytes:
        """The output of these parts: the kept one, or made now and kept."""
        key = key_of(parts)
        content = self.get(key)
        if content is None:
            self.put(key, content := make())
        return content

    def tidy(self) -> None:
        """Delete what was not used for longest until the rest is within the limit, and what killed builds left."""
        if not self.folder or not self.grown:
            return
        entries = sorted(_entries(self.folder))
        excess = sum(size for _, size, _ in entries) - self.limit
        goal = excess + self.limit * (1 - ROOM) if excess > 0 else 0
        for used, size, path in entries:
            left_over = path.name.startswith("new-") and used < time.time() - HOUR
            if goal > 0 or left_over:
                with suppress(PermissionError):  # it is another user's, whose builds tidy up too
                    path.unlink(missing_ok=True)
                    goal -= size

    def clear(self) -> None:
        """Delete every entry, and the folders in which nothing else is."""
        if self.folder and self.folder.is_dir():
            for _, _, path in _entries(self.folder):
                with suppress(PermissionError):
                    path.unlink(missing_ok=True)
            for folder in (*self.folder.glob("[0-9a-f][0-9a-f]"), self.folder):
                with suppress(OSError):  # it is not empty
                    folder.rmdir()

    def _path(self, key: str) -> Path:
        assert self.folder
        return self.folder / key[:2] / key[2:]

    def _use(self, path: Path) -> None:
        """Remember that the entry was used; to the hour, for that is enough and writes less."""
        try:
            if abs(time.time() - path.stat().st_mtime) > HOUR:
                os.utime(path)
        except OSError:
            pass  # another build has just tidied it away, or this folder is for reading only


def _checksum(key: str, content: bytes) -> bytes:
    """With the key, so that an entry under another name is no good either."""
    return hashlib.sha256(key.encode() + content).hexdigest().encode()


def _entries(folder: Path) -> Iterator[tuple[float, int, Path]]:
    """When it was used, its size and its path, of every entry that is still there."""
    for path in folder.glob("[0-9a-f][0-9a-f]/*"):
        if not ENTRY.fullmatch(path.name):
            continue
        try:
            status = path.stat()
        except FileNotFoundError:
            continue
        yield status.st_mtime, status.st_size, path
