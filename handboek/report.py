"""How a run is reported to a person: what was made, or what is wrong and who can mend it."""
from __future__ import annotations

import errno
import sys
import traceback

import jinja2

from handboek.check.plain import Reading
from handboek.pdf.draw import DrawingError
from handboek.problems import AuthorError, EnvironmentTrouble, Position, Problem
from handboek.publish import Summary
from handboek.site.mkdocs import SiteError


def summary_text(summary: Summary, seconds: float) -> str:
    """What a run came to: one line, after a line for each warning."""
    parts = [f"{_counted(summary.files, 'bestand', 'bestanden')} gecontroleerd"]
    parts += [_made(summary.pages, summary.rendered, "pagina", "pagina’s")] if summary.pages else []
    parts += [_made(summary.pdfs, summary.drawn, "pdf", "pdf’s")] if summary.pdfs else []
    parts += [_counted(len(summary.warnings), "waarschuwing", "waarschuwingen")]
    parts += [f"{seconds:.1f} seconden".replace(".", ",")]
    lines = [_read_aloud(id, found) for id, found in summary.readings.items()]
    return "\n".join(lines + _told(summary, "Klaar: " + ", ".join(parts) + "."))


def unchanged_text(summary: Summary) -> str:
    """What a run tells that finds everything as the run of this summary left it."""
    parts = [_counted(summary.files, "bestand", "bestanden"), _counted(summary.pages, "pagina", "pagina’s"),
             _counted(summary.pdfs, "pdf", "pdf’s")]
    return "\n".join(_told(summary, f"Klaar: er is niets veranderd. {', '.join(parts)}."))


def _told(summary: Summary, line: str) -> list[str]:
    """The line between the warnings and where to look."""
    return [*(f"Let op: {warning}" for warning in summary.warnings), line,
            *([f"Bekijk {summary.look}"] if summary.look else [])]


def _read_aloud(id: str, found: Reading) -> str:
    measures = f"gemiddeld {found.mean:.1f} woorden per zin, hoogstens {found.longest}, leesgemak {found.ease:.0f}"
    return f"{id:30} {measures.replace('.', ',')}"


def tell(error: Exception) -> int:
    """Say on stderr what went wrong, in one line a problem; returns the exit code."""
    if isinstance(error, jinja2.TemplateError):
        error = AuthorError([_in_template(error)])
    if isinstance(error, DrawingError):
        error = AuthorError([_in_styles(error)])
    if isinstance(error, AuthorError):
        print(_listed(error), file=sys.stderr)
        return 1
    if isinstance(error, SiteError):
        print(f"{error}\nEr is niets gebouwd.", file=sys.stderr)
        return 1
    if isinstance(error, EnvironmentTrouble | OSError):
        print(f"Dit lukt niet op deze computer: {_reason(error)}\nWat er al stond, is niet veranderd.", file=sys.stderr)
        return 2
    traceback.print_exception(error)
    print("Dit is een fout in het programma zelf, niet in je tekst. Meld hem met de regels hierboven.", file=sys.stderr)
    return 70


def _listed(error: AuthorError) -> str:
    count = _counted(len(error.problems), "probleem", "problemen")
    return "\n".join([*map(str, error.problems), "", f"{count}. Er is niets gebouwd."])


def _made(number: int, new: int, one: str, more: str) -> str:
    """How many there are, and how many of those were made now if the cache had some."""
    return _counted(number, one, more) + ("" if new == number else f" ({new} nieuw)")


def _counted(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _in_styles(error: DrawingError) -> Problem:
    complaints = "; ".join(str(error).splitlines())
    return Problem(Position("templates/worksheets"), "E310", "De opmaak van de werkbladen klopt niet.",
                   f"WeasyPrint meldt: {complaints}")


def _in_template(error: Exception) -> Problem:
    """Where in which template something went wrong: the innermost frame of the traceback that is a template."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
    file = frames[-1].filename if frames else getattr(error, "name", None) or "templates"
    place = file[file.rindex("templates"):] if "templates" in file else file
    return Problem(Position(place, (frames and frames[-1].lineno) or 1), "E303", "Deze sjabloon werkt niet.",
                   f"Jinja zegt: {getattr(error, 'message', error)}")


def _reason(error: Exception) -> str:
    if not isinstance(error, OSError):
        return str(error)
    where = f" ({error.filename})" if error.filename else ""
    return REMEDIES.get(error.errno or 0, f"{error.strerror or error}.") + where


FULL = "de schijf is vol. Maak ruimte en probeer het opnieuw."
FORBIDDEN = "hier mag niet worden geschreven of gelezen. Pas de rechten aan."
IN_THE_WAY = "hier staat een bestand waar een map hoort, of andersom. Haal het weg."
REMEDIES = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), FULL),
    **dict.fromkeys((errno.EACCES, errno.EPERM), FORBIDDEN),
    **dict.fromkeys((errno.EEXIST, errno.ENOTDIR, errno.EISDIR), IN_THE_WAY),
    errno.ENOENT: "een bestand van het handboek ontbreekt. Zet het terug.",
    errno.EXDEV: "dit staat op een andere schijf dan het handboek. Zet het op dezelfde.",
    errno.EROFS: "deze schijf kan alleen worden gelezen. Zet het handboek ergens anders.",
    errno.EADDRINUSE: "deze poort is al in gebruik. Kies een andere met --port.",
}
