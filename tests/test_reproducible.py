"""The same sources give the same bytes, and a build that does not is found out."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Run

from handboek import reproducible
from handboek.project import Project


def test_a_sheet_is_the_same_elsewhere(root: Path, run: Callable[..., Run]) -> None:
    done = run("reproducible", "weekschema", project=root)
    assert done.code == 0, done.err
    assert "elke byte hetzelfde" in done.out


def test_a_difference_is_told_by_name(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another date inside the PDFs stands for whatever a machine might put in."""
    first, second = reproducible.SETTINGS
    dated = replace(second, variables=second.variables | {"SOURCE_DATE_EPOCH": "86400"})
    monkeypatch.setattr(reproducible, "SETTINGS", (first, dated))
    with pytest.raises(reproducible.NotReproducible, match="weekschema-printen.pdf"):
        reproducible.reproducible(Project(root), ["weekschema"])


def test_a_build_that_fails_is_told(sandbox: Path, run: Callable[..., Run]) -> None:
    (sandbox / "content" / "case.yml").write_text("title: [\n", encoding="utf-8")
    done = run("reproducible", "weekschema", project=sandbox)
    assert done.code == 2
    assert "content/case.yml" in done.err and "Traceback" not in done.err
