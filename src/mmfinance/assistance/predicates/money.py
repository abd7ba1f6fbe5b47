"""Criteria on money in plain dollars: income by household, resources, debt and spending. Limits are whole cents."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

import numpy as np
from pydantic import Field

from mmfinance.assistance.answers import NOT_KNOWN, PROGRAM_DECIDES, YES, Answers, constant, from_truth
from mmfinance.assistance.columns import MISSING, Columns
from mmfinance.assistance.predicates.criterion import Criterion, Part
from mmfinance.assistance.predicates.guidelines import MOST_PEOPLE
from mmfinance.assistance.predicates.income import FplPercent
from mmfinance.assistance.predicates.shapes import AtLeast
from mmfinance.assistance.words import listed
from mmfinance.case.fields import Dollars
from mmfinance.phrases import Money, Phrase

_NOT_PUBLISHED = "not published"
_FOR_A_HOUSEHOLD = "{amount} for {people}"
_FOR_EACH_MORE = "{amount} for each more person"
_PERIODS = {"month": "{limits} (a month)", "year": "{limits} (a year)"}
_IN_PART = "{label}: {value}; the limit is {limit}. It may count in part only, or your marriage decides. Ask."


class _IncomeByHouseholdSize(Criterion):
    fact: ClassVar[str] = "annual_income"
    strict: ClassVar[bool] = False
    per: Literal["year", "month"] = "year"
    ask_above: bool = Field(default=False, description="above the limit the answer is ask (deductions, state rules)")

    def answer(self, columns: Columns) -> Answers:
        income, size = columns.number("annual_income"), columns.number("household_size")
        table = np.array([MISSING, *(self._limit_for(people) for people in range(1, MOST_PEOPLE + 1))], dtype=np.int64)
        limit = table[np.clip(size, 0, MOST_PEOPLE)]
        within = income < limit if self.strict else income <= limit
        answers = from_truth(within, (income != MISSING) & (size != MISSING))
        answers[(limit == MISSING) & (size != MISSING)] = PROGRAM_DECIDES
        if self.ask_above:
            answers[(answers != YES) & (income != MISSING) & (size != MISSING)] = PROGRAM_DECIDES
        return answers

    def _limit_for(self, people: int) -> int:
        """Yearly cents for a household, MISSING where the program does not publish it."""
        limits: Mapping[str, int | None] = self.limit
        months = 12 if self.per == "month" else 1
        named = limits.get(str(people))
        if named is not None:
            return named * months
        largest = max((int(key) for key, cents in limits.items() if key.isdigit() and cents is not None), default=0)
        extra, base = limits.get("each_additional"), limits.get(str(largest))
        if str(people) in limits or extra is None or base is None or people < largest:
            return int(MISSING)
        return (base + extra * (people - largest)) * months

    def reads(self) -> tuple[str, ...]:
        return ("annual_income", "household_size")

    def limit_of(self, columns: Columns, person: int) -> Any:
        size = int(columns.number("household_size")[person])
        cents = self._limit_for(min(size, MOST_PEOPLE)) if size != MISSING else MISSING
        return self.spoken_limit() if cents == MISSING else cents

    def spoken_limit(self) -> Any:
        parts = [
            Phrase(_FOR_EACH_MORE, amount=Money(cents))
            if key == "each_additional"
            else Phrase(_FOR_A_HOUSEHOLD, amount=Money(cents), people=key)
            for key, cents in self.limit.items()
            if cents is not None
        ]
        return Phrase(_PERIODS[self.per], limits=listed(parts)) if parts else Phrase(_NOT_PUBLISHED)


class IncomeAtMostDollars(_IncomeByHouseholdSize):
    """Income at or below dollars by household size (`1`, `2` ... and `each_additional`), a year or a month."""

    income_at_most_dollars: Mapping[str, Dollars | None]

    yes = "Your household's yearly income is {value}: within {limit}."
    no = "Your household's yearly income is {value}: above {limit}."
    change = "This would change if your household's income fell to {limit}."


class IncomeBelowDollars(_IncomeByHouseholdSize):
    """Income strictly below dollars by household size, a year or a month."""

    strict: ClassVar[bool] = True
    income_below_dollars: Mapping[str, Dollars | None]

    yes = "Your household's yearly income is {value}: below {limit}."
    no = "Your household's yearly income is {value}: not below {limit}."
    change = "This would change if your household's income fell below {limit}, or the household grew."


class SingleCouple(Part):
    """A limit for a single person and one for a married couple; null is not published."""

    single: Dollars | None
    couple: Dollars | None


_SINGLE_OR_COUPLE = {
    "year": "{single} for a single person, {couple} for a couple",
    "month": "{single} a month for a single person, {couple} a month for a couple",
}


class _BySingleOrCouple(Criterion):
    ask_above: bool = Field(
        default=False, description="above the limit the answer is ask (some states do not count it)"
    )

    def answer(self, columns: Columns) -> Answers:
        amount, couple = columns.number(self.fact), columns.flag("married")
        limits = [self.limit.single, self.limit.couple]
        factor = 12 if getattr(self, "per", "year") == "month" else 1
        single_limit, couple_limit = (MISSING if cents is None else cents * factor for cents in limits)
        limit = np.where(couple == YES, couple_limit, single_limit)
        known = (amount != MISSING) & (couple != NOT_KNOWN)
        answers = from_truth(amount <= limit, known)
        answers[(couple != NOT_KNOWN) & (limit == MISSING)] = PROGRAM_DECIDES
        if self.ask_above:
            answers[known & (answers != YES)] = PROGRAM_DECIDES
        return answers

    def reads(self) -> tuple[str, ...]:
        return (self.fact, "married")

    def limit_of(self, columns: Columns, person: int) -> Any:
        return self.spoken_limit()

    def open_question(self, value: Any) -> str:
        if value is None:
            return super().open_question(value)
        return self._filled(_IN_PART, value)

    def spoken_limit(self) -> Any:
        single, couple = (
            Phrase(_NOT_PUBLISHED) if cents is None else Money(cents)
            for cents in (self.limit.single, self.limit.couple)
        )
        limits = Phrase("{single} for a single person, {couple} for a couple", single=single, couple=couple)
        per = getattr(self, "per", None)
        return Phrase(_PERIODS[per], limits=limits) if per else limits


class IncomeAtMostSingleCouple(_BySingleOrCouple):
    """Income at or below one limit for a single person and another for a couple, a year or a month."""

    fact: ClassVar[str] = "annual_income"
    income_at_most_single_couple: SingleCouple
    per: Literal["year", "month"] = "year"

    yes = "Your household's yearly income is {value}: within {limit}."
    no = "Your household's yearly income is {value}: above {limit}."
    change = "This would change if your household's income fell to {limit}."


class ResourcesAtMost(_BySingleOrCouple):
    """Savings and other countable resources at or below a limit for a single person and one for a couple."""

    fact: ClassVar[str] = "countable_resources"
    resources_at_most: SingleCouple

    yes = "Your savings and other resources are {value}: within {limit}."
    no = "Your savings and other resources are {value}: above {limit}."
    change = "This would change if they fell to {limit}."


class _ShareOfIncome(Criterion):
    """An amount of money as a share of yearly income, in percent; a null share is not published."""

    strict: ClassVar[bool] = False

    yes = "{label} is {value}: enough (the program asks for {limit} of yearly income)."
    no = "{label} is {value}: too little (the program asks for {limit} of yearly income)."
    change = "This would change if it reached {limit} of yearly income."

    def answer(self, columns: Columns) -> Answers:
        if self.limit is None:
            return constant(PROGRAM_DECIDES, columns.people)
        amount, income = columns.number(self.fact), columns.number("annual_income")
        share, whole = amount * 10_000, income * int(self.limit * 100)
        reached = share > whole if self.strict else share >= whole
        return from_truth(reached, (amount != MISSING) & (income != MISSING))

    def reads(self) -> tuple[str, ...]:
        return (self.fact, "annual_income")

    def limit_of(self, columns: Columns, person: int) -> Any:
        return None if self.limit is None else self.spoken_limit()

    def spoken_limit(self) -> str:
        return f"{self.limit:f}%"


class DrugSpendingAtLeastPercentOfIncome(_ShareOfIncome):
    """Paid for drugs this year: at least a percent of yearly income."""

    fact: ClassVar[str] = "drug_spending_this_year"
    drug_spending_at_least_percent_of_income: FplPercent | None


class MedicalDebtAtLeastPercentOfIncome(_ShareOfIncome):
    """Medical debt of at least a percent of yearly income."""

    fact: ClassVar[str] = "medical_debt"
    medical_debt_at_least_percent_of_income: FplPercent | None


class PlanMaximumAbovePercentOfIncome(_ShareOfIncome):
    """The plan's out-of-pocket maximum above a percent of yearly income."""

    strict: ClassVar[bool] = True
    fact: ClassVar[str] = "plan_maximum"
    plan_maximum_above_percent_of_income: FplPercent | None


class DrugSpendingAtLeastDollars(AtLeast):
    """Paid for drugs this year: at least an amount."""

    fact: ClassVar[str] = "drug_spending_this_year"
    drug_spending_at_least_dollars: Dollars | None


class MedicalDebtAtLeastDollars(AtLeast):
    """Medical debt of at least an amount."""

    fact: ClassVar[str] = "medical_debt"
    medical_debt_at_least_dollars: Dollars | None
