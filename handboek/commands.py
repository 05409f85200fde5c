"""What the commands do, each in a line or ten; `publish` has what a build needs."""
from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from handboek.cache import Cache
from handboek.catalogue import SOURCE_LANGUAGE, Catalogue, placed
from handboek.check.plain import reading, texts
from handboek.dist import LOCK, OLD, locked
from handboek.levels import Level
from handboek.model.worksheet import Worksheet
from handboek.pdf.jobs import Job, one
from handboek.problems import AuthorError, Position, Problem, suggestion
from handboek.project import Project
from handboek.publish import Summary, publish
from handboek.site.pages import all_pages
from handboek.site.render import render_all
from handboek.variants import Ink, Variant

Look = tuple[Variant, Ink]


def run(project: Project, command: str, ids: Sequence[str] = (), cache: Cache | None = None, url: str = "") -> Summary:
    """Run `all`, `check`, `site` or `worksheets`; `url` goes before the address in the handbook.

    Raises AuthorError, and nothing has changed then.
    """
    catalogues = placed(project.load(), url)
    source = catalogues[SOURCE_LANGUAGE]
    _sheets(source, ids)
    summary = Summary() if command == "check" else publish(project, catalogues, command, ids, cache or Cache(None))
    if command == "check":
        # A page may ask for a word that no check knew of, for a template may make its name of two.
        render_all(project.templates, source, all_pages(source))
        summary.readings = {sheet.id: reading(texts(source, sheet))
                            for sheet in source.worksheets if sheet.audience == "client"}
    summary.files = sum(len(catalogue.translated) for catalogue in catalogues.values() if catalogue.level == "standard")
    return summary


def shard(project: Project, part: tuple[int, int], cache: Cache) -> str:
    """Draw one of several parts into the cache; returns what to tell. Raises AuthorError."""
    from handboek.shard import draw
    count = draw(project, project.load(), *part, cache)
    return (f"Klaar: deel {part[0]} van {part[1]} staat in de cache, {count} PDF’s. "
            "Een bouw met deze cache voegt de delen samen.")


def clean(project: Project, cache: Cache) -> str:
    """Delete the cache and all intermediate results; returns what to tell. What is published stays."""
    with locked(project):
        cache.clear()
        for path in project.work.iterdir():
            if path.is_dir():
                # A build that was stopped while publishing may have left the last good dist/ here and nowhere else.
                if path.name != OLD or project.dist.exists():
                    shutil.rmtree(path)
            elif path.name != LOCK:
                path.unlink()
    return "Klaar: alles wat tussendoor was gemaakt, is weg. dist/ is niet veranderd."


def booklet(project: Project, ids: Sequence[str], title: str, look: Look, level: Level, a5: bool, out: Path | None,
            force: bool) -> str:
    """Write a booklet of these sheets; returns what to tell. Raises AuthorError for a sheet that is not there."""
    from handboek.booklet import ID, booklet, imposed
    target = _free(out or Path(f"{ID}.pdf"), force)
    catalogues = project.load()
    # Where no sheet has an easier version there is only the standard one.
    catalogue = catalogues.get(f"{SOURCE_LANGUAGE}-{level}", catalogues[SOURCE_LANGUAGE])
    sheet = booklet(catalogue, _sheets(catalogue, ids), title)
    pdf = one(project, Job(catalogue, sheet, *look))
    with _replaced(target) as new:
        new.write_bytes(imposed(pdf) if a5 else pdf)
    how = " Print dubbelzijdig, omslaan over de korte kant; vouw in het midden." if a5 else ""
    return f"Klaar: {target}.{how}"


def reproducible(project: Project, ids: Sequence[str]) -> str:
    """Build twice and compare; returns what to tell. Raises AuthorError for what no build can be made of."""
    from handboek.reproducible import reproducible
    _sheets(project.load()[SOURCE_LANGUAGE], ids)
    return reproducible(project, ids)


def gallery(project: Project) -> str:
    """Draw the gallery of blocks; returns what to tell. Raises AuthorError."""
    from handboek.gallery import gallery
    return f"Klaar: bekijk {gallery(project, project.load()[SOURCE_LANGUAGE], project.work / 'gallery')}"


def carry(project: Project, filled: Path, out: Path | None, force: bool) -> str:
    """Write an action plan with the priorities of a filled-in inventory; returns what to tell. Raises AuthorError."""
    from handboek.carry import PRIORITIES, carry
    if not filled.is_file():
        raise AuthorError([Problem(Position(str(filled)), "E501", "Dit bestand is er niet.",
                                   "Kijk of de naam en de map kloppen.")])
    target = _free(out or filled.with_name(f"{filled.stem}-actieplan.pdf"), force)
    with _replaced(target) as new:
        values, unseen = carry(project, project.load()[SOURCE_LANGUAGE], filled, new)
    count = sum(name in PRIORITIES for name in values)
    done = f"Klaar: {target}, met {count} {'prioriteit' if count == 1 else 'prioriteiten'}. Er is verder niets bewaard."
    return "\n".join([*(f"Let op: {what}" for what in unseen), done])


def _free(target: Path, force: bool) -> Path:
    """The target, if there is room for it; only a file can be overwritten. Raises AuthorError."""
    if not target.parent.is_dir():
        raise AuthorError([Problem(Position(str(target)), "E503", "De map van dit bestand bestaat niet.",
                                   "Maak haar eerst, of kies een andere met --out.")])
    if target.exists() and not (force and target.is_file()):
        raise AuthorError([Problem(Position(str(target)), "E503", "Dit bestand bestaat al.",
                                   "Kies een andere naam met --out, of overschrijf het met --force.")])
    return target


@contextmanager
def _replaced(target: Path) -> Iterator[Path]:
    """Where to write what becomes the target when the block ends without an exception; until then that stays whole."""
    with TemporaryDirectory(dir=target.parent) as folder:
        yield Path(folder) / target.name
        os.replace(Path(folder) / target.name, target)


def _sheets(catalogue: Catalogue, ids: Sequence[str]) -> list[Worksheet]:
    known = {sheet.id: sheet for sheet in catalogue.worksheets}
    unknown = [id for id in ids if id not in known]
    if unknown:
        raise AuthorError(Problem(Position("worksheets"), "E201", f"Er bestaat geen werkblad ‘{id}’.",
                                  suggestion(id, known) or f"Kies uit: {', '.join(known)}.") for id in unknown)
    return [known[id] for id in ids]
