"""A mapping file (`--map`): what the headers of a clinic's own table mean, in YAML.

columns:
  Gross pay: household.annual_income per month
  Ins Cd:
    to: coverage
    words: {MCR: medicare, BC1: employer}
  Notes: ignore
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from mmfinance.batch.columns.case_paths import all_paths, choices_at, reading_at
from mmfinance.batch.columns.header_words import plain_words
from mmfinance.batch.columns.known_headers import known_readings, word_table
from mmfinance.batch.columns.sensitive import named_by_header
from mmfinance.documents import Document, KeyPath, dotted, read_document
from mmfinance.errors import InvalidDocument, Problem

IGNORE = "ignore"


@dataclass(frozen=True)
class Mapped:
    """What a mapping says of one header; a path of None means that the column is not to be read."""

    path: tuple[str, ...] | None
    reading: str = ""
    words: tuple[tuple[str, str], ...] = ()


# A unit after the path, and the reading that it makes of the path's own.
_UNITS: Mapping[str, Mapping[str, str]] = {
    "per month": {"money": "money_per_month", "money_per_year": "money_per_month"},
    "per year": {"money": "money_per_year", "money_per_year": "money_per_year"},
    "in pounds": {"number": "pounds"},
    "in inches": {"number": "inches"},
    "round trip": {"number": "round_trip"},
    "day first": {"date": "date_day_first"},
}


def read_mapping(path: Path, source_columns: Sequence[str]) -> Mapping[str, Mapped]:
    """Read a mapping file for a table with these headers.

    Raises InvalidDocument with every problem: an unknown key, header, path, unit or word, and numbers never read.
    """
    document = read_document(path)
    reader = _Reader(document, source_columns)
    mapped = reader.columns()
    if reader.problems:
        raise InvalidDocument(reader.problems)
    return mapped


class _Reader:
    """Reads the mapping's entries and collects its problems."""

    def __init__(self, document: Document, source_columns: Sequence[str]) -> None:
        self.document, self.source_columns = document, source_columns
        self.problems: list[Problem] = []

    def columns(self) -> dict[str, Mapped]:
        data = self.document.data
        if not isinstance(data, dict) or not isinstance(data.get("columns"), dict):
            self._report(
                (), "expected `columns:` with a line for each header, such as `Gross pay: household.annual_income`"
            )
            return {}
        for key in data:
            if key != "columns":
                self._report((key,), "there is no such key in a mapping; the only one is columns")
        entries = ((str(header), self._entry(str(header), value)) for header, value in data["columns"].items())
        return {header: mapped for header, mapped in entries if mapped}

    def _entry(self, header: str, value: Any) -> Mapped | None:
        at: KeyPath = ("columns", header)
        if header not in self.source_columns:
            near = get_close_matches(header, self.source_columns, n=1, cutoff=0.6)
            self._report(at, "the table has no such header" + (f"; did you mean {near[0]!r}?" if near else ""))
            return None
        if kind := named_by_header(plain_words(header)):
            self._report(at, f"looks like {kind}, which is never read")
            return None
        if isinstance(value, str):
            return self._target(at, value, {})
        if isinstance(value, dict) and isinstance(value.get("to"), str) and value.keys() <= {"to", "words"}:
            words = value.get("words") or {}
            if isinstance(words, dict) and all(isinstance(word, str) for word in words.values()):
                return self._target((*at, "to"), value["to"], words)
        self._report(at, "expected a path such as household.size, `ignore`, or `to:` a path with `words:`")
        return None

    def _target(self, at: KeyPath, text: str, words: Mapping[str, str]) -> Mapped | None:
        if text == IGNORE:
            return Mapped(None)
        target, _, unit = text.strip().partition(" ")
        path = tuple(target.split("."))
        reading = known_readings().get(path) or reading_at(path)
        if reading is None:
            known = (*all_paths(), *map(".".join, known_readings()))
            near = get_close_matches(target, known, n=3, cutoff=0.5)
            self._report(
                at, f"there is no {target!r} in a case" + (f"; did you mean {', '.join(near)}?" if near else "")
            )
            return None
        if unit:
            unit_reading = _UNITS.get(unit.strip(), {}).get(reading)
            if unit_reading is None:
                self._report(at, f"{unit.strip()!r} is no unit of {target}; the units are {', '.join(_UNITS)}")
                return None
            reading = unit_reading
        usual = word_table(path) if reading == "word" else {}
        return Mapped(path, reading, tuple({**usual, **dict(self._words(at, path, words))}.items()))

    def _words(self, at: KeyPath, path: tuple[str, ...], words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
        """The file's own words, each with the word that is read in its place."""
        choices = choices_at(path)
        for word, meaning in words.items():
            if choices and meaning not in choices:
                self._report(at, f"the word {meaning!r} cannot stand there; expected one of {', '.join(choices)}")
            yield str(word).strip().lower(), meaning

    def _report(self, at: KeyPath, message: str) -> None:
        self.problems.append(Problem(self.document.file, self.document.line(at), dotted(at), message))
