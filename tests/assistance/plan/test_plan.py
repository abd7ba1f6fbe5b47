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


def test_a_closed_fund_is_named_with_the_day_it_was_seen(program: Make, matched: Make, estimated: Make) -> None:
    found = _plan(CASE, [program("fund")], [matched("fund", availability=Availability.CLOSED)], estimated())
    assert found.excluded == (("fund", "It was closed when last seen on November 20, 2026. Ask if it has opened."),)


def test_what_only_the_center_may_send_says_so(program: Make, matched: Make, estimated: Make) -> None:
    grant = program("grant", kinds=["travel"], who_may_apply=["treatment_center"])
    assert _plan(CASE, [grant], [matched("grant")], estimated()).steps[0].who == "Your treatment center must send this"


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
