"""What the search knows of the site: the theme's index without its markup, and with words that nobody reads there.

How it is searched stands in templates/site/assets/javascripts/workers/dutch.js.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from handboek.catalogue import Catalogue
from handboek.model.lists import Term
from handboek.site.addresses import PAGES, location
from handboek.site.pages import Page

OR, BESIDES = "|", ";"
"""Between words that lead to the same thing (who types one finds the others too), and between other keywords."""
INDEX = "search/search_index.json"
"""Where MkDocs writes what it found, and the theme looks for it."""
DOCUMENTS = "search/documents.json"
"""Where the finished site has the documents; the worker knows this address too."""
END_OF_LINE = re.compile(r"</(?:p|li|pre)>")
TAG = re.compile(r"<[^>]+>")
BEFORE_SIGN = re.compile(r" +(?=[.,;:!?)](?:\s|$))")
"""Left where a citation stood, which is not searched."""


def keywords(catalogue: Catalogue, pages: Iterable[Page]) -> dict[str, str]:
    """The words by which search must find a place although nobody reads them there: web address → words."""
    found = {location(page.file): BESIDES.join(dict.fromkeys(page.search_words)) for page in pages}
    glossary = location(PAGES["begrippen"])
    return found | {f"{glossary}#{term.id}": OR.join(dict.fromkeys(_names(term))) for term in catalogue.terms}


def _names(term: Term) -> tuple[str, ...]:
    return (term.term, *filter(None, [term.abbreviation]), *term.forms, *term.synonyms, *term.search_words)


def compact(index: list[dict[str, Any]], keywords: dict[str, str]) -> list[dict[str, Any]]:
    """The documents of the theme's index with plain text, a line for each paragraph, and with the keywords.

    Raises KeyError for keywords of a place that is not there.
    """
    documents = {document["location"]: document for document in _joined(index)}
    for place, words in keywords.items():
        if words:
            documents[place]["keywords"] = words
    return list(documents.values())


def _joined(documents: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The documents, each page with its introduction: the theme takes what stands below the title for a section."""
    tops = {place.removesuffix("#top"): document for document in documents
            if (place := document["location"]).endswith("#top")}
    for document in documents:
        if not document["location"].endswith("#top"):
            text = document["text"] + tops.get(document["location"], {"text": ""})["text"]
            # The title of a section is HTML, as it stands on the page; that of a page is what the author typed.
            title = document["title"] if "#" in document["location"] else escape(document["title"], quote=False)
            yield {"location": document["location"], "title": title, "text": _plain(text)}


def _plain(html: str) -> str:
    lines = TAG.sub("", END_OF_LINE.sub("\n", html)).split("\n")
    return "\n".join(BEFORE_SIGN.sub("", " ".join(line.split())) for line in lines if line.strip())
