from collections.abc import Callable
from typing import Any

from mmfinance.assistance.plan.papers import PAPER_NAMES, merge_papers
from mmfinance.assistance.vocabulary import PaperKind


def test_every_kind_of_paper_has_a_name() -> None:
    assert set(PAPER_NAMES) == set(PaperKind)


def test_a_paper_of_two_programs_stands_once_with_the_stricter_freshness(program: Callable[..., Any]) -> None:
    one = program("one", papers=[{"paper": "income_proof", "at_most_days_old": 90}, {"paper": "prescription"}])
    two = program("two", papers=[{"paper": "income_proof", "at_most_days_old": 60}])
    papers = merge_papers([one, two])
    assert [(paper.name, paper.needed_by, paper.freshness) for paper in papers] == [
        ("Proof of income", ("one", "two"), "not older than 60 days"),
        ("The prescription", ("one",), None),
    ]


def test_a_paper_names_what_every_program_takes_instead(program: Callable[..., Any]) -> None:
    one = program("one", papers=[{"paper": "income_proof", "or": ["tax_return", "benefit_letter"]}])
    two = program("two", papers=[{"paper": "income_proof", "or": ["tax_return"]}])
    assert [paper.name for paper in merge_papers([one, two])] == [
        "Proof of income (or instead: Your last tax return, all pages)"
    ]
    assert [paper.name for paper in merge_papers([two, program("three", papers=[{"paper": "income_proof"}])])] == [
        "Proof of income"
    ]


def test_what_is_asked_after_approval_is_not_collected_now(program: Callable[..., Any]) -> None:
    assert merge_papers([program("one", papers=[{"paper": "receipts", "asked": "after_approval"}])]) == ()
