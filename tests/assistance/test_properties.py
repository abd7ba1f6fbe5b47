"""What must hold for everybody over the whole directory."""

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from mmfinance.assistance.columns import Columns, columns_of_cases
from mmfinance.assistance.directory import load_directory
from mmfinance.assistance.evaluate import Answered, evaluate
from mmfinance.assistance.match import match
from mmfinance.assistance.predicates import leaves
from mmfinance.assistance.predicates.income import PovertyCriterion
from mmfinance.assistance.result import Verdict
from mmfinance.case.model import Case
from mmfinance.case.reading import read_case
from mmfinance.documents import read_document
from tests.assistance.people import cases, without_one_fact

DIRECTORY = load_directory()
DAY = date(2026, 11, 25)
EXAMPLES = sorted(Path(__file__).parents[2].glob("examples/*.yaml"))
SOME = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


def levels(data: list[dict[str, Any]]) -> dict[str, list[int]]:
    found = evaluate(
        DIRECTORY.programs, DIRECTORY.rules, columns_of_cases([Case.model_validate(one) for one in data]), DAY
    )
    return {name: answers.tolist() for name, answers in found.items()}


def assert_no_new_no(full: dict[str, Any]) -> None:
    changed = []
    for path, data in without_one_fact(full):
        try:
            Case.model_validate(data)
        except ValidationError:
            continue
        changed.append((path, data))
    found = levels([full, *(data for _, data in changed)])
    for name, answers in found.items():
        for (path, _), answer in zip(changed, answers[1:], strict=True):
            assert answer > 0 or answers[0] == 0, f"{name} became ineligible without {path}"


@SOME
@given(cases())
def test_a_missing_fact_never_makes_anybody_ineligible(data: dict[str, Any]) -> None:
    assert_no_new_no(data)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_missing_fact_never_makes_an_example_ineligible(path: Path) -> None:
    assert_no_new_no(read_document(path).data)


@SOME
@given(cases(), st.integers(1, 200_000))
def test_more_income_never_turns_a_no_into_a_yes_where_no_floor_is_set(data: dict[str, Any], more: int) -> None:
    richer = data | {"household": data["household"] | {"annual_income": data["household"]["annual_income"] + more}}
    for name, (before, after) in levels([data, richer]).items():
        tree = DIRECTORY.programs[name].eligible_when
        rules = list(leaves(tree)) if tree is not None else []
        if any((isinstance(rule, PovertyCriterion) and rule.floor) or "none_of" in str(tree) for rule in rules):
            continue
        assert not (before == 0 and after == 3), name


INCOME_RULES = [rule for rule in DIRECTORY.rules.criteria if "annual_income" in rule.reads()]
STATE_OF_REGION = ("OH", "AK", "HI")


def _incomes(cents: list[int], size: int, state: str) -> Columns:
    people = len(cents)
    facts = {"household_size": size, "state": state, "as_of": DAY.toordinal(), "married": size > 1}
    facts |= {"medical_debt": 300_000, "drug_spending_this_year": 200_000, "plan_maximum": 900_000}
    return Columns(people, lambda name: cents if name == "annual_income" else [facts.get(name)] * people)


@pytest.mark.parametrize("state", STATE_OF_REGION)
@pytest.mark.parametrize("size", range(1, 11))
def test_every_income_rule_of_the_directory_only_closes_as_income_rises(size: int, state: str) -> None:
    columns = _incomes(list(range(0, 40_000_000, 50_000)), size, state)
    for rule in INCOME_RULES:
        answers = rule.answer(columns)
        opens = isinstance(rule, PovertyCriterion) and rule.floor
        steps = np.diff(answers.astype(int))
        assert np.all(steps >= 0 if opens else steps <= 0), rule


@pytest.mark.parametrize("state", STATE_OF_REGION)
@pytest.mark.parametrize("size", range(1, 11))
def test_every_published_limit_of_the_directory_holds_to_the_dollar(size: int, state: str) -> None:
    for rule in INCOME_RULES:
        if not isinstance(rule, PovertyCriterion) or not isinstance(rule.limit, Decimal):
            continue
        limit = rule.limit_of(_incomes([0], size, state), 0)
        under, at, over = rule.answer(_incomes([limit - 100, limit, limit + 100], size, state)).tolist()
        exact = int(limit) * 100 % int(rule.limit * 100) == 0
        if rule.floor:
            assert (under, over) == (0, 3), rule
        else:
            assert under == 3, rule
            assert at == 3 or rule.strict or not exact, rule
            assert over < 3, rule


def test_the_directory_has_income_rules_to_prove() -> None:
    assert len(INCOME_RULES) > 20


def test_every_example_alone_and_among_all_examples_agree() -> None:
    many = [read_case(path) for path in EXAMPLES]
    together = evaluate(DIRECTORY.programs, DIRECTORY.rules, columns_of_cases(many), DAY)
    for place, case in enumerate(many):
        alone = evaluate(DIRECTORY.programs, DIRECTORY.rules, columns_of_cases([case]), DAY)
        assert {name: answers[place] for name, answers in together.items()} == {
            name: answers[0] for name, answers in alone.items()
        }


@SOME
@given(cases())
def test_one_person_in_plain_numbers_and_in_columns_agree(data: dict[str, Any]) -> None:
    answered = Answered(DIRECTORY.rules, columns_of_cases([Case.model_validate(data)]))
    for name in DIRECTORY.programs:
        assert answered.program_of(name, 0) == answered.program(name)[0], name


@SOME
@given(st.lists(cases(), min_size=2, max_size=8))
def test_a_case_alone_and_among_others_agree(many: list[dict[str, Any]]) -> None:
    together = levels(many)
    for place, data in enumerate(many):
        alone = levels([data])
        assert {name: answers[place] for name, answers in together.items()} == {
            name: answers[0] for name, answers in alone.items()
        }


def test_a_case_agrees_with_itself_among_a_hundred_thousand() -> None:
    data = read_document(EXAMPLES[0]).data
    case = Case.model_validate(data)
    many = evaluate(DIRECTORY.programs, DIRECTORY.rules, columns_of_cases([case] * 20_000), DAY)
    alone = evaluate(DIRECTORY.programs, DIRECTORY.rules, columns_of_cases([case]), DAY)
    assert all(np.all(many[name] == alone[name][0]) for name in many)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_program_appears_with_its_reasons(path: Path) -> None:
    result = match(read_case(path), DIRECTORY)
    assert [found.program_id for found in result.programs] == list(DIRECTORY.programs)
    for found in result.programs:
        if found.verdict is Verdict.INELIGIBLE:
            assert any(reason.met is False for reason in found.reasons), found.program_id
        if found.verdict is Verdict.NEED_INFO:
            assert found.missing, found.program_id
        assert all(reason.sentence and "{" not in reason.sentence for reason in found.reasons)
