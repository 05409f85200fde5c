"""The website as one file to take along: unpack it and open index.html, without a server or the internet.

From a disk a browser opens no folder, starts no worker and fetches no data. So links name their file, and what the
search needs stands in two scripts.
"""
from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from handboek import surroundings
from handboek.cache import Parts
from handboek.catalogue import Catalogue
from handboek.site.addresses import OFFLINE
from handboek.site.search import DOCUMENTS, INDEX

FOLDER = "handboek-krachtwerk"
"""What the archive unpacks to."""
README = "LEES-MIJ.txt"
SERVED_ONLY = ("404.html", "_headers", "sitemap.xml", INDEX, DOCUMENTS, OFFLINE)
SHIM, INDEX_SCRIPT = "assets/offline.js", "search/search_index.js"
WORKERS = ("assets/javascripts/workers", "assets/javascripts/lunr")
# A relative address that ends in a folder, and what may stand behind it.
TO_FOLDER = re.compile(r'''( href=")((?:[^":#?]*/)?\.{0,2})([#?][^"]*)?"''')
# A link to this archive, of which only the words make sense in it; and the policy, for browsers do not agree on what it
# means for files.
SERVED = re.compile(rf'<a href="[^"]*{OFFLINE}"[^>]*>(.*?)</a>|<meta http-equiv="Content-Security-Policy"[^>]*>')
BUNDLE = re.compile(r'(<script src="([^"]*)assets/javascripts/bundle\.)')
# The same for each build, so that two builds give the same bytes; the oldest moment that an archive can hold.
MOMENT = (1980, 1, 1, 0, 0, 0)
PACKED = {".pdf", ".png", ".jpg", ".woff2"}
"""Kinds of file that are small already."""


def parts(templates: Path, catalogue: Catalogue, site: Path) -> Parts:
    """What the archive of this site is made of."""
    files = sorted(path for path in site.rglob("*") if path.is_file() and path.name != OFFLINE)
    return {"site": surroundings.digest_of(site, files), "shim": _shim(templates), "readme": _readme(catalogue),
            "code": surroundings.code("site/offline.py"), "python": surroundings.python(),
            "zlib": zlib.ZLIB_RUNTIME_VERSION}


def packed(templates: Path, catalogue: Catalogue, site: Path) -> bytes:
    """The archive of a finished site."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in sorted([*_files(site, _shim(templates)), (README, f"{_readme(catalogue)}\n".encode())]):
            entry = zipfile.ZipInfo(f"{FOLDER}/{name}", MOMENT)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # on every machine the same
            entry.compress_type = zipfile.ZIP_STORED if Path(name).suffix in PACKED else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return made.getvalue()


def _shim(templates: Path) -> str:
    return (templates / "site" / "offline.js").read_text(encoding="utf-8")


def _readme(catalogue: Catalogue) -> str:
    book = catalogue.handbook
    return catalogue.say("site.offline.readme", title=book.title, version=book.version, year=book.year,
                         licence=book.licence_name)


def _files(site: Path, shim: str) -> Iterator[tuple[str, bytes]]:
    for path in site.rglob("*"):
        name = path.relative_to(site).as_posix()
        if path.suffix == ".html" and name not in SERVED_ONLY:
            yield name, _page(path.read_text(encoding="utf-8")).encode()
        elif path.is_file() and name not in SERVED_ONLY:
            yield name, path.read_bytes()
    index, documents = (json.loads((site / name).read_text(encoding="utf-8")) for name in (INDEX, DOCUMENTS))
    yield INDEX_SCRIPT, f"var __index = {_script(index | {'docs': _placed(documents)})}\n".encode()
    yield SHIM, shim.replace("__SOURCES__", _script(_workers(site))).encode()


def _page(html: str) -> str:
    """The page with links to files, and with the stand-in for a worker before the theme's own script."""
    return BUNDLE.sub(rf'<script src="\2{SHIM}"></script>\1', TO_FOLDER.sub(_to_file, SERVED.sub(r"\1", html)))


def _to_file(link: re.Match[str]) -> str:
    start, folder, rest = link[1], link[2], link[3] or ""
    if not folder:  # a place on the same page
        return link[0]
    return f'{start}{folder.removesuffix("/")}/index.html{rest}"'


def _placed(documents: list[dict[str, str]]) -> list[dict[str, str]]:
    """The documents of the search with files as places: 'basistaken/afronden/index.html#tips'."""
    def file(place: str) -> str:
        page, mark, anchor = place.partition("#")
        return f"{page}index.html{mark}{anchor}"

    return [document | {"location": file(document["location"])} for document in documents]


def _workers(site: Path) -> dict[str, str]:
    """Every script that a worker may ask for, by its name without folders."""
    found = (path for folder in WORKERS for path in (site / folder).rglob("*.js"))
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(found)}


def _script(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
