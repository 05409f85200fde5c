"""The command line: what can be asked for, what is said about it, and with which number it ends.

0: done. 1: the author must mend something. 2: the machine must. Only a bug shows a traceback.
Nothing heavy is imported at the top: `--help` works before anything is installed.
"""
from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HELP = """\
opdrachten:
  all                  controleren en alles bouwen: de website en alle werkbladen (standaard)
  check                alleen controleren; er verandert niets
  site                 de website bouwen in dist/site/
  worksheets [ID …]    de werkbladen bouwen in dist/worksheets/, allemaal of alleen deze
  serve                de website bekijken; elke wijziging is na enkele seconden te zien
  test                 alle tests van het handboek draaien

Eindigt met 0 als het gelukt is, met 1 als er iets in de teksten te verbeteren is
en met 2 als er iets met deze computer is."""


def main(argv: Sequence[str]) -> int:
    """Run one command; returns the exit code."""
    options = _parser().parse_args(argv)
    try:
        return _run(options)
    except KeyboardInterrupt:
        print("\nAfgebroken. Wat er al stond, is niet veranderd.", file=sys.stderr)
        return 130
    except Exception as error:
        from handboek.report import tell
        return tell(error)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="build.py", description="Bouwt het handboek en de werkbladen in dist/.", epilog=HELP,
                                     formatter_class=argparse.RawDescriptionHelpFormatter, usage="python3 build.py [OPDRACHT] [OPTIES]")
    parser.add_argument("command", nargs="?", default="all", metavar="OPDRACHT",
                        choices=["all", "check", "site", "worksheets", "serve", "test"], help="zie hieronder")
    parser.add_argument("rest", nargs=argparse.REMAINDER, metavar="…", help="de werkbladen bij worksheets, de opties van pytest bij test")
    parser.add_argument("--port", type=int, default=8000, help="de poort bij serve (standaard 8000)")
    parser.add_argument("--project", type=Path, default=ROOT, metavar="MAP", help="een andere map met content/, worksheets/ en templates/")
    return parser


def _run(options: argparse.Namespace) -> int:
    if options.command == "test":
        import pytest
        os.chdir(ROOT)
        return 1 if pytest.main(options.rest) else 0
    from handboek import commands
    from handboek.project import Project
    from handboek.report import summary_text

    project = Project(options.project.resolve())
    if options.command == "serve":
        from handboek.serve import serve
        serve(project, options.port)
        return 0
    started = time.perf_counter()
    summary = commands.run(project, options.command, options.rest)
    print(summary_text(summary, time.perf_counter() - started))
    return 0
