"""What stands in the way of people who see, hear or move differently: axe on a page, and whether it fits the screen."""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# A colour on its way to another is neither of the two.
STILL = "document.getAnimations().forEach(animation => animation.finish())"
# The size of what one presses is the one rule of WCAG 2.2 that axe leaves off by itself.
RULES = {"target-size": {"enabled": True}}
# How wide a page is, in CSS pixels, with what one must scroll sideways for.
WIDTH = "document.documentElement.scrollWidth"


@dataclass(frozen=True)
class Mode:
    """A way of looking at a page."""

    width: int
    scheme: Literal["light", "dark"]

    def __str__(self) -> str:
        return f"{self.width}-{self.scheme}"


MODES = [Mode(1280, "light"), Mode(1280, "dark"), Mode(360, "light"), Mode(360, "dark")]


def places(site: Path) -> list[str]:
    """The address of every page, relative to that of the site."""
    found = (path.parent.relative_to(site).as_posix() for path in site.rglob("index.html"))
    return sorted("" if place == "." else f"{place}/" for place in found)


# Only what is wrong leaves the browser, and only then is its place worked out: each would take a tenth longer.
RUN = """options => axe.run(document, {...options, selectors: false}).then(result =>
  result.violations.length ? axe.run(document, options).then(again => again.violations) : [])"""


def with_axe(page: Page) -> None:
    """Let the page have axe wherever it goes from here. The browser then compiles it once, and not on each page."""
    page.add_init_script(AXE_SCRIPT)


def barriers(page: Page, width: int) -> dict[str, list[Any]]:
    """What axe finds on a page that has it, by rule, and whether one must scroll sideways to read it."""
    page.evaluate(STILL)
    # To fetch style sheets and films first is for rules about turning screens and sound, and there are none of those.
    options = {"rules": RULES, "resultTypes": ["violations"], "preload": False}
    violations = page.evaluate(RUN, options)
    found = {violation["id"]: [node["target"] for node in violation["nodes"]] for violation in violations}
    if page.evaluate(WIDTH) > width:
        found["wider-than-the-screen"] = []
    return found
