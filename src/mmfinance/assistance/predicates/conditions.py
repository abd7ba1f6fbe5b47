"""Criteria on other programs, on earlier help, on the date, and on what only the program can judge."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, ClassVar, Literal, Self

import numpy as np
from pydantic import AfterValidator, Field, PrivateAttr, StringConstraints

from mmfinance.assistance.answers import NO, PROGRAM_DECIDES, YES, Answers, constant
from mmfinance.assistance.columns import MISSING, NEVER_HAPPENED, NO_DATE, Columns
from mmfinance.assistance.predicates.criterion import NOT_EMPTY, Criterion, Part
from mmfinance.assistance.predicates.shapes import WordIn, graded_days
from mmfinance.assistance.words import either, in_words
from mmfinance.assistance.yearly import next_yearly
from mmfinance.case.fields import Date, MonthDay, Slug
from mmfinance.phrases import Phrase

Sentence = Annotated[str, StringConstraints(min_length=3, max_length=300)]
ApplicationState = Literal["not_applied", "pending", "denied", "granted"]

DAYS_A_MONTH = 31
"""The longest month: a person is told to wait a day too long rather than to apply a day too early."""


class Application(Part):
    """Another program and the states of an application to it that count."""

    program: Slug
    any_of: Annotated[tuple[ApplicationState, ...], NOT_EMPTY]


class OfAnotherProgram(Criterion):
    """A criterion on an application to another program, which it calls by its name."""

    _name: str = PrivateAttr("")

    def settle(self, program: object, names: Mapping[str, str]) -> Self:
        named = self.model_copy()
        named._name = names.get(self.other(), self.other())
        return named

    def other(self) -> str:
        """The id of the other program."""
        raise NotImplementedError

    def fact_name(self) -> str:
        return f"application.{self.other()}"


class ApplicationTo(OfAnotherProgram, WordIn):
    """An application to another program is in one of these states."""

    application_to: Application
    yes = "Your application is as the program asks ({limit})."
    no = "The program asks about another application ({limit}). Yours: {value}."
    change = "This would change with another answer ({limit})."

    def other(self) -> str:
        return self.application_to.program

    def wanted(self) -> frozenset[str]:
        return frozenset(self.application_to.any_of)

    def spoken_limit(self) -> Phrase:
        states = either([in_words(state) for state in self.application_to.any_of])
        return Phrase("{program}: {states}", program=self._name or self.other(), states=states)


class _EarlierHelp(Criterion):
    fact: ClassVar[str] = "days_since_award"
    of_program: Slug | None = Field(default=None, description="another program; otherwise this one")

    def settle(self, program: Any, names: Mapping[str, str]) -> Self:
        return self.model_copy(update={"of_program": self.of_program or program.id})

    def fact_name(self) -> str:
        return f"days_since_award.{self.of_program}"


def _only_true(value: bool) -> bool:
    if not value:
        raise ValueError("expected true; leave the criterion out otherwise")
    return value


class NeverAwarded(_EarlierHelp):
    """Never had help from this program before."""

    never_awarded: Annotated[bool, AfterValidator(_only_true)]
    yes = "You have not had this help before."
    no = "This help comes once, and you have had it."

    def answer(self, columns: Columns) -> Answers:
        days = columns.number(self.fact_name())
        answers = graded_days(days, days < 0)
        answers[days == NEVER_HAPPENED] = YES
        answers[days == NO_DATE] = NO
        return answers


class NotAwardedWithinMonths(_EarlierHelp):
    """Had no help from this program in the past months."""

    not_awarded_within_months: Annotated[int, Field(ge=1, le=120)]
    yes = "You have not had this help in the past {limit} months."
    no = "You had this help {value}. It comes again after {limit} months."
    change = "Apply again when {limit} months have passed since the last help."

    def answer(self, columns: Columns) -> Answers:
        days = columns.number(self.fact_name())
        answers = graded_days(days, days > self.not_awarded_within_months * DAYS_A_MONTH)
        answers[days == NEVER_HAPPENED] = YES
        return answers

    def spoken_limit(self) -> str:
        return str(self.not_awarded_within_months)


class OnOrAfter(Criterion):
    """Today is this date or later: the program or its rule has begun."""

    fact: ClassVar[str] = "as_of"
    on_or_after: Date
    yes = "This holds since {limit}."
    no = "This begins on {limit}."
    change = "This changes on {limit}."

    def answer(self, columns: Columns) -> Answers:
        days = columns.number("as_of")
        return graded_days(days, days >= self.on_or_after.toordinal())

    def spoken_limit(self) -> date:
        return self.on_or_after


class OnOrBefore(Criterion):
    """Today is this date or earlier: the program, its rule or its filing window has not ended."""

    fact: ClassVar[str] = "as_of"
    on_or_before: Date
    yes = "This runs until {limit}."
    no = "This ended on {limit}."

    def answer(self, columns: Columns) -> Answers:
        days = columns.number("as_of")
        return graded_days(days, (days != MISSING) & (days <= self.on_or_before.toordinal()))

    def spoken_limit(self) -> date:
        return self.on_or_before


class YearlyWindow(Part):
    """The first and the last day of a window that comes every year, such as 10-15 and 12-07; it may cross New Year."""

    opens: MonthDay
    closes: MonthDay


class InYearlyWindow(Criterion):
    """Today is inside a window that comes every year: an enrollment period, an application round."""

    fact: ClassVar[str] = "as_of"
    in_yearly_window: YearlyWindow
    yes = "The window of this year is open until {limit}."
    no = "The next window opens on {limit}."
    change = "This changes on {limit}."

    def answer(self, columns: Columns) -> Answers:
        days, place = np.unique(columns.number("as_of"), return_inverse=True)
        inside = np.array([day != MISSING and self._holds(date.fromordinal(day)) for day in days.tolist()])
        return graded_days(days, inside)[place]

    def _holds(self, today: date) -> bool:
        window, day = self.in_yearly_window, f"{today:%m-%d}"
        if window.opens <= window.closes:
            return window.opens <= day <= window.closes
        return day >= window.opens or day <= window.closes

    def sentence(self, value: Any, met: bool | None) -> str:
        if value is None:
            window = self.in_yearly_window
            return Phrase("Each year from {opens} to {closes}.", opens=window.opens, closes=window.closes)
        today = date.fromordinal(int(value))
        if met:
            return Phrase(self.yes, limit=next_yearly(today, self.in_yearly_window.closes))
        return Phrase(self.no, limit=next_yearly(today, self.in_yearly_window.opens))

    def denial(self, value: Any, met: bool | None) -> str:
        return self.sentence(value, None if met is None else not met)

    def what_would_change(self, value: Any) -> str | None:
        return Phrase(self.change, limit=next_yearly(date.fromordinal(int(value)), self.in_yearly_window.opens))

    def limit_of(self, columns: Columns, person: int) -> Any:
        return f"{self.in_yearly_window.opens} to {self.in_yearly_window.closes}"


class _Asked(Criterion):
    """Something that no field of a case settles."""

    fact: ClassVar[str] = "as_of"

    def fact_name(self) -> str:
        return self.key

    def has_fact(self) -> bool:
        return False

    def reads(self) -> tuple[str, ...]:
        return ()

    def denial(self, value: Any, met: bool | None) -> str:
        return self.sentence(value, met)

    def answer(self, columns: Columns) -> Answers:
        return constant(PROGRAM_DECIDES, columns.people)

    def sentence(self, value: Any, met: bool | None) -> str:
        return Phrase(self.yes, limit=self.limit)

    def spoken_limit(self) -> str:
        return str(self.limit)

    def what_would_change(self, value: Any) -> str | None:
        return None


class JudgedByProgram(_Asked):
    """The program decides case by case, or does not publish its rule; a call settles it."""

    judged_by_program: Sentence
    yes = "The program decides: {limit}"
    no = "The program decides: {limit}"


class PleaseCheck(_Asked):
    """A condition that the person can check, though no field of a case holds it."""

    please_check: Sentence
    yes = "Please check: {limit}"
    no = "Please check: {limit}"
