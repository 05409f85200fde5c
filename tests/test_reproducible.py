"""The same sources give the same bytes, and a build that does not is found out."""
from __future__ import annotations

from collections.abc import Callable
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
    builds = iter([{"een.pdf": "1", "twee.pdf": "2"}, {"een.pdf": "1", "twee.pdf": "3", "drie.pdf": "4"}])
    monkeypatch.setattr(reproducible, "_built", lambda *_: next(builds))
    with pytest.raises(reproducible.NotReproducible, match="2 van de 3 bestanden: drie.pdf, twee.pdf"):
        reproducible.reproducible(Project(root))


def test_what_the_author_must_mend_is_told_first(sandbox: Path, run_here: Callable[..., Run]) -> None:
    done = run_here("reproducible", "weekschem", project=sandbox)
    assert done.code == 1
    assert done.err.startswith("worksheets:1:1 [E201] Er bestaat geen werkblad ‘weekschem’. Bedoelde je ‘weekschema’?")
    (sandbox / "content" / "case.yml").write_text("title: [\n", encoding="utf-8")
    done = run_here("reproducible", "weekschema", project=sandbox)
    assert done.code == 1
    assert done.err.startswith("content/case.yml:")


def test_a_build_that_fails_is_told(sandbox: Path, run: Callable[..., Run]) -> None:
    (sandbox / "templates" / "worksheets" / "sheet.css").write_text("p { font-size: }\n", encoding="utf-8")
    done = run("reproducible", "weekschema", project=sandbox)
    assert done.code == 2
    assert "een van de twee keer bouwen ging mis" in done.err and "[E310]" in done.err and "Traceback" not in done.err
