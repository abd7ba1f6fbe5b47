from collections.abc import Callable
from datetime import date
from typing import Any

from mmfinance.assistance.plan.own_steps import own_steps
from mmfinance.case.model import Case

Make = Callable[..., Any]
PLAN = {
    "kind": "employer",
    "payer_phone": "800-555-0108",
    "deductible": {"individual": 1_000, "met": 0},
    "out_of_pocket_maximum": {"individual": 5_000, "met": 0},
    "copay_help": "counts",
}


def _case(**keys: Any) -> Case:
    return Case.model_validate({"as_of": "2026-11-24"} | keys)


def test_a_denial_is_appealed_first_with_the_plan_s_own_phone_and_the_last_day() -> None:
    denial = {"denied_on": "2026-10-19", "service": "a second CAR-T"}
    (step,) = own_steps(_case(coverage=[PLAN], denial=denial), [])
    assert (step.title, step.phone, step.due) == (
        "Appeal the denial of a second CAR-T",
        "800-555-0108",
        date(2027, 4, 17),
    )
    assert step.program_id is None


def test_a_window_that_has_closed_is_no_due_date() -> None:
    (step,) = own_steps(_case(coverage=[PLAN], denial={"denied_on": "2025-10-19"}), [])
    assert step.due is None


def test_the_plan_is_called_when_what_is_paid_is_not_known() -> None:
    unknown = PLAN | {"deductible": {"individual": 1_000}}
    (step,) = own_steps(_case(coverage=[unknown]), [])
    assert (step.title, step.phone) == ("Call your plan with the list of questions", "800-555-0108")
    assert list(own_steps(_case(coverage=[PLAN]), [])) == []


def test_how_help_counts_is_asked_only_where_a_card_is_planned(program: Make) -> None:
    silent = PLAN | {"copay_help": None}
    assert list(own_steps(_case(coverage=[silent]), [program("fund")])) == []
    assert len(list(own_steps(_case(coverage=[silent]), [program("card", drugs=["pomalidomide"])]))) == 1
