"""What the pages need besides words: pictograms, fonts, style sheets and scripts. All of it is our own server's."""
from __future__ import annotations

from pathlib import Path

from handboek.catalogue import Catalogue
from handboek.pictograms import drawing_file, svg

FONTS = ("NotoSans-Regular.woff2", "NotoSans-Bold.woff2")


def assets(templates: Path, catalogue: Catalogue) -> dict[str, bytes]:
    """The files by their name relative to the folder of documents."""
    files = {"assets/tokens.css": templates / "tokens.css", **_folder(templates / "site" / "assets")}
    files |= {f"assets/fonts/{font}": templates / "fonts" / font for font in FONTS}
    return {name: path.read_bytes() for name, path in files.items()} | _pictograms(templates, catalogue)


def _folder(folder: Path) -> dict[str, Path]:
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {f"assets/{path.relative_to(folder).as_posix()}": path for path in found}


def _pictograms(templates: Path, catalogue: Catalogue) -> dict[str, bytes]:
    return {f"assets/pictograms/{pictogram.id}.svg": svg(drawing_file(templates, catalogue, pictogram.id)).encode()
            for pictogram in catalogue.pictograms.pictograms}
