"""The headers that clinics write, and what each one means in a case (`data/headers.yaml`, `data/words.yaml`)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from mmfinance.batch.columns.case_paths import choices_at
from mmfinance.batch.columns.data_files import read_data
from mmfinance.batch.columns.header_words import plain_words
from mmfinance.errors import BrokenData

Path = tuple[str, ...]


@dataclass(frozen=True)
class Meaning:
    """What a header means: a path, and by the unit it says the reading (empty: the reading of the path's type)."""

    path: Path
    by_unit: Mapping[str, str]


def meaning_of(words: str) -> Meaning | None:
    """Find what a header in plain words means; None where nobody has told."""
    return _meanings().get(words)


def known_words() -> tuple[str, ...]:
    """List all known headers in plain words."""
    return tuple(_meanings())


@cache
def known_readings() -> Mapping[Path, str]:
    """The reading of every path that reads more than the type of its value says."""
    found: dict[Path, str] = {}
    for meaning in _meanings().values():
        if meaning.by_unit.get(""):
            found.setdefault(meaning.path, meaning.by_unit[""])
    return found


@cache
def word_table(path: Path) -> Mapping[str, str]:
    """Every word, in lower case, that may stand in a column of this path, and the case model's word for it."""
    table = {}
    others = read_data("words").get(".".join(path), {})
    for choice in choices_at(path):
        table[plain_words(choice.replace("_", " "))] = choice
        table |= dict.fromkeys(others.get(choice, ()), choice)
    return table


@cache
def _meanings() -> Mapping[str, Meaning]:
    found: dict[str, Meaning] = {}
    for words, meaning in _told():
        if words in found:
            raise BrokenData(f"headers.yaml: the header {words!r} stands there twice")
        found[words] = meaning
    return found


def _told() -> Iterator[tuple[str, Meaning]]:
    for entry in read_data("headers"):
        meaning = Meaning(tuple(entry["path"].split(".")), _by_unit(entry))
        yield from ((words, meaning) for words in entry["headers"])


def _by_unit(entry: Mapping[str, Any]) -> Mapping[str, str]:
    if "units" in entry:
        return {"" if unit == "none" else unit: reading for unit, reading in entry["units"].items()}
    return {"": entry.get("reading", "")}
