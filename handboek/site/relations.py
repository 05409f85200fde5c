"""What belongs together although one of the two does not say so: a principle's page lists the tasks that name it."""
from __future__ import annotations

from itertools import groupby
from typing import Any

from handboek.catalogue import Catalogue
from handboek.levels import Level
from handboek.model.blocks import Domains
from handboek.model.instrument import Instrument
from handboek.model.lists import Term
from handboek.model.method import Task, ToolUse
from handboek.model.methods import Method
from handboek.model.worksheet import Worksheet
from handboek.variants import INKS, file_name


def related(catalogue: Catalogue, kind: str, thing: Any) -> dict[str, Any]:
    """What a page about this thing lists besides the thing itself: names for its template."""
    if kind == "principle":
        return {"tasks": [task for task in catalogue.tasks if thing.id in task.principles]}
    if kind == "domain":
        return {"sheets": [sheet for sheet in catalogue.worksheets if thing.id in domains_on(catalogue, sheet)]}
    if kind == "method":
        return {"domains": [domain for domain in catalogue.domains
                            if any(intervention.method == thing.id for intervention in domain.interventions)]}
    if kind == "method_group":
        return {"fitting": {fit: [method for method in catalogue.methods if method.fit(thing.id) == fit]
                            for fit in ("row", "text")}}
    if kind == "instrument":
        return {"sheets": [catalogue.get("worksheet", id) for id in thing.worksheets]}
    if kind == "worksheet":
        explaining = [instrument for instrument in catalogue.instruments if thing.id in instrument.worksheets]
        return {"domains": [catalogue.get("domain", id) for id in domains_on(catalogue, thing)],
                "instruments": explaining, "files": files_of(catalogue, thing)}
    return {}


def bearers(catalogue: Catalogue) -> dict[str, list[Method]]:
    """The methods that have a beacon, by the id of the beacon."""
    return {beacon.id: [method for method in catalogue.methods if beacon.id in method.beacons]
            for beacon in catalogue.guide.beacons}


def domains_on(catalogue: Catalogue, sheet: Worksheet) -> list[str]:
    """The ids of the domains that have a page on this sheet."""
    return [id for _, block in catalogue.blocks(sheet) if isinstance(block, Domains) for id in block.domains]


def files_of(catalogue: Catalogue, sheet: Worksheet) -> list[tuple[str, str]]:
    """The PDFs of a sheet, the most used first: the word for each (as in 'easy.print.line') and its file."""
    levels: tuple[Level, ...] = ("standard", "easy") if catalogue.eased(sheet) else ("standard",)
    return [(f"{level}.{variant}.{ink}", file_name(sheet, variant, ink, level)) for level in levels for ink in INKS
            for variant in catalogue.variants(sheet) if level == "standard" or variant != "example"]


def instruments_in_order(catalogue: Catalogue) -> list[Instrument]:
    """The instruments in the order in which the tasks call for them."""
    place = {task.id: task.number for task in catalogue.tasks}
    return sorted(catalogue.instruments, key=lambda instrument: min((place[id] for id in instrument.tasks), default=0))


def other_tools(catalogue: Catalogue) -> list[tuple[ToolUse, Task]]:
    """The tools without a page of their own, each with the first task that uses it, in alphabetical order."""
    found: dict[str, tuple[ToolUse, Task]] = {}
    for task in catalogue.tasks:
        for tool in task.instruments:
            if not tool.instrument:
                found.setdefault(tool.name.casefold(), (tool, task))
    return [found[name] for name in sorted(found)]


def letters(catalogue: Catalogue) -> list[tuple[str, list[Term]]]:
    """The terms of the glossary by their first letter."""
    by_letter = groupby(catalogue.terms, key=lambda term: term.sortable[0].upper())
    return [(letter, list(group)) for letter, group in by_letter]
