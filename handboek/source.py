"""YAML files as plain data in which every value still knows its line and column.

Only a part of YAML is accepted: what a careful author writes and no more. Anchors, aliases, tags
and the YAML 1.1 words that silently become something else (`no`, `on`, dates) are refused, because
each of them surprises somebody who has never heard of them, and two of them can be used to attack.
"""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from handboek import syntax
from handboek.problems import AuthorError, Position, Problem

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
# Of so many digits at most: a longer row of them is no number that anybody means, and Python refuses to read thousands.
INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\Z")
DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\.[0-9]{1,18}\Z")
CONSTANTS = {"true": True, "false": False, "null": None, "~": None, "": None}
# What YAML 1.1 readers turn into a boolean, a date or a time. Other tools that open these files do
# so still, so the author must say what is meant.
BOOLEAN = re.compile(r"(y|n|yes|no|on|off)\Z", re.IGNORECASE)
MOMENT = re.compile(r"(\d{4}-\d{1,2}-\d{1,2}([Tt\s]+\d{1,2}:\d\d\S*)?|\d+(:\d\d)+)\Z")

# What nobody sees, and what turns a line around or stands for a mark of our own. A soft hyphen is a help to readers.
UNSEEN = {"Cc", "Cf", "Co", "Zl", "Zp"}
SEEN = {"\n", "\t", "\u00ad"}
REMARK = re.compile(r"[ \t]+#")

DataPath = tuple[str | int, ...]


@dataclass(frozen=True)
class Document:
    """One YAML file: its data (dict, tuple, str, int, float, bool, None) and the place of everything in it."""

    file: str
    data: Any
    values: dict[DataPath, Position] = field(repr=False)
    keys: dict[DataPath, Position] = field(repr=False)
    models: dict[type, Any] = field(default_factory=dict, repr=False, compare=False)
    """What `validate` made of it: a file that did not change is not validated again."""

    def locate(self, path: DataPath) -> Position:
        """The place of the value at `path`, or of its nearest ancestor; never raises.

        Parts of the path that do not occur in the data are skipped, so that the location that a
        validation library reports (with names of its own in between) can be handed over as it is.
        """
        return self.values.get(self._walk(path), Position(self.file))

    def locate_key(self, path: DataPath) -> Position:
        """The place of the key that leads to the value at `path`; as `locate` otherwise."""
        walked = self._walk(path)
        return self.keys.get(walked) or self.values.get(walked, Position(self.file))

    def _walk(self, path: DataPath) -> DataPath:
        here: DataPath = ()
        for part in path:
            if here + (part,) in self.values:
                here += (part,)
        return here


def read(root: Path, file: str) -> Document:
    """Read the YAML file `file` (relative to `root`); one that did not change since the last time is not read again.

    Raises AuthorError with every problem that can be told without knowing what the file is about:
    encoding, syntax, tabs, duplicate keys, anchors, tags, ambiguous words, size and depth.
    """
    status = (root / file).stat()
    return _read(root, file, (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino))


@lru_cache(maxsize=1000)
def _read(root: Path, file: str, _: tuple[int, ...]) -> Document:
    text = _decode(root, file)
    reader = _Reader(file, text)
    try:
        data = reader.document()
    except yaml.YAMLError as error:
        # Where one sign was taken for another, what does not fit further on is the same mistake.
        if not reader.astray:
            reader.problems.append(syntax.problem(file, text, error))
    if reader.problems:
        raise AuthorError(reader.problems)
    return Document(file, data, reader.values, reader.keys)


def _decode(root: Path, file: str) -> str:
    path = root / file
    if not path.resolve().is_relative_to(root.resolve()):
        raise AuthorError([Problem(Position(file), "E001", "Dit bestand is een snelkoppeling naar buiten het project.",
                                   "Zet het bestand zelf in de map.")])
    if path.stat().st_size > MAX_BYTES:
        raise AuthorError([Problem(Position(file), "E001", f"Dit bestand is groter dan {MAX_BYTES // 1000} kB.",
                                   "Verdeel de tekst of maak hem korter.")])
    raw = path.read_bytes()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Position.after(file, raw[:error.start].decode("utf-8", "replace"))
        raise AuthorError([Problem(place, "E001", "Dit bestand is niet opgeslagen als UTF-8.",
                                   "Sla het opnieuw op als UTF-8 (in Kladblok: Opslaan als, bij Codering).")]) from None


class _Reader:
    """Builds data and positions from YAML's own events; the events still show anchors, tags and quotes."""

    def __init__(self, file: str, text: str):
        self.file = file
        self.text = text
        self.events: Iterator[Any] = yaml.parse(text, Loader=yaml.CSafeLoader)
        self.values: dict[DataPath, Position] = {}
        self.keys: dict[DataPath, Position] = {}
        self.problems: list[Problem] = []
        self.astray = False

    def document(self) -> Any:
        next(self.events)  # the start of the stream
        if isinstance(next(self.events), yaml.StreamEndEvent):
            self.empty()
            return None
        data = self.node(next(self.events), ())
        if data is None and not self.problems:
            self.empty()
        next(self.events)  # the end of the document
        event = next(self.events)
        if not isinstance(event, yaml.StreamEndEvent):
            self.problem(event, "E002", "Hier begint een tweede document (---).",
                         "Zet elk document in een eigen bestand.")
        return data

    def node(self, event: Any, path: DataPath) -> Any:
        self.values[path] = self.place(event)
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            self.link(event)
        if isinstance(event, yaml.AliasEvent):
            return None
        if event.tag is not None:
            self.problem(event, "E006", "Een woord met een ! ervoor leest de computer als een opdracht (een tag).",
                         "Zet de tekst tussen \"aanhalingstekens\", of haal het woord weg.")
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if len(path) >= MAX_DEPTH:
            raise AuthorError([Problem(self.place(event), "E008", f"Dit is meer dan {MAX_DEPTH} niveaus diep.",
                                       "Kijk naar de inspringing en de haken.")])
        return self.mapping(path) if isinstance(event, yaml.MappingStartEvent) else self.sequence(path)

    def sequence(self, path: DataPath) -> tuple[Any, ...]:
        items: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self.node(event, path + (len(items),)))
        return tuple(items)

    def mapping(self, path: DataPath) -> dict[str, Any]:
        data: dict[str, Any] = {}
        value_event: Any = None
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.key(event)
            here = path + (key,)
            before, value_event = value_event, next(self.events)
            if number := _cut_in_two(before, key, value_event):
                self.problem(before, "E007", "De komma knipt dit getal in tweeën.",
                             f"Schrijf {number}, met een punt.")
                continue
            double = key in data
            if double:
                self.problem(event, "E004", f"‘{key}’ staat hier twee keer (eerst op regel {self.keys[here].line}).",
                             "Haal één van de twee weg.")
            else:
                self.keys[here] = self.place(event)
            value = self.node(value_event, here)
            if not double:
                data[key] = value
        return data

    def key(self, event: Any) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            raise AuthorError([Problem(self.place(event), "E002", "Vóór de dubbele punt hoort een gewoon woord.",
                                       "Staat er een haak, accolade of * vooraan? "
                                       "Zet de tekst tussen \"aanhalingstekens\".")])
        text: str = event.value
        self.unseen(event)
        return text

    def scalar(self, event: Any) -> str | int | float | bool | None:
        text: str = event.value
        self.unseen(event)
        if event.style:
            self.astray_after(syntax.unclosed(self.file, self.text, event))
            return text
        if BOOLEAN.match(text):
            self.problem(event, "E007", f"‘{text}’ betekent in YAML ja of nee.",
                         f"Bedoel je het woord zelf? Schrijf \"{text}\". Bedoel je ja of nee? Schrijf true of false.")
        if MOMENT.match(text):
            self.problem(event, "E007", f"‘{text}’ betekent in YAML een datum of tijd.",
                         f"Zet het tussen aanhalingstekens: \"{text}\".")
        value = _plain(text)
        remark = REMARK.match(self.text, event.end_mark.index)
        if remark and (isinstance(value, str) or not text):
            place = Position.after(self.file, self.text[:remark.end() - 1])
            self.problems.append(Problem(place, "E011", "Vanaf dit # leest de computer een opmerking, die wegvalt.",
                                         "Hoort het bij de tekst? Zet de hele tekst tussen \"aanhalingstekens\". "
                                         "Is het een opmerking? Zet hem op een regel zonder tekst."))
        return value

    def empty(self) -> None:
        self.problems.append(Problem(Position(self.file), "E104", "Dit bestand is leeg.",
                                     "Schrijf er iets in, of haal het weg."))

    def unseen(self, event: Any) -> None:
        """Signs that nobody sees, or sees as something else, at the first one; at the text where that is written as an
        escape."""
        if event.value.replace("\n", "").isprintable():  # as nearly every text is, and to look at each sign takes long
            return
        if not event.style and syntax.HARD_SPACE.match(event.value):
            self.astray_after(syntax.hard_space(self.file, self.text, event.start_mark.index, event.end_mark.index))
        sign = next((sign for sign in event.value if sign not in SEEN and unicodedata.category(sign) in UNSEEN), None)
        if sign:
            at = self.text.find(sign, event.start_mark.index, event.end_mark.index)
            place = Position.after(self.file, self.text[:at]) if at >= 0 else self.place(event)
            what = f"Hier staat een teken dat je niet ziet (U+{ord(sign):04X}) en dat niet in een tekst hoort."
            self.problems.append(Problem(place, "E002", what, "Haal het weg, of typ de regel opnieuw."))

    def astray_after(self, problem: Problem | None) -> None:
        """A mistake, if there is one, after which the YAML reader goes on with something else than is meant."""
        if problem:
            self.problems.append(problem)
            self.astray = True

    def link(self, event: Any) -> None:
        """Told once a line: what is made to blow up has dozens on each."""
        line = self.place(event).line
        if not any(problem.code == "E005" and problem.position.line == line for problem in self.problems):
            sign, name = ("*", "verwijzing") if isinstance(event, yaml.AliasEvent) else ("&", "anker")
            self.problem(event, "E005", f"Een woord met een {sign} ervoor leest de computer als een {name}.",
                         "Zet de tekst tussen \"aanhalingstekens\", of schrijf hem uit.")

    def place(self, event: Any) -> Position:
        return Position(self.file, event.start_mark.line + 1, event.start_mark.column + 1)

    def problem(self, event: Any, code: str, what: str, mend: str) -> None:
        self.problems.append(Problem(self.place(event), code, what, mend))


def _cut_in_two(before: Any, key: str, after: Any) -> str:
    """The number that stands between braces with a comma in it: the value before, and a key with nothing after it."""
    number = f"{getattr(before, 'value', '')}.{key}"
    return number if DECIMAL.match(number) and getattr(after, "value", None) == "" else ""


def _plain(text: str) -> str | int | float | bool | None:
    """What a text without quotation marks means."""
    if text.lower() in CONSTANTS:
        return CONSTANTS[text.lower()]
    if INTEGER.match(text):
        return int(text)
    return float(text) if DECIMAL.match(text) else text
