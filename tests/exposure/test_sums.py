"""Parts sum to the total to the cent, and ranges hold their mean."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from mmfinance.case.vocabulary import CostGroup
from mmfinance.exposure.sums import Cell, add_up, range_of, shared_means

MONTHS = ("2026-12", "2027-01")
YEARS = ("plan 2026-01-01", "plan 2027-01-01")
CELLS = tuple(Cell(group, month, year) for group in CostGroup for month, year in zip(MONTHS, YEARS, strict=True))

AMOUNTS = st.lists(st.lists(st.integers(0, 10**7), min_size=3, max_size=3), min_size=1, max_size=8)


@settings(max_examples=80)
@given(AMOUNTS)
def test_group_month_and_year_sums_equal_the_total(amounts: list[list[int]]) -> None:
    entries = [(CELLS[at % len(CELLS)], np.array(row, dtype=np.int64)) for at, row in enumerate(amounts)]
    sums = add_up(entries)
    total = sums.total().expected
    assert total == (sum(map(sum, amounts)) + 1) // 3
    assert sum(part.expected for part in sums.by_group().values()) == total
    assert sum(period.total.expected for period in sums.by_month(MONTHS)) == total
    assert sum(period.total.expected for period in sums.by_plan_year(YEARS)) == total
    for period in sums.by_month(MONTHS):
        assert sum(part.expected for part in period.by_group.values()) == period.total.expected


def test_the_cent_left_over_goes_to_the_largest_remainder() -> None:
    assert shared_means(np.array([[1, 0, 0], [1, 1, 0], [0, 0, 0]])).tolist() == [0, 1, 0]


def test_percentiles_are_amounts_that_were_drawn() -> None:
    lanes = np.arange(1, 1001)
    amounts = range_of(lanes, 500)
    assert (amounts.low, amounts.high) == (100, 900)


def test_a_rare_large_amount_widens_the_range() -> None:
    lanes = np.array([0] * 97 + [100] * 3)
    amounts = range_of(lanes, 3)
    assert (amounts.low, amounts.expected, amounts.high) == (0, 3, 3)


@given(st.lists(st.integers(0, 1_000_000), min_size=1, max_size=300))
def test_percentiles_are_those_of_the_standard_definition(lanes: list[int]) -> None:
    """NumPy's own inverse of the empirical distribution, from which the mean may only widen the range."""
    low, high = np.percentile(lanes, (10, 90), method="inverted_cdf")
    middle = sorted(lanes)[len(lanes) // 2]
    amounts = range_of(np.array(lanes), middle)
    assert (amounts.low, amounts.high) == (min(low, middle), max(high, middle))


def test_nothing_is_a_range_of_nothing() -> None:
    total = add_up([]).total()
    assert (total.low, total.expected, total.high) == (0, 0, 0)
