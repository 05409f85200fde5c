"""Whether the way out stays open: does the Markdown that we write build with Zensical, without any code of ours?

Zensical follows Material for MkDocs. It is no dependency: install it in an environment of its own and name its program
here, after a build: `python benchmarks/zensical.py PATH-TO-ZENSICAL`. It tells, and always ends with 0.
"""
from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
OURS = ("INHERIT", "theme", "extra_css", "extra_javascript", "plugins", "docs_dir", "site_dir", "validation")
"""Settings that name our templates and scripts, or what only MkDocs knows."""


def settings(written: Path, by_hand: Path) -> dict[str, object]:
    """What both halves of our settings say about the Markdown itself."""
    merged = yaml.safe_load(by_hand.read_text(encoding="utf-8")) | json.loads(written.read_text(encoding="utf-8"))
    kept = {key: value for key, value in merged.items() if key not in OURS}
    return kept | {"theme": {"language": "nl"}, "docs_dir": "docs", "site_dir": "site"}


def main() -> None:
    """Build in a folder of its own and print what came of it."""
    parser = argparse.ArgumentParser(description="Bouwt de geschreven Markdown met Zensical.")
    parser.add_argument("zensical", type=Path)
    options = parser.parse_args()
    work = ROOT / ".build" / "site"
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder)
        shutil.copytree(work / "docs", trial / "docs")
        (trial / "mkdocs.yml").write_text(json.dumps(settings(work / "mkdocs.yml", ROOT / "mkdocs.yml")),
                                          encoding="utf-8")
        done = subprocess.run([options.zensical, "build", "--clean", "--strict", "--config-file", "mkdocs.yml"],
                              cwd=trial,
                              check=False, capture_output=True, text=True)
        wanted, made = (len(list((trial / name).rglob(kind)))
                        for name, kind in (("docs", "*.md"), ("site", "index.html")))
    print(f"Zensical ended with {done.returncode}: {made} pages of {wanted}.")
    print("\n".join((done.stdout + done.stderr).splitlines()[-20:]))


if __name__ == "__main__":
    main()
