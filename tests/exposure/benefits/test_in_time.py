"""Coverage of which nothing falls into the months counted is told as a mistake in its dates, with a way on."""

import pickle
from datetime import date
from typing import Any

import pytest

from mmfinance.case.model import Case
from mmfinance.errors import OutsideMonths
from mmfinance.exposure.benefits.in_time import coverage_within
from mmfinance.exposure.estimate import estimate
from mmfinance.exposure.many import estimate_totals

START, END = date(2026, 12, 1), date(2027, 11, 30)
ENDED = {"kind": "employer", "ends_on": "2026-10-31"}
LATER = {"kind": "medicare", "starts_on": "2028-01-01"}


def told(*coverage: dict[str, Any], **more: Any) -> Case:
    treatment = {"care_path": "teclistamab", "start_date": "2026-12-01"}
    return Case.model_validate({"as_of": "2026-11-24", "coverage": coverage, "treatment": treatment, **more})


@pytest.mark.parametrize(
    ("coverage", "at", "way_on"),
    [
        ([ENDED], "coverage[0].ends_on: found 2026-10-31", "add the coverage that follows"),
        ([{"kind": "cobra", "ends_on": "2026-11-30"}], "coverage[0].ends_on: found 2026-11-30", "- kind: uninsured"),
        ([LATER], "coverage[0].starts_on: found 2028-01-01", "--months"),
        ([LATER, ENDED], "coverage[1].ends_on: found 2026-10-31", "add the coverage that follows"),
    ],
)
def test_dates_outside_the_months_are_named_with_a_way_on(coverage: list[Any], at: str, way_on: str) -> None:
    case = told(*coverage)
    with pytest.raises(OutsideMonths) as caught:
        estimate(case, draws=1)
    assert str(caught.value).startswith(at)
    assert "expected coverage on some day from 2026-12-01 to 2027-11-30, the months counted" in str(caught.value)
    assert way_on in str(caught.value)
    assert caught.value.exit_code == 2
    travelled = pickle.loads(pickle.dumps(caught.value))
    assert (str(travelled), travelled.path) == (str(caught.value), caught.value.path)
    with pytest.raises(OutsideMonths):
        list(estimate_totals([case]))


@pytest.mark.parametrize(
    "following",
    [
        {"kind": "uninsured"},
        {"kind": "cobra", "starts_on": "2026-11-01"},
        {"kind": "medicare", "starts_on": "2027-11-30"},
        {"kind": "marketplace", "ends_on": "2026-12-01"},
    ],
)
def test_coverage_on_one_day_is_enough(following: dict[str, Any]) -> None:
    assert [entry.kind for entry in coverage_within(told(ENDED, following), START, END)] == [following["kind"]]
    assert estimate(told(ENDED, following), draws=1).total.expected > 0


def test_coverage_that_nobody_told_or_is_sure_of_is_no_mistake() -> None:
    assert coverage_within(told(), START, END) == ()
    assert coverage_within(told(ENDED, coverage_not_sure=["cobra"]), START, END) == ()


def test_more_months_reach_coverage_that_begins_later() -> None:
    assert estimate(told(LATER), months=24, draws=1).total.expected > 0
