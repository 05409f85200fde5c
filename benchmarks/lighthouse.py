"""Lighthouse on four kinds of page: `python benchmarks/lighthouse.py PATH-TO-LIGHTHOUSE`.

Lighthouse is no dependency of the handbook: install it anywhere (`npm install lighthouse`) and name its `cli/index.js`
here. It runs with Node.js, against the built site behind the server of the tests, as a telephone on a slow network.
Its scores differ from run to run, those for speed by ten points on a busy machine; so what is told is the median.
"""
from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from viewers.chromium import program
from viewers.website import served

PLACES = ("", "basistaken/afronden/", "leefgebieden/wonen/", "werkbladen/krachteninventarisatie/")
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}


def report(lighthouse: Path, address: str) -> dict[str, Any]:
    """What Lighthouse says about one page. Raises CalledProcessError when it fails."""
    flags = "--headless=new --no-sandbox --disable-gpu"
    command = ["node", str(lighthouse), address, "--quiet", "--output=json", f"--chrome-flags={flags}",
               f"--only-categories={','.join(LEAST)}"]
    done = subprocess.run(command, env=os.environ | {"CHROME_PATH": str(program())}, check=True, capture_output=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def scores(found: dict[str, Any]) -> dict[str, float]:
    """Each score out of 100; what costs points goes to standard error."""
    for name, audit in found["audits"].items():
        if audit.get("score") is not None and audit["score"] < 0.9:
            print(f"  {name}: {audit['title']} {audit.get('displayValue', '')}", file=sys.stderr)
    return {name: 100 * found["categories"][name]["score"] for name in LEAST}


def main() -> int:
    """Print a table; returns 1 if a figure is too low."""
    parser = argparse.ArgumentParser(description="Lighthouse op vier soorten pagina’s.")
    parser.add_argument("lighthouse", type=Path, help="cli/index.js van Lighthouse")
    parser.add_argument("--runs", type=int, default=5, help="hoe vaak elke pagina wordt gemeten (standaard 5)")
    parser.add_argument("--site", type=Path, default=ROOT / "dist" / "site")
    options = parser.parse_args()
    low = 0
    print(f"| page | {' | '.join(LEAST)} |\n|---|{'---|' * len(LEAST)}")
    with served(options.site) as address:
        for place in PLACES:
            runs = [scores(report(options.lighthouse, address + place)) for _ in range(options.runs)]
            middle = {name: round(median(run[name] for run in runs)) for name in LEAST}
            print(f"| {place or 'home'} | {' | '.join(map(str, middle.values()))} |", flush=True)
            low += any(middle[name] < least for name, least in LEAST.items())
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
