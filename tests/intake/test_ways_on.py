"""What is offered at a crossroads is true: that many programs are settled once these questions are answered."""

from datetime import date
from pathlib import Path

import pytest

from mmfinance.assistance.directory import Directory, load_directory
from mmfinance.assistance.match import match
from mmfinance.assistance.result import Verdict
from mmfinance.case.model import Case
from mmfinance.exposure.estimate import estimate
from mmfinance.intake.interview import Interview
from mmfinance.intake.question import Answer, Menu, Option, Question
from mmfinance.intake.questions import QUESTIONS
from mmfinance.intake.saving import start_or_resume
from mmfinance.intake.ways_on import MOST_QUESTIONS, WaysOn, ways_on

TODAY = date(2026, 11, 28)
EXAMPLES = Path(__file__).parents[2] / "examples"
NO_COST = estimate(Case(as_of=TODAY), 12, 1)
"""The estimate of nobody: what it assumed is beside the point where programs are settled."""
WRITTEN = {
    "start": "12/7/2026",
    "birth_date": "3/14/1968",
    "car_t_date": "1/5/2026",
    "zip": "43081",
    "denied_on": "11/2/2026",
}


@pytest.fixture(scope="module")
def directory() -> Directory:
    return load_directory(None, None)


def answered_through(**answers: Answer) -> Interview:
    interview = Interview({"as_of": TODAY})
    while question := interview.question():
        interview.answer(answers.get(question.id))
    return interview


def open_programs(case: Case, directory: Directory) -> set[str]:
    matches = match(case, directory)
    return {found.program_id for found in matches.programs if found.verdict is Verdict.NEED_INFO}


def offered(interview: Interview, directory: Directory) -> WaysOn:
    return ways_on(interview, match(interview.case, directory), NO_COST)


def some_answer(question: Question, case: Case, first: bool) -> Answer:
    form = question.form
    if isinstance(form, Menu):
        chosen = _leaves(form.options(case))[0 if first else -1].value
        return (chosen,) if form.several else chosen
    if question.id.endswith("_date"):
        return "1/5/2020"
    return WRITTEN.get(question.id) or ("OH" if question.id.endswith("state") else "2" if first else "300")


def _leaves(options: tuple[Option, ...]) -> list[Option]:
    return [leaf for option in options for leaf in (_leaves(option.more) if option.more else [option])]


STARTS: dict[str, dict[str, Answer]] = {
    "employer": {
        "disease": "multiple_myeloma",
        "insurance": ("employer",),
        "zip": "43081",
        "treatment": "teclistamab",
        "start": "12/07/2026",
        "household_size": "2",
        "income": "78500",
    },
    "medicare": {
        "disease": "multiple_myeloma",
        "insurance": ("medicare",),
        "medicare_type": "both",
        "zip": "33101",
        "treatment": "selinexor_dexamethasone",
        "household_size": "1",
        "income": "19000",
    },
    "uninsured": {"disease": "multiple_myeloma", "insurance": ("uninsured",), "zip": "90001", "household_size": "4"},
    "nothing": {},
}


@pytest.mark.parametrize("first", [True, False], ids=["first", "last"])
@pytest.mark.parametrize("start", STARTS)
def test_as_many_programs_are_settled_as_was_said(start: str, first: bool, directory: Directory) -> None:
    """Follow the offers to the end, with the first or the last answer of every list."""
    interview = answered_through(**STARTS[start])
    batches = 0
    while (ways := offered(interview, directory)).settles:
        before = open_programs(interview.case, directory)
        assert len(ways.programs) <= MOST_QUESTIONS
        interview.agree(ways.programs)
        while question := interview.question():
            interview.answer(some_answer(question, interview.case, first))
        assert len(before - open_programs(interview.case, directory)) >= ways.settles, ways
        batches += 1
    assert batches >= 1


def test_not_knowing_ends_too(directory: Directory) -> None:
    interview = answered_through()
    asked = 0
    while (ways := offered(interview, directory)).programs:
        interview.agree(ways.programs)
        while question := interview.question():
            assert question.id in ways.programs
            interview.answer(None)
            asked += 1
    assert asked > MOST_QUESTIONS
    assert not offered(interview, directory).settles


def test_the_best_three_questions_are_offered(directory: Directory) -> None:
    """No other three of the waiting questions settle more programs (all are tried)."""
    from itertools import combinations

    from mmfinance.intake import ways_on as module

    interview = answered_through(**STARTS["employer"])
    matches = match(interview.case, directory)
    waiting = [question for question in QUESTIONS.values() if interview.is_open(question)]
    needed = list(module._needed(waiting, matches))
    names = sorted(set().union(*needed))
    most = max(sum(1 for each in needed if each and each <= set(three)) for three in combinations(names, 3))
    assert offered(interview, directory).settles == most


def test_what_the_estimate_assumed_is_offered_in_its_order(directory: Directory) -> None:
    interview = answered_through(**STARTS["employer"])
    found = estimate(interview.case, 12, 1)
    first = ways_on(interview, match(interview.case, directory), found).estimate
    assumed = [one.name for one in found.assumptions]
    places = [min(assumed.index(name) for name in QUESTIONS[each].assumptions if name in assumed) for each in first]
    assert len(first) == MOST_QUESTIONS
    assert places == sorted(places)


def test_a_case_with_nothing_left_offers_nothing_to_settle(directory: Directory) -> None:
    interview = start_or_resume(EXAMPLES / "half-missing.yaml", TODAY)
    for question in QUESTIONS.values():
        if interview.is_open(question):
            interview.ask_again(question.id)
            interview.answer(None)
    assert offered(interview, directory) == WaysOn((), 0, ())
