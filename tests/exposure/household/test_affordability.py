"""The measure of underinsurance: 10% of income, 5% below 200% of poverty (The Commonwealth Fund, May 2015)."""

from datetime import date
from pathlib import Path

import pytest

from mmfinance.case.model import Case
from mmfinance.case.reading import read_case
from mmfinance.exposure.estimate import estimate
from mmfinance.exposure.household.affordability import household_income, share_of_income

CASE = read_case(Path(__file__).parents[3] / "examples" / "employer-crossing-plan-year.yaml")
FOUND = estimate(CASE, 12, 1)


def with_income(dollars: int, months: int = 12) -> Case:
    return CASE.model_copy(
        update={"household": CASE.household.model_copy(update={"annual_income": dollars * 100, "size": 1})}
    )


@pytest.mark.parametrize(("dollars", "threshold"), [(31_000, 0.05), (32_000, 0.10), (200_000, 0.10)])
def test_the_threshold_goes_by_poverty(dollars: int, threshold: float) -> None:
    """The 2026 guideline for one person is 15,960: 200% is 31,920."""
    share = share_of_income(with_income(dollars), FOUND)
    assert share is not None
    assert share.threshold is not None
    assert share.threshold.value == threshold
    assert share.reached == (share.care >= threshold)


def test_the_measure_is_for_a_year_of_an_insured_person() -> None:
    half = share_of_income(CASE, estimate(CASE, 6, 1))
    assert half is not None
    assert half.threshold is None
    uninsured = CASE.model_copy(update={"coverage": None})
    share = share_of_income(uninsured, FOUND)
    assert share is not None
    assert share.reached is None


def test_the_measure_says_nothing_of_months_without_coverage() -> None:
    """Bills after coverage ends are not out-of-pocket cost of an insured person."""
    (plan,) = CASE.coverage or ()
    ending = CASE.model_copy(update={"coverage": (plan.model_copy(update={"ends_on": date(2027, 6, 30)}),)})
    share = share_of_income(ending, estimate(ending, 12, 1))
    assert share is not None
    assert share.reached is None


def test_an_income_that_is_not_known_says_nothing() -> None:
    unknown = Case.model_validate({"as_of": "2026-11-25"})
    assert household_income(unknown) is None
    assert share_of_income(unknown, FOUND) is None


def test_the_members_incomes_count_when_all_are_known() -> None:
    members = [{"relation": "self", "annual_income": "20000"}, {"relation": "spouse", "annual_income": "15000"}]
    case = Case.model_validate({"as_of": "2026-11-25", "household": {"members": members}})
    assert household_income(case) == 3_500_000
    partly = Case.model_validate({"as_of": "2026-11-25", "household": {"members": [*members, {"relation": "child"}]}})
    assert household_income(partly) is None
