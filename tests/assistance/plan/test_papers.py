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
