"""What the commands do: load, build into a copy of dist/, look whether it is whole, publish."""
from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from handboek.catalogue import SOURCE_LANGUAGE, Catalogue
from handboek.dist import put, staged
from handboek.pdf import build
from handboek.problems import AuthorError, Position, Problem, suggestion
from handboek.project import Project

PDFS = "worksheets"


@dataclass
class Summary:
    """What a run came to."""

    files: int = 0
    pages: int = 0
    pdfs: int = 0
    warnings: list[str] = field(default_factory=list)
    look: str = ""


def run(project: Project, command: str, ids: Sequence[str] = (), kept: dict[str, bytes] | None = None) -> Summary:
    """Run `all`, `check`, `site` or `worksheets`. Raises AuthorError, and nothing has changed then.

    `kept` holds finished PDFs by what they were made of: a sheet that did not change is not drawn again.
    """
    catalogues = project.load()
    summary = Summary(files=sum(len(catalogue.translated) for catalogue in catalogues.values()))
    if command == "check":
        return summary
    unknown = sorted(set(ids) - {sheet.id for sheet in catalogues[SOURCE_LANGUAGE].worksheets})
    if unknown:
        raise AuthorError(_unknown(unknown, catalogues[SOURCE_LANGUAGE]))
    with staged(project) as stage:
        if command in ("all", "worksheets"):
            summary.pdfs = _worksheets(project, build.jobs(catalogues, ids), stage, whole=not ids, kept=kept)
        if command in ("all", "site"):
            summary.pages = _site(project, catalogues[SOURCE_LANGUAGE], stage)
        if (stage / "site").exists():
            summary.warnings += _downloads(catalogues[SOURCE_LANGUAGE], stage)
    shown = "site/index.html" if summary.pages else PDFS
    summary.look = f"{project.dist.name}/{shown}"
    return summary


def _unknown(ids: Iterable[str], catalogue: Catalogue) -> Iterator[Problem]:
    known = [sheet.id for sheet in catalogue.worksheets]
    for id in ids:
        yield Problem(Position("worksheets"), "E201", f"Er bestaat geen werkblad ‘{id}’.", suggestion(id, known) or f"Kies uit: {', '.join(known)}.")


def _worksheets(project: Project, jobs: list[build.Job], stage: Path, whole: bool, kept: dict[str, bytes] | None) -> int:
    if whole:
        shutil.rmtree(stage / PDFS, ignore_errors=True)
    return len(list(_shown(build.build(project, jobs, stage / PDFS, {} if kept is None else kept), len(jobs), "Werkbladen")))


def _site(project: Project, catalogue: Catalogue, stage: Path) -> int:
    from handboek import site
    shutil.rmtree(stage / "site", ignore_errors=True)
    with Console(stderr=True).status("Website bouwen …"):
        return site.build(project, catalogue, stage / "site")


def _downloads(catalogue: Catalogue, stage: Path) -> Iterator[str]:
    """Put the PDFs that there are, and a picture of each, where the site links to them; yields what is lacking."""
    from handboek.pdf.preview import preview
    from handboek.pdf.sheet import VARIANTS, file_name
    from handboek.site.addresses import DOWNLOADS
    folder = stage / "site" / DOWNLOADS
    for sheet in catalogue.worksheets:
        for variant in VARIANTS:
            pdf = stage / PDFS / file_name(sheet, variant, SOURCE_LANGUAGE)
            if not pdf.exists():
                yield f"{pdf.name} is nog niet gebouwd. Voer uit: python3 build.py worksheets {sheet.id}"
                continue
            put(pdf, folder / pdf.name)
            picture = folder / f"{sheet.id}.png"
            picture.unlink(missing_ok=True)
            picture.write_bytes(preview(pdf, page=2))


def _shown(items: Iterable[build.Job], total: int, what: str) -> Iterator[build.Job]:
    """The same items, with a progress bar on a terminal and nothing in a log."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.fields[now]}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=total, now="")
        for item in items:
            progress.update(task, advance=1, now=item.file)
            yield item
