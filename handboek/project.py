"""A checkout of the handbook on disk: where its files are, and how they become catalogues."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
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

TRANSLATIONS = "content/translations"


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
        """The source language first, then each folder of `content/translations/`."""
        folder = self.root / TRANSLATIONS
        return (SOURCE_LANGUAGE, *sorted(path.name for path in folder.glob("[!.]*") if path.is_dir()))

    def load(self) -> dict[str, Catalogue]:
        """Read, validate and check everything: a catalogue for each language ('nl') and its easy sheets ('nl-easy').

        Raises AuthorError with all problems of all files together.
        """
        problems: list[Problem] = []
        documents = self._read("", problems)
        problems += self._strangers(documents)
        catalogues = dict(self._levels(SOURCE_LANGUAGE, documents, documents, problems))
        for language in self.languages[1:] if catalogues else ():
            words = self._read(f"{TRANSLATIONS}/{language}/", problems)
            files = catalogues[SOURCE_LANGUAGE].files
            merged = {file: translate(at_level(documents[file], "standard"), files[file], words.get(file), problems)
                      for file in documents}
            catalogues |= self._levels(language, merged, words, problems)
        if problems:
            raise AuthorError(problems)
        return catalogues

    def _levels(self, language: str, documents: dict[str, Document], own: Iterable[str],
                problems: list[Problem]) -> Iterator[tuple[str, Catalogue]]:
        """The standard catalogue of a language, and the easy one if any sheet has an easier version."""
        easier = [file for file, document in documents.items() if has_easy(document)]
        levels: tuple[Level, ...] = ("standard", "easy") if easier else ("standard",)
        for level in levels:
            leveled = {file: at_level(document, level) for file, document in documents.items()}
            files = _validated(leveled, problems)
            if problems:
                return
            catalogue = Catalogue.of(language, files, own, easier, level)
            checks = {"standard": check.all_problems, "easy": check.easy_problems}[level]
            if language != SOURCE_LANGUAGE:
                checks = check.text_problems
            problems += checks(self.root, catalogue, leveled)
            yield language if level == "standard" else f"{language}-{level}", catalogue

    def _read(self, folder: str, problems: list[Problem]) -> dict[str, Document]:
        """The documents below `folder` by the name that the source file has (`content/…` or `worksheets/…`)."""
        documents = {}
        for file in self._expected(folder):
            try:
                documents[file] = read(self.root, folder + file.removeprefix("content/") if folder else file)
            except AuthorError as error:
                problems += error.problems
            except FileNotFoundError:
                problems.append(Problem(Position(file), "E009", "Dit bestand ontbreekt.", "Zet het terug."))
        return documents

    def _expected(self, folder: str) -> Iterator[str]:
        if not folder:
            yield from (file for file, _ in SINGLES.values())
            for name, _ in FOLDERS.values():
                # What is hidden is an editor's: the lock of a text that was not saved yet, say.
                yield from members(name, sorted(f"{name}/{path.name}" for path in (self.root / name).glob("[!.]*.yml")))
            return
        for file in self._expected(""):
            if (self.root / (folder + file.removeprefix("content/"))).exists():
                yield file

    def _strangers(self, documents: dict[str, Document]) -> Iterator[Problem]:
        """Files that would be ignored in silence: a wrong ending, a wrong folder, or a folder that is gone."""
        for name, _ in FOLDERS.values():
            if not any(file.startswith(f"{name}/") for file in self._expected("")):
                yield Problem(Position(name), "E009", "In deze map staat geen enkel .yml-bestand.",
                              "Zet de bestanden terug.")
        expected = set(self._expected(""))
        for top in ("content", "worksheets"):
            for path in sorted((self.root / top).rglob("*.y*ml")):
                file = path.relative_to(self.root).as_posix()
                if "/." not in file and file not in expected and not self._translates(file):
                    yield Problem(Position(file), "E010",
                                  "Dit bestand hoort nergens bij en zou niet op de website komen.",
                                  "Kijk in content/LEESMIJ.md in welke map het hoort, en geef het de uitgang .yml.")

    def _translates(self, file: str) -> bool:
        language, _, rest = file.removeprefix(f"{TRANSLATIONS}/").partition("/")
        source = rest if rest.startswith("worksheets/") else f"content/{rest}"
        return file.startswith(TRANSLATIONS) and (self.root / source).exists() and bool(language)


def _validated(documents: dict[str, Document], problems: list[Problem]) -> dict[str, Model]:
    files = {}
    for file, document in documents.items():
        try:
            files[file] = validate(document, model_of(file))
        except AuthorError as error:
            problems += error.problems
    return files
