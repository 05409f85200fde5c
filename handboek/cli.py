"""The command line: what can be asked for, what is said about it, and with which number it ends.

0: done. 1: the author must mend something. 2: the machine must. Only a bug shows a traceback.
Nothing heavy is imported at the top: `--help` works before anything is installed.
"""
from __future__ import annotations

import argparse
import gc
import os
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from handboek import gate

if TYPE_CHECKING:
    from handboek.cache import Cache
    from handboek.levels import Level
    from handboek.project import Project

ROOT = Path(__file__).resolve().parent.parent
CACHE = "HANDBOEK_CACHE"
"""The variable that names another folder for the cache."""
SELDOM = 50_000
"""Python looks for garbage after so many more new things than it threw away; 700 if nothing is said."""
BUILDS = ("all", "check", "site", "worksheets")
EXIT_CODES = """\
Eindigt met 0 als het gelukt is, met 1 als er iets in de teksten te verbeteren is
en met 2 als er iets met deze computer is."""


def main(argv: Sequence[str]) -> int:
    """Run one command; returns the exit code."""
    parser = _parser()
    options = parser.parse_args(_completed(argv))
    if getattr(options, "shard", None) and options.no_cache:
        parser.error("a part is drawn into the cache")
    # Nearly all that is read stays until the end, so to look for garbage as often as Python does is a fifth of `check`.
    gc.set_threshold(SELDOM)
    try:
        return _run(options)
    except KeyboardInterrupt:
        print("\nAfgebroken. Wat er al stond, is niet veranderd.", file=sys.stderr)
        return 130
    except Exception as error:
        from handboek.report import tell
        return tell(error)


def _completed(argv: Sequence[str]) -> list[str]:
    """The command `all` is meant where none is given."""
    return ["all", *argv] if not argv or argv[0].startswith("-") and argv[0] not in ("-h", "--help") else list(argv)


class Parser(argparse.ArgumentParser):
    """Says in Dutch what it does not understand, and ends with 2 as programs do."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"Dit begrijpt het handboek niet: {' '.join(sys.argv[1:])}\n"
                     f"Bekijk wat er kan met: {self.prog} --help\n")


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="python3 build.py", usage="python3 build.py [OPDRACHT] …", epilog=EXIT_CODES, add_help=False,
                    description="Bouwt het handboek en de werkbladen in dist/.",
                    formatter_class=argparse.RawDescriptionHelpFormatter)
    common = Parser(add_help=False)
    for each in (parser, common):
        each.add_argument("-h", "--help", action="help", help="deze uitleg")
    common.add_argument("--project", type=Path, default=ROOT, metavar="MAP",
                        help="een andere map met content/, worksheets/ en templates/")
    common.add_argument("--cache", type=Path, metavar="MAP",
                        help=f"waar staat wat al eens gemaakt is (standaard .build/cache, of ${CACHE}); "
                             "machines mogen een map delen")
    common.add_argument("--no-cache", action="store_true",
                        help="alles nieuw maken, en niets bewaren voor de volgende keer")
    commands = parser.add_subparsers(title="opdrachten", dest="command", metavar="OPDRACHT", prog="python3 build.py")

    def command(name: str, help: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=help, description=f"{help[0].upper()}{help[1:]}.", parents=[common],
                                   add_help=False)

    everything = command("all", "controleren en alles bouwen: de website en alle werkbladen (standaard)")
    everything.add_argument("--why", metavar="BESTAND",
                            help="niets bouwen, maar zeggen waardoor deze pdf of pagina opnieuw gemaakt moet worden")
    everything.add_argument("--shard", type=_shard, metavar="I/N",
                            help="deel I van N tekenen in de cache, zodat meer computers het werk delen; "
                                 "dist/ blijft zoals het is")
    command("check", "alleen controleren; er verandert niets")
    for one in (everything, command("site", "de website bouwen in dist/site/")):
        one.add_argument("--url", type=_address, default="", metavar="ADRES",
                         help="waar de website komt te staan; gaat voor de url in content/handbook.yml")
    worksheets = command("worksheets", "de werkbladen bouwen in dist/worksheets/, allemaal of alleen deze")
    worksheets.add_argument("sheets", nargs="*", metavar="BLAD", help="de id van een werkblad, zoals actieplan")
    _booklet(command("booklet", "werkbladen samenvoegen tot één boekje, met gedeelde naam, prioriteiten en doelen"))
    _carry(command("carry", "een ingevulde krachteninventarisatie overzetten naar een actieplan"))
    command("gallery", "een bladzijde met elk soort blok en zijn voorbeeld, voor wie een werkblad ontwerpt")
    reproducible = command("reproducible",
                           "twee keer bouwen, zo verschillend als kan, en kijken of elke byte hetzelfde is")
    reproducible.add_argument("sheets", nargs="*", metavar="BLAD",
                              help="alleen deze werkbladen, want alles duurt minuten")
    command("clean", "weghalen wat tussendoor is gemaakt, ook de cache; dist/ blijft")
    serve = command("serve", "de website bekijken; elke wijziging is na enkele seconden te zien")
    serve.add_argument("--port", type=_port, default=8000, metavar="POORT",
                       help="de poort, van 1024 tot en met 65535 (standaard 8000)")
    test = commands.add_parser("test", help="alle tests van het handboek draaien", prefix_chars="\0", add_help=False)
    test.add_argument("rest", nargs=argparse.REMAINDER)
    return parser


def _shard(text: str) -> tuple[int, int]:
    """'2/3' as (2, 3). Raises ValueError, which becomes an error of usage."""
    index, count = map(int, text.split("/"))
    if not 1 <= index <= count:
        raise ValueError
    return index, count


def _address(text: str) -> str:
    """The address of a website; '' stands for none, and is what a CI service fills in where it has none.

    Raises ValueError, which becomes an error of usage.
    """
    if text and not re.fullmatch(r'https?://[^\s<>"?#]+', text):
        raise ValueError
    return text


def _port(text: str) -> int:
    """A port that anyone may open. Raises ValueError, which becomes an error of usage."""
    if not 1024 <= int(text) <= 65535:
        raise ValueError
    return int(text)


def _booklet(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sheets", nargs="+", metavar="BLAD",
                        help="de id’s van de werkbladen, in de volgorde van het boekje")
    parser.add_argument("--title", type=str.strip, default="", metavar="TITEL", help="wat er op het voorblad staat")
    _target(parser, "boekje.pdf")
    parser.add_argument("--a5", action="store_true",
                        help="als A5-boekje voor een dubbelzijdige printer: vouwen en nieten")
    parser.add_argument("--easy", action="store_true", help="in de makkelijke versie, van elk blad dat er een heeft")
    parser.add_argument("--print", action="store_true", help="met schrijflijnen in plaats van invulvelden")
    parser.add_argument("--line", action="store_true", help="in zwarte lijnen, met weinig inkt")


def _carry(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("filled", type=Path, metavar="INGEVULD.pdf", help="de ingevulde en opgeslagen inventarisatie")
    _target(parser, "INGEVULD-actieplan.pdf")


def _target(parser: argparse.ArgumentParser, default: str) -> None:
    parser.add_argument("--out", type=Path, metavar="PDF", help=f"waar het bestand komt (standaard {default})")
    parser.add_argument("--force", action="store_true", help="een bestand dat er al staat, overschrijven")


def _run(options: argparse.Namespace) -> int:
    if options.command == "test":
        _test(options.rest)
    from handboek.cache import Cache
    from handboek.project import Project

    project = Project(options.project.resolve())
    part = getattr(options, "shard", None)
    cache = Cache(None if options.no_cache else _cache_folder(options.cache, project.work), to_be_kept=part is not None)
    if options.command == "serve":
        from handboek.serve import serve
        serve(project, options.port, cache)
    elif options.command in BUILDS and not (getattr(options, "why", None) or part):
        _build(project, options.command, getattr(options, "sheets", ()), cache, getattr(options, "url", ""))
    else:
        _say(_answer(options, project, cache))
    return 0


def _say(text: str) -> None:
    """Print it. Who listened may have gone, as `head` does: what was asked for is done all the same."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python fails once more at its end


def _test(rest: Sequence[str]) -> NoReturn:
    import pytest
    os.chdir(ROOT)
    # On all processors; what is said after `test` goes last, so `-n 0` brings everything back into one process.
    code = 1 if pytest.main(["-n", "auto", "--dist", "worksteal", *rest]) else 0
    # The Java machine of veraPDF sometimes crashes while Python takes it down, after the last test. So leave at once.
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _build(project: Project, command: str, sheets: Sequence[str], cache: Cache, url: str) -> None:
    from handboek import commands, surroundings
    from handboek.report import summary_text, unchanged_text

    started = time.perf_counter()
    before = gate.snapshot(str(project.root))
    summary = commands.run(project, command, sheets, cache, url)
    _say(summary_text(summary, time.perf_counter() - started))
    if command == "all" and not url:  # who asks for another address next, or for none, is to get another site
        gate.note(str(project.root), before, surroundings.library_files(), unchanged_text(summary))


def _answer(options: argparse.Namespace, project: Project, cache: Cache) -> str:
    """Do what else can be asked; returns what to tell."""
    from handboek import commands

    if options.command == "reproducible":
        return commands.reproducible(project, options.sheets)
    if options.command == "clean":
        return commands.clean(project, cache)
    if options.command == "gallery":
        return commands.gallery(project)
    if options.command == "carry":
        return commands.carry(project, options.filled, options.out, options.force)
    if options.command == "booklet":
        look: commands.Look = ("print" if options.print or options.a5 else "fillable",
                               "line" if options.line else "color")
        level: Level = "easy" if options.easy else "standard"
        return commands.booklet(project, options.sheets, options.title, look, level, options.a5, options.out,
                                options.force)
    if options.why:
        from handboek.why import why
        return why(project, options.why, options.url)
    return commands.shard(project, options.shard, cache)


def _cache_folder(chosen: Path | None, work: Path) -> Path:
    named = os.environ.get(CACHE)
    # No shell looks at ~ in --cache=~/handboek or in the settings of a CI service.
    return Path(os.path.expanduser(chosen or named or work / "cache")).resolve()
