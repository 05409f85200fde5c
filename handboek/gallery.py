"""The gallery: every kind of block with its example, for whoever designs a new sheet."""
from __future__ import annotations

import shutil
from pathlib import Path

import jinja2
from pydantic import TypeAdapter, ValidationError

from handboek.catalogue import Catalogue
from handboek.model.blocks import Block
from handboek.model.worksheet import Worksheet
from handboek.pdf import jobs
from handboek.pdf.preview import preview
from handboek.problems import AuthorError, Position, Problem
from handboek.project import Project
from handboek.source import read

FOLDER = "templates/worksheets/blocks"


def gallery(project: Project, catalogue: Catalogue, destination: Path) -> Path:
    """Draw each `example.yml` beside its template into `destination`; returns the page that shows them all.

    Raises AuthorError for an example that its block does not accept.
    """
    shutil.rmtree(destination, ignore_errors=True)
    destination.mkdir(parents=True)
    shown = []
    for folder in sorted((project.root / FOLDER).iterdir()):
        file = f"{FOLDER}/{folder.name}/example.yml"
        (destination / f"{folder.name}.png").write_bytes(_picture(project, catalogue, file, destination / f"{folder.name}.pdf"))
        shown.append((folder.name, (project.root / file).read_text(encoding="utf-8")))
    page = destination / "index.html"
    loader = jinja2.FileSystemLoader(project.templates)
    template = jinja2.Environment(loader=loader, autoescape=True).get_template("worksheets/gallery.html.j2")
    page.write_text(template.render(blocks=shown), encoding="utf-8")
    return page


def _picture(project: Project, catalogue: Catalogue, file: str, pdf: Path) -> bytes:
    drawn = jobs.one(project, jobs.Job(catalogue, _sheet(project, catalogue, file), "print"))
    pdf.write_bytes(drawn)
    return preview(drawn, page=0)


def _sheet(project: Project, catalogue: Catalogue, file: str) -> Worksheet:
    """A sheet that consists of this example alone."""
    try:
        block = TypeAdapter(Block).validate_python(read(project.root, file).data)
    except ValidationError as error:
        raise AuthorError([Problem(Position(file), "E109", "Dit voorbeeld past niet bij zijn blok.", str(error.errors()[0]["msg"]))]) from None
    return catalogue.worksheets[0].model_copy(update={"blocks": (block,)})
