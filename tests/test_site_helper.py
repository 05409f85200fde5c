"""A site that two processes make is the site that one makes, and so is what is told of its mistakes."""
from __future__ import annotations

import json
import os
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from children import children, needs_proc
from conftest import files_in

from handboek.problems import EnvironmentTrouble
from handboek.site import helper
from handboek.site.kept import Rendered
from handboek.site.mkdocs import SiteError

Maker = Callable[..., dict[str, Rendered]]
PAGES = {"index.md": "to [the last](z/9.md#deep)",
         **{f"{folder}/{number}.md": f"Words of {folder}{number}, to [another](../a/{number}.md).\n\n## Deep\n\nMore."
            for folder in "abmyz" for number in range(10)}}


@pytest.fixture
def maker(tmp_path: Path) -> Maker:
    """Builds a site of 51 pages, which is enough for two processes, or the same with other texts."""
    settings = {"site_name": "S", "docs_dir": "docs", "site_dir": "site", "theme": {"name": "material", "font": False},
                "plugins": ["search"],
                "validation": {"links": {"anchors": "warn"}}}
    (tmp_path / "mkdocs.yml").write_text(json.dumps(settings), encoding="utf-8")

    def made(kept: dict[str, Rendered] | None = None, **changed: str) -> dict[str, Rendered]:
        pages = PAGES | {f"{name.replace('_', '/')}.md": text for name, text in changed.items()}
        for name, text in pages.items():
            (tmp_path / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "docs" / name).write_text(f"---\ntitle: {name}\n---\n{text}\n", encoding="utf-8")
        return helper.made(tmp_path / "mkdocs.yml", {}, pages, kept or {}, tmp_path / "work")

    return made


def test_the_site_is_the_same(maker: Maker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helper, "processors", lambda: 2)
    assert "z/9.md" in helper.last_half(PAGES, list(PAGES))  # so that the other process has something to do
    made = maker()
    assert made.keys() == PAGES.keys()
    together = files_in(tmp_path / "site")
    some = {name: page for name, page in made.items() if not name.startswith("z/")}
    assert maker(some).keys() == PAGES.keys() - some.keys()
    assert files_in(tmp_path / "site") == together

    monkeypatch.setattr(helper, "processors", lambda: 1)
    assert maker() == made
    assert files_in(tmp_path / "site") == together


@pytest.mark.parametrize(("changed", "told"), [
    ({"z_9": "[nowhere](no.md)"}, [r"z/9\.md.*no\.md", r"index\.md.*#deep"]),
    ({"a_1": "[nowhere](no.md)", "z_2": "[nor here](none.md)"}, [r"a/1\.md.*no\.md", r"z/2\.md.*none\.md"]),
    ({"z_1": "[no such place](../a/1.md#high)"}, [r"z/1\.md.*#high"]),
    ({"a_1": "[no such place](../z/1.md#high)"}, [r"a/1\.md.*#high"])])
def test_what_is_wrong_in_either_half_is_told_once(maker: Maker, monkeypatch: pytest.MonkeyPatch,
                                                   changed: dict[str, str], told: list[str]) -> None:
    monkeypatch.setattr(helper, "processors", lambda: 2)
    with pytest.raises(SiteError) as found:
        maker(**changed)
    lines = str(found.value).splitlines()[1:]
    assert len(lines) == len(told)
    for text in told:
        assert found.match(f"(?s).*{text}")


@needs_proc
def test_a_helper_that_is_killed_is_told(maker: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(helper, "processors", lambda: 2)

    def kill() -> None:
        while not (found := list(children(os.getpid()))):
            time.sleep(0.01)
        for process in found:
            os.kill(process, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    with pytest.raises(EnvironmentTrouble, match="het maken van de website is door de computer afgebroken"):
        maker()
    killer.join()
    assert list(children(os.getpid())) == []
