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


@dataclass(frozen=True)
class Mode:
    """A way of looking at a page."""

    width: int
    scheme: Literal["light", "dark"]


MODES = [Mode(1280, "light"), Mode(1280, "dark"), Mode(360, "light"), Mode(360, "dark")]


def places(site: Path) -> list[str]:
    """The address of every page, relative to that of the site."""
    found = (path.parent.relative_to(site).as_posix() for path in site.rglob("index.html"))
    return sorted("" if place == "." else f"{place}/" for place in found)


def barriers(page: Page, width: int, contrast: bool = True) -> dict[str, list[Any]]:
    """What axe finds on the page, by rule, and whether one must scroll sideways to read it.

    Contrast takes most of its time.
    """
    page.evaluate(STILL)
    page.evaluate(AXE_SCRIPT)
    options = {"rules": RULES | {"color-contrast": {"enabled": contrast}}, "resultTypes": ["violations"]}
    result = page.evaluate("options => axe.run(document, options)", options)
    found = {violation["id"]: [node["target"] for node in violation["nodes"]] for violation in result["violations"]}
    if page.evaluate("document.documentElement.scrollWidth") > width:
        found["wider-than-the-screen"] = []
    return found
