"""Pages that need not be made again, given to MkDocs in the middle of its work.

MkDocs sees every page, so its menu, its links and its complaints are those of a whole build; only turning Markdown
into HTML and filling the theme, which take nearly all of its time, are left out for pages that the cache has.
"""
from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup
from mkdocs.config.base import Config
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from handboek.site.search import INDEX

TEMPLATE = "kept.html"


@dataclass
class Rendered:
    """All that MkDocs makes of one page."""

    html: str
    anchors: list[str]
    """The ids on the page that can be linked to."""
    links: dict[str, dict[str, str]]
    """File → anchor in it → the link as it is written, for every link to an anchor."""
    found: list[dict[str, Any]]
    """What stands in the index of the search."""


class NoSettings(Config):
    """Nothing of this can be set in mkdocs.yml."""


class Keeper(BasePlugin[NoSettings]):
    """Hands out the pages that are `kept` and takes in the others: file → page, both as `Rendered`.

    It also has the theme escape what is text: MkDocs has templates write titles, words and settings as they are, and
    what an author types there must be shown and never run.

    A kept page is asked for when MkDocs comes to write it, after it has read all Markdown: until then it may still be
    on its way.
    """

    def __init__(self, kept: Mapping[str, Rendered], compiled: jinja2.BytecodeCache):
        self.kept = kept
        self.compiled = compiled
        self.taken: dict[str, Rendered] = {}
        self.addresses: dict[str, str] = {}
        self.files = Files([])
        self.found: dict[str, Any] = {}
        """What the search writes, of the pages that were made now."""

    def on_config(self, config: Any, /) -> Any:
        usual = config.theme.get_env

        def environment() -> jinja2.Environment:
            found: jinja2.Environment = usual()
            found.loader = Shown(config.theme.dirs)
            return found

        config.theme.get_env = environment
        return config

    def on_page_markdown(self, markdown: str, /, *, page: Page, config: Any, files: Files) -> str:
        self.addresses[page.file.src_uri] = page.url
        if page.file.src_uri not in self.kept:
            return markdown
        page.meta["template"] = TEMPLATE
        page.content = ""
        # Reading the settings of all extensions for an empty page would still take some milliseconds.
        page.render = lambda config, files: None  # type: ignore[method-assign]
        return ""

    def on_env(self, env: jinja2.Environment, /, *, config: Any, files: Files) -> jinja2.Environment:
        assert env.loader
        self.files = files
        env.loader = jinja2.ChoiceLoader([jinja2.DictLoader({TEMPLATE: "{{ kept }}"}), env.loader])
        env.bytecode_cache = self.compiled
        env.autoescape = True
        return env

    def on_page_context(self, context: Any, /, *, page: Page, config: Any, nav: Any) -> Any:
        if rendered := self.kept.get(page.file.src_uri):
            context["kept"] = Markup(rendered.html)
            page.present_anchor_ids = set(rendered.anchors)
            targets = {file: self.files.get_file_from_path(file) for file in rendered.links}
            page.links_to_anchors = {target: rendered.links[file] for file, target in targets.items() if target}
        page.content = Markup(page.content)
        _mark(page.toc)
        return context

    def on_post_page(self, output: str, /, *, page: Page, config: Any) -> str:
        if page.file.src_uri not in self.kept:
            links = {target.src_uri: anchors for target, anchors in (page.links_to_anchors or {}).items()}
            self.taken[page.file.src_uri] = Rendered(output, sorted(page.present_anchor_ids or ()), links, [])
        return output

    def on_post_build(self, /, *, config: Any) -> None:
        self.site = Path(config.site_dir)
        self.found = json.loads((self.site / INDEX).read_text(encoding="utf-8"))
        files = {address: file for file, address in self.addresses.items()}
        for item in self.found["docs"]:
            self.taken[files[item["location"].partition("#")[0]]].found.append(item)

    def index(self) -> list[dict[str, Any]]:
        """The whole index of the search, in the order of the pages."""
        return [item for file in self.addresses for item in (self.kept.get(file) or self.taken[file]).found]


class Shown(jinja2.FileSystemLoader):
    """Templates of a theme, without those in hidden folders where they are listed.

    MkDocs lists all files of a theme to publish them. It publishes no hidden ones, and Material hides 10,000 icons.
    """

    def list_templates(self) -> list[str]:
        found: set[str] = set()
        for top in self.searchpath:
            for folder, inside, files in os.walk(top):
                inside[:] = [name for name in inside if not name.startswith(".")]
                found |= {(Path(folder) / name).relative_to(top).as_posix() for name in files}
        return sorted(found)


def _mark(items: Iterable[Any]) -> None:
    """Say of the headings in a table of contents that they are HTML: Python-Markdown made them."""
    for item in items:
        item.title = Markup(item.title)
        _mark(item.children)
