"""The stack: who pays in which order, what is assumed by name, which figures entered, and what has no limit."""

from datetime import date
from typing import Any

import pytest

from mmfinance.exposure.benefits.coverage_stack import Stack, build_stack
from mmfinance.reference.figures import figure
from tests.exposure.adjudication.test_adjudicate_properties import KINDS, coverages
from tests.exposure.adjudication_cases import case_of, stack_of

START, END = date(2026, 12, 1), date(2027, 11, 30)
MEDICARE: dict[str, Any] = {"kind": "medicare", "part_a": True, "part_b": True}
FULL_PLAN: dict[str, Any] = {
    "kind": "employer",
    "plan_year_start": "07-01",
    "deductible": {"individual": 1000},
    "out_of_pocket_maximum": {"individual": 5000},
    "coinsurance": 20,
    "out_of_network": {"covered": False},
}


def stack(*coverage: dict[str, Any], **facts: Any) -> Stack:
    return build_stack(case_of(coverage, **facts), START, END)


def names(found: Stack) -> list[str]:
    return [layer.name for layer in found.layers]


def assumed(found: Stack) -> set[str]:
    return {assumption.name for assumption in found.assumptions}


@pytest.mark.parametrize(
    ("coverage", "order"),
    [
        (
            [{"kind": "part_d"}, {"kind": "medigap", "letter": "G"}, MEDICARE],
            ["Original Medicare", "Medigap G", "Part D plan"],
        ),
        (
            [{"kind": "medicaid", "level": "qmb"}, {"kind": "part_d"}, MEDICARE],
            ["Original Medicare", "Part D plan", "Extra Help", "Qualified Medicare Beneficiary program"],
        ),
        (
            [{"kind": "medicaid", "level": "full"}, {"kind": "champva"}, MEDICARE],
            ["Original Medicare", "CHAMPVA", "Medicaid"],
        ),
        ([MEDICARE, {"kind": "cobra"}], ["Original Medicare", "COBRA plan"]),
        (
            [{"kind": "tricare", "plan": "for_life"}, MEDICARE],
            ["Original Medicare", "TRICARE For Life", "TRICARE For Life pharmacy"],
        ),
        (
            [
                FULL_PLAN | {"subscriber": "parent", "name": "parent's"},
                FULL_PLAN | {"subscriber": "self", "name": "own"},
            ],
            ["own", "parent's"],
        ),
        (
            [FULL_PLAN | {"active_employment": False, "name": "retiree"}, FULL_PLAN | {"name": "present"}],
            ["present", "retiree"],
        ),
        ([MEDICARE, {"kind": "medicare_advantage", "name": "MA", "includes_part_d": False}], ["MA"]),
        ([MEDICARE, {"kind": "va", "treated_at_va": True}], ["VA health care"]),
        ([MEDICARE, {"kind": "va", "treated_at_va": False}], ["Original Medicare"]),
        ([{"kind": "va"}], ["VA health care"]),
    ],
)
def test_payers_in_order(coverage: list[dict[str, Any]], order: list[str]) -> None:
    assert names(stack(*coverage)) == order


def test_a_coverage_outside_the_span_does_not_pay() -> None:
    found = stack(
        FULL_PLAN | {"ends_on": "2026-11-30", "name": "old"}, FULL_PLAN | {"starts_on": "2026-12-01", "name": "new"}
    )
    assert names(found) == ["new"]


def test_a_plan_stated_in_full_assumes_only_its_next_year() -> None:
    assert assumed(stack(FULL_PLAN)) == {"next_plan_year"}


def test_a_plan_that_ends_with_its_year_assumes_nothing_of_the_next() -> None:
    found = stack(FULL_PLAN | {"plan_year_start": "01-01", "ends_on": "2026-12-31"})
    assert assumed(found) == set()


def test_everything_unknown_is_assumed_by_name_with_a_question() -> None:
    found = stack({"kind": "employer"})
    assert assumed(found) == {
        "plan_year_start",
        "next_plan_year",
        "coinsurance",
        "out_of_network",
        "out_of_pocket_maximum",
        "deductible",
    }
    assert all(assumption.question for assumption in found.assumptions)


def test_no_coverage_known_is_said() -> None:
    assert assumed(stack()) == {"coverage", "self_pay"}


@pytest.mark.parametrize("kind", KINDS)
def test_figures_used_exist_and_each_is_listed_once(kind: str) -> None:
    found = stack(*coverages(3)[kind])
    assert len(set(found.figures_used)) == len(found.figures_used)
    assert all(figure(name, on).what for name, on in found.figures_used)


@pytest.mark.parametrize(
    ("coverage", "plans"),
    [
        ([MEDICARE], ["Original Medicare", "Medicare"]),
        ([MEDICARE, {"kind": "part_d"}], ["Original Medicare"]),
        ([MEDICARE, {"kind": "part_d"}, {"kind": "medigap", "letter": "G"}], []),
        ([MEDICARE, {"kind": "part_d"}, {"kind": "medigap", "letter": "K"}], []),
        ([MEDICARE, {"kind": "part_d"}, {"kind": "medicaid", "level": "qmb"}], []),
        ([MEDICARE, {"kind": "part_d"}, {"kind": "medicaid", "level": "slmb"}], ["Original Medicare"]),
        ([{"kind": "medicare_advantage"}], []),
        ([FULL_PLAN], []),
        ([FULL_PLAN | {"out_of_network": {"coinsurance": 50, "deductible": {"individual": 0}}}], ["employer plan"]),
        ([{"kind": "uninsured"}], ["no coverage"]),
    ],
)
def test_spending_without_a_limit_is_said(coverage: list[dict[str, Any]], plans: list[str]) -> None:
    assert [one.plan for one in stack(*coverage).uncapped] == plans


def test_states_with_their_own_medigap_designs_are_warned_of() -> None:
    policy = {"kind": "medigap", "letter": "G"}
    assert stack(MEDICARE, policy, patient={"address": {"state": "WI"}}).warnings
    assert not stack(MEDICARE, policy, patient={"address": {"state": "OH"}}).warnings


def names_of(stack: Stack) -> set[str]:
    return {one.name for one in stack.assumptions}


def test_card_money_under_a_plan_of_unknown_design_is_an_assumption() -> None:
    plan = {"kind": "employer", "plan_year_start": "01-01"}
    card = {"program": "some-card", "drug": "pomalidomide", "amount": "10000", "state": "granted"}
    assert "copay_help" in names_of(stack_of([plan], [], help_already_held=[card]))
    assert "copay_help" not in names_of(stack_of([plan], []))
    assert "copay_help" not in names_of(stack_of([plan | {"copay_help": "counts"}], [], help_already_held=[card]))
    assert "copay_help" not in names_of(stack_of([{"kind": "medicare_advantage"}], [], help_already_held=[card]))


@pytest.mark.parametrize(
    ("facts", "assumed"),
    [
        ({"priority_group": 5}, {"va_copays": False, "va_stay_copays": True}),
        ({"service_connected_percent": 10}, {"va_stay_copays": True}),
        ({"service_connected_percent": 50}, {}),
        ({"priority_group": 1}, {}),
        ({"priority_group": 8, "terms": {"inpatient": {"copay": 1736}}}, {}),
    ],
)
def test_va_copays_of_stays_are_left_out_by_name(facts: dict[str, Any], assumed: dict[str, bool]) -> None:
    """Copays by priority group and rating: VA health care copay rates (va.gov, 2025); True is left out."""
    stack = stack_of([{"kind": "va", "treated_at_va": True, **facts}], [])
    assert {one.name: one.left_out for one in stack.assumptions} == assumed
    assert all(one.question for one in stack.assumptions)


def test_a_share_of_cost_is_left_out_by_name() -> None:
    (found,) = [
        one
        for one in stack_of([{"kind": "medicaid", "level": "spend_down"}], []).assumptions
        if one.name == "medicaid_share_of_cost"
    ]
    assert found.left_out
    assert found.question


def test_the_constants_of_law_are_dated_figures() -> None:
    coverage = [
        {"kind": "medicare", "part_a": True, "part_b": True, "entitled_by": "age"},
        {"kind": "employer", "active_employment": True, "employees": 20, "plan_year_start": "01-01"},
    ]
    used = {name for name, _ in stack_of(coverage, []).figures_used}
    assert {"medicare.part_a.lifetime_reserve_days", "medicare.first_payer.employees_by_age"} <= used
