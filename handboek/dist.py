"""The folder that is published. It is always whole: a build works on a copy and the copies change places."""
from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from handboek.project import Project


@contextmanager
def staged(project: Project) -> Iterator[Path]:
    """A folder with what is published now, to change; published when the block ends without an exception.

    The files are hard links: replace a file (unlink it first), never write into it.
    """
    stage, old = project.work / "dist-next", project.work / "dist-old"
    project.work.mkdir(exist_ok=True)
    if not project.dist.exists() and old.exists():
        os.rename(old, project.dist)  # the last build was stopped in the middle of changing places
    shutil.rmtree(stage, ignore_errors=True)
    if project.dist.exists():
        shutil.copytree(project.dist, stage, copy_function=_link)
    stage.mkdir(exist_ok=True)
    yield stage
    shutil.rmtree(old, ignore_errors=True)
    if project.dist.exists():
        os.rename(project.dist, old)
    os.rename(stage, project.dist)
    shutil.rmtree(old, ignore_errors=True)


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
