"""State tables: hospital aid floors and paid leave, each with a few rows checked by hand."""

from datetime import date

import pytest

from mmfinance.reference.figures import figure
from mmfinance.reference.hospital_aid import hospital_aid_floor
from mmfinance.reference.paid_leave import paid_leave

DAY = date(2026, 11, 25)


# RCW 70.170.060, ORS 442.614, Public Health Law 2807-k, 210 ILCS 89, C.R.S. 25.5-3-501
@pytest.mark.parametrize(
    ("state", "tiers", "insured"),
    [
        ("WA", [("large_system", 3.0, 4.0), ("other_hospital", 2.0, 3.0)], True),
        ("OR", [("all_hospitals", 2.0, 4.0)], True),
        ("NY", [("all_hospitals", 2.0, 4.0)], "if_costs_pass_10_percent_of_income"),
        ("IL", [("urban", 2.0, 6.0), ("rural_or_critical_access", 1.25, 3.0)], False),
        ("CO", [("all_hospitals", None, 2.5)], True),
    ],
)
def test_hospital_aid_floors(state: str, tiers: list[tuple[str, float | None, float]], insured: bool | str) -> None:
    floor = hospital_aid_floor(state, DAY)
    assert floor is not None
    assert [(tier.hospitals, tier.free, tier.discount_to) for tier in floor.tiers] == tiers
    assert floor.insured_included == insured
    assert floor.citation


def test_a_floor_that_starts_next_year_or_is_not_known() -> None:
    assert hospital_aid_floor("DE", DAY) is None
    assert hospital_aid_floor("DE", date(2027, 1, 1)) is not None
    assert hospital_aid_floor("TX", DAY) is None


# weekly maxima of the state programs, in cents
@pytest.mark.parametrize(
    ("state", "on", "weeks", "weekly", "fallback"),
    [
        ("CA", date(2025, 6, 1), 52, 1681_00, False),
        ("CA", DAY, 52, 1681_00, True),
        ("WA", DAY, 12, 1647_00, False),
        ("NY", DAY, 26, 170_00, False),
        ("MN", DAY, 12, 1423_00, False),
        ("OR", date(2026, 6, 30), 12, 1636_56, False),
    ],
)
def test_paid_leave(state: str, on: date, weeks: int, weekly: int, fallback: bool) -> None:
    found = paid_leave(state, on)
    assert found is not None
    assert (found.own_weeks, found.max_weekly_benefit) == (weeks, weekly)
    assert figure(f"paid_leave.{state}.max_weekly_benefit", on).fallback is fallback


def test_a_program_that_does_not_exist_or_does_not_pay_yet() -> None:
    assert paid_leave("TX", DAY) is None
    assert paid_leave("MD", DAY) is None
    assert paid_leave("MN", date(2025, 12, 31)) is None


def test_state_tables_open_by_state() -> None:
    assert figure("medicaid.aged_blind_disabled.income_limit.TX", DAY).value == 0.75
    assert figure("medicaid.aged_blind_disabled.asset_limit.AZ", DAY).value == "none"
    assert "TX" in figure("medicaid.adult_expansion.other_states", DAY).value
    assert len(figure("medicaid.adult_expansion.states", DAY).value) == 41
