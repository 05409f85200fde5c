"""What drawing costs, beside a plain call of WeasyPrint and beside a plain script with a process for each PDF."""
from __future__ import annotations

import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from benchmarks.costs import ROOT, Cost, measured
from handboek.pdf import SCHEME
from handboek.pdf.draw import Press, Supplies, prepare
from handboek.pdf.jobs import jobs, supplies
from handboek.pdf.orders import Order, make
from handboek.pdf.sheet import html
from handboek.pdf.worker import Task
from handboek.pdf.workers import Crew, tasks
from handboek.project import Project

# It does for one PDF what `bare` does.
SCRIPT = """
import pickle, sys
from handboek.pdf.draw import prepare
work, supplies, order = pickle.load(sys.stdin.buffer)
prepare(work, supplies.templates / "fonts")
from benchmarks.drawing import bare
bare(order, supplies)
"""


class Drawing:
    """All PDFs of a project, ready to be drawn."""

    def __init__(self, project: Project):
        prepare(project.work, project.templates / "fonts")
        wanted = jobs(project.load())
        pages = [html(project.templates, job.catalogue, job.sheet, job.variant) for job in wanted]
        self.work, self.supplies = project.work, supplies(project, wanted[0].catalogue)
        self.tasks = tasks(wanted, pages, list(range(len(wanted))))
        self.count = len(wanted)

    def crew(self, size: int, times: int = 1) -> Cost:
        """What it costs so many processes to draw everything so many times, each time with other words on the pages."""
        work = [varied(task, time) for task in self.tasks for time in range(times)]
        with measured() as cost, Crew(self.work, self.supplies, size) as crew:
            made = [pdf for _, pdf in crew.drawn(work)]
        assert len(made) == self.count * times
        assert all(isinstance(pdf, bytes) for pdf in made), [pdf for pdf in made if not isinstance(pdf, bytes)]
        return cost

    def beside_bare(self, step: int, runs: int) -> Iterator[tuple[float, float]]:
        """Seconds of processor a PDF, ours and bare, for each run over every so many sheets in all inks; both warm."""
        press, sample = Press(self.supplies), self.tasks[::step]
        for run in range(runs + 1):
            ours = theirs = 0.0
            for task in (varied(task, run) for task in sample):
                ours += timed(lambda task=task: [make(order, press) for _, order in task])
                theirs += timed(lambda task=task: [bare(order, self.supplies) for _, order in task])
            if run:  # the first warms up
                count = sum(len(task) for task in sample)
                yield ours / count, theirs / count

    def beside_script(self, step: int) -> tuple[float, float]:
        """Seconds of processor a PDF: ours in a warm process, and a process for each; of every so many sheets."""
        press, sample = Press(self.supplies), self.tasks[::step]
        for task in sample:
            timed(lambda task=task: [make(order, press) for _, order in task])
        ours = sum(timed(lambda task=task: [make(order, press) for _, order in varied(task, 1)]) for task in sample)
        orders = [order for task in sample for _, order in task]
        with measured() as script:
            for order in orders:
                subprocess.run([sys.executable, "-c", SCRIPT], input=pickle.dumps((self.work, self.supplies, order)),
                               check=True, cwd=ROOT)
        return ours / len(orders), script.cpu / len(orders)


def varied(task: Task, time: int) -> Task:
    """The same sheets with another mark behind each heading: nobody has drawn these before."""
    mark = f" {'·•abcdefghij'[time]}</h1>" if time else "</h1>"
    return [(number, replace(order, html=order.html.replace("</h1>", mark))) for number, order in task]


def bare(order: Order, supplies: Supplies) -> bytes:
    """The plain call of WeasyPrint: the same HTML, styles and settings."""
    import weasyprint

    from handboek.pdf.assets import Assets
    page = order.html.replace("</head>", f"<style>{supplies.styles[order.ink]}</style></head>", 1)
    assets = Assets(supplies.templates, supplies.pictograms, order.ink)
    written: bytes = weasyprint.HTML(string=page, url_fetcher=assets, base_url=SCHEME).write_pdf(
        pdf_forms=order.form, pdf_variant="pdf/ua-1")
    return written


def timed(action: Callable[[], object]) -> float:
    """Seconds of processor."""
    start = time.process_time()
    action()
    return time.process_time() - start
