"""`--why OUTPUT`: what a file is made of that changed since it was last made."""
from __future__ import annotations

from pathlib import Path

from handboek.book import build as book
from handboek.cache import Parts
from handboek.catalogue import SOURCE_LANGUAGE, placed
from handboek.ledger import Ledger, changes
from handboek.pdf.build import planned
from handboek.pdf.jobs import jobs
from handboek.problems import AuthorError, Position, Problem, suggestion
from handboek.project import Project
from handboek.publish import LEDGER, PDFS
from handboek.site import build as site
from handboek.site.addresses import BOOK, DOWNLOADS


def why(project: Project, output: str, url: str = "") -> str:
    """A line for each change for which the next build, with this `url`, makes this file anew. Raises AuthorError for
    all but PDFs and pages."""
    name = _name(project, output)
    now = _parts(project, name, url)
    before = Ledger(project.work / LEDGER).read().get(name)
    if before is None:
        return f"{name} is hier nog niet gemaakt."
    found = list(changes(before, now))
    if not found:
        return f"{name} is gemaakt van wat er nu staat. Er is niets veranderd."
    return "\n".join([f"{name} is niet meer gemaakt van wat er nu staat. Veranderd:", *(f"- {line}" for line in found)])


def _name(project: Project, output: str) -> str:
    """The file as `dist/` names it; it may be given from there, from the project or from the working directory."""
    dist = project.dist.resolve()
    places = (Path(output).resolve(), (project.root / output).resolve())
    name = next((path.relative_to(dist) for path in places if path.is_relative_to(dist)), Path(output)).as_posix()
    # The website has a copy of what can be downloaded.
    return name.replace(f"site/{DOWNLOADS}/", f"{PDFS}/").replace(f"site/{BOOK}", BOOK)


def _parts(project: Project, name: str, url: str) -> Parts:
    catalogues = placed(project.load(), url)
    sheets = {f"{PDFS}/{job.file}": job for job in jobs(catalogues)}
    if name in sheets:
        return planned(project, [sheets[name]])[1][0]
    source = catalogues[SOURCE_LANGUAGE]
    plan = site.planned(project, source)
    if name == BOOK:
        return book.planned(project, source, plan.markdown)[1]
    pages = plan.parts()
    if name in pages:
        return pages[name]
    mend = suggestion(name, [*sheets, *pages, BOOK]) or "Noem er een, zoals worksheets/actieplan-invullen.pdf."
    what = "Alleen van pdf’s en pagina’s is bekend waarvan ze gemaakt zijn."
    raise AuthorError([Problem(Position(name), "E504", what, mend)])
