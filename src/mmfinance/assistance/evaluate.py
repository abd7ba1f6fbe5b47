"""Answers of whole programs for many people at once: each distinct criterion once, then minimum and maximum."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from mmfinance.assistance import answers
from mmfinance.assistance.answers import NO, NOT_KNOWN, PROGRAM_DECIDES, YES, Answers
from mmfinance.assistance.columns import Columns
from mmfinance.assistance.compile import Branch, Leaf, Node, RuleBook
from mmfinance.assistance.freshness import ended
from mmfinance.assistance.program import Program
from mmfinance.assistance.result import Reason, Verdict
from mmfinance.errors import BrokenData, Problem

VERDICTS = {
    YES: Verdict.ELIGIBLE,
    PROGRAM_DECIDES: Verdict.POSSIBLE,
    NOT_KNOWN: Verdict.NEED_INFO,
    NO: Verdict.INELIGIBLE,
}


_BREAKS = (ArithmeticError, LookupError, TypeError, ValueError)


@dataclass
class Answered:
    """The answers to the criteria of a rule book for the people of some columns; each is found when first asked."""

    book: RuleBook
    columns: Columns
    worded: dict[tuple[int, bool, int], Reason] = field(default_factory=dict)
    _found: dict[int, Answers] = field(default_factory=dict)
    _programs: dict[str, Answers] = field(default_factory=dict)
    _single: dict[tuple[int, int], int] = field(default_factory=dict)
    _of_each: dict[int, list[int]] = field(default_factory=dict)

    def criterion(self, leaf: Leaf) -> Answers:
        """Answer one criterion."""
        if leaf.number not in self._found:
            self._found[leaf.number] = self.book.criteria[leaf.number].answer(self.columns)
        return self._found[leaf.number]

    def node(self, node: Node) -> Answers:
        """Answer a tree."""
        if isinstance(node, Leaf):
            return self.criterion(node)
        return combine(node, [self.node(branch) for branch in node.branches])

    def node_of(self, node: Node, person: int) -> int:
        """Answer a tree for one person; plain numbers and a memory make this many times faster than columns of one."""
        if self.columns.people > 1:
            return self._each(node)[person]
        key = id(node), person
        if key not in self._single:
            if isinstance(node, Leaf):
                self._single[key] = int(self.criterion(node)[person])
            else:
                self._single[key] = _combine_few(node, [self.node_of(branch, person) for branch in node.branches])
        return self._single[key]

    def _each(self, node: Node) -> list[int]:
        if id(node) not in self._of_each:
            self._of_each[id(node)] = self.node(node).tolist()
        return self._of_each[id(node)]

    def program(self, identifier: str) -> Answers:
        """Answer a program's whole tree for everybody; a rule that breaks names its program and stops everything.

        Raises BrokenData for the rule; a case that names something unknown (a care path) raises its own InputError.
        """
        if identifier not in self._programs:
            self._programs[identifier] = self._answer(identifier)
        return self._programs[identifier]

    def _answer(self, identifier: str) -> Answers:
        tree = self.book.trees[identifier]
        if tree is None:
            return answers.constant(YES, self.columns.people)
        try:
            return self.node(tree)
        except _BREAKS as error:
            raise _broken(identifier, error) from error

    def program_of(self, identifier: str, person: int) -> int:
        """Answer a program's whole tree for one person of one or many. Raises as `program` does."""
        if self.columns.people > 1:
            return int(self.program(identifier)[person])
        tree = self.book.trees[identifier]
        if tree is None:
            return YES
        try:
            return self.node_of(tree, person)
        except _BREAKS as error:
            raise _broken(identifier, error) from error


def _broken(identifier: str, error: Exception) -> BrokenData:
    return BrokenData([Problem(identifier, 0, "eligible_when", f"the rule broke ({type(error).__name__}: {error})")])


def _combine_few(branch: Branch, found: list[int]) -> int:
    if branch.how == "all_of":
        return min(found)
    return max(found) if branch.how == "any_of" else min(answers.OPPOSITE[one] for one in found)


def combine(branch: Branch, found: list[Answers]) -> Answers:
    """Combine answers as a branch says."""
    if branch.how == "all_of":
        return answers.all_of(found)
    return answers.any_of(found) if branch.how == "any_of" else answers.none_of(found)


def verdict_answers(program: Program, found: Answers, day: date) -> Answers:
    """Turn answers into verdicts: nobody is eligible for what ended, and what is not sure is at most possible."""
    best: Answers = np.minimum(found, np.int8(best_answer(program, day)))
    return best


def best_answer(program: Program, day: date) -> int:
    """The best answer that anybody can have: a no from what ended, at most possible from what is not sure."""
    if ended(program, day):
        return NO
    unsure = program.confidence == "low" or program.operation == "unverified"
    return PROGRAM_DECIDES if unsure and program.eligible_when is not None else YES


def evaluate(programs: Mapping[str, Program], book: RuleBook, columns: Columns, day: date) -> dict[str, Answers]:
    """Give every program's verdicts for all people: 0 ineligible, 1 need_info, 2 possible, 3 eligible.

    Raises BrokenData naming the program whose rule breaks.
    """
    answered = Answered(book, columns)
    return {
        identifier: verdict_answers(program, answered.program(identifier), day)
        for identifier, program in programs.items()
    }
