"""One page of the site as a chapter: its HTML without what belongs to a screen, with addresses inside the book."""
from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cache
from typing import Any

from lxml import html
from markdown import Markdown
from markupsafe import Markup

from handboek.pdf import SCHEME
from handboek.site.mkdocs import EXTENSIONS

SCREEN = ("//*[@data-search-exclude and not(self::ul or self::ol or contains(@class, 'matrix') or @class='cite')]",
          "//form", "//script", "//link", "//style", "//button[not(ancestor::th)]", "//nav", "//*[@hidden]",
          "//*[contains(@class, 'foot')]", "//*[contains(@class, 'downloads')]",
          "//*[contains(@class, 'sheet__preview')]",
          "//*[contains(@class, 'chips')]", "//*[local-name()='svg' and @aria-hidden]")
PICTOGRAMS = "assets/pictograms/"


@dataclass(frozen=True)
class Chapter:
    """`id` is its anchor in the book; `terms` are the ids of its terms, each with an anchor `{id}--t-{term}`."""

    id: str
    title: str
    body: Markup
    terms: tuple[str, ...]


def chapter(file: str, markdown: str, files: frozenset[str]) -> Chapter:
    """The page in this file as a chapter of a book that holds these files."""
    _, _, text = markdown.split("---\n", 2)
    body = html.fragment_fromstring(_converter().reset().convert(text), create_parent="div")
    for path in SCREEN:
        for element in body.xpath(path):
            element.drop_tree()
    terms = tuple(_mark_terms(body, file))
    _link(body, file, files)
    _depict(body)
    return Chapter(anchor(file), _lower(body, file), Markup(html.tostring(body, encoding="unicode")), terms)


def anchor(file: str, place: str = "") -> str:
    """The id in the book of a place on a page: 'basistaken-afronden', 'begrippen--hoop'."""
    slug = file.removesuffix(".md").removesuffix("/index").replace("/", "-")
    return f"{slug}--{place}" if place and place != "top" else slug


@cache
def _converter() -> Any:
    return Markdown(extensions=list(EXTENSIONS), output_format="html")


def _mark_terms(body: Any, file: str) -> list[str]:
    """Links to the glossary become marks for the index: in print, underlined words everywhere only distract."""
    found = []
    for link in body.xpath("//a[contains(@class, 'term')]"):
        term = link.get("href").partition("#")[2]
        link.tag = "span"
        link.attrib.clear()
        if term not in found:
            link.set("id", anchor(file, f"t-{term}"))
            found.append(term)
    return found


def _link(body: Any, file: str, files: frozenset[str]) -> None:
    """Links inside the book stay, as do those to the web; any other is only its words."""
    for element in body.xpath("//*[@id]"):
        if not element.get("id").startswith(anchor(file, "t-")):
            element.set("id", anchor(file, element.get("id")))
    for link in body.xpath("//a"):
        href = link.get("href", "")
        path, _, place = href.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(file), path)) if path else file
        # PDF/UA wants plain words inside a link.
        words = link.text_content()
        tail = link.tail
        link.clear()
        link.text, link.tail = words, tail
        if href.startswith("https://"):
            link.set("href", href)
        elif target in files:
            link.set("href", f"#{anchor(target, place)}")
        else:
            link.drop_tag()


def _depict(body: Any) -> None:
    """Pictograms as backgrounds, for they say nothing that the word beside them does not; other pictures go."""
    for picture in body.xpath("//img"):
        source = picture.get("src")
        tail = picture.tail
        if PICTOGRAMS in source:
            name = posixpath.basename(source).removesuffix(".svg")
            picture.tag = "span"
            picture.attrib.clear()
            picture.set("class", "pictogram")
            picture.set("style", f"background-image: url({SCHEME}pictogram/{name})")
            picture.tail = tail
        else:
            picture.drop_tree()


def _lower(body: Any, file: str) -> str:
    """Move every heading one level down, below the title of the part. Returns the title of the page."""
    title = ""
    for heading in body.xpath("//h1|//h2|//h3|//h4|//h5"):
        level = int(heading.tag[1])
        if level == 1:
            heading.set("id", anchor(file))
            title = " ".join(heading.text_content().split())
        heading.tag = f"h{level + 1}"
    return title
