"""The criterion behind `requires_first`: an application to another program that must come before."""

from typing import ClassVar, Literal

import numpy as np

from mmfinance.assistance.answers import NO, PROGRAM_DECIDES, YES, Answers
from mmfinance.assistance.columns import Columns
from mmfinance.assistance.predicates.criterion import Criterion
from mmfinance.case.fields import Slug

_FINAL = ("denied", "granted")


class AppliedFirst(Criterion):
    """Another program's answer must be there first. Not asked yet, or not told, is a step to take: never a no."""

    key: ClassVar[str] = "applied_first"
    applied_first: Slug
    state: Literal["pending", "denied", "granted"] = "denied"

    yes = "You have the answer from {limit} that this program asks for."
    no = "This program asks that {limit}; yours is: {value}."

    def fact_name(self) -> str:
        return f"application.{self.applied_first}"

    def answer(self, columns: Columns) -> Answers:
        column = columns.words(self.fact_name())
        answers = [self._answer_for(state) for state in column.words]
        return np.array([*answers, PROGRAM_DECIDES], dtype=np.int8)[column.codes]

    def _answer_for(self, state: str) -> int:
        if state == self.state or (self.state == "pending" and state in _FINAL):
            return YES
        return NO if state in _FINAL else PROGRAM_DECIDES

    def open_question(self, value: object) -> str:
        return f"Apply to {self.applied_first} first; this program asks for its answer ({self.state})."

    def spoken_limit(self) -> str:
        return f"{self.applied_first} has {self.state} you" if self.state != "pending" else self.applied_first
