"""Prose of the content files → Markdown for one page, with links and sources."""
from __future__ import annotations

from handboek.catalogue import OWN, Catalogue
from handboek.site.addresses import FILES, LINKABLE, address, ids, relative, to_root
from handboek.site.citations import References
from handboek.site.markup import Block, Citation, Cited, Emphasis, Link, Node, OtherWords, Words, blocks, escape, walk
from handboek.site.terms import Linker


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
        if isinstance(node, OtherWords):
            return f'<span class="other">{escape(node.text)}</span>'
        return self.linker.link(node.text) if linked else escape(node.text)

    def _link(self, node: Link) -> str:
        label = self._nodes(node.inside, linked=False)
        kind, _, id = node.target.partition(":")
        if kind == "download" and id in FILES:
            return f'<a href="{to_root(self.file)}{FILES[id]}">{label}</a>'
        target = self._target(node.target)
        return f"[{label}]({target})" if target else label

    def _target(self, target: str) -> str:
        """The Markdown target of a link in content, or nothing: what is no link of ours is shown as its words."""
        if target.startswith("https://"):
            return escape(target)
        kind, _, id = target.partition(":")
        known = kind in LINKABLE and id in ids(self.catalogue, kind)
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


def plain(prose: str) -> str:
    """The words of a text, without links, emphasis and citations."""
    items = (item for block in blocks(prose) for item in block.items)
    texts = ("".join(node.text for node in walk(item) if isinstance(node, Words)) for item in items)
    return " ".join(" ".join(texts).split())
