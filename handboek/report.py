"""How a run is reported to a person: what was made, or what is wrong and who can mend it."""
from __future__ import annotations

import errno
import sys
import traceback

import jinja2

from handboek.commands import Summary
from handboek.problems import AuthorError, EnvironmentTrouble, Position, Problem
from handboek.site.mkdocs import SiteError


def summary_text(summary: Summary, seconds: float) -> str:
    """What a run came to: one line, after a line for each warning."""
    parts = [f"{summary.files} bestanden gecontroleerd"]
    parts += [f"{summary.pages} pagina’s"] if summary.pages else []
    parts += [f"{summary.pdfs} pdf’s"] if summary.pdfs else []
    parts += [f"{len(summary.warnings)} waarschuwingen", f"{seconds:.1f} seconden".replace(".", ",")]
    lines = [*(f"Let op: {warning}" for warning in summary.warnings), "Klaar: " + ", ".join(parts) + "."]
    return "\n".join(lines + ([f"Bekijk {summary.look}"] if summary.look else []))


def tell(error: Exception) -> int:
    """Say on stderr what went wrong, in one line a problem; returns the exit code."""
    if isinstance(error, jinja2.TemplateError):
        error = AuthorError([_in_template(error)])
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
    count = len(error.problems)
    return "\n".join([*map(str, error.problems), "", f"{count} {'probleem' if count == 1 else 'problemen'}. Er is niets gebouwd."])


def _in_template(error: Exception) -> Problem:
    """Where in which template something went wrong: the innermost frame of the traceback that is a template."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
    file, line = (frames[-1].filename, frames[-1].lineno or 1) if frames else (getattr(error, "name", None) or "templates", 1)
    place = file[file.index("templates"):] if "templates" in file else file
    return Problem(Position(place, line), "E303", "Deze sjabloon werkt niet.", f"Jinja zegt: {getattr(error, 'message', error)}")


def _reason(error: Exception) -> str:
    if not isinstance(error, OSError):
        return str(error)
    remedies = {errno.ENOSPC: "de schijf is vol. Maak ruimte en probeer het opnieuw.",
                errno.EACCES: "hier mag niet worden geschreven of gelezen. Pas de rechten aan.",
                errno.EROFS: "deze schijf kan alleen worden gelezen. Zet het handboek ergens anders.",
                errno.EADDRINUSE: "deze poort is al in gebruik. Kies een andere met --port."}
    where = f" ({error.filename})" if error.filename else ""
    return remedies.get(error.errno or 0, f"{error.strerror or error}.") + where
