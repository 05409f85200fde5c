"""The folder that is published. It is always whole: a build works on a copy and the copies change places."""
from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from handboek.project import Project

LOCK, NEXT, OLD = "lock", "dist-next", "dist-old"
"""What stands in the folder of intermediate results while a build is at work."""
WORKING_FOLDER, EXCHANGE = -100, 2
"""AT_FDCWD and RENAME_EXCHANGE of Linux."""


@contextmanager
def staged(project: Project) -> Iterator[Path]:
    """A folder with what is published now, to change; published when the block ends without an exception.

    The files are hard links: replace a file (unlink it first), never write into it.
    """
    with locked(project):
        yield from _staged(project)


@contextmanager
def locked(project: Project) -> Iterator[None]:
    """While no other build of this project is at work."""
    project.work.mkdir(exist_ok=True)
    with (project.work / LOCK).open("w") as lock:
        _take(lock)
        yield


def _take(lock: TextIO) -> None:
    """Wait until no other build of this project is at work; closing the file frees the lock, also by a crash."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        print("Een andere opdracht is al aan het bouwen. Even wachten …", file=sys.stderr)
        fcntl.flock(lock, fcntl.LOCK_EX)


def _staged(project: Project) -> Iterator[Path]:
    # It may be a link to where a web server looks: then what is there changes places, and not the link.
    dist, stage, old = project.dist.resolve(), project.work / NEXT, project.work / OLD
    if not dist.exists() and old.exists():
        os.rename(old, dist)  # the last build was stopped in the middle of changing places
    shutil.rmtree(stage, ignore_errors=True)
    if dist.exists():
        shutil.copytree(dist, stage, copy_function=_link)
    stage.mkdir(exist_ok=True)
    yield stage
    replace(dist, stage, old)


def replace(folder: Path, new: Path, old: Path) -> None:
    """Let the new folder take the place of this one, which is deleted; `old` is where it may stand meanwhile.

    At every moment there is one of the two, whole. Where the system cannot do that there is none for a moment.
    """
    shutil.rmtree(old, ignore_errors=True)  # left by a build that was killed
    if folder.exists() and _exchange(new, folder):
        os.rename(new, old)  # so that nobody takes it for what comes next
    else:
        if folder.exists():
            os.rename(folder, old)
        os.rename(new, folder)
    shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Let two paths change places at once; returns whether this system can. Python has no function for it."""
    try:
        rename = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError):
        return False
    return int(rename(WORKING_FOLDER, os.fsencode(one), WORKING_FOLDER, os.fsencode(other), EXCHANGE)) == 0


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without hard links
        shutil.copy2(source, target)


def put(source: Path, target: Path) -> None:
    """The same file in a second place, as a hard link where that can be done."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    _link(str(source), str(target))
