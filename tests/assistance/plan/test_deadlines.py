from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from mmfinance.assistance.plan.deadlines import appeal_deadline, deadlines_of, due_of, undated_rules
from mmfinance.case.model import Case

Make = Callable[..., Any]


def _case(**keys: Any) -> Case:
    return Case.model_validate({"as_of": "2026-11-24"} | keys)


CAR_T = {"history": [{"kind": "car_t", "date": "2026-03-31"}], "start_date": "2026-12-07"}


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"what": "Apply", "months": 12, "after": "car_t_infusion"}, date(2027, 3, 31)),
        ({"what": "Apply", "months": 11, "after": "car_t_infusion"}, date(2027, 2, 28)),
        ({"what": "Ask", "days": 7, "before": "travel"}, date(2026, 11, 30)),
        ({"what": "Call", "days": 4, "business_days": True, "before": "travel"}, date(2026, 12, 1)),
        ({"what": "File", "on": "2027-12-31"}, date(2027, 12, 31)),
        ({"what": "Choose", "opens": "10-15", "closes": "12-07"}, date(2026, 12, 7)),
        ({"what": "Choose", "opens": "01-01", "closes": "03-31"}, date(2027, 3, 31)),
        ({"what": "Held help ends", "closes": "12-31"}, None),
        ({"what": "Send proof", "days": 30, "after": "approval"}, None),
    ],
)
def test_the_day_of_a_time_limit(program: Make, rule: dict[str, Any], expected: date | None) -> None:
    one = program("one", deadlines=[rule])
    case = _case(treatment=CAR_T)
    assert due_of(case, one) == expected
    assert bool(undated_rules(case, one)) is (expected is None)


def test_two_business_days_skip_thanksgiving(program: Make) -> None:
    rule = {"what": "Answer", "days": 2, "business_days": True, "after": "denial"}
    case = _case(denial={"denied_on": "2026-11-24"})
    assert due_of(case, program("one", deadlines=[rule])) == date(2026, 11, 27)


def test_a_private_plan_s_denial_can_be_appealed_for_180_days(estimated: Make) -> None:
    # 45 CFR 147.136(b), 29 CFR 2560.503-1(h)(3)(i): at least 180 days after the notice of denial.
    case = _case(coverage=[{"kind": "employer"}], denial={"denied_on": "2026-11-20"})
    assert [entry.day for entry in deadlines_of(case, [], estimated())] == [date(2027, 5, 19)]


@pytest.mark.parametrize(
    ("coverage", "expected"),
    [
        # 42 CFR 405.942: 120 days; 422.582 and 423.582: 65 days. The earlier of two kinds of coverage counts.
        ([{"kind": "medicare", "part_a": "true", "part_b": "true"}], date(2027, 3, 20)),
        ([{"kind": "medicare_advantage"}], date(2027, 1, 24)),
        ([{"kind": "medicare", "part_b": "true"}, {"kind": "part_d"}], date(2027, 1, 24)),
        ([{"kind": "cobra"}], date(2027, 5, 19)),
        ([{"kind": "tricare"}], None),
        (None, None),
    ],
)
def test_the_days_to_appeal_depend_on_the_coverage(coverage: Any, expected: date | None) -> None:
    found = appeal_deadline(_case(coverage=coverage, denial={"denied_on": "2026-11-20"}))
    assert (found.day if found else None) == expected
    assert found is None or found.source is not None


def test_after_the_plan_s_own_appeal_comes_the_outside_review() -> None:
    # 45 CFR 147.136(d): four months after the notice of the final internal decision.
    denial = {"denied_on": "2026-06-01", "internal_appeal_denied_on": "2026-10-31"}
    found = appeal_deadline(_case(coverage=[{"kind": "employer"}], denial=denial))
    assert found is not None
    assert (found.day, found.title) == (date(2027, 2, 28), "Last day to ask for an outside review of the denial")


def test_what_is_past_is_left_out(program: Make, estimated: Make) -> None:
    one = program("one", deadlines=[{"what": "File", "on": "2026-06-10"}])
    assert deadlines_of(_case(), [one], estimated()) == ()
