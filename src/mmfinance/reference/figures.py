"""Official figures by name and date: limits, deductibles, premiums, percentages, windows and the rules behind them.

A figure's name starts with the path of its file: `medicare.part_b.deductible` stands in
`data/figures/medicare/part_b.yaml` under `deductible`. A value that is a table opens with one more part:
`medicaid.aged_blind_disabled.income_limit.TX`.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from mmfinance.errors import BrokenData, UnknownName
from mmfinance.money import cents_from_dollars
from mmfinance.reference.figure_files import FigureEntry, FigureValue, figure_file, file_names
from mmfinance.reference.sources import Source, sources


@dataclass(frozen=True)
class Figure:
    """One figure as it stands on one day.

    `value` is a number, text, true/false, a list or a table, in `unit` (dollars, fractions of 1, days ...); None when
    no reliable figure is published. `start` and `end` bound the period of the value (None: no such bound is known).
    `fallback` is true when the figure of the asked day is not published and the latest one before it stands in.
    """

    name: str
    what: str
    value: Any
    unit: str
    start: date | None
    end: date | None
    sources: tuple[Source, ...]
    confirmed: str
    confidence: str
    checked_on: date
    fallback: bool
    note: str | None = None

    @property
    def source(self) -> Source:
        """The first source named: the official one where it is known."""
        return self.sources[0]


@lru_cache(maxsize=20_000)
def figure(name: str, on: date) -> Figure:
    """Look up a figure by its dotted name on a day.

    The value whose period holds the day is chosen. A period not yet published falls back to the latest published one
    before it, marked `fallback`; a figure that starts later, or was never found, has value None.
    Raises UnknownName for a name that does not exist, BrokenData when the shipped file is broken.
    """
    file, entry_name, keys = _locate(name)
    checked_on, entries = figure_file(file)
    entry = entries[entry_name]
    chosen, fallback = _choose(entry, on)
    value = _open(name, chosen.value, keys)
    return Figure(
        name=name,
        what=entry.what,
        value=value,
        unit=entry.unit,
        start=chosen.start,
        end=chosen.end,
        sources=sources(chosen.sources),
        confirmed=chosen.confirmed,
        confidence=chosen.confidence,
        checked_on=chosen.checked_on or checked_on,
        fallback=fallback,
        note=chosen.note,
    )


@lru_cache(maxsize=20_000)
def figure_cents(name: str, on: date) -> int:
    """Look up an amount in dollars as whole cents.

    Raises UnknownName for a name that does not exist, BrokenData when the figure is no known amount of dollars.
    """
    found = figure(name, on)
    if not found.unit.startswith("USD") or not _is_number(found.value):
        raise BrokenData(f"the figure {name} is no known amount of dollars on {on.isoformat()}")
    return cents_from_dollars(found.value)


@lru_cache(maxsize=20_000)
def figure_basis_points(name: str, on: date) -> int:
    """Look up a fraction of 1 as whole basis points (1/10,000).

    Raises UnknownName for a name that does not exist, BrokenData when the figure is no known fraction.
    """
    found = figure(name, on)
    points = Decimal(str(found.value)) * 10_000 if _is_number(found.value) else None
    if points is None or points != points.to_integral_value() or not found.unit.startswith("fraction"):
        raise BrokenData(f"the figure {name} is no known fraction of 1 on {on.isoformat()}")
    return int(points)


@lru_cache(maxsize=20_000)
def figure_count(name: str, on: date) -> int:
    """Look up a whole number, such as days or employees.

    Raises UnknownName for a name that does not exist, BrokenData when the figure is no known whole number.
    """
    found = figure(name, on)
    if not isinstance(found.value, int) or isinstance(found.value, bool):
        raise BrokenData(f"the figure {name} is no known whole number on {on.isoformat()}")
    return found.value


@cache
def figure_names() -> tuple[str, ...]:
    """List every figure's name, in the order of files and of the lines in them; tables are listed once, unopened."""
    return tuple(f"{file}.{name}" for file in file_names() for name in figure_file(file)[1])


def find_figures(name: str | None, on: date) -> tuple[Figure, ...]:
    """Look up one figure by name, or all whose names start with it; None looks up all.

    Raises UnknownName when nothing has such a name.
    """
    if name is None:
        return tuple(figure(known, on) for known in figure_names())
    inside = tuple(known for known in figure_names() if known.startswith(name.rstrip(".") + "."))
    return tuple(figure(known, on) for known in inside or (name,))


def history(name: str) -> tuple[FigureValue, ...]:
    """List the dated values of a figure, oldest first. Raises UnknownName."""
    file, entry_name, _ = _locate(name)
    return figure_file(file)[1][entry_name].values


def _locate(name: str) -> tuple[str, str, tuple[str, ...]]:
    """Split a name into its file, the entry there, and the keys that open a table."""
    parts = name.split(".")
    for end in range(len(parts) - 1, 0, -1):
        file = ".".join(parts[:end])
        if file not in file_names():
            continue
        entries = figure_file(file)[1]
        for stop in range(len(parts), end, -1):
            entry_name = ".".join(parts[end:stop])
            if entry_name in entries:
                return file, entry_name, tuple(parts[stop:])
    raise UnknownName("figure", name, figure_names())


def _choose(entry: FigureEntry, on: date) -> tuple[FigureValue, bool]:
    started = [value for value in entry.values if value.start is None or value.start <= on]
    if not started:
        return entry.values[0].not_yet(), False
    current = started[-1]
    holds = current.end is None or on <= current.end
    if holds and current.value is not None:
        return current, False
    known = [value for value in started if value.value is not None]
    return (known[-1], True) if known else (current, False)


def _open(name: str, value: Any, keys: tuple[str, ...]) -> Any:
    for depth, key in enumerate(keys):
        if value is None:
            return None
        table = value if isinstance(value, dict) else {}
        if key not in table:
            stem = name.split(".")[: len(name.split(".")) - len(keys) + depth]
            raise UnknownName("figure", name, [".".join([*stem, known]) for known in table])
        value = table[key]
    return value


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
