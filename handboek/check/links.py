"""Links and citations inside prose: they must lead somewhere, and what looks like more than our Markdown is told."""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from handboek.catalogue import Catalogue
from handboek.model.words import leaves
from handboek.problems import Position, Problem, listing, suggestion
from handboek.site import markup
from handboek.site.addresses import LINKABLE, ids
from handboek.source import Document

FORBIDDEN = re.compile(r"(javascript|data|vbscript|file|ftp|http|mailto|tel|blob|about):|//", re.IGNORECASE)
UNFINISHED = re.compile(rf"\](?:\(([^)]*)|\s+\(((?:{'|'.join(LINKABLE)}|https?):[^)]*))")
OPEN = re.compile(r"\[\s*@[\w-]*|(?<!\w)@[\w-]+(?=\]|, [^\]\[]{0,40}\])")
"""A citation that lacks a bracket, or has a space where none may be."""
TAG = re.compile(r"<[a-z/!?][^>]*>?", re.IGNORECASE)


def problems(catalogue: Catalogue, documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Unknown targets and citations, raw HTML and forbidden addresses, at the text in which they stand."""
    for file, model in catalogue.files.items():
        for leaf in leaves(model):
            if leaf.words.markup:
                yield from _in_prose(documents[file].locate(leaf.path), leaf.value, catalogue)


def _in_prose(place: Position, prose: str, catalogue: Catalogue) -> Iterator[Problem]:
    for block in markup.blocks(prose):
        for item in block.items:
            for node in markup.walk(item):
                yield from _at(place, node, catalogue)
    for tag in TAG.findall(prose):
        yield Problem(place, "E210", f"‘{tag}’ lijkt op HTML en komt letterlijk op de pagina.", "Haal het weg.")
    if "![" in prose:
        yield Problem(place, "E204", "Een plaatje kan hier niet staan.", "Haal het uitroepteken voor de haak weg.")


def _at(place: Position, node: markup.Node, catalogue: Catalogue) -> Iterator[Problem]:
    if isinstance(node, markup.Citation):
        for work in node.works:
            yield from _citation(place, work, catalogue)
    elif isinstance(node, markup.Link):
        yield from _link(place, node.target, catalogue)
    elif isinstance(node, markup.Words):
        for found in UNFINISHED.finditer(node.text):
            yield _unfinished(place, found[1] or found[2] or "")
        for found in OPEN.finditer(node.text):
            yield Problem(place, "E205", f"De verwijzing ‘{found[0]}’ is niet af.",
                          "Schrijf haar als [@wolf-2016], met een haak aan elke kant.")


def _citation(place: Position, work: markup.Cited, catalogue: Catalogue) -> Iterator[Problem]:
    known = catalogue.kinds["source"]
    if not work.key:
        yield Problem(place, "E205", f"‘{work.source}’ is geen verwijzing naar een bron.",
                      "Schrijf [@wolf-2016] of [@wolf-2016, par. 2].")
    elif work.key not in known:
        yield Problem(place, "E205", f"De bron ‘{work.key}’ bestaat niet.",
                      suggestion(work.key, known) or "Zet de bron in content/sources.yml.")


def _link(place: Position, target: str, catalogue: Catalogue) -> Iterator[Problem]:
    kind, colon, id = target.partition(":")
    if target.startswith("https://"):
        return
    if FORBIDDEN.match(target):
        yield _forbidden(place, target)
    elif not colon or kind not in LINKABLE:
        yield Problem(place, "E204", f"‘{target}’ is geen link die we kennen.", suggestion(kind, LINKABLE)
                      or f"Begin met {listing(LINKABLE)}, dan een dubbele punt en dan de id.")
    elif id not in (known := ids(catalogue, kind)):
        yield Problem(place, "E204", f"De link ‘{target}’ gaat nergens heen.",
                      suggestion(id, known) or "Kijk welke naam het bestand of de pagina heeft.")


def _unfinished(place: Position, target: str) -> Problem:
    """Something that looks like a link and is not read as one."""
    if FORBIDDEN.match(target.strip()):
        return _forbidden(place, target)
    return Problem(place, "E204", "Hier staat een link die niet af is.",
                   "Schrijf hem als [woorden](task:evalueren), zonder spaties tussen de haken.")


def _forbidden(place: Position, target: str) -> Problem:
    return Problem(place, "E211", f"Een link mag niet naar ‘{target}’ gaan.",
                   f"Gebruik https:// of een van onze soorten: {listing(LINKABLE)}.")
