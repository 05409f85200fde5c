"""A table of every worksheet that was built: variant, pages, size, and what veraPDF (PDF/UA-1) finds.

Run it after a build: `.venv/bin/python benchmarks/sheets.py [dist/worksheets]`. Needs the test requirements.
"""
from __future__ import annotations

import sys
from pathlib import Path

import pikepdf

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.verapdf import Validator  # noqa: E402


def main() -> int:
    """Print the table; returns 1 if veraPDF finds anything."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist" / "worksheets"
    validator, bad = Validator(), 0
    print("| file | pages | kB | PDF/UA-1 |\n|---|---|---|---|")
    for path in sorted(folder.rglob("*.pdf")):
        with pikepdf.open(path) as pdf:
            pages = len(pdf.pages)
        failed = validator.failures(path)
        bad += bool(failed)
        print(f"| {path.relative_to(folder)} | {pages} | {path.stat().st_size / 1000:.0f} | {'no failure' if not failed else ', '.join(failed)} |")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
