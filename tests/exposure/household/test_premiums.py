"""Premiums apart from every total. Part B standard premium: 202.90 a month in 2026 (CMS, 2025-11-14); 2027 not yet
published in the reference data, so the one of 2026 stands in."""

from datetime import date

import pytest

from mmfinance.case.model import Case
from mmfinance.exposure.household.premiums import Premiums, premiums

MONTHS = (date(2026, 11, 1), date(2026, 12, 1))


def due(*coverage: dict[str, object]) -> Premiums:
    return premiums(Case.model_validate({"as_of": "2026-11-25", "coverage": list(coverage)}), MONTHS)


@pytest.mark.parametrize(
    ("coverage", "low", "expected"),
    [
        ([{"kind": "employer", "premium_monthly": "310.50"}], 62100, 62100),
        ([{"kind": "employer", "premium_monthly": "310.50", "ends_on": "2026-11-30"}], 31050, 31050),
        ([{"kind": "employer", "premium_monthly": "310.50", "starts_on": "2026-12-15"}], 31050, 31050),
        ([{"kind": "medicare"}], 40580, 40580),
        ([{"kind": "medicare", "part_b": "false"}], 0, 0),
        # the person's own Part B amount, for instance with the income-related addition
        ([{"kind": "medicare", "premium_monthly": "284.10"}], 56820, 56820),
        ([{"kind": "medicare_advantage", "premium_monthly": "20"}], 44580, 44580),
        ([{"kind": "medicare"}, {"kind": "part_d", "premium_monthly": "30"}], 46580, 46580),
        # the Medicare Savings Programs pay Part B
        ([{"kind": "medicare"}, {"kind": "medicaid", "level": "qmb"}], 0, 0),
        ([{"kind": "medicare"}, {"kind": "medicaid", "level": "slmb"}], 0, 0),
        ([{"kind": "medicare"}, {"kind": "medicaid", "level": "qi"}], 0, 0),
        # full Medicaid may pay it
        ([{"kind": "medicare"}, {"kind": "medicaid", "level": "full"}], 0, 40580),
        ([{"kind": "uninsured"}], 0, 0),
    ],
)
def test_premiums(coverage: list[dict[str, object]], low: int, expected: int) -> None:
    found = due(*coverage).total
    assert found is not None
    assert (found.low, found.expected) == (low, expected)


def test_a_premium_that_is_not_known_is_asked_for() -> None:
    found = due({"kind": "marketplace"})
    assert found.total is None
    assert [one.question for one in found.assumptions] == ["What premium do you pay each month?"]
