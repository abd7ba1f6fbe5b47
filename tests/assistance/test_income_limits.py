"""Limits to the dollar. Guidelines of 2026 by hand: HHS, 91 FR 2026-00755: 15,960 + 5,680 a further person in the 48 states
and DC; 19,950 + 7,100 in Alaska; 18,360 + 6,530 in Hawaii. Those of 2025: 15,650 + 5,500."""

from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter

from mmfinance.assistance.answers import NO, NOT_KNOWN, PROGRAM_DECIDES, YES
from mmfinance.assistance.columns import columns_of_facts
from mmfinance.assistance.predicates import Tree

TODAY = date(2026, 11, 25).toordinal()
REGIONS = {"OH": (1_596_000, 568_000), "AK": (1_995_000, 710_000), "HI": (1_836_000, 653_000)}
TREE: TypeAdapter[Any] = TypeAdapter(Tree)


def answer(rule: dict[str, Any], **facts: Any) -> int:
    return int(TREE.validate_python(rule).answer(columns_of_facts({"as_of": TODAY, **facts}))[0])


@pytest.mark.parametrize("size", range(1, 11))
@pytest.mark.parametrize("state", REGIONS)
@pytest.mark.parametrize("percent", ["100", "138", "350", "600"])
def test_inclusive_and_strict_limits_to_the_dollar(state: str, size: int, percent: str) -> None:
    first, each = REGIONS[state]
    limit = (first + each * (size - 1)) * int(percent) // 100
    at_most = {"income_at_most_percent_fpl": percent, "poverty_guideline": "2026"}
    below = {"income_below_percent_fpl": percent, "poverty_guideline": "2026"}
    at_least = {"income_at_least_percent_fpl": percent, "poverty_guideline": "2026"}
    for income, answers in (
        (limit - 100, (YES, YES, NO)),
        (limit, (YES, NO, YES)),
        (limit + 100, (NO, NO, YES)),
    ):
        facts = {"annual_income": income, "household_size": size, "state": state}
        assert tuple(answer(rule, **facts) for rule in (at_most, below, at_least)) == answers


def test_limit_to_the_cent_where_the_percent_does_not_divide() -> None:
    rule = {"income_at_most_percent_fpl": "133.3", "poverty_guideline": "2026"}
    exact = 1_596_000 * 1333 // 1000
    facts = {"household_size": 1, "state": "OH"}
    assert answer(rule, annual_income=exact, **facts) == YES
    assert answer(rule, annual_income=exact + 1, **facts) == NO


@pytest.mark.parametrize("lost", ["annual_income", "household_size", "state"])
def test_a_missing_fact_is_not_known(lost: str) -> None:
    facts: dict[str, Any] = {"annual_income": 90_000_000, "household_size": 1, "state": "OH"}
    facts[lost] = None
    assert answer({"income_at_most_percent_fpl": "100", "poverty_guideline": "2026"}, **facts) == NOT_KNOWN


def test_the_guideline_year_is_the_programs_own() -> None:
    facts = {"annual_income": 1_580_000, "household_size": 1, "state": "OH"}
    assert answer({"income_at_most_percent_fpl": "100", "poverty_guideline": "2025"}, **facts) == NO
    assert answer({"income_at_most_percent_fpl": "100", "poverty_guideline": "previous"}, **facts) == NO
    assert answer({"income_at_most_percent_fpl": "100", "poverty_guideline": "current"}, **facts) == YES


def test_current_means_the_guideline_in_force_on_the_day() -> None:
    rule = {"income_at_most_percent_fpl": "100", "poverty_guideline": "current"}
    facts = {"annual_income": 1_580_000, "household_size": 1, "state": "OH"}
    assert answer(rule, as_of=date(2026, 1, 5).toordinal(), **facts) == NO
    assert answer(rule, as_of=date(2026, 2, 5).toordinal(), **facts) == YES


def test_above_a_cost_of_living_limit_is_ask_and_far_above_is_no() -> None:
    rule = {"income_at_most_percent_fpl": "500", "cost_of_living_adjusted": "true", "poverty_guideline": "2026"}
    facts = {"household_size": 1, "state": "OH"}
    assert answer(rule, annual_income=7_980_000, **facts) == YES
    assert answer(rule, annual_income=7_980_001, **facts) == PROGRAM_DECIDES
    assert answer(rule, annual_income=90_000_000, **facts) == NO


def test_a_limit_that_is_not_published_never_passes_silently() -> None:
    facts = {"annual_income": 0, "household_size": 1, "state": "OH"}
    assert answer({"income_at_most_percent_fpl": None}, **facts) == PROGRAM_DECIDES


def test_no_guideline_in_the_territories() -> None:
    facts = {"annual_income": 1_000_000, "household_size": 1, "state": "PR"}
    assert answer({"income_at_most_percent_fpl": "100"}, **facts) == PROGRAM_DECIDES


@pytest.mark.parametrize(
    ("income", "expected"), [(9_999_900, YES), (10_000_000, YES), (10_000_001, NO), (10_000_100, NO)]
)
def test_greater_of_for_one_person_is_the_dollar_amount(income: int, expected: int) -> None:
    rule = {"income_at_most_greater_of": {"dollars": "100000", "percent_fpl": "500"}, "poverty_guideline": "2026"}
    assert answer(rule, annual_income=income, household_size=1, state="OH") == expected


def test_greater_of_for_a_large_household_is_the_percent() -> None:
    rule = {"income_at_most_greater_of": {"dollars": "100000", "percent_fpl": "500"}, "poverty_guideline": "2026"}
    limit = (1_596_000 + 3 * 568_000) * 5
    assert answer(rule, annual_income=limit, household_size=4, state="OH") == YES
    assert answer(rule, annual_income=limit + 1, household_size=4, state="OH") == NO
    assert answer(rule, annual_income=limit + 1, state="OH") == NOT_KNOWN


def test_a_limit_by_state() -> None:
    rule = {"income_at_most_percent_fpl_by_state": {"OH": "138", "NY": "223", "other": None}}
    facts = {"annual_income": 3_000_000, "household_size": 1}
    assert answer(rule, state="OH", **facts) == NO
    assert answer(rule, state="NY", **facts) == YES
    assert answer(rule, state="TX", **facts) == PROGRAM_DECIDES
    assert answer(rule, state=None, **facts) == NOT_KNOWN


@pytest.mark.parametrize(
    ("size", "income", "expected"),
    [
        (1, 4_788_000, YES),
        (1, 4_788_001, NO),
        (2, 6_492_000, YES),
        (2, 6_492_001, NO),
        (4, 6_492_000 + 2 * 1_704_000, YES),
        (4, 6_492_001 + 2 * 1_704_000, NO),
        (None, 100, NOT_KNOWN),
    ],
)
def test_dollars_by_household_size(size: int | None, income: int, expected: int) -> None:
    """Amgen Safety Net Foundation, 2026: 47,880 for one, 64,920 for two, 17,040 each further person."""
    rule = {"income_at_most_dollars": {"1": "47880", "2": "64920", "each_additional": "17040"}}
    assert answer(rule, annual_income=income, household_size=size) == expected


@pytest.mark.parametrize(
    ("size", "income", "expected"),
    [(1, 7_499_999, YES), (1, 7_500_000, NO), (5, 17_499_999, YES), (5, 17_500_000, NO)],
)
def test_strictly_below_dollars_by_household_size(size: int, income: int, expected: int) -> None:
    """Genentech Patient Foundation: under 75,000 for one ... 150,000 for four, 25,000 more for each further person."""
    rule = {"income_below_dollars": {"1": "75000", "4": "150000", "each_additional": "25000"}}
    assert answer(rule, annual_income=income, household_size=size) == expected


def test_a_limit_by_the_month_says_so() -> None:
    rule = TREE.validate_python({"income_at_most_single_couple": {"single": "994", "couple": "1491"}, "per": "month"})
    assert rule.spoken_limit() == "$994 for a single person, $1,491 for a couple (a month)"


def test_a_household_size_without_a_published_limit_is_ask() -> None:
    assert answer({"income_at_most_dollars": {"1": "14500"}}, annual_income=100, household_size=3) == PROGRAM_DECIDES


def test_monthly_dollars_count_twelve_times() -> None:
    rule = {"income_at_most_dollars": {"1": "1350"}, "per": "month"}
    assert answer(rule, annual_income=1_620_000, household_size=1) == YES
    assert answer(rule, annual_income=1_620_001, household_size=1) == NO


@pytest.mark.parametrize(
    ("married", "resources", "expected"),
    [
        (False, 1_809_000, YES),
        (False, 1_809_001, NO),
        (True, 3_610_000, YES),
        (True, 3_610_001, NO),
        (None, 100, NOT_KNOWN),
        (False, None, NOT_KNOWN),
    ],
)
def test_resources_by_marriage(married: bool | None, resources: int | None, expected: int) -> None:
    """Extra Help, 2026: 18,090 for a single person and 36,100 for a couple."""
    rule = {"resources_at_most": {"single": "18090", "couple": "36100"}}
    assert answer(rule, married=married, countable_resources=resources) == expected


def test_resources_that_some_states_do_not_count_are_ask() -> None:
    rule = {"resources_at_most": {"single": "9950", "couple": "14910"}, "ask_above": "true"}
    assert answer(rule, married=False, countable_resources=99_999_999) == PROGRAM_DECIDES


def test_spending_as_a_share_of_income() -> None:
    rule = {"drug_spending_at_least_percent_of_income": "3"}
    assert answer(rule, drug_spending_this_year=90_000, annual_income=3_000_000) == YES
    assert answer(rule, drug_spending_this_year=89_999, annual_income=3_000_000) == NO
    assert answer(rule, drug_spending_this_year=None, annual_income=3_000_000) == NOT_KNOWN
    above = {"plan_maximum_above_percent_of_income": "7.5"}
    assert answer(above, plan_maximum=750_000, annual_income=10_000_000) == NO
    assert answer(above, plan_maximum=750_001, annual_income=10_000_000) == YES
