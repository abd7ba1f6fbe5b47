"""The interview: of the facts that are missing, ask those that still decide something, the most deciding one first."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mmfinance.assistance.columns import Columns
from mmfinance.assistance.directory import Directory
from mmfinance.assistance.facts import NEVER, Fact, Shape, Unit, fact
from mmfinance.assistance.facts.reading import read_value
from mmfinance.assistance.match import match_result
from mmfinance.assistance.result import MatchResult
from mmfinance.case.model import Case
from mmfinance.case.person import age_on

_YES = frozenset({"y", "yes", "true"})
_NO = frozenset({"n", "no", "false"})
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TOLD_AS_DATE = (Unit.DAYS_AGO, Unit.DAYS_AHEAD, Unit.YEARS)
_STATE_FACTS = frozenset({"state", "treatment_state", "patient_work_state", "caregiver_work_state"})


@dataclass(frozen=True)
class Question:
    """A fact to ask for, and how to ask."""

    fact: str
    text: str


class Interview:
    """One conversation about one case; answers are kept beside the case and never written."""

    def __init__(self, case: Case, directory: Directory) -> None:
        self._case = case
        self._directory = directory
        self._answers: dict[str, Any] = {}
        self._asked: set[str] = set()

    def next_question(self) -> Question | None:
        """The most deciding question not asked yet; None when nothing is left to ask."""
        left = [each for each in self.result().missing if each.fact not in self._asked]
        return Question(left[0].fact, f"{left[0].question}{_choices(left[0].fact)}") if left else None

    def answer(self, question: Question, text: str) -> None:
        """Take an answer; an empty one leaves the fact unknown.

        Raises ValueError or UnknownName for an answer that the fact cannot have; the question then comes again.
        """
        if text.strip():
            self._answers[question.fact] = _read(question.fact, text.strip(), self._case.as_of)
        self._asked.add(question.fact)

    def result(self) -> MatchResult:
        """The match with all answers so far."""
        return match_result(self._columns(), self._directory, self._case.as_of, self._case.case_id)

    def _columns(self) -> Columns:
        def read(name: str) -> Sequence[Any]:
            return [self._answers[name] if name in self._answers else fact(name).derive(self._case)]

        return Columns(1, read)


def _read(name: str, text: str, today: date) -> Any:
    """Read an answer as people give it: yes or no, a date for a number of days or an age, words with commas."""
    of = fact(name)
    if of.shape is Shape.FLAG:
        if text.lower() in _YES | _NO:
            return text.lower() in _YES
        raise ValueError("please answer yes or no, or leave it empty")
    if of.shape is Shape.SET:
        return read_value(of, [word.strip().replace(" ", "_").lower() for word in text.split(",")])
    if of.unit is Unit.DAYS_AGO and text.lower() in _NO:
        return NEVER
    if of.unit in _TOLD_AS_DATE and _DATE.fullmatch(text):
        return _since(of, date.fromisoformat(text), today)
    return read_value(of, text.upper() if of.name in _STATE_FACTS else text)


def _since(of: Fact, day: date, today: date) -> int:
    if of.unit is Unit.YEARS:
        return age_on(day, today)
    return (today - day).days if of.unit is Unit.DAYS_AGO else (day - today).days


def _choices(name: str) -> str:
    of = fact(name)
    if of.shape is Shape.FLAG:
        return " (yes/no)"
    if of.shape is Shape.SET:
        return f" ({', '.join(of.words)}; several with commas)"
    if of.unit in _TOLD_AS_DATE:
        return " (a date such as 2025-03-31)"
    return f" ({', '.join(of.words)})" if 0 < len(of.words) < 10 else ""
