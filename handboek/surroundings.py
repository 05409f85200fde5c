"""What an output owes to the machine on which it is made: Python, packages, libraries of the system, our own code."""
from __future__ import annotations

import ctypes
import platform
import re
import sys
from collections.abc import Iterable
from functools import cache
from importlib import metadata
from pathlib import Path

from handboek.cache import digest

HERE = Path(__file__).resolve().parent
# What draws text for WeasyPrint. Opening these two brings in the others.
OPENED = ("libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")
DRAWING = re.compile(r"/lib(?:pango|harfbuzz|fontconfig|freetype|fribidi|glib|gobject)[^/]*\.so[^/]*$")
REQUIREMENT = re.compile(r"([\w.-]+)(?:\[([^\]]*)\])?")
EXTRA = re.compile(r"extra\s*==\s*['\"]([^'\"]+)")


def code(*patterns: str) -> str:
    """A digest of our own modules that match, below `handboek/`."""
    return digest_of(HERE, (path for pattern in patterns for path in sorted(HERE.glob(pattern))))


def digest_of(folder: Path, files: Iterable[Path]) -> str:
    """A digest of the bytes of these files and their names below the folder."""
    return digest("".join(f"{path.relative_to(folder).as_posix()} {digest(path.read_bytes())}\n" for path in files))


def python() -> str:
    return f"{platform.python_implementation()} {platform.python_version()}"


@cache
def packages(*names: str) -> tuple[str, ...]:
    """These packages and all that they require, each with its version, as in 'weasyprint 70.0'."""
    found: dict[str, str] = {}
    waiting = [(name, "") for name in names]
    while waiting:
        name, extras = waiting.pop()
        try:
            package = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # required on another system only
        if f"{name}[{extras}]" in found:
            continue
        found[f"{name}[{extras}]"] = f"{name} {package.version}"
        waiting += [needed for line in package.requires or () if (needed := _needed(line, extras))]
    return tuple(sorted(set(found.values())))


def _needed(line: str, extras: str) -> tuple[str, str] | None:
    """The name of a requirement, and which extras of it are asked for; None if it is for an extra that is not."""
    asked = EXTRA.search(line)
    if asked and asked[1] not in extras.split(","):
        return None
    found = REQUIREMENT.match(line)
    assert found
    return re.sub(r"[-_.]+", "-", found[1]).lower(), (found[2] or "").replace(" ", "")


@cache
def libraries() -> dict[str, str]:
    """The libraries of the system that shape and draw letters: real name → digest of the file."""
    found = {path.name: digest(path.read_bytes()) for path in map(Path, library_files())}
    return found or {"system": platform.platform()}


@cache
def library_files() -> tuple[str, ...]:
    """Where those libraries are; nothing is known of that elsewhere than on Linux."""
    if sys.platform != "linux":
        return ()
    for name in OPENED:
        try:
            ctypes.CDLL(name)
        except OSError:
            pass  # WeasyPrint does without, or says so itself
    lines = Path("/proc/self/maps").read_text(encoding="utf-8").splitlines()
    return tuple(sorted({path for line in lines if DRAWING.search(path := line[line.find("/"):])}))
