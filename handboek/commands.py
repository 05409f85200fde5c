"""What the commands do: load, build into a copy of dist/, look whether it is whole, publish."""
from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from handboek.catalogue import SOURCE_LANGUAGE, Catalogue
from handboek.check.plain import Reading, reading, texts
from handboek.dist import put, staged
from handboek.model.worksheet import Worksheet
from handboek.pdf import build
from handboek.pdf.jobs import Job, jobs, one
from handboek.problems import AuthorError, Position, Problem, suggestion
from handboek.project import Project
from handboek.variants import Ink, Variant, file_name

PDFS = "worksheets"
OFFLINE = "handboek-offline.zip"
Look = tuple[Variant, Ink]


@dataclass
class Summary:
    """What a run came to."""

    files: int = 0
    pages: int = 0
    pdfs: int = 0
    warnings: list[str] = field(default_factory=list)
    readings: dict[str, Reading] = field(default_factory=dict)
    """How easily each sheet for clients reads, by its id; filled by `check`."""
    look: str = ""


def run(project: Project, command: str, ids: Sequence[str] = (), kept: dict[str, bytes] | None = None) -> Summary:
    """Run `all`, `check`, `site` or `worksheets`. Raises AuthorError, and nothing has changed then.

    `kept` holds finished PDFs by what they were made of: a sheet that did not change is not drawn again.
    """
    catalogues = project.load()
    summary = Summary(files=sum(len(catalogue.translated) for catalogue in catalogues.values() if catalogue.level == "standard"))
    if command == "check":
        summary.readings = {sheet.id: reading(texts(catalogues[SOURCE_LANGUAGE], sheet)) for sheet in catalogues[SOURCE_LANGUAGE].worksheets
                            if sheet.audience == "client"}
        return summary
    _sheets(catalogues[SOURCE_LANGUAGE], ids)
    with staged(project) as stage:
        if command in ("all", "worksheets"):
            summary.pdfs = _worksheets(project, jobs(catalogues, ids), stage, whole=not ids, kept=kept)
        if command in ("all", "site"):
            summary.pages = _site(project, catalogues[SOURCE_LANGUAGE], stage)
        if (stage / "site").exists():
            summary.warnings += _downloads(jobs(catalogues), stage)
            if kept is None:  # nobody takes along what changes with every keystroke
                _offline(project, catalogues[SOURCE_LANGUAGE], stage)
    shown = "site/index.html" if summary.pages else PDFS
    summary.look = f"{project.dist.name}/{shown}"
    return summary


def booklet(project: Project, ids: Sequence[str], title: str, look: Look, a5: bool, out: Path | None, force: bool) -> str:
    """Write a booklet of these sheets; returns what to tell. Raises AuthorError for a sheet that is not there."""
    from handboek.booklet import ID, booklet, imposed
    target = _free(out or Path(f"{ID}.pdf"), force)
    catalogue = project.load()[SOURCE_LANGUAGE]
    sheet = booklet(catalogue, _sheets(catalogue, ids), title)
    pdf = one(project, Job(catalogue, sheet, *look))
    target.write_bytes(imposed(pdf) if a5 else pdf)
    how = " Print dubbelzijdig, omslaan over de korte kant; vouw in het midden." if a5 else ""
    return f"Klaar: {target}.{how}"


def gallery(project: Project) -> str:
    """Draw the gallery of blocks; returns what to tell. Raises AuthorError."""
    from handboek.gallery import gallery
    return f"Klaar: bekijk {gallery(project, project.load()[SOURCE_LANGUAGE], project.work / 'gallery')}"


def carry(project: Project, filled: Path, out: Path | None, force: bool) -> str:
    """Write an action plan with the priorities of a filled-in inventory; returns what to tell. Raises AuthorError."""
    from handboek.carry import carry
    target = _free(out or filled.with_name(f"{filled.stem}-actieplan.pdf"), force)
    values = carry(project, project.load()[SOURCE_LANGUAGE], filled, target)
    count = sum(name.startswith("prioriteit") for name in values)
    return f"Klaar: {target}, met {count} {'prioriteit' if count == 1 else 'prioriteiten'}. Er is verder niets bewaard."


def _free(target: Path, force: bool) -> Path:
    if target.exists() and not force:
        raise AuthorError([Problem(Position(str(target)), "E503", "Dit bestand bestaat al.", "Kies een andere naam met --out, of overschrijf het met --force.")])
    return target


def _sheets(catalogue: Catalogue, ids: Sequence[str]) -> list[Worksheet]:
    known = {sheet.id: sheet for sheet in catalogue.worksheets}
    unknown = [id for id in ids if id not in known]
    if unknown:
        raise AuthorError(Problem(Position("worksheets"), "E201", f"Er bestaat geen werkblad ‘{id}’.",
                                  suggestion(id, known) or f"Kies uit: {', '.join(known)}.") for id in unknown)
    return [known[id] for id in ids]


def _worksheets(project: Project, wanted: list[Job], stage: Path, whole: bool, kept: dict[str, bytes] | None) -> int:
    if whole:
        shutil.rmtree(stage / PDFS, ignore_errors=True)
    return len(list(_shown(build.build(project, wanted, stage / PDFS, {} if kept is None else kept), len(wanted), "Werkbladen")))


def _site(project: Project, catalogue: Catalogue, stage: Path) -> int:
    from handboek import site
    shutil.rmtree(stage / "site", ignore_errors=True)
    with Console(stderr=True).status("Website bouwen …"):
        return site.build(project, catalogue, stage / "site")


def _offline(project: Project, catalogue: Catalogue, stage: Path) -> None:
    from handboek.site.offline import pack
    archive = stage / OFFLINE
    archive.unlink(missing_ok=True)
    pack(project.templates, catalogue, stage / "site", archive)


def _downloads(wanted: list[Job], stage: Path) -> Iterator[str]:
    """Put the PDFs that there are, and a picture of each sheet, where the site links to them; yields what is lacking."""
    from handboek.site.addresses import DOWNLOADS
    folder = stage / "site" / DOWNLOADS
    lacking: dict[str, str] = {}
    for job in wanted:
        pdf = stage / PDFS / job.file
        if not pdf.exists():
            lacking.setdefault(job.sheet.id, pdf.name)
            continue
        put(pdf, folder / job.file)
        if job.file == file_name(job.sheet, "print"):
            _picture(pdf, folder / f"{job.sheet.stem}.png")
    for id, name in lacking.items():
        yield f"{name} is nog niet gebouwd. Voer uit: python3 build.py worksheets {id}"


def _picture(pdf: Path, target: Path) -> None:
    """The third page, behind cover and explanation, shows best what a long sheet is; of a short one the first."""
    from handboek.pdf.preview import preview
    target.unlink(missing_ok=True)
    target.write_bytes(preview(pdf, page=2))


def _shown(items: Iterable[Job], total: int, what: str) -> Iterator[Job]:
    """The same items, with a progress bar on a terminal and nothing in a log."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.fields[now]}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=total, now="")
        for item in items:
            progress.update(task, advance=1, now=item.file)
            yield item
