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

from handboek.pdf.build import Job, jobs, make  # noqa: E402
from handboek.pdf.draw import Press, prepare  # noqa: E402
from handboek.pdf.sheet import html, styles  # noqa: E402
from handboek.project import Project  # noqa: E402

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
    if code := os.waitstatus_to_exitcode(status):
        raise subprocess.CalledProcessError(code, [str(part) for part in command])
    return Cost(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def timed(action: Callable[[], object]) -> float:
    start = time.process_time()
    action()
    return time.process_time() - start


def median(costs: Sequence[Cost], what: str) -> float:
    return statistics.median(getattr(cost, what) for cost in costs)


def whole_build(project: Project, runs: int) -> None:
    costs = [process("handboek", "all", "--project", project.root) for _ in range(runs)]
    print(f"whole build        {median(costs, 'wall'):6.1f} s on the clock, {median(costs, 'cpu'):.1f} s of processor, "
          f"{median(costs, 'peak'):.0f} MB at the peak")


def site(project: Project, runs: int) -> None:
    """Our site from YAML to the end, against MkDocs with the Markdown that we made for it; both with their start."""
    settings, bare_site = project.work / "site" / "mkdocs.yml", project.work / "bare-site"
    pairs = [(process("handboek", "site", "--project", project.root),
              process("mkdocs", "build", "--quiet", "--config-file", settings, "--site-dir", bare_site)) for _ in range(runs)]
    ours, bare = zip(*pairs)
    ratio = statistics.median(one.cpu / other.cpu for one, other in pairs)
    print(f"site               {ratio:6.2f} × bare MkDocs ({median(ours, 'cpu'):.1f} against {median(bare, 'cpu'):.1f} s of processor)")


def pdfs(project: Project, ids: Sequence[str], runs: int) -> None:
    """Our PDF from catalogue to bytes, against one plain call of WeasyPrint with the same HTML and styles; both warm."""
    prepare(project.work, project.templates / "fonts")
    catalogue = project.load()["nl"]
    look = styles(project.templates)
    press = Press(project.templates, catalogue, look)
    ratios = []
    for job in (job for job in jobs({"nl": catalogue}, ids) if job.ink == "color"):
        pairs = [(timed(lambda: ours(project, job, press)), timed(lambda: bare(project, job, press, look))) for _ in range(runs + 1)][1:]
        ratios.append(statistics.median(one / other for one, other in pairs))
        seconds = [statistics.median(side) for side in zip(*pairs)]
        print(f"  {job.file:36} {ratios[-1]:.2f} × ({seconds[0]:.2f} against {seconds[1]:.2f} s, "
              f"{len(ours(project, job, press)) / 1000:.0f} against {len(bare(project, job, press, look)) / 1000:.0f} kB)")
    print(f"PDFs               {statistics.median(ratios):6.2f} × bare WeasyPrint")


def ours(project: Project, job: Job, press: Press) -> bytes:
    return make(job, press, html(project.templates, job.catalogue, job.sheet, job.variant))


def bare(project: Project, job: Job, press: Press, look: str) -> bytes:
    page = html(project.templates, job.catalogue, job.sheet, job.variant).replace("</head>", f"<style>{look}</style></head>", 1)
    document = press.weasyprint.HTML(string=page, url_fetcher=press.assets, base_url="handboek:")
    written: bytes = document.write_pdf(pdf_forms=job.variant == "fillable", pdf_variant="pdf/ua-1")
    return written


def copied(folder: Path) -> Project:
    """A project of its own, so that nothing that is published is touched."""
    for name in SOURCES:
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile)(ROOT / name, folder / name)
    return Project(folder)


def main() -> None:
    parser = argparse.ArgumentParser(description="Wat bouwen kost, en wat daarvan van ons is.")
    parser.add_argument("--runs", type=int, default=3, help="hoe vaak elke meting wordt herhaald (standaard 3)")
    parser.add_argument("--sheets", nargs="+", default=["krachteninventarisatie", "actieplan"], help="welke werkbladen worden vergeleken")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        project = copied(Path(folder))
        whole_build(project, options.runs)
        site(project, options.runs)
        pdfs(project, options.sheets, options.runs)


if __name__ == "__main__":
    main()
