"""What stands on an assumption that no draw moves, and so which question comes first."""

from collections.abc import Mapping
from pathlib import Path

from mmfinance.case.model import Case
from mmfinance.case.reading import read_case
from mmfinance.exposure.benefits.coverage_stack import build_stack
from mmfinance.exposure.estimate import estimate
from mmfinance.exposure.outcome import outcome
from mmfinance.exposure.report.resting import resting
from mmfinance.exposure.result import Estimate
from mmfinance.exposure.scheduling.schedule import build_schedule

EXAMPLES = Path(__file__).parents[3] / "examples"


def asked(found: Estimate) -> list[str]:
    return [one.name for one in found.assumptions if one.question]


def example(name: str) -> Case:
    return read_case(EXAMPLES / f"{name}.yaml")


def test_the_pay_that_a_rule_makes_comes_before_prices_that_move_nothing() -> None:
    """The plan's maximum is met at any price; half of the total is pay lost by a rule."""
    found = asked(estimate(example("employer-crossing-plan-year"), draws=100))
    assert found[0] == "work.patient.hours_lost"
    assert found.index("next_plan_year") < found.index("commercial_prices")


def test_parking_and_premiums_narrow_little_and_are_asked_late() -> None:
    found = asked(estimate(example("half-missing"), draws=100))
    assert found.index("coverage[0].premium_monthly") == len(found) - 1
    found = asked(estimate(example("medicare-no-supplement"), draws=100))
    assert found.index("later_phases") < found.index("travel.parking_per_visit")


def test_a_later_schedule_is_worth_what_it_would_change() -> None:
    """Without a limit a sparser schedule saves the share of every dose that falls out; behind Medigap G, nothing."""
    case = example("medicare-no-supplement")
    policy = read_case(EXAMPLES / "medicare-medigap-g-part-d.yaml").coverage
    sparse = case.model_copy(update={"treatment": case.treatment.model_copy(update={"later_phases": True})})
    saved = care(estimate(case, draws=1)) - care(estimate(sparse, draws=1))
    assert saved > 10_000_00
    assert at_stake(case)["later_phases"] == saved
    assert at_stake(case.model_copy(update={"coverage": policy}))["later_phases"] == 0


def care(found: Estimate) -> int:
    return sum(share.patient_pays for share in found.services)


def at_stake(case: Case) -> Mapping[str, int]:
    schedule = build_schedule(case, 12)
    stack = build_stack(case, schedule.horizon.start, schedule.horizon.end)
    return resting(case, outcome(case, schedule, stack, 1, 0), stack, (), schedule.assumptions)


def test_nobody_without_a_network_is_asked_about_one() -> None:
    assert "network" not in asked(estimate(example("uninsured-good-faith-estimate"), draws=1))
    assert "network" not in asked(estimate(example("medicare-no-supplement"), draws=1))
    assert "network" in asked(estimate(example("half-missing"), draws=1))
