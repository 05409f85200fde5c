"""What building costs, as one table: `python benchmarks/benchmark.py` (some ten minutes) or `… --full`.

Seconds differ from machine to machine and from hour to hour; ratios do not. So what is compared is measured in turns,
and told as a median. Everything happens in a copy of the project.
"""
from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.costs import Cost, process
from benchmarks.drawing import Drawing
from handboek.gate import READ
from handboek.pdf.workers import processors
from handboek.project import Project

Row = tuple[str, str, str]


@dataclass(frozen=True)
class Size:
    """How much is measured: every how many sheets, how often small and large things, and how many times the content."""

    sheets: int
    runs: int
    rounds: int
    times: int


SHORT, FULL = Size(sheets=10, runs=2, rounds=1, times=2), Size(sheets=2, runs=5, rounds=3, times=10)


def drawing(project: Project, size: Size) -> Iterator[Row]:
    """The PDFs alone; of processes, their start and the drawings that each makes once are part of what they cost."""
    all = Drawing(project)
    pairs = list(all.beside_bare(size.sheets, size.runs))
    ours, bare = (median(side) for side in zip(*pairs, strict=True))
    yield ("a PDF, beside a bare write_pdf, both warm", ratio(*(one / two for one, two in pairs), goal="≤ 0.60"),
           f"{ours * 1000:.0f} and {bare * 1000:.0f} ms of processor")
    ours, script = all.beside_script(size.sheets * 3)
    yield ("a PDF, beside a process for each", ratio(ours / script),
           f"{ours * 1000:.0f} and {script * 1000:.0f} ms of processor")
    crews = [(all.crew(1), all.crew(2)) for _ in range(size.rounds if processors() > 1 else 0)]
    if crews:
        one, two = (middle(side) for side in zip(*crews, strict=True))
        faster = ratio(*(one.wall / two.wall for one, two in crews), goal="≥ 1.85")
        yield (f"all {all.count} PDFs on two processes, faster than on one", faster,
               f"{two.wall:.1f} and {one.wall:.1f} s; {two.peak:.0f} MB for the whole tree")
        much = all.crew(2, size.times)
        same = ratio(much.cpu / size.times / two.cpu, goal="0.90 to 1.10")
        yield (f"a PDF among {size.times} × as many, beside now", same,
               f"{much.cpu / size.times / all.count * 1000:.0f} and {two.cpu / all.count * 1000:.0f} ms of processor; "
               f"{much.wall:.0f} s, {much.peak:.0f} MB for the whole tree")


def builds(project: Project, size: Size) -> Iterator[Row]:
    """Whole commands, with the start of Python."""
    def run(command: str) -> Cost:
        return process("handboek", command, project=project.root)

    shutil.rmtree(project.work, ignore_errors=True)
    yield row("everything, from nothing", [run("all")])
    yield row("the same again, nothing to do", [run("all") for _ in range(size.runs + 1)])
    yield row("one question changed", [changed(project, run, number) for number in range(size.runs)])
    yield row("check", [run("check") for _ in range(size.runs)])
    pairs = [beside_mkdocs(project, run) for _ in range(size.rounds)]
    ours, bare = (middle(side) for side in zip(*pairs, strict=True))
    yield ("the website, beside a bare MkDocs", ratio(*(one.cpu / two.cpu for one, two in pairs), goal="≤ 1.20"),
           f"{ours.cpu:.1f} and {bare.cpu:.1f} s of processor")


def changed(project: Project, run: Callable[[str], Cost], number: int) -> Cost:
    """What it costs to change one question of one domain."""
    file = project.root / "content" / "domains" / "wonen.yml"
    text = file.read_text(encoding="utf-8")
    place = text.index("?", text.index("questions:"))
    file.write_text(f"{text[:place]} {number}{text[place:]}", encoding="utf-8")
    return run("all")


def beside_mkdocs(project: Project, run: Callable[[str], Cost]) -> tuple[Cost, Cost]:
    """Our site from YAML to the end, and MkDocs with the Markdown that we made for it; both from nothing."""
    shutil.rmtree(project.work, ignore_errors=True)
    ours = run("site")
    settings = project.work / "site" / "mkdocs.yml"
    bare = project.work / "bare-site"
    return ours, process("mkdocs", "build", "--quiet", "--config-file", settings, "--site-dir", bare)


def row(what: str, costs: list[Cost]) -> Row:
    cost = middle(costs)
    return what, f"{cost.wall:.2f} s", f"{cost.cpu:.2f} s of processor, {cost.peak:.0f} MB for the whole tree"


def middle(costs: list[Cost] | tuple[Cost, ...]) -> Cost:
    """The median of each measure."""
    return Cost(*(median(getattr(cost, part) for cost in costs) for part in ("wall", "cpu", "peak")))


def ratio(*ratios: float, goal: str = "") -> str:
    return f"{median(ratios):.2f} ×" + (f" (goal {goal})" if goal else "")


PARTS: dict[str, Callable[[Project, Size], Iterator[Row]]] = {"drawing": drawing, "builds": builds}


def main() -> None:
    parser = argparse.ArgumentParser(description="Wat bouwen kost, als tabel.")
    parser.add_argument("--full", action="store_true", help="meer werkbladen, vaker, en tien keer zoveel inhoud")
    parser.add_argument("--only", choices=PARTS, help="alleen wat tekenen kost, of alleen hele opdrachten")
    options = parser.parse_args()
    size = FULL if options.full else SHORT
    with tempfile.TemporaryDirectory() as folder:
        for name in READ:
            (shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile)(ROOT / name, Path(folder) / name)
        project = Project(Path(folder))
        print("| what | result | of which |\n|---|---|---|", flush=True)
        for part in [options.only] if options.only else PARTS:
            for what, result, details in PARTS[part](project, size):
                print(f"| {what} | {result} | {details} |", flush=True)


if __name__ == "__main__":
    main()
