from collections.abc import Callable
from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mmfinance.assistance.plan.allocation import Bill
from mmfinance.assistance.plan.bills import bills_of
from mmfinance.money import apportion
from tests.assistance.plan.conftest import share_of_drug, trip_of


def test_a_month_opens_into_the_kinds_that_its_services_and_trips_show(estimated: Callable[..., Any]) -> None:
    estimate = estimated(
        shares=(share_of_drug(date(2026, 12, 3), deductible=61_500, coinsurance=50_000),),
        trips=(trip_of(date(2026, 12, 3), nights=2, journey=4_000, lodging=22_000, meals=13_600),),
        wages=9_000,
    )
    assert bills_of(estimate) == (
        Bill("2026-12", "deductible", 61_500, "pomalidomide", "pharmacy"),
        Bill("2026-12", "coinsurance_drug", 50_000, "pomalidomide", "pharmacy"),
        Bill("2026-12", "travel", 4_000),
        Bill("2026-12", "lodging", 22_000),
        Bill("2026-12", "meals", 13_600),
        Bill("2026-12", "lost_income", 9_000),
        Bill("2027-01", "copay_medical", 0),
        Bill("2027-01", "travel", 0),
        Bill("2027-01", "lost_income", 9_000),
    )


@given(st.integers(0, 10**9), st.lists(st.integers(1, 10**7), min_size=1, max_size=8))
def test_apportioned_parts_sum_to_the_total_and_stay_within_a_cent_of_their_share(
    total: int, weights: list[int]
) -> None:
    parts = apportion(total, weights)
    assert sum(parts) == total
    assert all(
        abs(part * sum(weights) - total * weight) < sum(weights) for part, weight in zip(parts, weights, strict=True)
    )
