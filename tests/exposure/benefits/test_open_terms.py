"""Open terms lie between known ends: 45 CFR 156.130 caps the maximum, and what is met lies between nothing and it."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmfinance.case.model import Case
from mmfinance.exposure.benefits.coverage_stack import build_stack
from mmfinance.exposure.benefits.open_terms import DEDUCTIBLE, MAXIMUM, on_lanes, open_factors
from mmfinance.exposure.benefits.terms import PlanLayer
from mmfinance.exposure.estimate import estimate
from mmfinance.exposure.result import Estimate
from mmfinance.reference.figures import figure_cents

DAY = "2026-11-25"
FULL: dict[str, Any] = {
    "kind": "employer",
    "plan_year_start": "01-01",
    "coinsurance": 20,
    "deductible": {"individual": 2000, "met": 2000},
    "out_of_pocket_maximum": {"individual": 6000, "met": 5000},
}


def without(*paths: str) -> dict[str, Any]:
    plan: dict[str, Any] = {name: dict(part) if isinstance(part, dict) else part for name, part in FULL.items()}
    for path in paths:
        name, _, inner = path.partition(".")
        if inner:
            del plan[name][inner]
        else:
            del plan[name]
    return plan


def a_case(plan: dict[str, Any], start: str = "2026-12-01") -> Case:
    treatment = {"care_path": "teclistamab", "start_date": start}
    return Case.model_validate({"as_of": DAY, "coverage": [plan], "treatment": treatment})


def layer_on_lanes(plan: dict[str, Any], uniform: float) -> PlanLayer:
    case = a_case(plan)
    stack = build_stack(case, case.as_of, case.as_of)
    drawn = {name: np.array([uniform]) for name in open_factors(stack)}
    layer = on_lanes(stack, drawn).layers[0]
    assert isinstance(layer, PlanLayer)
    return layer


def estimated(plan: dict[str, Any], start: str = "2026-12-01") -> Estimate:
    return estimate(a_case(plan, start), 1, 200)


@pytest.mark.parametrize(
    ("plan", "kinds"),
    [
        (FULL, set()),
        (without("out_of_pocket_maximum.met"), {"met"}),
        (without("deductible.met"), {"met"}),
        (without("out_of_pocket_maximum"), {"maximum", "met"}),
        ({"kind": "employer"}, {"maximum", "deductible", "coinsurance", "met"}),
        ({"kind": "employer", "starts_on": DAY}, {"maximum", "deductible", "coinsurance"}),
        ({"kind": "part_d"}, {"met"}),
        ({"kind": "part_d", "deductible_met": 0, "out_of_pocket_met": 0}, set()),
        ({"kind": "medicare"}, {"met"}),
        ({"kind": "medicare", "part_b_deductible_met": 283}, set()),
        ({"kind": "tricare", "plan": "prime"}, {"met"}),
        ({"kind": "champva"}, {"met"}),
        ({"kind": "champva", "deductible_met": 50, "catastrophic_cap_met": 900}, set()),
    ],
)
def test_only_what_the_case_leaves_open_is_drawn(plan: dict[str, Any], kinds: set[str]) -> None:
    case = a_case(plan)
    assert set(open_factors(build_stack(case, case.as_of, case.as_of)).values()) == kinds


@pytest.mark.parametrize(
    ("plan", "uniform", "deductible", "maximum"),
    [
        (without("out_of_pocket_maximum.met", "deductible.met"), 0.0, 0, 0),
        (without("out_of_pocket_maximum.met", "deductible.met"), 0.5, 200_000, 300_000),
        (without("out_of_pocket_maximum.met", "deductible.met"), 0.25, 150_000, 150_000),
        (without("out_of_pocket_maximum.met", "deductible.met"), 1.0, 200_000, 600_000),
        # A stated part counts toward the maximum: at least the 2,000 of the deductible are spent.
        (without("out_of_pocket_maximum.met"), 0.0, 200_000, 200_000),
        (without("deductible.met"), 0.5, 100_000, 500_000),
    ],
)
def test_what_is_met_lies_between_nothing_and_the_limit(
    plan: dict[str, Any], uniform: float, deductible: int, maximum: int
) -> None:
    met = layer_on_lanes(plan, uniform).counters.met[0, :, 0]
    assert (met[DEDUCTIBLE], met[MAXIMUM]) == (deductible, maximum)


@given(st.floats(0, 1))
@settings(max_examples=30, deadline=None)
def test_a_maximum_lies_between_the_deductible_and_the_limit_of_the_law(uniform: float) -> None:
    limit = layer_on_lanes(without("out_of_pocket_maximum"), uniform).counters.limit[0, :, 0]
    assert (
        200_000
        <= limit[MAXIMUM]
        <= figure_cents("aca.annual_limitation_on_cost_sharing.self_only", a_case({**FULL}).as_of)
    )


@pytest.mark.parametrize("gap", ["out_of_pocket_maximum", "out_of_pocket_maximum.met"])
def test_a_term_that_is_not_known_widens_the_range_and_is_asked_for(gap: str) -> None:
    found = estimated(without(gap))
    assert found.total.low < found.total.high
    assert any(one.name.startswith("plan_0.") and one.question for one in found.swings)


def test_a_share_that_is_not_known_widens_the_range() -> None:
    found = estimated(without("coinsurance"), "2027-02-01")
    assert 200_000 <= found.total.low < found.total.high == 600_000


@given(st.floats(0, 1))
@settings(max_examples=30, deadline=None)
def test_a_deductible_lies_between_nothing_and_the_maximum(uniform: float) -> None:
    limit = layer_on_lanes(without("deductible"), uniform).counters.limit[0, :, 0]
    assert limit[DEDUCTIBLE] == round(600_000 * uniform)


def test_nothing_is_met_of_a_year_to_come() -> None:
    found = estimated(without("out_of_pocket_maximum.met", "deductible.met"), "2027-02-01")
    assert not any(one.name == "plan_0.met" for one in found.swings)
    assert {one.at_start for one in found.accumulators} == {0}


def test_what_is_not_known_is_not_shown_as_zero() -> None:
    found = estimated(without("out_of_pocket_maximum"))
    maximum = next(one for one in found.accumulators if one.name == "out-of-pocket maximum")
    assert (maximum.at_start, maximum.limit_stated) == (None, False)
    deductible = next(one for one in found.accumulators if one.name == "deductible")
    assert (deductible.at_start, deductible.limit_stated) == (200_000, True)


def test_the_day_on_which_coverage_ends_is_said() -> None:
    found = estimated({**FULL, "ends_on": "2026-12-10"})
    assert "From December 11, 2026 on no coverage is known" in " ".join(found.warnings)
