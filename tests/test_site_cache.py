"""Pages that did not change are not made again, and the site is the same as if they were."""
from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import jinja2
import pytest
from conftest import Run, files_in

from handboek import surroundings
from handboek.compiled import kept
from handboek.site.kept import Rendered
from handboek.site.mkdocs import SiteError, run

Runner = Callable[..., Run]


def rendered(done: Run) -> int:
    """How many pages a command made now."""
    assert done.code == 0, done.err
    found = re.search(r"(\d+) pagina’s(?: \((\d+) nieuw\))?", done.out)
    assert found
    return int(found[2] or found[1])


def test_an_edit_makes_the_pages_anew_that_show_it(first_build: tuple[Path, Run], tmp_path: Path,
                                                  run_here: Runner) -> None:
    project = shutil.copytree(first_build[0], tmp_path / "handboek")
    before = files_in(project / "dist" / "site")
    source = project / "content" / "domains" / "wonen.yml"
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("Wat is fijn aan je woonplek?", "Wat is er fijn aan je woonplek?"), encoding="utf-8")

    done = run_here("site", project=project)

    after = files_in(project / "dist" / "site")
    changed = {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}
    pages = {name for name in changed if name.endswith(".html")}
    assert {"leefgebieden/wonen/index.html", "leefgebieden/vragen/index.html"} <= pages
    assert changed - pages <= {"search/documents.json", "handboek-offline.zip"}
    assert rendered(done) == len(pages)
    whole = run_here("site", "--no-cache", project=project)
    assert rendered(whole) == len([name for name in after if name.endswith("/index.html") or name == "index.html"])
    assert files_in(project / "dist" / "site") == after

    source.write_text(text, encoding="utf-8")
    assert rendered(run_here("site", project=project)) == 0
    assert files_in(project / "dist" / "site") == before


@pytest.fixture
def small(tmp_path: Path) -> Callable[[dict[str, Rendered]], dict[str, Rendered]]:
    """Builds a site of two pages, of which the first links to an anchor on the second."""
    for name, text in {"index.md": "---\ntitle: A\n---\n[to b](b.md#deep)\n",
                       "b.md": "---\ntitle: B\n---\n## Deep\n\nWords.\n"}.items():
        (tmp_path / "docs").mkdir(exist_ok=True)
        (tmp_path / "docs" / name).write_text(text, encoding="utf-8")
    settings = {"site_name": "S", "docs_dir": "docs", "site_dir": "site", "theme": {"name": "material", "font": False},
                "plugins": ["search"],
                "validation": {"links": {"anchors": "warn"}}}
    (tmp_path / "mkdocs.yml").write_text(json.dumps(settings), encoding="utf-8")
    return lambda kept: run(tmp_path / "mkdocs.yml", {}, kept, tmp_path / "work")


def test_a_page_that_is_kept_is_the_page_that_was_made(small: Callable[..., dict[str, Rendered]],
                                                       tmp_path: Path) -> None:
    made = small({})
    assert made.keys() == {"index.md", "b.md"}
    before = files_in(tmp_path / "site")
    assert small({"index.md": made["index.md"]}).keys() == {"b.md"}
    assert files_in(tmp_path / "site") == before
    assert small(made) == {}
    assert files_in(tmp_path / "site") == before


def test_a_kept_page_whose_link_leads_nowhere_any_more_is_told(small: Callable[..., dict[str, Rendered]],
                                                               tmp_path: Path) -> None:
    made = small({})
    (tmp_path / "docs" / "b.md").write_text("---\ntitle: B\n---\n## Elsewhere\n", encoding="utf-8")
    with pytest.raises(SiteError, match=r"index\.md.*b\.md#deep"):
        small({"index.md": made["index.md"]})


def test_templates_that_other_code_translated_are_translated_anew(tmp_path: Path,
                                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    def filled(**how: bool) -> str:
        loader = jinja2.DictLoader({"a": "{{ a }}"})
        return jinja2.Environment(loader=loader, bytecode_cache=kept(tmp_path), **how).get_template("a").render(a="<")

    assert filled(autoescape=False) == "<"
    monkeypatch.setattr(surroundings, "code", lambda *patterns: "other")
    assert filled(autoescape=True) == filled(autoescape=True) == "&lt;"
