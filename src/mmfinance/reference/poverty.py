"""The HHS poverty guidelines by year, household size and region, and incomes measured against them.

Comparisons are exact: an income one cent above 138% is above it. Source: HHS, Annual Update of the Poverty Guidelines.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal
from typing import Literal

from mmfinance.errors import UnknownName
from mmfinance.money import cents_from_dollars
from mmfinance.reference.figures import Figure, figure, history
from mmfinance.reference.sources import Source

Region = Literal["contiguous", "alaska", "hawaii"]
_REGIONS: dict[str, Region] = {"AK": "alaska", "HI": "hawaii"}
_TERRITORIES = frozenset({"PR", "VI", "GU", "AS", "MP", "FM", "MH", "PW", "AA", "AE", "AP"})


@dataclass(frozen=True)
class PovertyLine:
    """The guideline of one year for one household, in cents; `fallback` when an earlier year stands in."""

    cents: int
    year: int
    household_size: int
    region: Region
    fallback: bool
    sources: tuple[Source, ...]


def poverty_guideline(year: int, household_size: int, region: Region) -> int:
    """Give the guideline of a year in cents; a year not yet published gives the latest published one.

    Raises UnknownName for a year before the first one known, ValueError for a household of nobody.
    """
    return poverty_line(year, household_size, region).cents


def poverty_line(year: int, household_size: int, region: Region) -> PovertyLine:
    """Give the guideline of a year with its sources: the first person and each further one.

    Raises UnknownName for a year before the first one known, ValueError for a household of nobody.
    """
    if household_size < 1:
        raise ValueError("a household has at least one person")
    first, each = (_step(year, region, part) for part in ("first_person", "each_additional_person"))
    cents = cents_from_dollars(first.value) + (household_size - 1) * cents_from_dollars(each.value)
    published = first.start.year if first.start else year
    return PovertyLine(cents, published, household_size, region, first.fallback, first.sources)


def poverty_steps(year: int, region: Region) -> tuple[int, int]:
    """Give the cents of the first person and of each further one, for columns of many households.

    Raises UnknownName for a year before the first one known.
    """
    first = poverty_guideline(year, 1, region)
    return first, poverty_guideline(year, 2, region) - first


def guideline_year(on: date) -> int:
    """Give the year of the guidelines in force on a day: those of 2026 start on 2026-01-13.

    Raises UnknownName for a day before the first guidelines known.
    """
    found = figure("poverty.contiguous.first_person", on)
    if found.value is None or found.start is None:
        raise UnknownName("poverty guideline for", str(on.year), _years())
    return found.start.year


def marketplace_guideline_year(coverage_year: int) -> int:
    """Give the guideline year that marketplace cover of a year uses: the one before (26 USC 36B(d)(3)(B))."""
    return coverage_year - 1


def region_of_state(state: str) -> Region | None:
    """Give the guideline region of a state; None for territories, for which HHS publishes no guideline."""
    return None if state in _TERRITORIES else _REGIONS.get(state, "contiguous")


def percent_of_poverty(income_cents: int, household_size: int, region: Region, year: int) -> float:
    """Give a yearly income (cents) as a percent of the guideline, for showing; compare with `at_most_percent`.

    Raises UnknownName for a year before the first one known.
    """
    return income_cents * 100 / poverty_guideline(year, household_size, region)


def at_most_percent(income_cents: int, household_size: int, region: Region, year: int, percent: float) -> bool:
    """Say whether a yearly income (cents) is at most a percent of the guideline, exactly.

    Raises UnknownName for a year before the first one known.
    """
    return income_cents <= income_limit(percent, household_size, region, year)


def income_limit(percent: float, household_size: int, region: Region, year: int) -> int:
    """Give the highest yearly income, in whole cents, that is at most a percent of the guideline.

    Raises UnknownName for a year before the first one known.
    """
    exact = Decimal(str(percent)) * poverty_guideline(year, household_size, region) / 100
    return int(exact.to_integral_value(ROUND_FLOOR))


def _step(year: int, region: Region, part: str) -> Figure:
    found = figure(f"poverty.{region}.{part}", date(year, 12, 31))
    if found.value is None:
        raise UnknownName("poverty guideline for", str(year), _years())
    return found


def _years() -> list[str]:
    return [str(value.start.year) for value in history("poverty.contiguous.first_person") if value.start]
