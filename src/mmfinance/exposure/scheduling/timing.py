"""When things happen: the days of a phase, counted from a first day, within a horizon."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from mmfinance.exposure.scheduling.scheduled import Condition, Conditions
from mmfinance.reference.care_path_files import Phase

_DAYS_PER_MONTH = 30.4375
_INTERVALS = 3


@dataclass(frozen=True)
class Occasion:
    """One day of a phase; ``number`` counts from day 1."""

    day: date
    number: int
    conditions: Conditions = ()


def occasions(phase: Phase, first_day: date, end: date, *, later_phases: bool) -> Iterator[Occasion]:
    """The days of a phase up to the end of a horizon, in order within each alternative.

    `later_phases` takes the less frequent schedule from its earliest day on. Follow-up intervals that are a range
    give three alternatives (shortest, middle, longest), one of which happens.
    """
    if phase.every_weeks or phase.every_months:
        yield from _follow_up(phase, first_day, end)
        return
    most = (end - first_day).days + 1
    for number in _day_numbers(phase, most, later_phases):
        yield Occasion(first_day + timedelta(days=number - 1), number)


def add_months(day: date, months: int) -> date:
    """The same day some months on, or the last day of a shorter month."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, calendar.monthrange(years, month + 1)[1]))


def _day_numbers(phase: Phase, most: int, later_phases: bool) -> Iterator[int]:
    if phase.days is not None:
        yield from (number for number in phase.days if number <= most)
        return
    last = min(most, phase.until_day or most)
    for index, number in enumerate(_repeated(phase, last, later_phases)):
        if phase.times is not None and index >= phase.times:
            return
        yield number


def _repeated(phase: Phase, last: int, later_phases: bool) -> Iterator[int]:
    """Every repeated day up to the last one."""
    start, step = phase.from_day or 1, phase.every_days or phase.cycle_days or 1
    if phase.days_of_cycle is not None:
        for cycle_start in range(start, last + 1, step):
            yield from (n for n in (cycle_start + day - 1 for day in phase.days_of_cycle) if n <= last)
        return
    stretches = [(start, step)] + [(later.from_day, later.every_days) for later in phase.later if later_phases]
    for index, (begin, every) in enumerate(stretches):
        until = stretches[index + 1][0] - 1 if index + 1 < len(stretches) else last
        yield from range(begin, min(until, last) + 1, every)


def _follow_up(phase: Phase, first_day: date, end: date) -> Iterator[Occasion]:
    begins = add_months(first_day, phase.from_month or 0)
    ends = end if phase.until_month is None else min(end, add_months(first_day, phase.until_month))
    for index in range(_INTERVALS):
        conditions = (Condition("follow_up_interval", index / _INTERVALS, (index + 1) / _INTERVALS),)
        for day in _spaced(phase, index, begins, ends):
            yield Occasion(day, (day - first_day).days + 1, conditions)


def _spaced(phase: Phase, index: int, begins: date, ends: date) -> Iterator[date]:
    """Days at the shortest (0), middle (1) or longest (2) interval of a follow-up phase."""
    step = 1
    while (day := _nth(phase, index, begins, step)) <= ends:
        yield day
        step += 1


def _nth(phase: Phase, index: int, begins: date, step: int) -> date:
    low, high = phase.every_weeks or phase.every_months or (1, 1)
    doubled = (2 * low, low + high, 2 * high)[index] * step
    if phase.every_weeks:
        return begins + timedelta(days=doubled * 7 // 2)
    if doubled % 2 == 0:
        return add_months(begins, doubled // 2)
    return add_months(begins, doubled // 2) + timedelta(days=round(_DAYS_PER_MONTH / 2))
