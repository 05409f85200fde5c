"""What a build costs, and what of that is ours: `python benchmarks/benchmark.py [--runs 5]`.

Seconds differ from machine to machine and from hour to hour; ratios do not. So everything that is compared is
measured in turns, by the time of the processor, and told as a median.
"""
from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from handboek.pdf.draw import Press, prepare
from handboek.pdf.jobs import Job, jobs, make
from handboek.pdf.sheet import html, styles
from handboek.project import Project

SOURCES = ("content", "worksheets", "templates", "mkdocs.yml")


@dataclass(frozen=True)
class Cost:
    """What one process took: seconds on the clock, seconds of processor, and MB of memory at its peak."""

    wall: float
    cpu: float
    peak: float


def process(*command: str | Path) -> Cost:
    """Run a command of Python to its end. Raises CalledProcessError when it fails."""
    start = time.perf_counter()
    child = subprocess.Popen([sys.executable, "-m", *map(str, command)], env=os.environ | {"PYTHONPATH": str(ROOT)},
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, [str(part) for part in command])
    return Cost(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def whole_build(project: Project, runs: int) -> None:
    costs = [process("handboek", "all", "--no-cache", "--project", project.root) for _ in range(runs)]
    wall, cpu, peak = (statistics.median(getattr(cost, what) for cost in costs) for what in ("wall", "cpu", "peak"))
    print(f"{'whole build':40} {wall:5.1f} s on the clock, {cpu:.1f} s of processor, "
          f"{peak:.0f} MB at the peak of one process", flush=True)


def site(project: Project, runs: int) -> None:
    """Our site from YAML to the end, against MkDocs with the Markdown that we made for it; both with their start."""
    settings, bare_site = project.work / "site" / "mkdocs.yml", project.work / "bare-site"
    pairs = []
    for _ in range(runs):
        mine = process("handboek", "site", "--no-cache", "--project", project.root)
        theirs = process("mkdocs", "build", "--quiet", "--config-file", settings, "--site-dir", bare_site)
        pairs.append((mine.cpu, theirs.cpu))
    tell("site", pairs, "bare MkDocs")


def pdfs(project: Project, ids: Sequence[str], runs: int) -> None:
    """Our PDF from catalogue to bytes, against a plain call of WeasyPrint with the same HTML and styles; both warm."""
    prepare(project.work, project.templates / "fonts")
    catalogue = project.load()["nl"]
    look = styles(project.templates)
    press = Press(project.templates, catalogue, look)
    every = []
    for job in (job for job in jobs({"nl": catalogue}, ids) if job.ink == "color"):
        sizes = [len(ours(project, job, press)) / 1000, len(bare(project, job, press, look)) / 1000]
        pairs = [(timed(ours, project, job, press), timed(bare, project, job, press, look)) for _ in range(runs)]
        tell(f"  {job.file}", pairs, f"bare WeasyPrint, {sizes[0]:.0f} against {sizes[1]:.0f} kB")
        every += pairs
    tell("these PDFs", every, "bare WeasyPrint")


def ours(project: Project, job: Job, press: Press) -> bytes:
    return make(job, press, html(project.templates, job.catalogue, job.sheet, job.variant))


def bare(project: Project, job: Job, press: Press, look: str) -> bytes:
    page = html(project.templates, job.catalogue, job.sheet, job.variant)
    page = page.replace("</head>", f"<style>{look}</style></head>", 1)
    document = press.weasyprint.HTML(string=page, url_fetcher=press.assets, base_url="handboek:")
    written: bytes = document.write_pdf(pdf_forms=job.variant == "fillable", pdf_variant="pdf/ua-1")
    return written


def timed(action: Callable[..., object], *arguments: object) -> float:
    start = time.process_time()
    action(*arguments)
    return time.process_time() - start


def tell(what: str, pairs: Sequence[tuple[float, float]], other: str) -> None:
    """One line: the median of the ratios, and of the seconds on both sides."""
    mine, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratio = statistics.median(one / two for one, two in pairs)
    print(f"{what:40} {ratio:5.2f} × {other} ({mine:.1f} against {theirs:.1f} s of processor)", flush=True)


def copied(folder: Path) -> Project:
    """A project of its own, so that nothing that is published is touched."""
    for name in SOURCES:
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile)(ROOT / name, folder / name)
    return Project(folder)


def main() -> None:
    parser = argparse.ArgumentParser(description="Wat bouwen kost, en wat daarvan van ons is.")
    parser.add_argument("--runs", type=int, default=3, help="hoe vaak elke meting wordt herhaald (standaard 3)")
    parser.add_argument("--sheets", nargs="+", default=["krachteninventarisatie", "actieplan"],
                        help="welke werkbladen met WeasyPrint worden vergeleken")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = copied(Path(folder))
        # The site first: once there are PDFs, building it also draws a picture of each.
        site(project, options.runs)
        whole_build(project, options.runs)
        pdfs(project, options.sheets, options.runs)


if __name__ == "__main__":
    main()
