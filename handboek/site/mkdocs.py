"""Everything that is peculiar to MkDocs and Material: generated settings, the run, and what we mend after it."""
from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from handboek.catalogue import Catalogue
from handboek.site.assets import SCRIPT, STYLE
from handboek.site.navigation import navigation
from handboek.site.search import DOCUMENTS, INDEX, compact

if TYPE_CHECKING:
    from handboek.project import Project
    from handboek.site.kept import Keeper, Rendered

EXTENSIONS = ("admonition", "attr_list", "md_in_html", "tables")
"""What our templates write besides plain Markdown; the book reads the same pages."""


Share = tuple[dict[str, "Rendered"], list[str]]
"""Some of the pages, and what MkDocs has to say of them."""


class SiteError(Exception):
    """MkDocs complained about pages that we generated: a mistake in this program or in mkdocs.yml."""


def settings(project: Project, catalogue: Catalogue, destination: Path) -> str:
    """The generated half of the settings; the other half is mkdocs.yml, which a person may edit. JSON is YAML too."""
    book = catalogue.handbook

    def from_here(path: Path) -> str:
        return os.path.relpath(path, settings_file(project).parent)

    def words(prefix: str) -> dict[str, str]:
        return {id.removeprefix(prefix): text for id, text in catalogue.words.items() if id.startswith(prefix)}

    generated: dict[str, Any] = {
        "INHERIT": from_here(project.root / "mkdocs.yml"),
        "site_name": book.title, "site_description": book.description, "site_author": book.makers,
        "copyright": catalogue.say("site.footer", licence=book.licence_name),
        "docs_dir": from_here(docs_folder(project)), "site_dir": from_here(destination),
        "theme": {"custom_dir": from_here(project.templates / "site" / "theme")},
        "markdown_extensions": EXTENSIONS, "extra_css": [STYLE], "extra_javascript": [SCRIPT],
        "nav": navigation(catalogue),
        "extra": {"exit_url": book.exit_url, "words": words("site.theme."), "translations": words("site.material.")},
    }
    if book.url:
        generated["site_url"] = book.url.rstrip("/") + "/"
    return json.dumps(generated, ensure_ascii=False, indent=2) + "\n"


def docs_folder(project: Project) -> Path:
    return project.work / "site" / "docs"


def settings_file(project: Project) -> Path:
    return project.work / "site" / "mkdocs.yml"


def run(settings_file: Path, keywords: dict[str, str], kept: Mapping[str, Rendered], work: Path) -> dict[str, Rendered]:
    """Build the site that the settings describe, with the pages that are kept as they are; returns the others.

    In the folder `work` stand translated templates. Raises SiteError with every warning that MkDocs has.
    """
    keeper, warnings = _built(settings_file, kept, work)
    if warnings:
        remarks = "\n".join(f"- {text}" for text in dict.fromkeys(warnings))
        raise SiteError(f"MkDocs heeft opmerkingen over de gemaakte pagina’s:\n{remarks}")
    _finish(keeper, keywords)
    return keeper.taken


def share(settings_file: Path, kept: Mapping[str, Rendered], work: Path) -> Share:
    """The pages that are not kept, and the warnings that MkDocs has, without a site.

    What is kept may be empty, so where links lead to on other pages is left to `run`.
    """
    keeper, warnings = _built(settings_file, kept, work, aside=work / "site" / "share")
    return keeper.taken, warnings


def _built(settings_file: Path, kept: Mapping[str, Rendered], work: Path,
           aside: Path | None = None) -> tuple[Keeper, list[str]]:
    # Material prints an advertisement on import, in red, which looks like a failure to who builds the handbook.
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    from handboek import compiled
    from handboek.site.kept import Keeper

    keeper = Keeper(kept, compiled.kept(work))
    with _warnings() as warnings:
        try:
            config = load_config(str(settings_file))
            if aside:
                config.site_dir = str(aside)
                config.validation.links.anchors = logging.DEBUG
            config.plugins["handboek/kept"] = keeper
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
        except MkDocsException as error:
            warnings.append(str(error))
    return keeper, warnings


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


def _finish(keeper: Keeper, keywords: dict[str, str]) -> None:
    site = keeper.site
    # Its header holds the time of the build, so that no two builds would be alike; nobody needs it.
    (site / "sitemap.xml.gz").unlink(missing_ok=True)
    for path in _unused(site / "assets"):
        path.unlink()
    # The theme fetches its index on each page, so that must be small; our worker fetches the documents when needed.
    _write(site / INDEX, keeper.found | {"docs": []})
    _write(site / DOCUMENTS, compact(keeper.index(), keywords))


def _write(path: Path, data: Any) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _unused(assets: Path) -> Iterator[Path]:
    """What the theme brings along for who works on the theme, and for a search of its own."""
    yield from assets.rglob("*.map")
    yield from (assets / "javascripts" / "lunr").rglob("*.js")
    yield from (assets / "javascripts" / "workers").glob("search.*")
