"""Criteria on income against the poverty guideline. Limits are compared in whole cents."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from mmfinance.assistance.answers import NOT_KNOWN, PROGRAM_DECIDES, YES, Answers, constant, from_truth
from mmfinance.assistance.columns import MISSING, Columns
from mmfinance.assistance.predicates.criterion import Criterion, Part
from mmfinance.assistance.predicates.guidelines import NO_GUIDELINE, GuidelineYear, guidelines, resolve_year
from mmfinance.case.fields import Dollars, State
from mmfinance.phrases import Money, Phrase

FplPercent = Annotated[Decimal, Field(ge=0, le=2_000)]

_RAISED = (
    "Your household's yearly income is {value}: above {limit}, but this program raises it where living costs more. Ask."
)
_LEAVES_OUT = "Your household's yearly income is {value}: above {limit}, but the program leaves some income out. Ask."
_GUIDELINES = {"current": "the current poverty guideline", "previous": "last year's poverty guideline"}

COST_OF_LIVING_BAND = Decimal("2.5")
"""How far above a cost-of-living adjusted limit we still say "ask": programs keep their index to themselves, and no
county's cost of living is known to reach two and a half times the national level. A safe bound, no program's figure."""


class PovertyCriterion(Criterion):
    """A household's yearly income against a percent of the poverty guideline of one year."""

    fact: ClassVar[str] = "annual_income"
    strict: ClassVar[bool] = False
    floor: ClassVar[bool] = False

    poverty_guideline: GuidelineYear | None = Field(
        default=None, description="the guideline year of this limit; otherwise the one under rules"
    )
    cost_of_living_adjusted: bool = Field(
        default=False, description="the program raises the limit where living costs more: just above it is ask, not no"
    )
    ask_up_to_percent_fpl: FplPercent | None = Field(
        default=None, description="above the limit and up to here the answer is ask (deductions, state rules)"
    )

    def settle(self, program: Any, names: Mapping[str, str]) -> Self:
        return self.model_copy(update={"poverty_guideline": self.poverty_guideline or program.rules.poverty_guideline})

    def answer(self, columns: Columns) -> Answers:
        if self.limit is None:
            return constant(PROGRAM_DECIDES, columns.people)
        income = columns.number("annual_income")
        guideline = guidelines(columns, self.poverty_guideline or "current")
        known = (income != MISSING) & (guideline != MISSING)
        answers = from_truth(self._within(income, guideline, self.limit), known)
        band = self._band()
        if band is not None:
            answers[known & (answers != YES) & ~self._beyond(income, guideline, band)] = PROGRAM_DECIDES
        answers[(guideline == NO_GUIDELINE) & (income != MISSING)] = PROGRAM_DECIDES
        return answers

    def _within(self, income: NDArray[np.int64], guideline: NDArray[np.int64], percent: Decimal) -> NDArray[np.bool_]:
        """Compare income × 100 with guideline × percent, as whole numbers: hundredths of a percent of a cent."""
        left, right = income * 10_000, guideline * int(percent * 100)
        if self.floor:
            return left >= right
        return left < right if self.strict else left <= right

    def _beyond(self, income: NDArray[np.int64], guideline: NDArray[np.int64], percent: Decimal) -> NDArray[np.bool_]:
        return income * 10_000 > guideline * int(percent * 100)

    def _band(self) -> Decimal | None:
        if self.ask_up_to_percent_fpl is not None:
            return self.ask_up_to_percent_fpl
        return self.limit * COST_OF_LIVING_BAND if self.cost_of_living_adjusted else None

    def reads(self) -> tuple[str, ...]:
        return ("annual_income", "household_size", "state")

    def limit_of(self, columns: Columns, person: int) -> Any:
        """Cents for this household, or the rule in words while its size or state is not known."""
        guideline = int(guidelines(columns, self.poverty_guideline or "current")[person])
        if guideline in (MISSING, NO_GUIDELINE) or not isinstance(self.limit, Decimal):
            return None if self.limit is None else self.spoken_limit()
        return int(guideline * self.limit / 100)

    def guideline_year_of(self, columns: Columns, person: int) -> int | None:
        today = date.fromordinal(int(columns.number("as_of")[person]))
        return resolve_year(self.poverty_guideline or "current", today)

    def spoken_limit(self) -> Any:
        return Phrase("{percent}% of {guideline}", percent=f"{self.limit:f}", guideline=self._guideline_in_words())

    def _guideline_in_words(self) -> Phrase:
        rule = self.poverty_guideline or "current"
        if rule in _GUIDELINES:
            return Phrase(_GUIDELINES[rule])
        return Phrase("the {year} poverty guideline", year=rule)

    def open_question(self, value: Any) -> str:
        if value is not None and self.cost_of_living_adjusted:
            return self._filled(_RAISED, value)
        if value is not None and self.ask_up_to_percent_fpl is not None:
            return self._filled(_LEAVES_OUT, value)
        return super().open_question(value)


class IncomeAtMostPercentFpl(PovertyCriterion):
    """Income at or below a percent of the poverty guideline."""

    income_at_most_percent_fpl: FplPercent | None

    yes = "Your household's yearly income is {value}: within {limit}."
    no = "Your household's yearly income is {value}: above {limit}."
    change = "This would change if your household's income fell to {limit}, or the household grew."


class IncomeBelowPercentFpl(PovertyCriterion):
    """Income strictly below a percent of the poverty guideline."""

    strict: ClassVar[bool] = True
    income_below_percent_fpl: FplPercent | None

    yes = "Your household's yearly income is {value}: below {limit}."
    no = "Your household's yearly income is {value}: not below {limit}."
    change = "This would change if your household's income fell below {limit}, or the household grew."


class IncomeAtLeastPercentFpl(PovertyCriterion):
    """Income at or above a percent of the poverty guideline: the lower end of a band."""

    floor: ClassVar[bool] = True
    income_at_least_percent_fpl: FplPercent | None

    yes = "Your household's yearly income is {value}: at or above {limit}."
    no = "Your household's yearly income is {value}: under {limit}."
    change = "This would change if your household's income rose to {limit}."


class GreaterOf(Part):
    """A dollar amount and a percent of the poverty guideline: the larger one is the limit."""

    dollars: Dollars
    percent_fpl: FplPercent


class IncomeAtMostGreaterOf(PovertyCriterion):
    """Income at or below the greater of a dollar amount and a percent of the poverty guideline."""

    income_at_most_greater_of: GreaterOf

    yes = "Your household's yearly income is {value}: within {limit}."
    no = "Your household's yearly income is {value}: above {limit}."
    change = "This would change if your household's income fell to {limit}."

    def answer(self, columns: Columns) -> Answers:
        both = self.income_at_most_greater_of
        income = columns.number("annual_income")
        guideline = guidelines(columns, self.poverty_guideline or "current")
        within_dollars = (income != MISSING) & (income <= both.dollars)
        known = (income != MISSING) & (guideline != MISSING)
        answers = from_truth(self._within(income, guideline, both.percent_fpl), known)
        answers[(guideline == NO_GUIDELINE) & (income != MISSING)] = PROGRAM_DECIDES
        answers[within_dollars] = YES
        return answers

    def spoken_limit(self) -> Any:
        both = self.income_at_most_greater_of
        return Phrase(
            "the greater of {amount} and {percent}% of {guideline}",
            amount=Money(both.dollars),
            percent=f"{both.percent_fpl:f}",
            guideline=self._guideline_in_words(),
        )


class IncomeAtMostPercentFplByState(PovertyCriterion):
    """Income at or below a percent of the poverty guideline that depends on the state; `other` is for the rest."""

    income_at_most_percent_fpl_by_state: Mapping[State | Literal["other"], FplPercent | None]

    yes = "Your household's yearly income is {value}: within your state's limit ({limit})."
    no = "Your household's yearly income is {value}: above your state's limit ({limit})."
    change = "This would change if your household's income fell to your state's limit."

    def answer(self, columns: Columns) -> Answers:
        income = columns.number("annual_income")
        guideline = guidelines(columns, self.poverty_guideline or "current")
        where = columns.words("state")
        limits = self.income_at_most_percent_fpl_by_state
        percents = [limits.get(word, limits.get("other")) for word in where.words]
        hundredths = np.array([-1 if p is None else int(p * 100) for p in percents] + [-2], dtype=np.int64)
        limit = hundredths[where.codes]
        answers = from_truth(income * 10_000 <= guideline * limit, (income != MISSING) & (guideline != MISSING))
        answers[(limit == -1) | ((guideline == NO_GUIDELINE) & (income != MISSING))] = PROGRAM_DECIDES
        answers[limit == -2] = NOT_KNOWN
        return answers

    def spoken_limit(self) -> str:
        limits = self.income_at_most_percent_fpl_by_state
        return ", ".join(f"{state} {percent}%" for state, percent in limits.items() if percent is not None)
