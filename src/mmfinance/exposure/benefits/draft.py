"""What the builders of terms share: the case, the span of days, dated figures, and what had to be assumed."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from mmfinance.case.coverage import Coverage
from mmfinance.case.model import Case
from mmfinance.exposure.benefits.terms import Span, ordinal
from mmfinance.exposure.result import Assumption, Uncapped
from mmfinance.money import Cents
from mmfinance.reference.figures import figure, figure_basis_points, figure_cents, figure_count

FIRST_ORDINAL = 1
LAST_ORDINAL = date.max.toordinal()


@dataclass
class Draft:
    """A stack in the making, for services from `start` to `end`; gathers figures used, assumptions and warnings."""

    case: Case
    start: date
    end: date
    figures: dict[tuple[str, date], None] = field(default_factory=dict)
    assumptions: list[Assumption] = field(default_factory=list)
    uncapped: list[Uncapped] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def cents(self, name: str, on: date) -> int:
        """A dated amount, noted as used. Raises as `figure_cents`."""
        self._note(name, on)
        return figure_cents(name, on)

    def points(self, name: str, on: date) -> int:
        """A dated fraction in basis points, noted as used. Raises as `figure_basis_points`."""
        self._note(name, on)
        return figure_basis_points(name, on)

    def count(self, name: str, on: date) -> int:
        """A dated whole number, noted as used. Raises as `figure_count`."""
        self._note(name, on)
        return figure_count(name, on)

    def names(self, name: str) -> tuple[str, ...]:
        """A dated list of names, noted as used; empty where none is published."""
        self._note(name, self.start)
        return tuple(figure(name, self.start).value or ())

    def assume(self, name: str, sentence: str, question: str | None = None, *, left_out: bool = False) -> None:
        """Name something the case does not say; `left_out` where it is not in the totals at all."""
        assumption = Assumption(name, sentence, question, left_out)
        if assumption not in self.assumptions:
            self.assumptions.append(assumption)

    def _note(self, name: str, on: date) -> None:
        self.figures[name, on] = None


def plan_years(draft: Draft, month_day: str = "01-01", entry: Coverage | None = None) -> tuple[date, ...]:
    """The first days of the plan years that the services fall in, given the month and day a plan year begins.

    With an entry, only the plan years in which it is in force.
    """
    first, last = draft.start, draft.end
    if entry is not None:
        first, last = max(first, entry.starts_on or first), min(last, entry.ends_on or last)
    starts = [_latest_start(first, month_day)]
    while (following := start_in(starts[-1].year + 1, month_day)) <= last:
        starts.append(following)
    return tuple(starts)


def current_year(draft: Draft, years: Sequence[date], month_day: str = "01-01") -> int | None:
    """The index of the plan year that holds `as_of`: what is met already counts there and nowhere else."""
    holding = _latest_start(draft.case.as_of, month_day)
    return years.index(holding) if holding in years else None


def span_of(entry: Coverage, years: Sequence[date]) -> Span:
    """When a coverage is in force, and its plan years."""
    return Span(
        first_day=ordinal(entry.starts_on, FIRST_ORDINAL),
        last_day=ordinal(entry.ends_on, LAST_ORDINAL),
        year_starts=np.array([[start.toordinal()] for start in years], dtype=np.int64),
    )


def by_year(amounts: Sequence[int]) -> Cents:
    """One amount a plan year, as [Y, 1]."""
    return np.array(amounts, dtype=np.int64).reshape(-1, 1)


def met_by_year(years: Sequence[date], current: int | None, met: int | None) -> Cents:
    """What is met already, in the plan year that holds `as_of`: [Y, 1]."""
    return by_year([(met or 0) if index == current else 0 for index in range(len(years))])


def start_in(year: int, month_day: str) -> date:
    """The first day of a plan year that begins in a calendar year (29 February becomes 28 February)."""
    month, day = (int(part) for part in month_day.split("-"))
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month + 1, 1) - timedelta(days=1)


def _latest_start(day: date, month_day: str) -> date:
    this_year = start_in(day.year, month_day)
    return this_year if this_year <= day else start_in(day.year - 1, month_day)
