"""Whether the same sources give the same bytes: built twice, as differently as one machine allows, and compared."""
from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from handboek.cache import digest
from handboek.gate import READ
from handboek.problems import EnvironmentTrouble
from handboek.project import Project

ROOT = Path(__file__).resolve().parent.parent
NOBODY = 65534
MOST_TOLD = 20


class NotReproducible(EnvironmentTrouble):
    """Two builds of the same sources differ, or one of them failed. The message is for the reader."""


@dataclass(frozen=True)
class Setting:
    """Where and how one of the two builds runs; `user` is a number, or None for the user who asks."""

    folder: str
    variables: dict[str, str]
    umask: int
    user: int | None = None


SETTINGS = (
    Setting("een", {"PYTHONHASHSEED": "0", "TZ": "UTC", "LC_ALL": "C.UTF-8", "HOME": "/nergens/een"}, 0o022),
    Setting("een heel/andere map", {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LC_ALL": "C",
                                    "LANG": "nl_NL.UTF-8", "HOME": "/nergens/twee", "COLUMNS": "40"}, 0o077, NOBODY),
)


def reproducible(project: Project, ids: Sequence[str] = ()) -> str:
    """Build everything (or only these sheets) twice, without cache; returns what to tell.

    Folder, time zone, locale, hash seed, umask and home differ, and the user too if root asks and another user can read
    the program. Raises NotReproducible.
    """
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)  # the other user must come in
        first, second = (_built(project, Path(folder), setting, ids) for setting in SETTINGS)
    different = sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))
    if different:
        raise NotReproducible(f"twee keer bouwen geeft niet hetzelfde. Verschillend zijn {len(different)} van de "
                              f"{len(first | second)} bestanden: {', '.join(different[:MOST_TOLD])}.")
    return f"Klaar: twee keer gebouwd, {len(first)} bestanden, elke byte hetzelfde."


def _built(project: Project, folder: Path, setting: Setting, ids: Sequence[str]) -> dict[str, str]:
    """The digest of every file that a build in this setting publishes, by name."""
    root = folder / setting.folder
    for name in READ:
        source = project.root / name
        (shutil.copytree if source.is_dir() else _copy)(source, root / name)
    user = setting.user if os.geteuid() == 0 and _can_run(setting.user) else None
    if user is not None:
        for path in (root, *root.rglob("*")):
            os.chown(path, user, user)
    done = _run([*(["worksheets", *ids] if ids else ["all"]), "--no-cache", "--project", str(root)], setting, user)
    if done.returncode:
        raise NotReproducible(f"een van de twee keer bouwen ging mis:\n{done.stderr}")
    published = sorted(path for path in (root / "dist").rglob("*") if path.is_file())
    return {path.relative_to(root / "dist").as_posix(): digest(path.read_bytes()) for path in published}


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _can_run(user: int | None) -> bool:
    """Whether this user may read the program and its packages: root's own folder is closed to others."""
    probe = [sys.executable, "-B", "-c", "import handboek, yaml, weasyprint"]
    try:
        return subprocess.run(probe, cwd="/", env={"PYTHONPATH": str(ROOT)}, user=user,
                              capture_output=True).returncode == 0
    except OSError:
        return False


def _run(words: list[str], setting: Setting, user: int | None) -> subprocess.CompletedProcess[str]:
    variables = {"PATH": os.environ.get("PATH", os.defpath), "PYTHONPATH": str(ROOT)} | setting.variables
    return subprocess.run([sys.executable, "-B", "-m", "handboek", *words], cwd="/", env=variables, umask=setting.umask,
                          user=user, group=user, capture_output=True, text=True)
