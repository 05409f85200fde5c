"""The order of the pages: the tabs on top, the menu at the side, and what comes next at the foot of a page."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from handboek.catalogue import Catalogue
from handboek.site.addresses import PAGES, address
from handboek.site.relations import instruments_in_order

Entry = Any
"""A file name, or {title: file name or list of entries}, as MkDocs wants it."""


def navigation(catalogue: Catalogue) -> list[Entry]:
    """The whole menu. A section's first entry, without a title, is the section's own page."""
    words = catalogue.words
    sections: dict[str, Entry] = {
        "start": [PAGES["start"], *_routes(catalogue)],
        "methode": [*_pages("methode", "missie-doel-doelgroep", "pijlers", "herstel", "eigen-kracht",
                            "begeleidingstraject", "wat-werkt"),
                    {words["site.nav.krachtprincipes"]: [
                        *_pages("krachtprincipes"), *_things("principle", catalogue.principles, "short")]}],
        "basistaken": [*_pages("basistaken", "casus"), *_things("task", catalogue.tasks),
                       {words["site.nav.casus"]: [address("case", id) for id in catalogue.kinds["case"]]}],
        "leefgebieden": [*_pages("leefgebieden"), *_things("domain", catalogue.domains), *_pages("vragen")],
        "werkbladen": [*_pages("werkbladen", "printen"), *_things("worksheet", catalogue.worksheets, "name"),
                       {words["site.nav.instrumenten"]: [
                           *_pages("instrumenten"), *_things("instrument", instruments_in_order(catalogue))]}],
        "praktijk": [*_pages("praktijk"), *_things("practice", catalogue.practice)],
        "theorie": [*_pages("theorie"), *_things("theory", catalogue.theory)],
        "onderzoek": [*_pages("onderzoek"), *_things("evidence", catalogue.evidence)],
        "methoden": [*_pages("methoden"),
                     {words["site.nav.doelgroepen"]: _things("method_group", catalogue.guide.groups)},
                     {words["site.nav.alle_methoden"]: _things("method", catalogue.methods, "label")},
                     *_pages("bakens"), *_things("background", catalogue.background)],
        "naslag": _pages("begrippen", "bronnen", "citeren", "colofon"),
    }
    return [{words[f"site.nav.{id}"]: entries} for id, entries in sections.items()]


def _routes(catalogue: Catalogue) -> list[Entry]:
    """The lessons below the route for teachers. The trainee's route is the last, for what follows is the method."""
    first, *others = catalogue.routes
    listed: list[Entry] = []
    for route in (*others, first):
        file = address("route", route.id)
        leads_on = any(section.shows == "lessons" for section in route.sections)
        lessons = _things("lesson", catalogue.lessons) if leads_on else []
        listed.append({route.title: [file, *lessons] if lessons else file})
    return listed


def _pages(*ids: str) -> list[Entry]:
    """Pages under the title of their front matter."""
    return [PAGES[id] for id in ids]


def _things(kind: str, things: Iterable[Any], title: str = "title") -> list[Entry]:
    """The pages of these things, numbered where they have a number of their own that readers know."""
    numbered = kind in ("principle", "task")
    return [{(f"{thing.number}. " if numbered else "") + getattr(thing, title): address(kind, thing.id)}
            for thing in things]
