"""Coverage that is not sure: expected without it, a range that reaches it, a question, and never a silent no."""

from functools import cache
from pathlib import Path

import pytest

from mmfinance.case.model import Case
from mmfinance.case.reading import read_case
from mmfinance.exposure.compare import options
from mmfinance.exposure.estimate import estimate
from mmfinance.exposure.many import estimate_totals
from mmfinance.exposure.result import Estimate, Range

EXAMPLES = Path(__file__).parents[2] / "examples"
WITH_ALL = read_case(EXAMPLES / "medicare-medigap-g-part-d.yaml")


def told(*kinds: str, not_sure: tuple[str, ...] = ()) -> Case:
    """The example with these of its coverages, each as it is there, and some that are not sure."""
    coverage = tuple(entry for entry in WITH_ALL.coverage or () if entry.kind in kinds)
    return WITH_ALL.model_copy(update={"coverage": coverage, "coverage_not_sure": not_sure or None})


@cache
def cost(kinds: tuple[str, ...], not_sure: tuple[str, ...] = ()) -> Estimate:
    return estimate(told(*kinds, not_sure=not_sure), draws=200)


def ranges(found: Estimate) -> list[Range]:
    groups = [
        one for period in (*found.by_month, *found.by_plan_year) for one in (period.total, *period.by_group.values())
    ]
    return [found.total, *found.by_group.values(), *groups]


@pytest.mark.parametrize("not_sure", [("medigap",), ("medigap", "part_d"), ("medicaid",), ("va",)])
def test_the_range_reaches_both_answers_and_what_is_expected_stays(not_sure: tuple[str, ...]) -> None:
    """Every total, month, group and plan year holds the range without the coverage."""
    kinds = ("medicare",)
    without, unsure = cost(kinds), cost(kinds, not_sure)
    for one, wider in zip(ranges(without), ranges(unsure), strict=True):
        assert wider.low <= one.low <= one.expected == wider.expected <= one.high <= wider.high
    assert unsure.services == without.services
    assert unsure.total.low < without.total.low // 5


def test_a_medigap_plan_that_is_not_sure_takes_the_low_end_down_to_what_it_leaves() -> None:
    """The letter is not known either: plan A, which pays least, is what the range reaches."""
    policy = {"kind": "medigap", "letter": "A"}
    with_a = Case.model_validate({"as_of": "2026-11-24", "coverage": [policy]}).coverage or ()
    case = told("medicare", "part_d")
    sure = estimate(case.model_copy(update={"coverage": (*(case.coverage or ()), *with_a)}), draws=200)
    found = cost(("medicare", "part_d"), ("medigap",))
    assert found.total.low == sure.total.low < found.total.expected // 10
    assert found.total.high == cost(("medicare", "part_d")).total.high


def test_it_is_an_assumption_by_name_with_a_question_that_comes_first() -> None:
    asked = cost(("medicare",), ("part_d", "medigap")).assumptions
    assert asked[0].name == "coverage_not_sure.medigap"
    assert asked[0].question is not None
    assert asked[0].question.startswith("Do you have a Medigap plan")
    assert "coverage_not_sure.part_d" in [one.name for one in asked]


def test_no_limit_is_said_with_the_coverage_that_may_set_one() -> None:
    plain, unsure = cost(("medicare",)).uncapped, cost(("medicare",), ("medigap",)).uncapped
    assert unsure[0].sentence == f"{plain[0].sentence} More insurance, if you have it, may set one."
    assert unsure[1] == plain[1], "a Medigap plan sets no limit for drugs"


def test_medicare_that_may_be_medicare_advantage_reaches_what_such_a_plan_may_ask() -> None:
    found = cost(("medicare",), ("medicare_advantage", "medigap"))
    assert found.total.expected == cost(("medicare",)).total.expected
    assert {one.name for one in found.assumptions} >= {"coverage_not_sure.medicare_advantage"}


def test_where_no_coverage_is_told_the_range_still_reaches_what_may_be_had() -> None:
    nothing, unsure = cost(()), cost((), ("medicaid",))
    assert unsure.total.expected == nothing.total.expected
    assert unsure.total.low < nothing.total.low


def test_the_state_may_pay_the_premium_of_part_b() -> None:
    premiums = cost(("medicare",), ("medicaid",)).premiums
    assert premiums is not None
    assert premiums.low == 0 < premiums.expected


def test_a_case_among_many_is_counted_without_it_too() -> None:
    case = told("medicare", not_sure=("medigap", "part_d"))
    (found,) = estimate_totals([case])
    assert found.total == estimate(case, draws=1).total.expected


def test_a_choice_of_coverage_that_holds_already_leaves_nothing_unsure() -> None:
    case = told("medicare", not_sure=("medigap",))
    now = told("medicare", "medigap").coverage or ()
    later = tuple(entry.model_copy(update={"starts_on": case.as_of.replace(month=12, day=31)}) for entry in now)
    chosen, kept = options(case, coverages=[("now", now), ("later", later)])
    assert (chosen.case.coverage_not_sure, kept.case.coverage_not_sure) == (None, ("medigap",))
