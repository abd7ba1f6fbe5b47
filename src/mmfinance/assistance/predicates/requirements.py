"""The criterion behind `requires_first`: an application to another program that must come before."""

from typing import ClassVar, Literal

import numpy as np

from mmfinance.assistance.answers import NO, PROGRAM_DECIDES, YES, Answers
from mmfinance.assistance.columns import Columns
from mmfinance.assistance.predicates.conditions import OfAnotherProgram
from mmfinance.assistance.words import in_words
from mmfinance.case.fields import Slug
from mmfinance.phrases import Phrase

_FINAL = ("denied", "granted")
_FIRST = {
    "pending": "Apply to {program} first.",
    "denied": "Apply to {program} first. If it says no, keep the letter: this program asks for it.",
    "granted": "Apply to {program} first. This program asks that it said yes.",
}


class AppliedFirst(OfAnotherProgram):
    """Another program's answer must be there first. Not asked yet, or not told, is a step to take: never a no."""

    key: ClassVar[str] = "applied_first"
    applied_first: Slug
    state: Literal["pending", "denied", "granted"] = "denied"

    yes = "You have the answer that this program asks for ({limit})."
    no = "This program asks for this answer first: {limit}. Yours: {value}."

    def other(self) -> str:
        return self.applied_first

    def answer(self, columns: Columns) -> Answers:
        column = columns.words(self.fact_name())
        answers = [self._answer_for(state) for state in column.words]
        return np.array([*answers, PROGRAM_DECIDES], dtype=np.int8)[column.codes]

    def _answer_for(self, state: str) -> int:
        if state == self.state or (self.state == "pending" and state in _FINAL):
            return YES
        return NO if state in _FINAL else PROGRAM_DECIDES

    def open_question(self, value: object) -> str:
        return Phrase(_FIRST[self.state], program=self._name or self.other())

    def spoken_limit(self) -> Phrase:
        return Phrase("{program}: {states}", program=self._name or self.other(), states=in_words(self.state))
