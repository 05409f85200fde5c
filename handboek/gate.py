"""Whether a build has anything to do: told in some 20 ms, before anything is imported that a build needs.

After a whole build a note is left of all that it read (sources, our code, packages, libraries) and of all that it
published. As long as both are what they were, the next build would give the same. When in doubt it is made.
"""
from __future__ import annotations

import io
import json
import os
import sys
import time
from collections.abc import Iterable, Iterator, Sequence

# Imports at the top are paid by every run, so there are few.
HERE = os.path.dirname(os.path.abspath(__file__))
READ = ("content", "worksheets", "templates", "mkdocs.yml")
"""What a project consists of: the folders and the file that are read to build it."""
REQUIREMENTS = os.path.join(os.path.dirname(HERE), "requirements.txt")
NOTE = os.path.join(".build", "done.json")
VARIABLES = ("SOURCE_DATE_EPOCH", "LD_LIBRARY_PATH", "LD_PRELOAD")
COMMANDS = ("all", "site", "worksheets")
TICK = 20_000_000  # nanoseconds in which a file can change twice without showing it

Stamp = list[int]
"""Size, moments of change of content and of file, number of the file: when these are the same, so is the content."""


def _variables() -> list[str | None]:
    return [os.environ.get(name) for name in VARIABLES]


# A build sets some of them for itself, so what the user set must be looked at before.
AT_START = _variables()


def unchanged(argv: Sequence[str], prefix: str = sys.prefix) -> str | None:
    """What to tell if this command would change nothing; None if it must be run, or is no build at all.

    `prefix` is the environment in which it would run.
    """
    root = _root(argv)
    if root is None:
        return None
    try:
        with open(os.path.join(root, NOTE), encoding="utf-8") as file:
            note = json.load(file)
        same = (note["surroundings"] == _surroundings(prefix, _variables(), note["packages"], note["libraries"])
                and note["published"] == dict(walk(os.path.join(root, "dist")))
                and _same_sources(note["sources"], snapshot(root)))
        return str(note["said"]) if same else None
    except (OSError, ValueError, KeyError, TypeError):
        return None  # there is no note, or none that can be read


def any_terminal() -> None:
    """Let a letter that the terminal does not know be shown as a question mark: it is no reason to fail."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def environment() -> str:
    """Where build.py would run: in the virtual environment that is active, or in its own."""
    return sys.prefix if sys.prefix != sys.base_prefix else os.path.join(os.path.dirname(HERE), ".venv")


def snapshot(root: str) -> dict[str, Stamp]:
    """Everything that a build of this project reads, as it is now. Take it before anything is read."""
    paths = [os.path.join(root, name) for name in READ]
    return {path: stamp for start in (*paths, HERE, REQUIREMENTS) for path, stamp in walk(start)}


def note(root: str, before: dict[str, Stamp], libraries: Iterable[str], said: str) -> None:
    """Write down that everything is published that can be made of what was there `before`."""
    newest = max(max(stamp[1:3]) for stamp in before.values())
    if snapshot(root) != before or newest > time.time_ns() - TICK:
        return  # an author was at work meanwhile: what was read is not known
    file = os.path.join(root, NOTE)
    try:
        packages = [folder for folder in sys.path if os.path.isdir(folder) and _packages(folder)]
        libraries = sorted(libraries)
        text = json.dumps({
            "said": said, "packages": packages, "libraries": libraries,
            "surroundings": _surroundings(sys.prefix, AT_START, packages, libraries),
            "sources": {path: [stamp, _digest(path)] for path, stamp in before.items()},
            "published": dict(walk(os.path.join(root, "dist"))),
        })
        with open(file + ".new", "w", encoding="utf-8") as new:
            new.write(text)
        os.replace(file + ".new", file)
    except OSError:
        # Nowhere to write, a folder that is a link, a file that an editor took away meanwhile: what was built is
        # published all the same, and without a note the next build is made.
        pass


def _root(argv: Sequence[str]) -> str | None:
    """The project to build; None if this is no build of everything, or one with wishes of its own."""
    root, words = os.path.dirname(HERE), []
    rest = iter(argv)
    for word in rest:
        if word == "--project":
            root = next(rest, "")
        elif word == "--cache":
            next(rest, "")
        else:
            words.append(word)
    return os.path.realpath(root) if not words or len(words) == 1 and words[0] in COMMANDS else None


def _surroundings(prefix: str, variables: list[str | None], packages: Iterable[str],
                  libraries: Iterable[str]) -> list[object]:
    return [sys.version, os.path.realpath(prefix), variables, [_packages(folder) for folder in packages],
            [_stamp(os.stat(path)) for path in libraries]]


def _packages(folder: str) -> list[str]:
    """What is installed in the folder: the names say which version."""
    return sorted(name for name in os.listdir(folder) if name.endswith(".dist-info"))


def _same_sources(noted: dict[str, tuple[Stamp, str]], now: dict[str, Stamp]) -> bool:
    """Whether nothing came or went, and what was written has the same content all the same."""
    return noted.keys() == now.keys() and all(stamp == now[path] or digest == _digest(path)
                                              for path, (stamp, digest) in noted.items())


def _digest(path: str) -> str:
    import hashlib
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def walk(path: str) -> Iterator[tuple[str, Stamp]]:
    """Every file at or below the path with its stamp, but for what editors hide; nothing if there is no such path."""
    try:
        entries = list(os.scandir(path))
    except NotADirectoryError:
        yield path, _stamp(os.stat(path))
        return
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.name.startswith((".", "__pycache__")):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from walk(entry.path)
            continue
        try:
            yield entry.path, _stamp(entry.stat())
        except FileNotFoundError:
            pass  # it was there for a moment only, or leads nowhere


def _stamp(status: os.stat_result) -> Stamp:
    return [status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino]
