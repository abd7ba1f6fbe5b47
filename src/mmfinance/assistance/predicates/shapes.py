"""The few ways in which criteria test a fact: a flag, a number against a limit, a word in a list, a set of words."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mmfinance.assistance.answers import NO, NOT_KNOWN, PROGRAM_DECIDES, YES, Answers, constant, from_truth, opposite
from mmfinance.assistance.columns import MISSING, NEVER_HAPPENED, NO_DATE, Columns, bits
from mmfinance.assistance.facts import fact
from mmfinance.assistance.predicates.criterion import Criterion
from mmfinance.phrases import Phrase

Test = Callable[[NDArray[np.int64], int], NDArray[np.bool_]]


class Flag(Criterion):
    """A yes/no fact must be as the file says."""

    yes = "{label}: {value}, as the program asks."
    no = "{label}: {value}; the program asks for: {limit}."

    def answer(self, columns: Columns) -> Answers:
        answers = columns.flag(self.fact_name())
        return answers if self.limit else opposite(answers)


class AtMost(Criterion):
    """A number must be at or below a limit; a null limit is not published and the program decides."""

    yes = "{label} is {value}; the limit is {limit}."
    no = "{label} is {value}; the limit is {limit}."
    change = "This would change if it were {limit} or less."

    def answer(self, columns: Columns) -> Answers:
        return compare(self, columns, lambda numbers, limit: numbers <= limit)

    def rule_words(self) -> Phrase:
        return Phrase("{limit} or less", limit=self.spoken_limit())


class AtLeast(Criterion):
    """A number must be at or above a limit; a null limit is not published and the program decides."""

    yes = "{label} is {value}; the program asks for {limit} or more."
    no = "{label} is {value}; the program asks for {limit} or more."
    change = "This would change if it were {limit} or more."

    def answer(self, columns: Columns) -> Answers:
        return compare(self, columns, lambda numbers, limit: numbers >= limit)

    def rule_words(self) -> Phrase:
        return Phrase("{limit} or more", limit=self.spoken_limit())


class WordIn(Criterion):
    """A word must be on the list."""

    yes = "{label} is {value}, which counts here."
    no = "{label} is {value}; the program takes: {limit}."

    def wanted(self) -> frozenset[str]:
        """The words that count."""
        return frozenset(self.limit)

    def answer(self, columns: Columns) -> Answers:
        if self.limit is None:
            return constant(PROGRAM_DECIDES, columns.people)
        column, wanted = columns.words(self.fact_name()), self.wanted()
        answers = [YES if word in wanted else NO for word in column.words]
        return np.array([*answers, NOT_KNOWN], dtype=np.int8)[column.codes]


class HasAny(Criterion):
    """At least one of the words must be in the set."""

    yes = "{label}: {value}. The program asks for {rule}."
    no = "{label}: {value}. The program asks for {rule}."

    def answer(self, columns: Columns) -> Answers:
        sets, wanted = columns.word_sets(self.fact_name()), bits(self.fact_name(), self.limit)
        return _graded((sets.has & wanted) != 0, (sets.maybe & wanted) != 0)

    def rule_words(self) -> Any:
        limit = self.spoken_limit()
        return Phrase("one of these: {limit}", limit=limit) if len(self.limit) > 1 else limit


class HasAll(Criterion):
    """All of the words must be in the set."""

    yes = "{label}: {value}. The program asks for {rule}."
    no = "{label}: {value}. The program asks for {rule}."

    def answer(self, columns: Columns) -> Answers:
        sets, wanted = columns.word_sets(self.fact_name()), bits(self.fact_name(), self.limit)
        return _graded((sets.has & wanted) == wanted, ((sets.has | sets.maybe) & wanted) == wanted)

    def rule_words(self) -> Any:
        limit = self.spoken_limit()
        return Phrase("all of these: {limit}", limit=limit) if len(self.limit) > 1 else limit


class HasNone(Criterion):
    """None of the words may be in the set."""

    yes = "{label}: {value}. None of these rules you out: {limit}."
    no = "{label}: {value}. The program is not for people with: {limit}."

    def answer(self, columns: Columns) -> Answers:
        sets, barred = columns.word_sets(self.fact_name()), bits(self.fact_name(), self.limit)
        return _graded(((sets.has | sets.maybe) & barred) == 0, (sets.has & barred) == 0)


def compare(criterion: Criterion, columns: Columns, test: Test) -> Answers:
    """Test numbers against the limit; missing is not known, "never" is no, an undated event is not known."""
    if criterion.limit is None:
        return constant(PROGRAM_DECIDES, columns.people)
    numbers = columns.number(criterion.fact_name())
    limit = round(criterion.limit * fact(criterion.fact_name()).scale)
    return graded_days(numbers, test(numbers, limit))


def graded_days(numbers: NDArray[np.int64], truth: NDArray[np.bool_]) -> Answers:
    """Answers for numbers that may be missing, never or undated."""
    answers = from_truth(truth & (numbers != NEVER_HAPPENED), numbers != MISSING)
    answers[numbers == NO_DATE] = NOT_KNOWN
    return answers


def _graded(surely: NDArray[np.bool_], possibly: NDArray[np.bool_]) -> Answers:
    return np.where(surely, YES, np.where(possibly, NOT_KNOWN, NO)).astype(np.int8)
