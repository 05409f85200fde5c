"""Several machines share the drawing: every PDF is in exactly one part, and the parts together are one build."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Run

from handboek import shard
from handboek.book import build as book
from handboek.cache import Cache, key_of
from handboek.catalogue import Catalogue
from handboek.pdf.build import build
from handboek.pdf.jobs import jobs
from handboek.project import Project
from handboek.site.build import planned


@pytest.fixture(scope="module")
def catalogues(root: Path) -> dict[str, Catalogue]:
    return Project(root).load()


@pytest.mark.parametrize("count", [1, 2, 3, 7, 200])
def test_every_pdf_is_in_one_part(count: int, catalogues: dict[str, Catalogue]) -> None:
    parts = [shard.share(shard.tasks(catalogues), index, count) for index in range(1, count + 1)]
    files = [job.file for part in parts for task in part for job in task.jobs]
    assert sorted(files) == sorted(job.file for job in jobs(catalogues))
    assert sum(not task.jobs for part in parts for task in part) == 1  # the book


def test_parts_cost_about_the_same(catalogues: dict[str, Catalogue]) -> None:
    loads = [sum(task.cost for task in shard.share(shard.tasks(catalogues), index, 2)) for index in (1, 2)]
    assert min(loads) > 0.9 * max(loads)


def test_parts_together_are_one_build(root: Path, tmp_path: Path, catalogues: dict[str, Catalogue],
                                      monkeypatch: pytest.MonkeyPatch) -> None:
    """On four small sheets: drawn by two machines into one cache, then joined without drawing anything."""
    small = [task for task in shard.tasks(catalogues) if task.jobs][-4:]
    monkeypatch.setattr(shard, "tasks", lambda _: small)
    project, shared = Project(root), Cache(tmp_path / "shared")
    counts = [shard.draw(project, catalogues, index, 2, shared) for index in (1, 2)]
    wanted = [job for task in small for job in task.jobs]
    assert sum(counts) == len(wanted) and min(counts) > 0
    joined = list(build(project, wanted, tmp_path / "joined", shared))
    assert not any(made.drawn for made in joined)
    alone = list(build(project, wanted, tmp_path / "alone", Cache(None)))
    assert all(made.drawn for made in alone)
    for job in wanted:
        assert (tmp_path / "joined" / job.file).read_bytes() == (tmp_path / "alone" / job.file).read_bytes()


def test_whoever_draws_need_not_know_where_the_site_will_stand(root: Path, catalogues: dict[str, Catalogue]) -> None:
    """Only whoever joins the parts does; the book, which is half of all work, has the same key for both."""
    project, source = Project(root), catalogues["nl"]
    placed = replace(source, handbook=source.handbook.model_copy(update={"url": "https://een.example/"}))
    sites = [planned(project, each).markdown for each in (source, placed)]
    assert sites[0] != sites[1]
    drawn, joined = (book.planned(project, each, site)[1] for each, site in zip((source, placed), sites, strict=True))
    assert key_of(drawn) == key_of(joined)


@pytest.mark.parametrize("words", ["0/3", "4/3", "1", "1/0", "een/twee"])
def test_a_part_that_is_none_is_refused(words: str, root: Path, run: Callable[..., Run]) -> None:
    done = run("all", "--shard", words, project=root)
    assert done.code == 2
    assert "Dit begrijpt het handboek niet" in done.err and "Traceback" not in done.err


def test_a_part_without_a_cache_is_refused(root: Path, run: Callable[..., Run]) -> None:
    """It would be drawn for nothing, and be said to be there."""
    done = run("all", "--shard", "1/3", "--no-cache", project=root)
    assert (done.code, done.out) == (2, "")
    assert "Dit begrijpt het handboek niet" in done.err
