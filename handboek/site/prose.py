"""Prose of the content files → Markdown for one page, with links and sources; and what is wrong with such prose."""
from __future__ import annotations

import re
from collections.abc import Iterator

from handboek.catalogue import OWN, Catalogue
from handboek.problems import listing, suggestion
from handboek.site.addresses import PAGES, address, relative
from handboek.site.citations import References
from handboek.site.markup import Block, Citation, Cited, Emphasis, Link, Node, Words, blocks, escape, walk
from handboek.site.terms import Linker

LINKABLE = ("task", "domain", "principle", "instrument", "worksheet", "route", "theory", "practice", "evidence", "study",
            "method", "method_group", "beacon", "background", "term", "page")
FORBIDDEN = re.compile(r"(javascript|data|vbscript|file|ftp|http|mailto|tel|blob|about):|//", re.IGNORECASE)
CHOICE = f"Begin met {listing(LINKABLE)}, dan een dubbele punt en dan de id."
UNFINISHED = re.compile(r"\]\(([^)]*)")
TAG = re.compile(r"<[a-z/!?][^>]*>?", re.IGNORECASE)


class Writer:
    """Writes the prose of one page and marks the terms in it."""

    def __init__(self, file: str, catalogue: Catalogue, references: References, linker: Linker):
        self.file = file
        self.catalogue = catalogue
        self.references = references
        self.linker = linker

    def write(self, prose: str) -> str:
        """The prose as Markdown blocks."""
        return "\n\n".join(map(self._block, blocks(prose)))

    def write_inline(self, prose: str) -> str:
        """The prose as one line, for an item of a list or a cell: its blocks are parted by line breaks."""
        items = (item for block in blocks(prose) for item in block.items)
        return "<br>".join(map(self._nodes, items))

    def link(self, kind: str, id: str) -> str:
        """The Markdown target of a thing."""
        return relative(self.file, address(kind, id))

    def _block(self, block: Block) -> str:
        mark = "- " if block.is_list else ""
        return "\n".join(mark + self._nodes(item) for item in block.items)

    def _nodes(self, nodes: tuple[Node, ...], linked: bool = True) -> str:
        return "".join(self._node(node, linked) for node in nodes)

    def _node(self, node: Node, linked: bool) -> str:
        if isinstance(node, Citation):
            return self._citation(node)
        if isinstance(node, Emphasis):
            return f"<{node.tag}>{self._nodes(node.inside, linked)}</{node.tag}>"
        if isinstance(node, Link):
            return self._link(node)
        return self.linker.link(node.text) if linked else escape(node.text)

    def _link(self, node: Link) -> str:
        label = self._nodes(node.inside, linked=False)
        target = self._target(node.target)
        return f"[{label}]({target})" if target else label

    def _target(self, target: str) -> str:
        """The Markdown target of a link in content, or nothing: what is no link of ours is shown as its words."""
        if target.startswith("https://"):
            return escape(target)
        kind, _, id = target.partition(":")
        known = kind in LINKABLE and id in _ids(self.catalogue, kind)
        return self.link(kind, id) if known else ""

    def _citation(self, node: Citation) -> str:
        """'(Wolf, 2016; eigen uitwerking)' with links, in APA's order; what is no citation stays what it was."""
        if not all(self.references.knows(work.key) for work in node.works):
            return escape(f"[{'; '.join(work.source for work in node.works)}]")
        works = sorted(node.works, key=lambda work: (work.key == OWN, self.references.label(work.key)))
        # Nobody looks for a sentence by its source. (The theme takes this attribute away when it has read it.)
        return f'<span class="cite" data-search-exclude="1">({"; ".join(map(self._work, works))})</span>'

    def _work(self, work: Cited) -> str:
        where = f", {escape(work.where)}" if work.where else ""
        return f"[{escape(self.references.label(work.key))}]({self.link('source', work.key)}){where}"


def _ids(catalogue: Catalogue, kind: str) -> set[str]:
    return set(PAGES) if kind == "page" else set(catalogue.kinds[kind])


def plain(prose: str) -> str:
    """The words of a text, without links, emphasis and citations."""
    items = (item for block in blocks(prose) for item in block.items)
    texts = ("".join(node.text for node in walk(item) if isinstance(node, Words)) for item in items)
    return " ".join(" ".join(texts).split())


def problems_in(prose: str, catalogue: Catalogue) -> list[tuple[str, str]]:
    """What is wrong in this prose: (code, what and how to mend it, in Dutch), in the order of the text."""
    found = [problem for block in blocks(prose) for item in block.items for node in walk(item)
             for problem in _problems_at(node, catalogue)]
    found += [("E210", f"‘{tag}’ lijkt op HTML en komt letterlijk op de pagina. Haal het weg.")
              for tag in TAG.findall(prose)]
    found += [("E204", "Een plaatje kan hier niet staan. Haal het uitroepteken voor de haak weg.")] * ("![" in prose)
    return list(dict.fromkeys(found))


def _problems_at(node: Node, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    if isinstance(node, Citation):
        for work in node.works:
            yield from _citation_problems(work, catalogue)
    elif isinstance(node, Link):
        yield from _link_problems(node.target, catalogue)
    elif isinstance(node, Words):
        yield from map(_unfinished, UNFINISHED.findall(node.text))


def _unfinished(target: str) -> tuple[str, str]:
    """Something that looks like a link and is not read as one."""
    if FORBIDDEN.match(target.strip()):
        return _forbidden(target)
    return "E204", ("Hier staat een link die niet af is. Schrijf hem als [woorden](task:evalueren), "
                    "zonder spaties tussen de ronde haken.")


def _forbidden(target: str) -> tuple[str, str]:
    return "E211", (f"Een link mag niet naar ‘{target}’ gaan. "
                    f"Gebruik https:// of een van onze soorten: {listing(LINKABLE)}.")


def _citation_problems(work: Cited, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    if not work.key:
        yield "E205", f"‘{work.source}’ is geen verwijzing naar een bron. Schrijf [@wolf-2016] of [@wolf-2016, par. 2]."
    elif work.key not in catalogue.kinds["source"]:
        mend = suggestion(work.key, catalogue.kinds["source"]) or "Zet de bron in content/sources.yml."
        yield "E205", f"De bron ‘{work.key}’ bestaat niet. {mend}"


def _link_problems(target: str, catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    kind, colon, id = target.partition(":")
    if target.startswith("https://"):
        return
    if FORBIDDEN.match(target):
        yield _forbidden(target)
    elif not colon or kind not in LINKABLE:
        yield "E204", f"‘{target}’ is geen link die we kennen. {suggestion(kind, LINKABLE) or CHOICE}"
    elif id not in _ids(catalogue, kind):
        mend = suggestion(id, _ids(catalogue, kind)) or "Kijk welke naam het bestand of de pagina heeft."
        yield "E204", f"De link ‘{target}’ gaat nergens heen. {mend}"
