"""Every page of the built site before axe, in light and dark, wide and narrow: `python benchmarks/access.py`.

The tests look at every kind of page twice, and at every page once without colours and sizes; this looks at all of each
four times. Needs the test requirements and a build. With `--only TEXT` only at pages with that text in their address.
"""
from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from viewers.access import MODES, Mode, barriers, places, with_axe
from viewers.chromium import without_windows
from viewers.website import ARGUMENTS, served, watched


def main() -> int:
    """Print what was found; returns 1 if there is anything."""
    parser = argparse.ArgumentParser(description="Elke pagina langs axe.")
    parser.add_argument("--site", type=Path, default=ROOT / "dist" / "site")
    parser.add_argument("--only", default="", metavar="TEXT")
    options = parser.parse_args()
    wanted = [place for place in places(options.site) if options.only in place]
    bad = 0
    with served(options.site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=without_windows(), args=ARGUMENTS)
        for mode in MODES:
            bad += look(browser, address, wanted, mode)
        browser.close()
    return 1 if bad else 0


def look(browser: Browser, address: str, wanted: list[str], mode: Mode) -> int:
    """All these pages in one mode; returns how many have something."""
    start, rules = time.perf_counter(), Counter[str]()
    context = browser.new_context(viewport={"width": mode.width, "height": 900}, color_scheme=mode.scheme)
    faults, page, bad = watched(context, address), context.new_page(), 0
    with_axe(page)
    for place in wanted:
        page.goto(address + place)
        found = barriers(page, mode.width)
        rules.update(found.keys())
        bad += bool(found)
        for rule, nodes in found.items():
            print(f"  {place or 'home'}: {rule} {nodes[:3]}")
    context.close()
    print(f"{mode.width:5} px, {mode.scheme:5}: {len(wanted)} pages, {bad} with a violation {dict(rules) or ''}, "
          f"{len(faults)} faults, {time.perf_counter() - start:.0f} s", *faults[:5], sep="\n  ", flush=True)
    return bad + len(faults)


if __name__ == "__main__":
    sys.exit(main())
