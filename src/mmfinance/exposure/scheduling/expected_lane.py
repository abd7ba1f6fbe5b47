"""The expected lane of a case on a care path, as numbers of rows in a book: no object a service."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import numpy as np

from mmfinance.case.vocabulary import Purpose
from mmfinance.exposure.adjudication.steps import Whole
from mmfinance.exposure.household.journeys import Journeys, journeys
from mmfinance.exposure.scheduling.expansion import Question
from mmfinance.exposure.scheduling.happenings import Happenings, Timing, happenings
from mmfinance.exposure.scheduling.pricing import Paying, Size, alike_size, goes_by_size
from mmfinance.exposure.scheduling.scheduled import EXPECTED, Conditions
from mmfinance.exposure.scheduling.service_book import Given, ServiceBook
from mmfinance.exposure.scheduling.timing import add_months
from mmfinance.reference.care_path_files import Item
from mmfinance.reference.care_paths import planning

NO_ROW = -1
EPOCH = date(1970, 1, 1).toordinal()
KEPT = 10_000
"""Tables, and layouts of trips, that a process remembers."""
DAYS_LAID_OUT = 366
"""Paths are laid out in steps of so many days: a year, whichever it is."""


@dataclass(frozen=True)
class Billed:
    """The services of one case in no certain order: their rows in the book and their days as ordinals, [S]."""

    rows: Whole
    days: Whole


@dataclass(frozen=True, eq=False)
class _Kinds:
    """What a path gives at all, each item and purpose once, and the items whose dose goes by the body."""

    pairs: tuple[tuple[Item, Purpose], ...]
    sized: tuple[Item, ...]


@dataclass(frozen=True)
class _Columns:
    """What happens in the expected lane, in date order: the day as an ordinal and the number of the kind, [H]."""

    days: Whole
    kind: Whole
    kinds: _Kinds


class ExpectedLanes:
    """The expected lanes of many cases over one book of services."""

    def __init__(self) -> None:
        self.book = ServiceBook()
        self._tables: dict[tuple[object, ...], Whole] = {}
        self._journeys: dict[tuple[object, ...], Journeys] = {}

    def services(self, question: Question) -> Billed:
        """What is billed in the expected lane."""
        found, moved = happenings(_whole(question.timing))
        columns = _columns(found)
        days, kind = _within(columns, question.start - moved, question.end - moved)
        days = days + moved.days
        first = question.start.replace(month=1, day=1)
        month = _month_numbers(days) - (first.year * 12 + first.month)
        parts = [
            (self._table(columns.kinds, question, paying, first)[kind[at], month[at]], days[at])
            for paying, at in _by_payer(question, days)
        ]
        rows = np.concatenate([rows.ravel() for rows, _ in parts])
        spread = np.concatenate([np.repeat(on, rows.shape[1]) for rows, on in parts])
        kept = rows != NO_ROW
        return Billed(rows[kept], spread[kept])

    def journeys(self, question: Question, own_nights: int | None) -> Journeys:
        """The trips that are made in the expected lane."""
        found, moved = happenings(_whole(question.timing))
        start, end = question.start - moved, question.end - moved
        key = found, own_nights, start, end
        if key not in self._journeys:
            _make_room(self._journeys)
            trips = [trip for trip in found.trips if start <= trip.trip.day <= end]
            taken = [any(_holds(conditions) for conditions in trip.any_of) for trip in trips]
            self._journeys[key] = journeys(trips, np.array(taken, dtype=np.bool_).reshape(-1, 1), own_nights)
        return self._journeys[key].moved_by(moved)

    def _table(self, kinds: _Kinds, question: Question, paying: Paying, first: date) -> Whole:
        """Rows by kind, month of the horizon's calendar years and line: [K, M, lines], padded with NO_ROW."""
        sizes = tuple(alike_size(item, question.size) for item in kinds.sized)
        months = (question.end.year - first.year + 1) * 12
        key = (kinds, paying, question.setting, question.network, first, months, sizes)
        if key not in self._tables:
            _make_room(self._tables)
            self._tables[key] = self._filled(kinds, question, paying, [add_months(first, at) for at in range(months)])
        return self._tables[key]

    def _filled(self, kinds: _Kinds, question: Question, paying: Paying, months: list[date]) -> Whole:
        given = (_given(item, purpose, question, paying) for item, purpose in kinds.pairs)
        billed = [self.book.billed(one, months) for one in given]
        lines = max((len(rows) for by_month in billed for rows in by_month), default=0)
        table: Whole = np.full((len(billed), len(months), lines), NO_ROW, dtype=np.int64)
        for kind, by_month in enumerate(billed):
            for month, rows in enumerate(by_month):
                table[kind, month, : len(rows)] = rows
        return table


def _whole(timing: Timing) -> Timing:
    """The same path from its first day over whole years, which many cases share; each takes its own days of it.

    In the expected lane nobody stops early, as long as less than half of all people do: then the end changes nothing
    but how much of the path is seen.
    """
    if planning().stops_early_chance >= EXPECTED:
        return timing
    years = -(-((timing.end - timing.first_day).days + 1) // DAYS_LAID_OUT)
    end = timing.first_day + timedelta(days=years * DAYS_LAID_OUT - 1)
    return replace(timing, start=min(timing.first_day, timing.start), end=max(end, timing.end))


def _within(columns: _Columns, start: date, end: date) -> tuple[Whole, Whole]:
    """The days and kinds of what happens from `start` to `end`, both included."""
    first, after = np.searchsorted(columns.days, (start.toordinal(), end.toordinal() + 1))
    return columns.days[first:after], columns.kind[first:after]


def _make_room(kept: dict[tuple[object, ...], Any]) -> None:
    if len(kept) >= KEPT:
        kept.clear()


def _given(item: Item, purpose: Purpose, question: Question, paying: Paying) -> Given:
    size: Size = alike_size(item, question.size)
    return Given(item, purpose, paying, question.setting, question.network, size)


def _by_payer(question: Question, days: Whole) -> Iterator[tuple[Paying, Whole | slice]]:
    """Whose price level holds, and at which of the days."""
    if len(question.payers) == 1:
        yield question.payers[0][1], slice(None)
        return
    begins = np.array([begin.toordinal() for begin, _ in question.payers])
    span = np.maximum(np.searchsorted(begins, days, side="right") - 1, 0)
    for at, (_, paying) in enumerate(question.payers):
        yield paying, np.flatnonzero(span == at)


def _month_numbers(days: Whole) -> Whole:
    """Twelve times the year, plus the month from 1 to 12, of days as ordinals."""
    months: Whole = (days - EPOCH).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return months + 1970 * 12 + 1


@lru_cache(maxsize=4_096)
def _columns(found: Happenings) -> _Columns:
    given = [one for one in found.given if _holds(one.conditions)]
    pairs = tuple(dict.fromkeys((one.item, one.purpose) for one in given))
    number = {pair: at for at, pair in enumerate(pairs)}
    return _Columns(
        days=np.array([one.day.toordinal() for one in given], dtype=np.int64),
        kind=np.array([number[one.item, one.purpose] for one in given], dtype=np.int64),
        kinds=_kinds(pairs),
    )


@lru_cache(maxsize=4_096)
def _kinds(pairs: tuple[tuple[Item, Purpose], ...]) -> _Kinds:
    return _Kinds(pairs, tuple(item for item, _ in pairs if goes_by_size(item)))


def _holds(conditions: Conditions) -> bool:
    return all(condition.expected() for condition in conditions)
