"""Pages → Markdown, through the templates in templates/site/pages/. Nothing here reads content or writes a file."""
from __future__ import annotations

import json
from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from handboek.catalogue import Catalogue
from handboek.site import citations
from handboek.site.addresses import DOWNLOADS, PAGES, location, relative, to_root
from handboek.site.citations import References
from handboek.site.forest import decimal
from handboek.site.markup import escape
from handboek.site.pages import Page
from handboek.site.prose import Writer, plain
from handboek.site.terms import Linker, Vocabulary, settle

# Stand in a reference where the title and the address of a page will come; characters that nobody types.
PAGE_TITLE, PAGE_PLACE = "\uf000", "\uf001"


class Renderer:
    """Everything that the pages of one catalogue share."""

    def __init__(self, templates: Path, catalogue: Catalogue, compiled: BytecodeCache | None):
        self.catalogue = catalogue
        self.style = templates / "site" / "apa.csl"
        self.vocabulary = Vocabulary(catalogue.terms)
        self.references = References(catalogue.bibliography.sources, self.style, catalogue.words["site.own"])
        self.environment = _environment(templates / "site", self._say, compiled)

    def render(self, page: Page) -> str:
        """The page as Markdown with front matter."""
        template = self.environment.get_template("page.md.j2")
        return settle(template.render(self._context(page)), page.file).rstrip() + "\n"

    def _context(self, page: Page) -> dict[str, Any]:
        writer = self._writer(page)
        return {
            **page.things, "page": page, "catalogue": self.catalogue, "handbook": self.catalogue.handbook,
            "front_matter": Markup(_front_matter(page)),
            "prose": lambda text: Markup(writer.write(text)), "line": lambda text: Markup(writer.write_inline(text)),
            "define": partial(self._define, page), "get": self.catalogue.get,
            "link": lambda kind, id: Markup(writer.link(kind, id)),
            "file": lambda file: Markup(relative(page.file, file)),
            "download": lambda name: Markup(f"{to_root(page.file)}{DOWNLOADS}/{name}"),
            "root": lambda name: Markup(f"{to_root(page.file)}{name}"),
            "web": lambda other: Markup(to_root(page.file) + location(other.file)),
            "asset": lambda name: Markup(f"{to_root(page.file)}assets/{name}"),
            "pages_of": self.catalogue.pages, "label": self.references.label, "number": decimal, "cited": self._cited,
            "running": lambda text: Markup(writer.linker.link(text)), "terms_here": partial(self._terms_here, writer),
            "plain": plain, "glossary": f"{to_root(page.file)}{location(PAGES['begrippen'])}",
            "works": self._works(page.sources), "all_works": self._works(self.references.sources),
        }

    def _writer(self, page: Page, own: str = "") -> Writer:
        return Writer(page.file, self.catalogue, self.references, Linker(self.vocabulary, own))

    def _define(self, page: Page, term: Any) -> Markup:
        """A definition: linked as if it stood alone, for readers come to it from elsewhere."""
        return Markup(settle(self._writer(page, own=term.id).write_inline(term.definition), page.file))

    def _terms_here(self, writer: Writer) -> list[Any]:
        """The terms that the page has used so far, in alphabetical order."""
        return [term for term in self.catalogue.terms if term.id in writer.linker.met]

    def _works(self, ids: Any) -> list[tuple[str, Markup]]:
        return [(id, Markup(self.references.entry(id))) for id in self.references.in_order(ids)]

    def _cited(self, page: Page) -> Markup:
        """How to refer to this page (or, from pages about the whole handbook, to the handbook) in APA style."""
        if page.template in ("home", "cite"):
            return Markup(self._book_reference)
        title = escape(page.title)
        # A title that asks ends with its own sign; the style puts a full stop behind every title.
        reference = self._page_reference.replace(PAGE_TITLE + ("." if title.endswith("?") else ""), title)
        return Markup(reference.replace(PAGE_PLACE, escape(location(page.file))))

    @cached_property
    def _page_reference(self) -> str:
        """Of all pages at once, for only two things in it differ and APA style takes time to work out."""
        chapter = {"type": "chapter", "title": PAGE_TITLE, "container-title": self.catalogue.handbook.title}
        return self._reference(chapter, PAGE_PLACE)

    @cached_property
    def _book_reference(self) -> str:
        return self._reference({"type": "book", "title": self.catalogue.handbook.title}, "")

    def _reference(self, work: dict[str, Any], place: str) -> str:
        book = self.catalogue.handbook
        work |= {"author": [{"literal": book.makers}], "issued": {"date-parts": [[book.year]]}}
        if book.url:
            work["URL"] = book.url.rstrip("/") + "/" + place
        return citations.cite(work, self.style)

    def _say(self, id: str, **values: object) -> str:
        return self.catalogue.say(f"site.{id}", **values)


def _environment(folder: Path, say: Callable[..., str], compiled: BytecodeCache | None) -> Environment:
    environment = Environment(loader=FileSystemLoader(folder), autoescape=True, finalize=_finalize, trim_blocks=True,
                              undefined=StrictUndefined, lstrip_blocks=True, keep_trailing_newline=True,
                              bytecode_cache=compiled)
    environment.globals["t"] = say
    return environment


def _finalize(value: Any) -> Any:
    """Plain text becomes Markdown that means exactly that text; what is Markdown already says so by its type."""
    return value if isinstance(value, Markup) else Markup(escape(str(value)))


def _front_matter(page: Page) -> str:
    """YAML for MkDocs; JSON strings are YAML strings too, so nothing in a title can break it."""
    lines: dict[str, Any] = {"title": page.title, "description": page.description}
    if page.hide:
        lines["hide"] = list(page.hide)
    if not page.searched:
        lines["search"] = {"exclude": True}
    if page.discreet:
        lines["discreet"] = True
    return "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in lines.items())


def render_all(templates: Path, catalogue: Catalogue, pages: list[Page],
               compiled: BytecodeCache | None = None) -> dict[str, str]:
    """All pages as Markdown, by the name of their file."""
    renderer = Renderer(templates, catalogue, compiled)
    return {page.file: renderer.render(page) for page in pages}
