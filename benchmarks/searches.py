"""What the search finds and how fast: `python benchmarks/searches.py [--site dist/site]`.

Types every query of tests/searches/ in headless Chromium, and tells the rank of the first right page (a dash for none,
'noise' where nothing should be found) and the time from the last key to the results.
"""
from __future__ import annotations

import argparse
import gzip
import statistics
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from viewers.chromium import program
from viewers.searchbox import SearchBox, searches
from viewers.website import ARGUMENTS, served


def table(box: SearchBox, name: str) -> None:
    times, found = [], 0
    for search in searches(name):
        answer = box.ask(search.query)
        found += answer.helps(search)
        times.append(answer.ms or 0)
        rank = answer.rank(search) or ("–" if search.right or not answer.results else "noise")
        print(f"{search.query:40} {rank:>5} {times[-1]:6.0f} ms")
    print(f"{name}: {found} of {len(times)} ({found / len(times):.0%}) helped by the first three, "
          f"median {statistics.median(times):.0f} ms, most {max(times):.0f} ms\n")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--site", type=Path, default=ROOT / "dist" / "site")
    site = arguments.parse_args().site
    index = (site / "search" / "documents.json").read_bytes()
    print(f"index {len(index) / 1000:.0f} kB, {len(gzip.compress(index)) / 1000:.0f} kB gzip\n")
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program(), args=ARGUMENTS)
        box = SearchBox(browser.new_page(), address)
        for name in ("given", "everyday", "later", "missed"):
            table(box, name)
        browser.close()


if __name__ == "__main__":
    main()
