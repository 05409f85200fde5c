"""Ids, references and pictograms: everything that is named must exist once."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from handboek.catalogue import FOLDERS, Catalogue, members
from handboek.model.blocks import Included
from handboek.model.words import Drawn, Model, Reference, leaves
from handboek.pictograms import drawing_file
from handboek.problems import Position, Problem, suggestion
from handboek.site.addresses import FOLDERS as PLACES
from handboek.site.addresses import PAGES, address, location
from handboek.source import DataPath, Document
from handboek.variants import NAMES


def problems(templates: Path, catalogue: Catalogue, documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Double ids, numbers and outputs, file names that differ from the id, references and pictograms that do not
    exist."""
    own = sorted((templates / "drawings").glob("*.svg"))
    drawings = {path.stem for path in own}
    for file, model in catalogue.own_files.items():
        document = documents[file]
        yield from _doubles(model, document)
        yield from _references(model, document, catalogue)
        yield from _pictures(drawings, model, document)
    yield from _folders(catalogue, documents)
    yield from _pages(catalogue, documents)
    yield from _files(catalogue, documents)
    yield from _circles(catalogue, documents)
    yield from _drawings(templates, catalogue, documents)
    yield from _malformed(own)


def _doubles(model: Model, document: Document) -> Iterator[Problem]:
    """Ids that occur twice in one list of a file. The questions of a domain share one list of names."""
    seen: dict[tuple[DataPath, Any], DataPath] = {}
    for leaf in leaves(model):
        if leaf.path[-1] == "id" and len(leaf.path) > 1:
            group = leaf.path[:1] if leaf.path[0] == "questions" else leaf.path[:-2]
            first = seen.setdefault((group, leaf.value), leaf.path)
            if first != leaf.path:
                line = document.locate(first).line
                yield Problem(document.locate(leaf.path), "E202",
                              f"De id ‘{leaf.value}’ is al gebruikt op regel {line}.", "Geef elk een eigen id.")


def _references(model: Model, document: Document, catalogue: Catalogue) -> Iterator[Problem]:
    for leaf in leaves(model):
        reference = leaf.mark(Reference)
        known = catalogue.kinds[reference.kind] if reference else ()
        if reference and leaf.value not in known:
            what, where = KINDS[reference.kind]
            yield Problem(document.locate(leaf.path), "E203" if reference.kind == "pictogram" else "E201",
                          f"Er bestaat geen {what} ‘{leaf.value}’.",
                          suggestion(leaf.value, known) or f"Kijk in {where} welke er zijn.")


# What authors call each kind of thing, and where they find which ones there are.
KINDS = {
    "principle": ("krachtprincipe", "content/principles/"), "task": ("basistaak", "content/tasks/"),
    "domain": ("leefgebied", "content/domains/"), "instrument": ("instrument", "content/instruments/"),
    "worksheet": ("werkblad", "worksheets/"),
    "route": ("route", "content/routes/"), "lesson": ("les", "content/lessons/"),
    "theory": ("hoofdstuk theorie", "content/theory/"), "practice": ("hoofdstuk praktijk", "content/practice/"),
    "evidence": ("hoofdstuk onderzoek", "content/evidence/"), "study": ("effectstudie", "content/evidence/studies.yml"),
    "background": ("achtergrond bij de methoden", "content/background/"), "method": ("methode", "content/methods/"),
    "method_group": ("doelgroep", "content/method-guide.yml"), "beacon": ("baken", "content/method-guide.yml"),
    "family": ("familie van methoden", "content/method-guide.yml"),
    "term": ("begrip", "content/glossary.yml"),
    "source": ("bron", "content/sources.yml"), "pictogram": ("pictogram", "content/pictograms.yml"),
    "dimension": ("dimensie", "content/method/dimensions.yml"),
    "part": ("deel van het traject", "content/method/trajectory.yml"),
    "what_works": ("‘wat werkt’-beginsel", "content/method/what-works.yml"),
}


def _pictures(known: set[str], model: Model, document: Document) -> Iterator[Problem]:
    for leaf in leaves(model):
        if leaf.mark(Drawn) and leaf.value not in known:
            yield Problem(document.locate(leaf.path), "E203", f"Er bestaat geen tekening ‘{leaf.value}’.",
                          suggestion(leaf.value, known) or "Kijk in templates/drawings/ welke er zijn.")


def _folders(catalogue: Catalogue, documents: Mapping[str, Document]) -> Iterator[Problem]:
    for folder, _ in FOLDERS.values():
        numbers: dict[int, str] = {}
        for file in members(folder, catalogue.files):
            thing: Any = catalogue.files[file]
            stem = file.rpartition("/")[2].removesuffix(".yml")
            if thing.id != stem:
                yield Problem(documents[file].locate(("id",)), "E208",
                              f"De id ‘{thing.id}’ is anders dan de naam van het bestand, ‘{stem}’.",
                              "Maak ze gelijk.")
            number = getattr(thing, "number", None)
            if number is not None and numbers.setdefault(number, file) != file:
                yield Problem(documents[file].locate(("number",)), "E202",
                              f"Nummer {number} is al van {numbers[number]}.", "Geef elk een eigen nummer.")


def _pages(catalogue: Catalogue, documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Things whose page would take the place of another on the site."""
    owners = {location(page): "een vaste pagina" for page in PAGES.values()}
    owners[location(PAGES["effectstudies"])] = "content/evidence/effectstudies.yml"  # which makes that page
    for kind in PLACES:
        where = KINDS[kind][1]
        for number, id in enumerate(catalogue.kinds[kind]):
            listed = where.endswith(".yml")
            file, path = (where, ("groups", number, "id")) if listed else (f"{where}{id}.yml", ("id",))
            page = location(address(kind, id))
            if owners.setdefault(page, file) != file and file in documents:
                yield Problem(documents[file].locate(path), "E202", f"Het adres /{page} is al van {owners[page]}.",
                              "Kies een andere id.")


def _files(catalogue: Catalogue, documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Sheets whose PDFs could take the place of those of another, or of its easier version."""
    owners: dict[str, str] = {}
    for sheet in catalogue.worksheets:
        file, key = f"worksheets/{sheet.id}.yml", "file" if sheet.file else "id"
        owner = owners.setdefault(sheet.stem.removesuffix(NAMES["easy"]), file)
        if owner != file and file in documents:
            yield Problem(documents[file].locate((key,)), "E202",
                          f"Zo kunnen de pdf’s van dit blad dezelfde naam krijgen als die van {owner}.",
                          f"Zet een andere naam achter ‘{key}’.")


def _circles(catalogue: Catalogue, documents: Mapping[str, Document]) -> Iterator[Problem]:
    """Sheets that would include themselves, by way of another or directly: they would never end."""
    inside = {sheet.id: {block.sheet for block in sheet.blocks if isinstance(block, Included)}
              for sheet in catalogue.worksheets}
    for _ in inside:  # as many rounds as the longest way round
        inside = {id: ids.union(*(inside.get(other, set()) for other in ids)) for id, ids in inside.items()}
    for sheet in catalogue.worksheets:
        for number, block in enumerate(sheet.blocks):
            if isinstance(block, Included) and sheet.id in {block.sheet} | inside.get(block.sheet, set()):
                yield Problem(documents[f"worksheets/{sheet.id}.yml"].locate(("blocks", number, "sheet")), "E212",
                              f"Zo staat het blad ‘{sheet.id}’ in zichzelf.", "Neem een ander blad op.")


def _drawings(templates: Path, catalogue: Catalogue, documents: Mapping[str, Document]) -> Iterator[Problem]:
    document = documents["content/pictograms.yml"]
    for number, pictogram in enumerate(catalogue.pictograms.pictograms):
        path: DataPath = ("pictograms", number)
        if bool(pictogram.openmoji) == bool(pictogram.drawing):
            yield Problem(document.locate(path), "E203", f"Pictogram ‘{pictogram.id}’ heeft geen tekening, of twee.",
                          "Geef één van beide: openmoji of drawing.")
        elif pictogram.openmoji and not drawing_file(templates, catalogue, pictogram.id).is_file():
            yield Problem(document.locate((*path, "openmoji")), "E203",
                          f"OpenMoji heeft geen tekening met de code ‘{pictogram.openmoji}’.",
                          "Zoek de code op bij openmoji.org.")


def _malformed(own: Iterable[Path]) -> Iterator[Problem]:
    """Drawings of our own that are no SVG: whatever draws takes them for sound."""
    for path in own:
        try:
            ElementTree.fromstring(path.read_text(encoding="utf-8"))
        except (ElementTree.ParseError, UnicodeDecodeError) as error:
            line, column = getattr(error, "position", (1, 0))
            yield Problem(Position(f"templates/drawings/{path.name}", line, column + 1), "E203",
                          "Deze tekening is geen goede SVG.", "Sla hem opnieuw op als SVG, in UTF-8.")
