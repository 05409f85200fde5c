"""A table of every worksheet that was built: pages, size, what veraPDF (PDF/UA-1) finds; what is over the limits.

Run it after a build: `.venv/bin/python benchmarks/sheets.py [dist/worksheets]`. Needs the test requirements.
"""
from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pikepdf

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.verapdf import Validator

# kB for a sheet of up to so many pages: what an old telephone and a full mailbox still take.
LIMITS = {"-invullen": 500, "-printen": 250}
PAGES = 12


def main() -> int:
    """Print the table and the sums; returns 1 if a file is too large or veraPDF finds anything."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist" / "worksheets"
    validator, wrong, sizes = Validator(), [], []
    print("| file | pages | kB | PDF/UA-1 |\n|---|---|---|---|")
    for path in sorted(folder.rglob("*.pdf")):
        with pikepdf.open(path) as pdf:
            pages = len(pdf.pages)
        failed, size = validator.failures(path), path.stat().st_size / 1000
        sizes.append(size)
        wrong += [*failed, *_too_large(path.name, pages, size)]
        print(f"| {path.relative_to(folder)} | {pages} | {size:.0f} | {', '.join(failed) or 'no failure'} |")
    print(f"\n{len(sizes)} files, {sum(sizes) / 1000:.1f} MB, the largest {max(sizes, default=0):.0f} kB.", *wrong,
          sep="\n")
    return 1 if wrong else 0


def _too_large(name: str, pages: int, size: float) -> Iterator[str]:
    for kind, limit in LIMITS.items():
        if kind in name and pages <= PAGES and size > limit:
            yield f"{name}: {size:.0f} kB is more than the {limit} kB for {pages} pages"


if __name__ == "__main__":
    sys.exit(main())
