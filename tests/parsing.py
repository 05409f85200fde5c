"""What stands in a finished page, read without a browser."""
from __future__ import annotations

from html.parser import HTMLParser


class Links(HTMLParser):
    """What a page links to, and the anchors that it has."""

    def __init__(self, html: str):
        super().__init__()
        self.targets: list[str] = []
        self.anchors: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.anchors |= {str(values[key]) for key in ("id", "name") if values.get(key)}
        target = values.get("href" if tag in ("a", "link") else "src")
        if target:
            self.targets.append(target)
