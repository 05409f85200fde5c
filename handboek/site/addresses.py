"""Where everything stands on the site: the one place that knows the (Dutch) web addresses.

An address is the name of a Markdown file, relative to the folder of documents, with an anchor if need be.
MkDocs turns such a link into a web address, and complains when nothing is there.
"""
from __future__ import annotations

import posixpath
from collections.abc import Collection
from functools import lru_cache

from handboek.catalogue import Catalogue

PAGES = {
    "start": "index.md",
    "methode": "methode/index.md",
    "missie-doel-doelgroep": "methode/missie-doel-doelgroep.md",
    "pijlers": "methode/pijlers.md",
    "herstel": "methode/herstel.md",
    "eigen-kracht": "methode/eigen-kracht.md",
    "begeleidingstraject": "methode/begeleidingstraject.md",
    "wat-werkt": "methode/wat-werkt.md",
    "krachtprincipes": "krachtprincipes/index.md",
    "basistaken": "basistaken/index.md",
    "casus": "basistaken/casus.md",
    "leefgebieden": "leefgebieden/index.md",
    "vragen": "leefgebieden/vragen.md",
    "instrumenten": "instrumenten/index.md",
    "werkbladen": "werkbladen/index.md",
    "printen": "werkbladen/printen.md",
    "theorie": "theorie/index.md",
    "praktijk": "praktijk/index.md",
    "onderzoek": "onderzoek/index.md",
    "effectstudies": "onderzoek/effectstudies.md",
    "methoden": "methoden/index.md",
    "bakens": "methoden/bakens.md",
    "begrippen": "begrippen.md",
    "bronnen": "bronnen.md",
    "citeren": "citeren.md",
    "colofon": "colofon.md",
}
BOOK, OFFLINE = "handboek.pdf", "handboek-offline.zip"
FILES = {"boek": BOOK, "offline": OFFLINE}
"""What is put beside the finished pages, so that MkDocs knows nothing of it."""
FOLDERS = {"route": "", "lesson": "lesgeven", "principle": "krachtprincipes", "task": "basistaken",
           "domain": "leefgebieden", "instrument": "instrumenten", "worksheet": "werkbladen",
           "theory": "theorie", "practice": "praktijk", "evidence": "onderzoek",
           "method": "methoden", "method_group": "methoden", "background": "methoden"}
ANCHORS = {"term": "begrippen", "source": "bronnen", "dimension": "eigen-kracht", "part": "begeleidingstraject",
           "what_works": "wat-werkt", "study": "effectstudies", "beacon": "bakens", "family": "methoden"}
"""Kinds that have no page of their own: each is a place on this page."""
LINKABLE = ("task", "case", "domain", "principle", "instrument", "worksheet", "route", "lesson", "theory", "practice",
            "evidence", "study", "method", "method_group", "beacon", "background", "term", "page", "download")
"""Kinds that a link in a text may name, as in `[evalueren](task:evalueren)`."""
DOWNLOADS = "werkbladen/bestanden"
"""The folder of the finished worksheets, in the finished site."""


def address(kind: str, id: str) -> str:
    """The file (and anchor) of a thing, as in 'leefgebieden/wonen.md'. Raises KeyError for a kind that has no place."""
    if kind == "page":
        return PAGES[id]
    if kind == "case":
        return f"basistaken/casus/{id}.md"
    if kind in ANCHORS:
        return f"{PAGES[ANCHORS[kind]]}#{id}"
    return posixpath.join(FOLDERS[kind], f"{id}.md")


def ids(catalogue: Catalogue, kind: str) -> Collection[str]:
    """What a link of this kind may lead to."""
    fixed = {"page": PAGES, "download": FILES}
    return fixed[kind] if kind in fixed else catalogue.kinds[kind]


@lru_cache(maxsize=30_000)
def relative(here: str, there: str) -> str:
    """The link from the file `here` to the address `there`."""
    file, mark, anchor = there.partition("#")
    if file == here and mark:
        return f"#{anchor}"
    return posixpath.relpath(file, posixpath.dirname(here)) + mark + anchor


def location(file: str) -> str:
    """The web address of a file, relative to the site's own: '' for the home page, else with a slash at the end."""
    stem = file.removesuffix(".md")
    return "" if stem == "index" else stem.removesuffix("/index") + "/"


def to_root(file: str) -> str:
    """What leads from the web address of a file back to that of the site: '' or '../../'. For raw HTML."""
    return "../" * location(file).count("/")
