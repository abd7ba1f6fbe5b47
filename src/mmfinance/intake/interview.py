"""The interview: which question comes next, what an answer changes, and the way back. No terminal, no file."""

from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from typing import Any

from mmfinance.assistance.directory import Directory
from mmfinance.case.model import Case
from mmfinance.intake.checking import case_of, with_answer
from mmfinance.intake.question import Answer, Doubt, Menu, Question, labels
from mmfinance.intake.questions import ABOUT_COVERAGE, ASKED_WITH, FIRST, FOLLOWED_BY, QUESTIONS

MOST_FIRST = 12
"""The first result comes after this many questions at the latest."""


class Beginning(Enum):
    """How an interview begins."""

    NEW = "new"
    ON_FILE = "on file"
    INTERRUPTED = "interrupted"


@dataclass(frozen=True)
class Progress:
    """What is not in the case: the questions asked, in order; those agreed to come next; the one to ask once more."""

    asked: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()
    again: str | None = None


class Interview:
    """One conversation about one case. `data` are a valid case after every answer."""

    def __init__(self, data: Mapping[str, Any], progress: Progress | None = None) -> None:
        self.data = deepcopy(dict(data))
        self.progress = progress or Progress()
        self._case = case_of(self.data)

    @property
    def case(self) -> Case:
        """What the person told so far."""
        return self._case

    def question(self) -> Question | None:
        """The question to ask now; None at a crossroads, where the person chooses how to go on."""
        again = self.progress.again
        return QUESTIONS[again] if again else next(self._waiting(), None)

    def answer(self, answer: Answer) -> None:
        """Take the answer to the question that is asked now.

        Raises Unfit for an answer that cannot be; nothing is changed then. None takes out what was told before.
        """
        question = self._now()
        self.data, self._case = with_answer(self.data, question, answer)
        self._done(question)

    def doubt(self, answer: Answer, directory: Directory) -> Doubt | None:
        """What to ask about an answer before it is taken. Raises Unfit for one that cannot be."""
        question = self._now()
        with_answer(self.data, question, answer)
        form = question.form
        if not isinstance(answer, str) or (isinstance(form, Menu) and answer in labels(form.options(self._case))):
            return None
        return question.doubt(answer, directory)

    def keep(self) -> None:
        """Leave the answer that the case has already as it is."""
        self._done(self._now())

    def can_go_back(self) -> bool:
        """Whether there is a question before this one; a single answer that is changed has none."""
        return self.progress.again not in self.progress.asked and bool(self._before())

    def back(self) -> None:
        """Ask the question before once more; its answer stays until another one is given."""
        before = self._before()[-1]
        asked = self.progress.asked
        self.progress = replace(self.progress, asked=asked[: asked.index(before)], again=before)

    def ask_again(self, identifier: str) -> None:
        """Ask one question once more, whatever comes next."""
        self.progress = replace(self.progress, again=identifier)

    def ask_insurance_anew(self) -> None:
        """Take out all coverage and ask what there is, with the questions that belong to it."""
        self.data = {key: value for key, value in self.data.items() if key != "coverage"}
        self._case = case_of(self.data)
        asked = tuple(name for name in self.progress.asked if name not in ABOUT_COVERAGE)
        self.progress = replace(self.progress, asked=asked, again=ABOUT_COVERAGE[0])

    def agree(self, identifiers: Iterable[str]) -> None:
        """Agree on the questions that come next."""
        self.progress = replace(self.progress, agreed=tuple(identifiers))

    def date_of_today(self, today: date) -> None:
        """Say that all of the case is true today."""
        self.data = {**self.data, "as_of": today}
        self._case = case_of(self.data)

    def is_open(self, question: Question) -> bool:
        """Whether a question can still be asked: it applies, was not asked yet, and the case does not answer it."""
        return (
            not {question.id, ASKED_WITH.get(question.id)} & set(self.progress.asked)
            and question.applies(self._case)
            and question.told(self._case) is None
        )

    def left(self) -> int:
        """How many questions come before the next crossroads."""
        return sum(1 for _ in self._waiting())

    def answered(self) -> tuple[Question, ...]:
        """The questions that the case answers or that were asked, in the order of the catalogue."""
        asked = self.progress.asked
        applying = (question for question in QUESTIONS.values() if question.applies(self._case))
        return tuple(one for one in applying if one.id in asked or one.told(self._case) is not None)

    def _waiting(self) -> Iterator[Question]:
        first = [question for question in FIRST if self.is_open(question)]
        asked = sum(question.id in self.progress.asked for question in FIRST)
        yield from first[: max(0, MOST_FIRST - asked)]
        followers = (each for name in self.progress.asked for each in FOLLOWED_BY.get(name, ()))
        later = dict.fromkeys((*followers, *self.progress.agreed))
        yield from (QUESTIONS[name] for name in later if self.is_open(QUESTIONS[name]))

    def _now(self) -> Question:
        question = self.question()
        if question is None:
            raise LookupError("there is no question now")
        return question

    def _done(self, question: Question) -> None:
        asked = self.progress.asked
        now = asked if question.id in asked else (*asked, question.id)
        self.progress = replace(self.progress, asked=now, again=None)

    def _before(self) -> list[str]:
        return [name for name in self.progress.asked if QUESTIONS[name].applies(self._case)]
