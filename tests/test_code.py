"""The program keeps the rules that pyproject.toml sets."""
from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("words", [["ruff", "check", "--no-cache"], ["mypy", "--cache-dir", os.devnull]],
                         ids=lambda words: words[0])
def test_who_checks_the_code_has_nothing_to_say(words: list[str], root: Path) -> None:
    done = subprocess.run([sys.executable, "-P", "-m", *words], cwd=root, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
