"""The payment plan's bills, by CMS's formula (42 CFR 423.137(c)): the same money, spread over the calendar year."""

from mmfinance.case.model import Case
from mmfinance.exposure.estimate import estimate
from mmfinance.exposure.result import Estimate


def in_plan(joined: str | None, *services: tuple[str, str], **more: object) -> Estimate:
    part_d = {"kind": "part_d", "payment_plan": "true", "payment_plan_joined_on": joined, **more}
    fills = [{"date": day, "name": "Capsules", "category": "specialty_drug", "allowed": cost} for day, cost in services]
    case = {"as_of": "2026-12-31", "coverage": [{"kind": "medicare"}, part_d], "services": fills}
    return estimate(Case.model_validate(case), 12, 1)


def test_a_january_fill_is_spread_over_the_year() -> None:
    """A 20,000 dollar fill reaches the 2027 cap of 2,400 at once: the first bill is 2,400 / 12, and so is every other."""
    bills = {one.month: one for one in in_plan("2027-01-01", ("2027-01-05", "20000")).drug_bills}
    assert bills["2027-01"].at_pharmacy == 240_000
    assert [bills[f"2027-{month:02}"].bill for month in range(1, 13)] == [20_000] * 12


def test_joining_in_october_leaves_three_months() -> None:
    """2,400 / 3 = 800 a month."""
    bills = {one.month: one for one in in_plan("2027-10-01", ("2027-10-05", "20000")).drug_bills}
    assert [bills[f"2027-{month}"].bill for month in (9, 10, 11, 12) if month > 9] == [80_000] * 3
    assert bills["2027-09"].bill == 0


def test_those_who_are_not_in_it_get_no_bills() -> None:
    assert in_plan(None, ("2027-01-05", "20000"), payment_plan="false").drug_bills == ()


def test_a_plan_of_next_year_is_joined_anew() -> None:
    """In the payment plan until December under one plan; the plan of 2027 has not been joined."""
    drugs = [
        {"kind": "part_d", "payment_plan": "true", "ends_on": "2026-12-31"},
        {"kind": "part_d", "starts_on": "2027-01-01"},
    ]
    fills = [
        {"date": day, "name": "Capsules", "category": "specialty_drug", "allowed": "20000"}
        for day in ("2026-12-31", "2027-01-05")
    ]
    case = {"as_of": "2026-12-31", "coverage": [{"kind": "medicare"}, *drugs], "services": fills}
    found = estimate(Case.model_validate(case), 12, 1)
    assert [(one.month, one.bill) for one in found.drug_bills] == [("2026-12", 210_000)]
