"""Everything that is peculiar to MkDocs and Material: generated settings, the run, and what we mend after it."""
from __future__ import annotations

import json
import logging
import os
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handboek.catalogue import Catalogue
from handboek.site.navigation import navigation

if TYPE_CHECKING:
    from handboek.project import Project
    from handboek.site.kept import Keeper, Rendered

# Our style sheets and scripts, in the order in which they must be loaded.
STYLES = [f"assets/{name}.css" for name in ("tokens", "base", "parts", "cards", "questions", "picker", "evidence", "exit", "print")]
SCRIPTS = [f"assets/{name}.js" for name in ("exit", "keyboard", "questions", "picker", "sort", "copy", "terms")]
# Fields of the search index besides the theme's own; of those a title counts 1000 and a text 1.
FIELDS = {"keywords": {"boost": 100}, "plain": {"boost": 1}}
SEARCH_SCRIPTS = ("lunr.stemmer.support.min.js", "lunr.nl.min.js")


class SiteError(Exception):
    """MkDocs complained about pages that we generated: a mistake in this program or in mkdocs.yml."""


def settings(project: Project, catalogue: Catalogue, destination: Path) -> str:
    """The generated half of the settings; the other half is mkdocs.yml, which a person may edit. JSON is YAML too."""
    book = catalogue.handbook

    def from_here(path: Path) -> str:
        return os.path.relpath(path, settings_file(project).parent)

    generated: dict[str, Any] = {
        "INHERIT": from_here(project.root / "mkdocs.yml"),
        "site_name": book.title, "site_description": book.description, "site_author": book.makers,
        "copyright": catalogue.words["site.footer"].format(licence=book.licence_name),
        "docs_dir": from_here(docs_folder(project)), "site_dir": from_here(destination),
        "theme": {"custom_dir": from_here(project.templates / "site" / "theme")},
        "extra_css": STYLES, "extra_javascript": SCRIPTS, "nav": navigation(catalogue),
        "extra": {"exit_url": book.exit_url,
                  "words": {id.removeprefix("site.theme."): text for id, text in catalogue.words.items()
                            if id.startswith("site.theme.")}},
    }
    if book.url:
        generated["site_url"] = book.url.rstrip("/") + "/"
    return json.dumps(generated, ensure_ascii=False, indent=2) + "\n"


def docs_folder(project: Project) -> Path:
    return project.work / "site" / "docs"


def settings_file(project: Project) -> Path:
    return project.work / "site" / "mkdocs.yml"


def run(settings_file: Path, keywords: dict[str, str], kept: dict[str, Rendered], work: Path) -> dict[str, Rendered]:
    """Build the site that the settings describe, with the pages that are kept as they are; returns the others.

    In the folder `work` stand translated templates. Raises SiteError with every warning that MkDocs has.
    """
    # Material prints an advertisement on import, in red, which looks like a failure to who builds the handbook.
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    from handboek import compiled
    from handboek.site.kept import Keeper

    with _warnings() as warnings:
        try:
            config = load_config(str(settings_file))
            config.plugins["handboek/kept"] = keeper = Keeper(kept, compiled.kept(work))
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
        except MkDocsException as error:
            warnings.append(str(error))
    if warnings:
        remarks = "\n".join(f"- {text}" for text in warnings)
        raise SiteError(f"MkDocs heeft opmerkingen over de gemaakte pagina’s:\n{remarks}")
    _finish(Path(config.site_dir), keywords, keeper)
    return keeper.taken


@contextmanager
def _warnings() -> Iterator[list[str]]:
    """What MkDocs, its plugins and Python-Markdown say from level warning up."""
    heard: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            heard.append(record.getMessage())

    listener, loggers = Listener(logging.WARNING), [logging.getLogger(name) for name in ("mkdocs", "MARKDOWN")]
    for logger in loggers:
        logger.addHandler(listener)
    try:
        yield heard
    finally:
        for logger in loggers:
            logger.removeHandler(listener)


def _finish(site: Path, keywords: dict[str, str], keeper: Keeper) -> None:
    # Its header holds the time of the build, so that no two builds would be alike; nobody needs it.
    (site / "sitemap.xml.gz").unlink(missing_ok=True)
    for path in _unused(site / "assets"):
        path.unlink()
    index = site / "search" / "search_index.json"
    found = json.loads(index.read_text(encoding="utf-8"))
    found = add_keywords(found | {"docs": keeper.index(found["docs"])}, keywords)
    index.write_text(json.dumps(found, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _unused(assets: Path) -> Iterator[Path]:
    """What the theme brings along for who works on the theme, and for searching in thirty other languages."""
    yield from assets.rglob("*.map")
    lunr = assets / "javascripts" / "lunr"
    yield from (path for path in lunr.rglob("*.js") if path.name not in SEARCH_SCRIPTS)


def add_keywords(index: dict[str, Any], keywords: dict[str, str]) -> dict[str, Any]:
    """The search index with fields that are searched and never shown: words by which people look for a place, and what
    words with accents are without them. Raises SiteError for an address that the index does not know."""
    lost = set(keywords) - {document["location"] for document in index["docs"]}
    if lost:
        raise SiteError("De zoekwoorden van deze plekken zijn nergens kwijt te raken: " + ", ".join(sorted(lost)))
    fields = index["config"]["fields"] | FIELDS
    documents = [document | _hidden(document, keywords.get(document["location"], "")) for document in index["docs"]]
    return index | {"config": index["config"] | {"fields": fields}, "docs": documents}


def _hidden(document: dict[str, Any], keywords: str) -> dict[str, str]:
    words = set(re.findall(r"\w+", f"{document['title']} {document['text']} {keywords}"))
    plain = " ".join(sorted({_plain(word) for word in words if not word.isascii()} - words))
    return {name: text for name, text in (("keywords", keywords), ("plain", plain)) if text}


def _plain(word: str) -> str:
    """The word without accents, as people type it: cliënt, client."""
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))
