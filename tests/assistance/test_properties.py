"""What must hold for everybody over the whole directory."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from pydantic import ValidationError

from mmfinance.assistance.columns import Columns, Words, WordSets, columns_of_cases
from mmfinance.assistance.compile import Leaf, Node
from mmfinance.assistance.directory import load_directory
from mmfinance.assistance.evaluate import Answered, best_answer, evaluate
from mmfinance.assistance.facts import Shape, fact
from mmfinance.assistance.match import match
from mmfinance.assistance.predicates import Criterion, leaves
from mmfinance.assistance.predicates.income import IncomeAtMostGreaterOf, PovertyCriterion
from mmfinance.assistance.predicates.money import IncomeAtMostDollars, IncomeAtMostSingleCouple, IncomeBelowDollars
from mmfinance.assistance.result import Verdict
from mmfinance.case.model import Case
from mmfinance.case.reading import read_case
from mmfinance.documents import read_document
from mmfinance.reference.poverty import poverty_guideline, region_of_state
from tests.assistance.people import cases, with_one_coverage_not_sure, without_one_fact

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
    for path, data in (*without_one_fact(full), *with_one_coverage_not_sure(full)):
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


@pytest.mark.parametrize("state", STATE_OF_REGION)
@pytest.mark.parametrize("size", range(1, 11))
def test_every_limit_in_dollars_of_the_directory_holds_to_the_dollar(size: int, state: str) -> None:
    for rule in INCOME_RULES:
        limit = _dollar_limit(rule, size, state)
        if limit is None:
            continue
        under, at, over = rule.answer(_incomes([limit - 100, limit, limit + 100], size, state)).tolist()
        strict, asked = isinstance(rule, IncomeBelowDollars), getattr(rule, "ask_above", False)
        assert under == 3, rule
        assert (at == 3) is not strict, rule
        assert over == (2 if asked else 0), rule


def _dollar_limit(rule: Criterion, size: int, state: str) -> int | None:
    """Cents of a year for this household, read from the file by hand; None where the rule has no such limit."""
    months = 12 if getattr(rule, "per", "year") == "month" else 1
    if isinstance(rule, IncomeAtMostSingleCouple):
        cents = rule.limit.single if size == 1 else rule.limit.couple
        return None if cents is None else int(cents) * months
    if isinstance(rule, (IncomeAtMostDollars, IncomeBelowDollars)):
        table: dict[int, int] = {
            int(key): cents for key, cents in rule.limit.items() if key.isdigit() and cents is not None
        }
        more: int | None = rule.limit.get("each_additional")
        last = max(table)
        if size in table:
            return table[size] * months
        return None if more is None or size < last else (table[last] + more * (size - last)) * months
    if isinstance(rule, IncomeAtMostGreaterOf):
        percent = (
            poverty_guideline(DAY.year, size, region_of_state(state) or "contiguous") * rule.limit.percent_fpl / 100
        )
        return max(rule.limit.dollars, int(percent)) if percent % 100 == 0 else None
    return None


def test_the_directory_has_income_rules_to_prove() -> None:
    assert len(INCOME_RULES) > 20
    assert sum(_dollar_limit(rule, 1, "OH") is not None for rule in INCOME_RULES) > 8


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


def test_a_case_alone_and_the_same_case_among_a_million_agree() -> None:
    """A million people drawn from the examples' columns; each answers as its example does alone."""
    few = columns_of_cases([read_case(path) for path in EXAMPLES])
    who = np.random.default_rng(4).integers(few.people, size=1_000_000)
    chosen = list(DIRECTORY.programs)[::20]
    facts = {
        fact for name in chosen for criterion in _criteria(DIRECTORY.rules.trees[name]) for fact in criterion.reads()
    }
    many = Columns(len(who), few.value, {name: _of(few, name, who) for name in sorted(facts)})
    alone = evaluate(DIRECTORY.programs, DIRECTORY.rules, few, DAY)
    together = Answered(DIRECTORY.rules, many)
    for name in chosen:
        best = best_answer(DIRECTORY.programs[name], DAY)
        assert np.array_equal(np.minimum(together.program(name), best), alone[name][who]), name


def _criteria(node: Node | None) -> Iterator[Criterion]:
    if isinstance(node, Leaf):
        yield node.criterion
    elif node is not None:
        for branch in node.branches:
            yield from _criteria(branch)


def _of(few: Columns, name: str, who: NDArray[np.int64]) -> Any:
    """A fact's column for many people, as its shape is kept."""
    match fact(name).shape:
        case Shape.FLAG:
            return few.flag(name)[who]
        case Shape.NUMBER:
            return few.number(name)[who]
        case Shape.WORD:
            words = few.words(name)
            return Words(words.codes[who], words.words)
        case _:
            sets = few.word_sets(name)
            return WordSets(sets.has[who], sets.maybe[who])


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
