"""Adding lanes up: ranges of any part, and expected amounts whose parts sum to the total to the cent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from mmfinance.case.vocabulary import CostGroup
from mmfinance.exposure.result import Period, Range
from mmfinance.money import Cents

LOW_PERCENTILE, HIGH_PERCENTILE = 10, 90


class Cell(NamedTuple):
    """Where an amount belongs: its group, its month (``2026-12``) and its plan year."""

    group: CostGroup
    month: str
    plan_year: str


@dataclass(frozen=True)
class Sums:
    """Cents by cell: lanes [C, L], and expected amounts [C] that sum to the expected total.

    ``bound`` [C, L] is the same with the most that anything of unknown price can cost; the high end is taken from it.
    ``others`` [C, L] are the same under other terms: every range reaches theirs, and what is expected does not move.
    """

    cells: tuple[Cell, ...]
    lanes: Cents
    bound: Cents
    expected: NDArray[np.int64]
    others: tuple[Cents, ...] = ()

    def total(self) -> Range:
        """The range of everything."""
        return self._range(np.arange(len(self.cells)))

    def by_group(self) -> Mapping[CostGroup, Range]:
        """The range of each of the four groups."""
        return self._groups(range(len(self.cells)))

    def by_month(self, months: Sequence[str]) -> tuple[Period, ...]:
        """The months in the order given, each with its groups."""
        return tuple(
            self._period(month, [at for at, cell in enumerate(self.cells) if cell.month == month]) for month in months
        )

    def by_plan_year(self, years: Sequence[str]) -> tuple[Period, ...]:
        """The plan years in the order given, each with its groups."""
        return tuple(
            self._period(year, [at for at, cell in enumerate(self.cells) if cell.plan_year == year]) for year in years
        )

    def _period(self, label: str, rows: Sequence[int]) -> Period:
        return Period(label, self._range(rows), self._groups(rows))

    def _groups(self, rows: Iterable[int]) -> Mapping[CostGroup, Range]:
        rows = list(rows)
        return {group: self._range([at for at in rows if self.cells[at].group is group]) for group in CostGroup}

    def _range(self, rows: Sequence[int] | NDArray[np.int64]) -> Range:
        if len(rows) == 0:
            return Range(0, 0, 0)
        chosen = np.asarray(rows)
        found = range_of(self.lanes[chosen].sum(axis=0), int(self.expected[chosen].sum()))
        for lanes in self.others:
            other = range_of(lanes[chosen].sum(axis=0), found.expected)
            found = Range(min(found.low, other.low), found.expected, max(found.high, other.high))
        if self.bound is self.lanes:
            return found
        return replace(found, high=max(found.high, range_of(self.bound[chosen].sum(axis=0), found.expected).high))


Entries = Iterable[tuple[Cell, Cents]]


def add_up(entries: Entries, bounds: Entries | None = None, others: Iterable[Entries] = ()) -> Sums:
    """Sum lanes of cents by cell and share the rounding of the expected total out by largest remainder.

    ``bounds`` are the same entries with upper bounds where a price is not known, ``others`` the same services under
    other terms.
    """
    by_cell = _by_cell(entries)
    upper = by_cell if bounds is None else _by_cell(bounds)
    cells = tuple(sorted(by_cell))
    lanes = _stacked(by_cell, cells)
    bound = lanes if bounds is None else _stacked(upper, cells)
    return Sums(cells, lanes, bound, shared_means(lanes), tuple(_stacked(_by_cell(one), cells) for one in others))


def _by_cell(entries: Iterable[tuple[Cell, Cents]]) -> dict[Cell, Cents]:
    found: dict[Cell, Cents] = {}
    for cell, cents in entries:
        found[cell] = found[cell] + cents if cell in found else cents
    return found


def _stacked(by_cell: Mapping[Cell, Cents], cells: Sequence[Cell]) -> Cents:
    return np.stack([by_cell[cell] for cell in cells]) if cells else np.zeros((0, 1), dtype=np.int64)


def shared_means(lanes: Cents) -> NDArray[np.int64]:
    """Mean of each row in whole cents such that the means sum to the mean of the total, rounded half-up once."""
    sums, count = lanes.sum(axis=1), lanes.shape[1]
    total = (int(sums.sum()) + count // 2) // count
    means = sums // count
    left = total - int(means.sum())
    largest = np.argsort(-(sums % count), kind="stable")
    means[largest[: max(left, 0)]] += 1
    return np.asarray(means, dtype=np.int64)


def range_of(lanes: Cents, expected: int) -> Range:
    """Low and high percentile of lanes, widened where a rare large amount puts the mean outside them.

    A percentile is the least amount that so many percent of the lanes do not exceed.
    """
    ranks = [-(-len(lanes) * percent // 100) - 1 for percent in (LOW_PERCENTILE, HIGH_PERCENTILE)]
    low, high = np.partition(lanes, ranks)[ranks].tolist()
    return Range(min(low, expected), expected, max(high, expected))
