"""What is published: everything below dist/, made now or taken from the cache, and changed at once."""
from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from handboek.cache import Cache
from handboek.catalogue import SOURCE_LANGUAGE, Catalogue
from handboek.check.plain import Reading
from handboek.dist import put, staged
from handboek.ledger import Ledger
from handboek.pdf.build import Made, build
from handboek.pdf.jobs import Job, jobs
from handboek.pdf.recipe import picture
from handboek.project import Project
from handboek.site.addresses import BOOK, DOWNLOADS, OFFLINE
from handboek.site.build import Plan, planned
from handboek.site.build import build as build_site
from handboek.site.search import DOCUMENTS
from handboek.variants import file_name

PDFS = "worksheets"
LEDGER = "made-of.json"
"""In the folder of intermediate results."""
SHOWN = 2
"""The third page, behind cover and explanation, shows best what a long sheet is; of a short one the last."""


@dataclass
class Summary:
    """What a run came to. `drawn` and `rendered` count the PDFs and pages made now; the cache had the others."""

    files: int = 0
    pages: int = 0
    rendered: int = 0
    pdfs: int = 0
    drawn: int = 0
    warnings: list[str] = field(default_factory=list)
    readings: dict[str, Reading] = field(default_factory=dict)
    """How easily each sheet for clients reads, by its id; filled by `check`."""
    look: str = ""


def publish(project: Project, catalogues: dict[str, Catalogue], command: str, ids: Sequence[str],
            cache: Cache) -> Summary:
    """Bring dist/ up to date for `all`, `site` or `worksheets`. Raises AuthorError, and nothing has changed then."""
    summary, ledger = Summary(), Ledger(project.work / LEDGER)
    with staged(project) as stage:
        if command in ("all", "worksheets") and not ids:
            shutil.rmtree(stage / PDFS, ignore_errors=True)
        source = catalogues[SOURCE_LANGUAGE]
        plan = planned(project, source) if command in ("all", "site") else None
        with _book(project, source, plan, stage, cache, ledger) if plan and command == "all" else nullcontext():
            if command in ("all", "worksheets"):
                _worksheets(project, jobs(catalogues, ids), stage, cache, ledger, summary)
            if plan:
                _site(project, source, plan, stage, cache, ledger, summary)
            if (stage / "site").exists():
                summary.warnings += _downloads(jobs(catalogues), stage, cache)
        if (stage / "site").exists():
            summary.warnings += _book_to_read(stage)
        if (stage / "site" / DOCUMENTS).exists():  # a whole site, and not what is left of one
            _offline(project, source, stage, cache)
        # Before the change of places: where one of these fails, nothing has changed.
        ledger.save()
        cache.tidy()
    summary.look = f"{project.dist.name}/{'site/index.html' if summary.pages else PDFS}"
    return summary


def _worksheets(project: Project, wanted: list[Job], stage: Path, cache: Cache, ledger: Ledger,
                summary: Summary) -> None:
    for made in _shown(build(project, wanted, stage / PDFS, cache), len(wanted), "Werkbladen"):
        ledger.note(f"{PDFS}/{made.job.file}", made.parts)
        summary.pdfs += 1
        summary.drawn += made.drawn


def _site(project: Project, catalogue: Catalogue, plan: Plan, stage: Path, cache: Cache, ledger: Ledger,
          summary: Summary) -> None:
    shutil.rmtree(stage / "site", ignore_errors=True)
    with Console(stderr=True).status("Website bouwen …"):
        made = build_site(project, catalogue, plan, stage / "site", cache)
    summary.pages, summary.rendered = made.pages, made.rendered
    for output, parts in made.parts.items():
        ledger.note(output, parts)


@contextmanager
def _book(project: Project, catalogue: Catalogue, plan: Plan, stage: Path, cache: Cache,
          ledger: Ledger) -> Iterator[None]:
    """Make the book while the rest is made; it is there when that is done."""
    from handboek.book.build import bound
    with bound(project, catalogue, plan.markdown, cache) as finished:
        yield
        parts, pdf = finished()
        (stage / BOOK).unlink(missing_ok=True)
        (stage / BOOK).write_bytes(pdf)
        ledger.note(BOOK, parts)


def _downloads(wanted: list[Job], stage: Path, cache: Cache) -> Iterator[str]:
    """Put the PDFs that there are, and a picture of each, where the site links to them; yields what is lacking."""
    folder = stage / "site" / DOWNLOADS
    lacking: dict[str, str] = {}
    for job in wanted:
        pdf = stage / PDFS / job.file
        if not pdf.exists():
            lacking.setdefault(job.sheet.id, pdf.name)
            continue
        put(pdf, folder / job.file)
        if job.file == file_name(job.sheet, "print"):
            target = folder / f"{job.sheet.stem}.png"
            target.unlink(missing_ok=True)
            target.write_bytes(preview(pdf.read_bytes(), cache))
    if len(lacking) == 1:
        yield from (f"{name} is nog niet gebouwd. Voer uit: python3 build.py worksheets {id}"
                    for id, name in lacking.items())
    elif lacking:
        yield f"{len(lacking)} werkbladen zijn nog niet gebouwd. Voer uit: python3 build.py worksheets"


def _book_to_read(stage: Path) -> Iterator[str]:
    """Put the book, if there is one, where the site links to it; yields that it is lacking."""
    if (stage / BOOK).exists():
        put(stage / BOOK, stage / "site" / BOOK)
    else:
        yield f"{BOOK} is nog niet gemaakt. Voer uit: python3 build.py"


def _offline(project: Project, catalogue: Catalogue, stage: Path, cache: Cache) -> None:
    """The finished site as one file to take along; packing it again costs more than reading what it holds."""
    from handboek.site import offline
    archive = stage / OFFLINE
    archive.unlink(missing_ok=True)
    archive.write_bytes(cache.made(offline.parts(project.templates, catalogue, stage / "site"),
                                   lambda: offline.packed(project.templates, catalogue, stage / "site")))
    put(archive, stage / "site" / OFFLINE)


def preview(pdf: bytes, cache: Cache) -> bytes:
    """The picture of a sheet that its page on the site shows."""
    from handboek.pdf import preview
    return cache.made(picture(pdf, SHOWN), lambda: preview.preview(pdf, SHOWN))


def _shown(items: Iterable[Made], total: int, what: str) -> Iterator[Made]:
    """The same items, with a progress bar on a terminal and nothing in a log."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
               TextColumn("{task.fields[now]}"))
    console = Console(stderr=True)
    # Where there is no terminal it would leave an empty line.
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(what, total=total, now="")
        for item in items:
            progress.update(task, advance=1, now=item.job.file)
            yield item
