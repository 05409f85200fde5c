"""The website: catalogue → Markdown (pure) → files → MkDocs → finished pages."""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handboek.catalogue import Catalogue
    from handboek.project import Project


def build(project: Project, catalogue: Catalogue, destination: Path) -> int:
    """Write the site into `destination` (emptied first) and return how many pages it has.

    Worksheets are put in by the caller, at `addresses.DOWNLOADS`. Raises SiteError when MkDocs has any complaint.
    """
    # `check` uses one module of this package; it need not load what only a build needs.
    from handboek.site import mkdocs
    from handboek.site.assets import assets
    from handboek.site.pages import all_pages, keywords
    from handboek.site.render import render_all
    from handboek.site.writer import synchronise

    pages = all_pages(catalogue)
    markdown = render_all(project.templates, catalogue, pages)
    files = {name: text.encode() for name, text in markdown.items()} | assets(project.templates, catalogue)
    synchronise(mkdocs.docs_folder(project), files)
    settings_file = mkdocs.settings_file(project)
    settings_file.write_text(mkdocs.settings(project, catalogue, destination.resolve()), encoding="utf-8")
    mkdocs.run(settings_file, keywords(catalogue, pages))
    return len(pages)
