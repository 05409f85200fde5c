"""The gallery: every kind of block with its example, for whoever designs a new sheet."""
from __future__ import annotations

import shutil
from pathlib import Path

import jinja2

from handboek.catalogue import Catalogue
from handboek.model.blocks import KINDS
from handboek.model.worksheet import Worksheet
from handboek.pdf.jobs import Job, one
from handboek.pdf.preview import preview
from handboek.project import Project
from handboek.source import read
from handboek.validate import validate


def gallery(project: Project, catalogue: Catalogue, destination: Path) -> Path:
    """Draw each `example.yml` beside its template into `destination`; returns the page that shows them all.

    Raises AuthorError for an example that its block does not accept.
    """
    shutil.rmtree(destination, ignore_errors=True)
    destination.mkdir(parents=True)
    shown = []
    for kind in sorted(KINDS):
        pdf = one(project, Job(catalogue, _sheet(project, catalogue, kind), "print"))
        (destination / f"{kind}.pdf").write_bytes(pdf)
        (destination / f"{kind}.png").write_bytes(preview(pdf, page=0))
        shown.append((kind, (project.root / _example(kind)).read_text(encoding="utf-8")))
    page = destination / "index.html"
    loader = jinja2.FileSystemLoader(project.templates)
    template = jinja2.Environment(loader=loader, autoescape=True).get_template("worksheets/gallery.html.j2")
    page.write_text(template.render(blocks=shown), encoding="utf-8")
    return page


def _sheet(project: Project, catalogue: Catalogue, kind: str) -> Worksheet:
    """A sheet that consists of the example alone, and is told by its file."""
    block = validate(read(project.root, _example(kind)), KINDS[kind])
    return catalogue.worksheets[0].model_copy(update={"id": _example(kind), "blocks": (block,)})


def _example(kind: str) -> str:
    return f"templates/worksheets/blocks/{kind}/example.yml"
