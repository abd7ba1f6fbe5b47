from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from mmfinance.assistance.directory import Directory, load_directory
from mmfinance.assistance.match import match
from mmfinance.assistance.plan import plan
from mmfinance.assistance.plan.candidates import GOVERNMENT, is_maker_card
from mmfinance.assistance.result import Availability, MatchResult, Verdict
from mmfinance.case.model import Case
from mmfinance.case.reading import read_case
from mmfinance.exposure.estimate import estimate
from tests.assistance.plan.conftest import share_of_drug

Make = Callable[..., Any]
EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.yaml"))
CASE = Case.model_validate({"as_of": "2026-12-01"})


def _plan(case: Case, programs: list[Any], matches: list[Any], cost: Any) -> Any:
    directory = cast(Directory, SimpleNamespace(programs={one.id: one for one in programs}))
    return plan(case, directory, MatchResult(None, case.as_of, tuple(matches), ()), cost)


def test_of_two_programs_that_exclude_each_other_only_one_is_planned(
    program: Make, matched: Make, estimated: Make
) -> None:
    small = program("small", covers=["coinsurance_drug"], award={"guaranteed": 100}, excludes=[{"program": "large"}])
    large = program("large", covers=["coinsurance_drug"], award={"guaranteed": 900})
    cost = estimated((share_of_drug(date(2026, 12, 3), coinsurance=200_000),))
    found = _plan(CASE, [small, large], [matched("small"), matched("large")], cost)
    assert [step.program_id for step in found.steps] == ["large"]
    assert found.excluded == (("small", "It cannot be used together with Large."),)
    assert (found.left_if_guaranteed, found.left_if_likely) == (110_000, 110_000)


def test_a_maker_s_card_is_never_planned_with_government_insurance(
    program: Make, matched: Make, estimated: Make
) -> None:
    card = program("card", drugs=["pomalidomide"])
    case = Case.model_validate({"as_of": "2026-12-01", "coverage": [{"kind": "part_d"}]})
    found = _plan(case, [card], [matched("card")], estimated())
    assert found.steps == ()
    assert found.excluded == (("card", "A drug maker's card may not be used with government insurance."),)


def test_no_drug_program_is_planned_for_an_off_label_use(program: Make, matched: Make, estimated: Make) -> None:
    free = program("free", kinds=["free_drug"], drugs=["venetoclax"])
    case = Case.model_validate({"as_of": "2026-12-01", "treatment": {"off_label": "true"}})
    assert _plan(case, [free], [matched("free")], estimated()).steps == ()


def test_after_a_denial_a_free_drug_stays_though_the_estimate_bills_no_drug(
    program: Make, matched: Make, estimated: Make
) -> None:
    free = program("free", kinds=["free_drug"], covers=["drug"], drugs=["idecabtagene_vicleucel"])
    cost = estimated((share_of_drug(date(2026, 12, 3), coinsurance=200_000, drug=""),))
    denied = Case.model_validate({"as_of": "2026-12-01", "denial": {"denied_on": "2026-11-20"}})
    assert _plan(CASE, [free], [matched("free")], cost).steps == ()
    assert [step.program_id for step in _plan(denied, [free], [matched("free")], cost).steps] == [None, "free"]


def test_a_closed_fund_is_named_with_the_day_it_was_seen(program: Make, matched: Make, estimated: Make) -> None:
    found = _plan(CASE, [program("fund")], [matched("fund", availability=Availability.CLOSED)], estimated())
    assert found.excluded == (("fund", "It was closed when last seen on November 20, 2026. Ask if it has opened."),)


def test_what_only_the_center_may_send_says_so(program: Make, matched: Make, estimated: Make) -> None:
    grant = program("grant", kinds=["travel"], who_may_apply=["treatment_center"])
    assert _plan(CASE, [grant], [matched("grant")], estimated()).steps[0].who == "Your treatment center must send this"


def test_what_you_can_send_stands_apart_from_what_the_center_must(
    program: Make, matched: Make, estimated: Make
) -> None:
    yours = program("yours", who_may_apply=["patient", "treatment_center"])
    theirs = program("theirs", who_may_apply=["treatment_center"])
    found = _plan(CASE, [yours, theirs], [matched("yours"), matched("theirs")], estimated())
    assert {step.program_id: step.you_can_send for step in found.steps} == {"yours": True, "theirs": False}


def test_what_is_due_within_a_week_is_for_this_week(program: Make, matched: Make, estimated: Make) -> None:
    many = [program(f"fund-{number}", kinds=["cash"]) for number in range(3)]
    soon = program("soon", kinds=["cash"], deadlines=[{"what": "Ask", "on": "2026-12-08"}])
    late = program("late", kinds=["cash"], deadlines=[{"what": "Ask", "on": "2026-12-09"}])
    waits = program("waits", kinds=["cash"], deadlines=soon_rule(), requires_first=[{"program": "fund-0"}])
    programs = [*many, soon, late, waits]
    # small stipends have no place in a first week of their own, so that only the day decides
    found = _plan(CASE, programs, [matched(one.id, Verdict.NEED_INFO) for one in programs], estimated())
    assert [step.program_id for step in found.steps if step.when == "This week"] == ["soon"]
    assert found.steps[0].program_id == "soon"


def soon_rule() -> list[dict[str, str]]:
    return [{"what": "Ask", "on": "2026-12-02"}]


def test_help_without_a_known_amount_is_named_as_not_counted(program: Make, matched: Make, estimated: Make) -> None:
    cost = estimated((share_of_drug(date(2026, 12, 3), coinsurance=200_000),))
    known = program("known", covers=["coinsurance_drug"], award={"at_most": 100})
    unknown = program("unknown", covers=["coinsurance_drug"])
    other = program("other", covers=["household"], kinds=["cash"])
    found = _plan(CASE, [known, unknown, other], [matched(each) for each in ("known", "unknown", "other")], cost)
    assert found.not_counted == ("unknown",)
    assert found.left_if_likely == 190_000


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ({"kinds": ["insurance"]}, "This can lower the bills that come after it."),
        ({"kinds": ["insurance"], "covers": ["premium"]}, "It may pay premiums of your insurance."),
        (
            {"kinds": ["insurance"], "covers": ["copay_drug", "premium"], "sides": ["pharmacy"]},
            "It can lower what you pay for drugs from a pharmacy.",
        ),
        ({"kinds": ["copay"]}, "It spreads what you owe over more months. It takes nothing off."),
        ({"kinds": ["free_drug"], "covers": ["drug"]}, "It may give you the drug itself at no cost."),
        ({"kinds": ["tax"]}, "It may lower your income tax."),
        ({"kinds": ["cash"], "award": {"at_most": 500, "period": "once"}}, "It may pay up to $500."),
    ],
)
def test_a_step_promises_no_more_than_the_program_pays(
    program: Make, matched: Make, estimated: Make, keys: dict[str, Any], why: str
) -> None:
    cost = estimated((share_of_drug(date(2026, 12, 3), coinsurance=200_000),))
    assert _plan(CASE, [program("one", **keys)], [matched("one")], cost).steps[0].why == why


def test_nobody_is_sent_to_a_flight_for_a_day_trip_by_road(program: Make, matched: Make, estimated: Make) -> None:
    flight = program("flight", kinds=["travel"], covers=["air_travel"], award={"in_kind": True})
    cost = estimated((share_of_drug(date(2026, 12, 3), coinsurance=200_000),))
    by_car = Case.model_validate({"as_of": "2026-12-01", "travel": {"mode": "car"}})
    assert _plan(by_car, [flight], [matched("flight")], cost).steps == ()
    assert len(_plan(CASE, [flight], [matched("flight")], cost).steps) == 1


def test_help_that_is_held_already_is_not_planned_again(program: Make, matched: Make, estimated: Make) -> None:
    case = Case.model_validate({"as_of": "2026-12-01", "help_already_held": [{"program": "fund", "state": "granted"}]})
    assert _plan(case, [program("fund")], [matched("fund")], estimated()).steps == ()


@pytest.fixture(scope="module")
def directory() -> Directory:
    return load_directory()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_s_plan_keeps_its_promises(path: Path, directory: Directory) -> None:
    case = read_case(path)
    cost = estimate(case, months=12, draws=64)
    found = plan(case, directory, match(case, directory), cost)
    planned = [directory.programs[step.program_id] for step in found.steps if step.program_id]
    assert 0 <= found.left_if_likely <= found.left_if_guaranteed <= found.total_expected == cost.total.expected
    assert not (case.covers(*GOVERNMENT) and any(is_maker_card(program) for program in planned))
    ids = [program.id for program in planned]
    for program in planned:
        assert not [entry for entry in program.excludes if entry.program in ids and entry.scope != "same_cost"]
        assert all(
            ids.index(first.program) < ids.index(program.id) for first in program.requires_first if first.program in ids
        )
    verdicts = {one.program_id: one.verdict for one in match(case, directory).programs}
    assert all(verdicts[identifier] is not Verdict.INELIGIBLE for identifier in ids)
