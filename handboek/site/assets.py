"""What the pages need besides words: pictograms, fonts, style sheets and scripts. All of it is our own server's."""
from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from handboek.catalogue import Catalogue
from handboek.pictograms import drawing_file, svg

FONTS = ("NotoSans-Regular.woff2", "NotoSans-Bold.woff2")
STYLE, SCRIPT = "assets/handbook.css", "assets/handbook.js"
"""One file of each, for a telephone waits for every file that it must ask for."""
STYLES = ("base", "parts", "cards", "questions", "picker", "evidence", "exit", "lesson", "print")
SCRIPTS = ("exit", "keyboard", "filter", "picker", "sort", "wide", "copy", "headings", "terms")
"""In the order in which they must be loaded."""


def assets(templates: Path, catalogue: Catalogue) -> dict[str, bytes]:
    """The files by their name relative to the folder of documents."""
    folder = templates / "site" / "assets"
    styles = [templates / "tokens.css", *(folder / f"{name}.css" for name in STYLES)]
    scripts = [folder / f"{name}.js" for name in SCRIPTS]
    files = {f"assets/{path.relative_to(folder).as_posix()}": path
             for path in sorted(folder.rglob("[!.]*")) if path.is_file() and path not in (*styles, *scripts)}
    files |= {f"assets/fonts/{font}": templates / "fonts" / font for font in FONTS}
    return ({name: path.read_bytes() for name, path in files.items()}
            # Without a semicolon a script that begins with a parenthesis would call the one before it.
            | {STYLE: _joined(styles, "\n"), SCRIPT: _joined(scripts, ";\n")} | _pictograms(templates, catalogue))


def _joined(files: Iterable[Path], between: str) -> bytes:
    return between.join(path.read_text(encoding="utf-8") for path in files).encode()


def _pictograms(templates: Path, catalogue: Catalogue) -> dict[str, bytes]:
    return {f"assets/pictograms/{pictogram.id}.svg": svg(drawing_file(templates, catalogue, pictogram.id)).encode()
            for pictogram in catalogue.pictograms.pictograms}
