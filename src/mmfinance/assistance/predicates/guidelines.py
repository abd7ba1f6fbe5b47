"""The poverty guideline of each person's household: by year rule, household size and region, in cents."""

from datetime import date
from functools import cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from mmfinance.assistance.columns import MISSING, NEVER_HAPPENED, Columns
from mmfinance.reference.figures import history
from mmfinance.reference.poverty import Region, guideline_year, poverty_steps, region_of_state

GuidelineYear = Literal["2025", "2026", "2027", "current", "previous"]

MOST_PEOPLE = 30
NO_GUIDELINE = NEVER_HAPPENED

_REGIONS: tuple[Region, ...] = ("contiguous", "alaska", "hawaii")
_UNKNOWN_REGION = -1
_TERRITORY = -2


def guidelines(columns: Columns, rule: str) -> NDArray[np.int64]:
    """The poverty guideline in cents for each person's household and region.

    MISSING without household size or state; NO_GUIDELINE in the territories, for which HHS publishes none.
    """
    return columns.remember(f"poverty_guideline.{rule}", lambda: _guidelines(columns, rule))


def _guidelines(columns: Columns, rule: str) -> NDArray[np.int64]:
    size, where = columns.number("household_size"), columns.words("state")
    regions = [_region(state) for state in where.words]
    region = np.array([*regions, _UNKNOWN_REGION], dtype=np.int64)[where.codes]
    years = _years(columns.number("as_of"), rule)
    result = np.full(columns.people, MISSING, dtype=np.int64)
    known = (size != MISSING) & (region >= 0)
    for year in np.unique(years):
        there = known & (years == year)
        result[there] = _guideline_table(int(year))[region[there], np.clip(size[there], 1, MOST_PEOPLE) - 1]
    result[region == _TERRITORY] = NO_GUIDELINE
    return result


def resolve_year(rule: str, today: date) -> int:
    """Turn a program's guideline rule into a year: `current` is the one in force, `previous` last calendar year's.

    A day before the first guideline we hold gets that one; reasons name the year that was used.
    """
    if rule not in ("current", "previous"):
        return int(rule)
    first = _first_guideline()
    if today < first:
        return first.year
    return guideline_year(today) if rule == "current" else max(today.year - 1, first.year)


@cache
def _first_guideline() -> date:
    return min(value.start for value in history("poverty.contiguous.first_person") if value.start)


def _years(ordinals: NDArray[np.int64], rule: str) -> NDArray[np.int64]:
    days, inverse = np.unique(ordinals, return_inverse=True)
    years = [resolve_year(rule, date.fromordinal(int(day))) for day in days]
    return np.array(years, dtype=np.int64)[inverse]


def _region(state: str) -> int:
    region = region_of_state(state)
    return _TERRITORY if region is None else _REGIONS.index(region)


@cache
def _guideline_table(year: int) -> NDArray[np.int64]:
    """Cents by region and household size."""
    people = np.arange(MOST_PEOPLE, dtype=np.int64)
    steps = (poverty_steps(year, region) for region in _REGIONS)
    return np.array([first + each * people for first, each in steps], dtype=np.int64)
