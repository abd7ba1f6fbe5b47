"""Poverty guidelines: hand-checked tables, exact limits, and invariants."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmfinance.errors import UnknownName
from mmfinance.reference.poverty import (
    Region,
    at_most_percent,
    guideline_year,
    income_limit,
    marketplace_guideline_year,
    percent_of_poverty,
    poverty_guideline,
    poverty_line,
    poverty_steps,
    region_of_state,
)

SIZES = st.integers(1, 30)
REGIONS: st.SearchStrategy[Region] = st.sampled_from(["contiguous", "alaska", "hawaii"])
YEARS = st.sampled_from([2025, 2026, 2027])


# HHS poverty guidelines 2025 and 2026 (91 FR 1797), dollars
@pytest.mark.parametrize(
    ("year", "size", "region", "dollars"),
    [
        (2025, 1, "contiguous", 15650),
        (2025, 2, "contiguous", 21150),
        (2025, 4, "contiguous", 32150),
        (2025, 8, "contiguous", 54150),
        (2025, 1, "alaska", 19550),
        (2025, 4, "hawaii", 36980),
        (2026, 1, "contiguous", 15960),
        (2026, 2, "contiguous", 21640),
        (2026, 4, "contiguous", 33000),
        (2026, 8, "contiguous", 55720),
        (2026, 3, "alaska", 34150),
        (2026, 2, "hawaii", 24890),
        (2026, 30, "contiguous", 180680),
    ],
)
def test_hand_checked_guidelines(year: int, size: int, region: Region, dollars: int) -> None:
    line = poverty_line(year, size, region)
    assert (line.cents, line.year, line.fallback) == (dollars * 100, year, False)


def test_a_year_not_published_gives_the_latest_and_says_so() -> None:
    line = poverty_line(2027, 1, "contiguous")
    assert (line.cents, line.year, line.fallback) == (15_960_00, 2026, True)


def test_a_year_before_the_first_is_not_known() -> None:
    with pytest.raises(UnknownName):
        poverty_guideline(2023, 1, "contiguous")
    with pytest.raises(UnknownName):
        guideline_year(date(2024, 6, 1))


def test_a_household_has_somebody() -> None:
    with pytest.raises(ValueError, match="at least one"):
        poverty_guideline(2026, 0, "contiguous")


@pytest.mark.parametrize(
    ("day", "year"), [("2025-03-01", 2025), ("2026-01-12", 2025), ("2026-01-13", 2026), ("2027-02-01", 2026)]
)
def test_the_guidelines_in_force_on_a_day(day: str, year: int) -> None:
    assert guideline_year(date.fromisoformat(day)) == year


def test_marketplace_cover_uses_the_year_before() -> None:
    assert marketplace_guideline_year(2027) == 2026


@pytest.mark.parametrize(
    ("state", "region"), [("TX", "contiguous"), ("DC", "contiguous"), ("AK", "alaska"), ("HI", "hawaii"), ("PR", None)]
)
def test_regions(state: str, region: str | None) -> None:
    assert region_of_state(state) == region


@pytest.mark.parametrize(
    ("percent", "size", "region", "year", "limit"),
    [
        (400, 1, "contiguous", 2026, 63_840_00),  # the cliff of 2027 cover
        (400, 1, "contiguous", 2025, 62_600_00),  # the cliff of 2026 cover
        (138, 1, "contiguous", 2026, 22_024_80),
        (150, 1, "contiguous", 2026, 23_940_00),  # Extra Help 2026, one person
        (150, 2, "contiguous", 2026, 32_460_00),  # Extra Help 2026, couple
        (150, 1, "alaska", 2026, 29_925_00),  # Extra Help 2026 in Alaska
        (150, 2, "hawaii", 2026, 37_335_00),  # Extra Help 2026 in Hawaii
        (135.5, 1, "contiguous", 2026, 21_625_80),
    ],
)
def test_a_limit_is_met_to_the_cent(percent: float, size: int, region: Region, year: int, limit: int) -> None:
    assert income_limit(percent, size, region, year) == limit
    assert at_most_percent(limit, size, region, year, percent)
    assert not at_most_percent(limit + 1, size, region, year, percent)


def test_a_percent_for_showing() -> None:
    assert percent_of_poverty(31_920_00, 1, "contiguous", 2026) == pytest.approx(200)


@settings(max_examples=60)
@given(YEARS, SIZES, REGIONS)
def test_a_larger_household_has_a_higher_guideline(year: int, size: int, region: Region) -> None:
    assert poverty_guideline(year, size + 1, region) > poverty_guideline(year, size, region)
    first, each = poverty_steps(year, region)
    assert poverty_guideline(year, size, region) == first + (size - 1) * each


@settings(max_examples=60)
@given(YEARS, SIZES)
def test_alaska_and_hawaii_stand_above_the_other_states(year: int, size: int) -> None:
    others = poverty_guideline(year, size, "contiguous")
    assert poverty_guideline(year, size, "alaska") > poverty_guideline(year, size, "hawaii") > others


@settings(max_examples=60)
@given(SIZES, REGIONS, st.integers(0, 500_000_00), st.integers(0, 1000))
def test_less_income_never_leaves_a_limit(size: int, region: Region, income: int, percent: int) -> None:
    if at_most_percent(income, size, region, 2026, percent):
        assert at_most_percent(max(0, income - 1), size, region, 2026, percent)
        assert at_most_percent(income, size, region, 2026, percent + 1)
        assert at_most_percent(income, size + 1, region, 2026, percent)
