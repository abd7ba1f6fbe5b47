"""A maker's card inside a plan that does not count it: the bill comes back, and only the engine can see it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from mmfinance.assistance.directory import Directory
from mmfinance.assistance.plan import plan
from mmfinance.assistance.plan.cards import estimate_with_cards
from mmfinance.assistance.result import MatchResult
from mmfinance.case.model import Case
from mmfinance.case.reading import read_case
from mmfinance.exposure.estimate import estimate

Make = Callable[..., Any]
EXAMPLE = Path(__file__).parents[3] / "examples" / "employer-july-accumulator.yaml"
AGAIN = partial(estimate, months=12, draws=1)


def _with_design(design: str) -> Case:
    case = read_case(EXAMPLE)
    assert case.coverage is not None
    return case.model_copy(update={"coverage": tuple(_designed(entry, design) for entry in case.coverage)})


def _designed(entry: Any, design: str) -> Any:
    return entry.model_copy(update={"copay_help": design}) if hasattr(entry, "copay_help") else entry


def _card(program: Make, cents: int) -> Any:
    covers = ["copay_drug", "coinsurance_drug", "deductible"]
    award = {"at_most": cents / 100, "period": "calendar_year"}
    return program("card", drugs=["daratumumab_sc"], covers=covers, award=award)


def _left(case: Case, card: Any, matched: Make) -> tuple[int, int]:
    directory = cast(Directory, SimpleNamespace(programs={card.id: card}))
    found = plan(case, directory, MatchResult(None, case.as_of, (matched(card.id),), ()), AGAIN(case), AGAIN)
    return found.total_expected, found.left_if_likely


def test_with_an_accumulator_the_bill_that_the_card_paid_comes_back(program: Make, matched: Make) -> None:
    card = _card(program, 500_000)
    total, left_counted = _left(_with_design("counts"), card, matched)
    same_total, left_not_counted = _left(_with_design("accumulator"), card, matched)
    assert total == same_total
    assert left_counted < left_not_counted <= total


def test_the_new_estimate_holds_the_card_and_names_it(program: Make) -> None:
    case = _with_design("accumulator")
    found = estimate_with_cards(case, [_card(program, 500_000)], AGAIN(case), AGAIN)
    assert found is not None
    assert found[1] == {"card"}
    assert found[0].total.expected <= AGAIN(case).total.expected


def test_a_plan_that_counts_the_card_needs_no_second_estimate(program: Make) -> None:
    case = _with_design("counts")
    assert estimate_with_cards(case, [_card(program, 500_000)], AGAIN(case), AGAIN) is None


def test_a_card_without_a_known_amount_changes_nothing(program: Make) -> None:
    case = _with_design("accumulator")
    card = program("card", drugs=["pomalidomide"], covers=["copay_drug"])
    assert estimate_with_cards(case, [card], AGAIN(case), AGAIN) is None


def test_the_surprise_bill_comes_with_later_services(program: Make) -> None:
    """The card pays the first dose; since that does not count, services that were free before are billed now."""
    case = _with_design("accumulator")
    before = AGAIN(case)
    found = estimate_with_cards(case, [_card(program, 500_000)], before, AGAIN)
    assert found is not None
    pairs = list(zip(before.services, found[0].services, strict=True))
    first = next(at for at, (old, _) in enumerate(pairs) if old.service.drug == "daratumumab_sc")
    changes = [new.patient_pays - old.patient_pays for old, new in pairs]
    assert changes[first] < 0
    assert max(changes[first + 1 :]) > 0
    assert before.total.expected - found[0].total.expected < -changes[first]
