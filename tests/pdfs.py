"""Ways into the PDFs of a build that more than one test takes."""
from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from handboek.pdf import forms
from handboek.pdf.jobs import Job, jobs
from handboek.project import Project


@cache
def published(root: Path) -> tuple[Job, ...]:
    """Every PDF that a build makes: each sheet, on screen and on paper, in colour and in lines, standard and easy."""
    return tuple(jobs(Project(root).load()))


def all_pdfs(built: Path) -> list[Path]:
    return sorted((built / "worksheets").rglob("*.pdf"))


def fillable(built: Path) -> list[Path]:
    """Those to fill in that have something to fill in: cards have not."""
    return [file for file in all_pdfs(built) if "-invullen" in file.stem and has_form(file)]


def printed(built: Path) -> list[Path]:
    return [file for file in all_pdfs(built) if "-printen" in file.stem]


@cache
def has_form(file: Path) -> bool:
    with opened(file) as pdf:
        return "/AcroForm" in pdf.Root


@cache
def fields(file: Path) -> list[forms.Field]:
    return forms.fields(file.read_bytes())


def opened(file: Path) -> pikepdf.Pdf:
    """The file for reading; use it in a `with`."""
    return pikepdf.open(file)


def widgets(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every place of every field in the order of the lists of the pages."""
    for page in pdf.pages:
        yield from (annotation for annotation in page.get("/Annots", []) if annotation.Subtype == Name.Widget)


def structure(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Everything in the tree of structure, parents before their children, in the order of reading."""
    waiting = [pdf.Root.StructTreeRoot.K]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Array):
            waiting += reversed(list(node))  # type: ignore[call-overload]
            continue
        yield node
        if isinstance(node, Dictionary) and "/K" in node:
            waiting.append(node.K)
