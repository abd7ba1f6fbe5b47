"""How to go on at a crossroads: the few questions that settle most programs, or that make the estimate surer.

A program is settled for sure by answers that make every fact known which keeps it open now.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from mmfinance.assistance.result import MatchResult, Verdict
from mmfinance.exposure.result import Estimate
from mmfinance.intake.interview import Interview
from mmfinance.intake.question import Question
from mmfinance.intake.questions import QUESTIONS

MOST_QUESTIONS = 3
_MOST_COMPARED = 18


@dataclass(frozen=True)
class WaysOn:
    """Questions to agree on. `settles` says how many programs are decided for sure once `programs` are answered."""

    programs: tuple[str, ...]
    settles: int
    estimate: tuple[str, ...]


def ways_on(interview: Interview, matches: MatchResult, estimate: Estimate) -> WaysOn:
    """Find the questions to offer next; none where nothing is left that decides anything."""
    waiting = [question for question in QUESTIONS.values() if interview.is_open(question)]
    needed = list(_needed(waiting, matches))
    settling = _settling(needed)
    settles = _settled(frozenset(settling), needed)
    programs = settling or tuple(_most_deciding(waiting, matches))[:MOST_QUESTIONS]
    surer = dict.fromkeys(_of_estimate(waiting, estimate))
    return WaysOn(programs, settles, tuple(surer)[:MOST_QUESTIONS])


def _needed(waiting: Sequence[Question], matches: MatchResult) -> Iterator[frozenset[str]]:
    """For each program that is open: the questions that settle it for sure; nothing where no question can."""
    by_fact = {name: _settlers(name, waiting) for name in (missing.fact for missing in matches.missing)}
    for match in matches.programs:
        if match.verdict is Verdict.NEED_INFO and all(by_fact[missing.fact] for missing in match.missing):
            yield frozenset(name for missing in match.missing for name in by_fact[missing.fact])


def _settlers(fact: str, waiting: Sequence[Question]) -> tuple[str, ...]:
    """The questions that make a fact known together; none where one of them may leave it open."""
    asking = [question for question in waiting if fact in question.facts]
    return () if any(question.may_leave_open for question in asking) else tuple(question.id for question in asking)


def _settling(needed: Sequence[frozenset[str]]) -> tuple[str, ...]:
    """The at most three questions that settle most programs together; where fewer settle as many, fewer."""
    small = [each for each in needed if each and len(each) <= MOST_QUESTIONS]
    weight = {name: sum(name in each for each in small) for each in small for name in each}
    names = sorted(weight, key=lambda name: (-weight[name], name))[:_MOST_COMPARED]
    best: tuple[str, ...] = ()
    for size in range(1, MOST_QUESTIONS + 1):
        for chosen in combinations(names, size):
            if _settled(frozenset(chosen), small) > _settled(frozenset(best), small):
                best = chosen
    return tuple(sorted(best, key=tuple(QUESTIONS).index))


def _settled(chosen: frozenset[str], needed: Sequence[frozenset[str]]) -> int:
    return sum(1 for each in needed if each and each <= chosen)


def _most_deciding(waiting: Sequence[Question], matches: MatchResult) -> Iterator[str]:
    """Questions that bear on an open program without settling one alone, those that bear on most first."""
    bears = {
        question.id: sum(_decides(question, missing.fact) * missing.decides for missing in matches.missing)
        for question in waiting
    }
    yield from sorted((name for name, count in bears.items() if count), key=lambda name: (-bears[name], name))


def _decides(question: Question, fact: str) -> bool:
    return fact in question.facts or fact.partition(".")[0] in question.facts


def _of_estimate(waiting: Sequence[Question], estimate: Estimate) -> Iterator[str]:
    """The questions behind what the estimate assumed, in the order of how much they move it."""
    for assumption in estimate.assumptions:
        yield from (question.id for question in waiting if assumption.name in question.assumptions)
