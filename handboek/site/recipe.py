"""What the pages of the website are made of: of each page by itself, and of the site as a whole."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from handboek import surroundings
from handboek.cache import Parts, digest
from handboek.catalogue import Catalogue
from handboek.project import Project
from handboek.site import mkdocs

OWN = ("description",)
"""What the front matter says for the page itself only; the rest may show in the menu of others."""


class Recipes:
    """Tells what the pages of one site are made of. `markdown` and `assets` are files by name."""

    def __init__(self, project: Project, catalogue: Catalogue, markdown: dict[str, str], assets: dict[str, bytes]):
        self.project = project
        self.markdown = markdown
        self.assets = {name: digest(content) for name, content in assets.items()}
        self.common: dict[str, Any] = {
            # Where the site comes to stand does not matter to any page; one place is as good as another.
            "settings": digest(mkdocs.settings(project, catalogue, project.work / "site" / "site")),
            **self._read_by_mkdocs(),
            "titles": digest("\n".join(f"{name} {_shown_elsewhere(text)}" for name, text in sorted(markdown.items()))),
            "files": digest("\n".join(sorted(assets))),
            "code": surroundings.code("site/mkdocs.py", "site/kept.py", "site/helper.py"),
            "packages": surroundings.packages("mkdocs", "mkdocs-material", "pymdown-extensions"),
            "python": surroundings.python(),
        }

    def _read_by_mkdocs(self) -> dict[str, str]:
        theme = self.project.templates / "site" / "theme"
        return {"mkdocs": digest((self.project.root / "mkdocs.yml").read_bytes()),
                "theme": surroundings.digest_of(theme, sorted(path for path in theme.rglob("*") if path.is_file()))}

    def hold(self) -> bool:
        """Whether the site that was just made is made of what is told here: MkDocs reads some of it by itself."""
        return self.common | self._read_by_mkdocs() == self.common

    def page(self, name: str) -> Parts:
        """The parts of one page."""
        return self.common | {"markdown": digest(self.markdown[name])}

    def whole(self, keywords: dict[str, str]) -> Parts:
        """The parts of the whole site."""
        pages = {name: digest(text) for name, text in self.markdown.items()}
        return self.common | {"markdown": pages, "assets": self.assets, "keywords": keywords,
                              "search": surroundings.code("site/search.py")}


def _shown_elsewhere(text: str) -> str:
    """The front matter without what only its own page shows."""
    lines = text.split("---\n", 2)[1].splitlines()
    return json.dumps([line for line in lines if line.partition(":")[0] not in OWN], ensure_ascii=False)


def output_of(location: str) -> str:
    """The finished file of a page, below dist/."""
    return (Path("site") / location / "index.html").as_posix()
