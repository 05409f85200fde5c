"""A checkout of the handbook on disk: where its files are, and how they become catalogues."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from handboek import check
from handboek.catalogue import FOLDERS, SINGLES, SOURCE_LANGUAGE, Catalogue, members, model_of
from handboek.levels import Level, at_level, has_easy
from handboek.model.words import Model
from handboek.problems import AuthorError, Position, Problem
from handboek.source import Document, read
from handboek.translation import translate
from handboek.validate import validate

TOPS = ("content", "worksheets")
TRANSLATIONS = "content/translations"
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?\Z")
"""The code of a language (BCP 47), as far as we need it: it stands in the PDFs, for who listens to them."""
YAML = re.compile(r"\.ya?ml(\.txt)?\Z", re.IGNORECASE)
"""What an author takes for a file of ours; Notepad puts .txt behind the name."""


@dataclass(frozen=True)
class Project:
    """The folders of one checkout. Nothing here depends on the working directory."""

    root: Path

    @property
    def templates(self) -> Path:
        return self.root / "templates"

    @property
    def work(self) -> Path:
        """Where intermediate results stand; never published, may be deleted at any time."""
        return self.root / ".build"

    @property
    def dist(self) -> Path:
        return self.root / "dist"

    @property
    def languages(self) -> tuple[str, ...]:
        """The source language first, then each folder of `content/translations/` that is named after another one."""
        return (SOURCE_LANGUAGE, *(name for name in self._translations() if _is_language(name)))

    def _translations(self) -> list[str]:
        return sorted(path.name for path in (self.root / TRANSLATIONS).glob("[!.]*") if path.is_dir())

    def load(self, early: Callable[[dict[str, Catalogue]], object] = lambda _: None) -> dict[str, Catalogue]:
        """Read, validate and check everything: a catalogue for each language ('nl') and its easy sheets ('nl-easy').

        Raises AuthorError with all problems of all files together, as far as they can be seen. First every file must be
        there, readable and valid; then ids and links are looked at; and once every id is right, everything else. Easy
        versions and translations are validated when the Dutch files are valid. Files that belong nowhere are told
        with whatever else there is. `early` gets the catalogues after the first round, unless something was wrong.
        """
        if not (self.root / TOPS[0]).is_dir():
            raise AuthorError([Problem(Position(str(self.root)), "E501", "Hier is geen handboek.",
                                       f"Zet achter --project de map waarin {TOPS[0]}/ en {TOPS[1]}/ staan.")])
        stray = list(self._strangers())
        problems = list(self._bare())
        documents = self._read(SOURCE_LANGUAGE, problems)
        loaded = list(self._levels(SOURCE_LANGUAGE, documents, documents, problems))
        for language in self.languages[1:]:
            unsound: list[Problem] = []
            words = self._read(language, unsound)
            if loaded:
                files = loaded[0][0].files
                merged = {file: translate(at_level(documents[file], "standard"), files[file], words.get(file), problems)
                          for file in documents}
                loaded += self._levels(language, merged, words, unsound)
            problems += unsound
        catalogues = {catalogue.name: catalogue for catalogue, _ in loaded}
        if not stray and not problems:
            early(catalogues)
        problems += check.problems(self.root, loaded)
        if stray or problems:
            raise AuthorError([*stray, *problems])
        return catalogues

    def _levels(self, language: str, documents: dict[str, Document], own: Iterable[str],
                problems: list[Problem]) -> Iterator[check.Loaded]:
        """The standard catalogue of a language, and the easy one if any sheet has an easier version; none after a
        problem."""
        easier = [file for file, document in documents.items() if has_easy(document)]
        levels: tuple[Level, ...] = ("standard", "easy") if easier else ("standard",)
        for level in levels:
            leveled = {file: at_level(document, level) for file, document in documents.items()}
            files = _validated(leveled, problems)
            if problems:
                return
            yield Catalogue.of(language, files, own, easier, level), leveled

    def _read(self, language: str, problems: list[Problem]) -> dict[str, Document]:
        """The documents of a language by the name that the source file has (`content/…` or `worksheets/…`)."""
        documents = {}
        for file in self._expected():
            try:
                documents[file] = read(self.root, _place(language, file))
            except AuthorError as error:
                problems += error.problems
            except FileNotFoundError:
                if language == SOURCE_LANGUAGE:
                    problems.append(Problem(Position(file), "E009", "Dit bestand ontbreekt.", "Zet het terug."))
        return documents

    def _expected(self) -> Iterator[str]:
        """The source files that there are, and those that there must be."""
        yield from (file for file, _ in SINGLES.values())
        for name, _ in FOLDERS.values():
            # What is hidden is an editor's: the lock of a text that was not saved yet, say.
            yield from members(name, sorted(f"{name}/{path.name}" for path in (self.root / name).glob("[!.]*.yml")))

    def _bare(self) -> Iterator[Problem]:
        """Folders of which nothing is left."""
        expected = list(self._expected())
        for name, _ in FOLDERS.values():
            if not members(name, expected):
                yield Problem(Position(name), "E009", "In deze map staat geen enkel .yml-bestand.",
                              "Zet de bestanden terug.")

    def _strangers(self) -> Iterator[Problem]:
        """Files that would be ignored in silence: a wrong ending, a wrong folder, or a folder with a wrong name."""
        expected = list(self._expected())
        unknown = tuple(f"{TRANSLATIONS}/{name}/" for name in self._translations() if not _is_language(name))
        for folder in unknown:
            yield Problem(Position(folder[:-1]), "E010", "Deze map heet niet naar een taal om in te vertalen.",
                          "Noem de map naar de code van de taal, zoals en of pl.")
        known = {_place(language, file) for language in self.languages for file in expected}
        for top in TOPS:
            for path in sorted((self.root / top).rglob("*")):
                file = path.relative_to(self.root).as_posix()
                if YAML.search(file) and file not in known and "/." not in file and not file.startswith(unknown):
                    yield Problem(Position(file), "E010",
                                  "Dit bestand hoort nergens bij en zou niet op de website komen.",
                                  "Kijk in content/LEESMIJ.md in welke map het hoort, en geef het de uitgang .yml.")


def _is_language(name: str) -> bool:
    return name != SOURCE_LANGUAGE and bool(LANGUAGE.match(name))


def _place(language: str, file: str) -> str:
    """Where the words of a source file stand in this language."""
    return file if language == SOURCE_LANGUAGE else f"{TRANSLATIONS}/{language}/{file.removeprefix('content/')}"


def _validated(documents: dict[str, Document], problems: list[Problem]) -> dict[str, Model]:
    files = {}
    for file, document in documents.items():
        try:
            files[file] = validate(document, model_of(file))
        except AuthorError as error:
            problems += error.problems
    return files
