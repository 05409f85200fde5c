"""Builds the website, or takes from the cache what of it did not change."""
from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from handboek.cache import Cache, Parts, digest, key_of
from handboek.catalogue import Catalogue
from handboek.compiled import kept
from handboek.project import Project
from handboek.site import mkdocs
from handboek.site.addresses import location
from handboek.site.assets import assets
from handboek.site.pages import all_pages
from handboek.site.recipe import Recipes, output_of
from handboek.site.render import render_all
from handboek.site.search import keywords
from handboek.site.writer import synchronise

if TYPE_CHECKING:
    from handboek.site.kept import Rendered


@dataclass(frozen=True)
class Plan:
    """What the site will be: files for MkDocs, words for its search, and everything that it is made of."""

    files: dict[str, bytes]
    markdown: dict[str, str]
    """The pages among those files, as text."""
    keywords: dict[str, str]
    recipes: Recipes
    outputs: dict[str, str]
    """Finished page, below dist/ → its Markdown file."""

    def parts(self) -> dict[str, Parts]:
        """What each finished page is made of."""
        return {output: self.recipes.page(name) for output, name in self.outputs.items()}


@dataclass(frozen=True)
class Site:
    """A site that was built: how many pages it has, how many were rendered now, and what each is made of."""

    pages: int
    rendered: int
    parts: dict[str, Parts]


def planned(project: Project, catalogue: Catalogue) -> Plan:
    """Everything that the site is made of."""
    pages = all_pages(catalogue)
    markdown = render_all(project.templates, catalogue, pages, kept(project.work))
    others = assets(project.templates, catalogue)
    files = {name: text.encode() for name, text in markdown.items()} | others
    recipes = Recipes(project, catalogue, markdown, others)
    return Plan(files, markdown, keywords(catalogue, pages), recipes,
                {output_of(location(name)): name for name in markdown})


def build(project: Project, catalogue: Catalogue, plan: Plan, destination: Path, cache: Cache) -> Site:
    """Write the planned site into `destination`, which is emptied first.

    Worksheets are put in by the caller, at `addresses.DOWNLOADS`. Raises SiteError when MkDocs has any complaint.
    """
    key, rendered = key_of(plan.recipes.whole(plan.keywords)), 0
    files = _recalled(cache, key)
    if files is None:
        rendered = _made(project, catalogue, destination, plan, cache)
        files = {path.relative_to(destination).as_posix(): path.read_bytes()
                 for path in destination.rglob("*") if path.is_file()}
        if plan.recipes.hold():
            _remember(cache, key, files)
    else:
        synchronise(destination, files)
    return Site(len(plan.outputs), rendered, plan.parts())


def _made(project: Project, catalogue: Catalogue, destination: Path, plan: Plan, cache: Cache) -> int:
    """Let MkDocs build the site with the pages that the cache has; returns how many others there were."""
    synchronise(mkdocs.docs_folder(project), plan.files)
    settings_file = mkdocs.settings_file(project)
    settings_file.write_text(mkdocs.settings(project, catalogue, destination.resolve()), encoding="utf-8")
    from handboek.site import helper  # loads MkDocs
    keys = {name: key_of(plan.recipes.page(name)) for name in plan.outputs.values()}
    made = helper.made(settings_file, plan.keywords, plan.markdown, _kept(cache, keys), project.work)
    for name, page in made.items() if plan.recipes.hold() else ():
        cache.put(keys[name], json.dumps(asdict(page), ensure_ascii=False).encode())
    return len(made)


def _kept(cache: Cache, keys: dict[str, str]) -> dict[str, Rendered]:
    from handboek.site.kept import Rendered
    found = {name: cache.get(key) for name, key in keys.items()}
    return {name: Rendered(**json.loads(content)) for name, content in found.items() if content is not None}


def _remember(cache: Cache, key: str, files: dict[str, bytes]) -> None:
    """Keep the files of a site. Each is kept under its own digest: most of them are those of the last site too."""
    listed = {name: digest(content) for name, content in files.items()}
    for name, content in files.items():
        if cache.get(listed[name]) is None:
            cache.put(listed[name], content)
    cache.put(key, json.dumps(listed).encode())


def _recalled(cache: Cache, key: str) -> dict[str, bytes] | None:
    """The files of a site, if every one of them is still there."""
    listed = cache.get(key)
    files = {name: cache.get(each) for name, each in json.loads(listed).items()} if listed is not None else {}
    whole = {name: content for name, content in files.items() if content is not None}
    return whole if files and len(whole) == len(files) else None
