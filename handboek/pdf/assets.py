"""The closed world that a worksheet is drawn in: what its HTML and CSS may ask for, and nothing else.

Addresses look like `handboek:pictogram/wonen`. Whatever is not listed here (files, the network,
`data:` in an author's text) is refused, so a sheet can only show what the project contains.
"""
from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from pathlib import Path

from weasyprint.urls import URLFetcher, URLFetcherResponse

from handboek.pdf import SCHEME
from handboek.pictograms import framed, svg
from handboek.variants import INK, PAPER, Ink

WOOD = "#A57939"
TOKEN = re.compile(r"--([a-z-]+):\s*(#[0-9A-Fa-f]{6})")


class Assets(URLFetcher):
    """Answers for every address of the `handboek:` scheme; raises for all others, which stops the drawing.

    `pictograms` says where the drawing of each stands.
    """

    def __init__(self, templates: Path, pictograms: dict[str, Path], ink: Ink = "color"):
        super().__init__(allowed_protocols=set(), allow_redirects=False, fail_on_errors=True)
        self.templates = templates
        self.pictograms = pictograms
        self.ink = ink
        self.makers: dict[str, Callable[..., str | bytes]] = {
            "font": self._font, "pictogram": self._pictogram, "drawing": self._drawing, "frame": self._frame}

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        content = self.content(url)
        return URLFetcherResponse(url, content,
                                  {"Content-Type": "image/svg+xml" if isinstance(content, str) else "font/ttf"})

    def content(self, url: str) -> str | bytes:
        """An SVG as text, a font as bytes. Raises ValueError for an address that a worksheet may not read."""
        kind, *parts = url.removeprefix(SCHEME).split("/")
        if not url.startswith(SCHEME) or kind not in self.makers:
            raise ValueError(f"a worksheet may not read {url}")
        return self.makers[kind](*parts)

    @cached_property
    def tokens(self) -> dict[str, str]:
        """The colours of tokens.css by name; in black lines only ink and paper."""
        tokens = dict(TOKEN.findall((self.templates / "tokens.css").read_text(encoding="utf-8")))
        return tokens if self.ink == "color" else {name: PAPER if name.endswith("-tint") else INK for name in tokens}

    def _font(self, name: str) -> bytes:
        return (self.templates / "fonts" / Path(name).name).read_bytes()

    def _pictogram(self, name: str, style: Ink | None = None) -> str:
        return svg(self.pictograms[name], style or self.ink)

    def _drawing(self, name: str, color: str) -> str:
        """One of our own drawings, in which `currentColor` and `tint` become the colours of a domain, `wood` brown."""
        text = (self.templates / "drawings" / f"{Path(name).name}.svg").read_text(encoding="utf-8")
        wood = WOOD if self.ink == "color" else PAPER
        text = text.replace("currentColor", self.tokens[color]).replace('"wood"', f'"{wood}"')
        return text.replace('"tint"', f'"{self.tokens[color + "-tint"]}"')

    def _frame(self, time: str, name: str, color: str) -> str:
        return framed(self._drawing(f"frame-{time}", color), self.pictograms[name], self.ink)
