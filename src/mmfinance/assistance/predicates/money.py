"""Criteria on income, resources and spending. Limits are compared in whole cents."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from mmfinance.assistance.answers import NOT_KNOWN, PROGRAM_DECIDES, YES, Answers, constant, from_truth
from mmfinance.assistance.columns import MISSING, NEVER_HAPPENED, Columns
from mmfinance.assistance.predicates.criterion import Criterion, Part
from mmfinance.assistance.predicates.shapes import AtLeast
from mmfinance.case.fields import Dollars, State
from mmfinance.reference.figures import history
from mmfinance.reference.poverty import Region, guideline_year, poverty_steps, region_of_state

GuidelineYear = Literal["2025", "2026", "2027", "current", "previous"]
FplPercent = Annotated[Decimal, Field(ge=0, le=2_000)]

MOST_PEOPLE = 30
COST_OF_LIVING_BAND = Decimal("2.5")
"""How far above a cost-of-living adjusted limit we still say "ask": programs keep their index to themselves, and no
county's cost of living is known to reach two and a half times the national level. A safe bound, no program's figure."""

NO_GUIDELINE = NEVER_HAPPENED

_REGIONS: tuple[Region, ...] = ("contiguous", "alaska", "hawaii")
_UNKNOWN_REGION = -1
_TERRITORY = -2


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

    def settle(self, program: Any) -> Self:
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

    def spoken_limit(self) -> str:
        return f"{self.limit:f}% of the {self.poverty_guideline or 'current'} poverty guideline"

    def open_question(self, value: Any) -> str:
        if value is not None and self.cost_of_living_adjusted:
            return "Your income is above the basic limit, but this program raises it where living costs more. Ask."
        if value is not None and self.ask_up_to_percent_fpl is not None:
            return "Your income is above the basic limit, but the program leaves some income out. Ask."
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

    def spoken_limit(self) -> str:
        both = self.income_at_most_greater_of
        year = self.poverty_guideline or "current"
        return f"the greater of ${both.dollars // 100:,} and {both.percent_fpl:f}% of the {year} poverty guideline"


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


class IncomeAtMostDollars(Criterion):
    """Income at or below dollars by household size (`1`, `2` ... and `each_additional`), a year or a month."""

    fact: ClassVar[str] = "annual_income"
    income_at_most_dollars: Mapping[str, Dollars | None]
    per: Literal["year", "month"] = "year"
    ask_above: bool = Field(default=False, description="above the limit the answer is ask (deductions, state rules)")

    yes = "Your household's yearly income is {value}: within {limit}."
    no = "Your household's yearly income is {value}: above {limit}."
    change = "This would change if your household's income fell to {limit}."

    def answer(self, columns: Columns) -> Answers:
        income, size = columns.number("annual_income"), columns.number("household_size")
        table = np.array([MISSING, *(self._limit_for(people) for people in range(1, MOST_PEOPLE + 1))], dtype=np.int64)
        limit = table[np.clip(size, 0, MOST_PEOPLE)]
        answers = from_truth(income <= limit, (income != MISSING) & (size != MISSING))
        answers[(limit == MISSING) & (size != MISSING)] = PROGRAM_DECIDES
        if self.ask_above:
            answers[(answers != YES) & (income != MISSING) & (size != MISSING)] = PROGRAM_DECIDES
        return answers

    def _limit_for(self, people: int) -> int:
        """Yearly cents for a household, MISSING where the program does not publish it."""
        limits, months = self.income_at_most_dollars, 12 if self.per == "month" else 1
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

    def spoken_limit(self) -> str:
        parts = [
            f"${cents // 100:,} for {key.replace('_', ' ')}"
            for key, cents in self.income_at_most_dollars.items()
            if cents is not None
        ]
        return ", ".join(parts) + (" (a month)" if self.per == "month" else " (a year)")


class SingleCouple(Part):
    """A limit for a single person and one for a married couple; null is not published."""

    single: Dollars | None
    couple: Dollars | None


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
        return f"{self._label()} may count in part only, or your marriage decides the limit. Ask."

    def spoken_limit(self) -> str:
        single, couple = (
            "not published" if cents is None else f"${cents // 100:,}"
            for cents in (self.limit.single, self.limit.couple)
        )
        return f"{single} for a single person, {couple} for a couple"


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
    change = "This would change if {label} reached {limit} of yearly income."

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


def guidelines(columns: Columns, rule: str) -> NDArray[np.int64]:
    """The poverty guideline in cents for each person's household and region.

    MISSING without household size or state; NO_GUIDELINE in the territories, for which HHS publishes none.
    """
    return columns.remember(f"poverty_guideline.{rule}", lambda: _guidelines(columns, rule))


def _guidelines(columns: Columns, rule: str) -> NDArray[np.int64]:
    size, where = columns.number("household_size"), columns.words("state")
    regions = [_region(state) for state in where.words]
    region = np.array([*regions, _UNKNOWN_REGION], dtype=np.int64)[where.codes]
    years = _years(columns.number("as_of"), rule)
    result = np.full(columns.people, MISSING, dtype=np.int64)
    known = (size != MISSING) & (region >= 0)
    for year in np.unique(years):
        there = known & (years == year)
        result[there] = _guideline_table(int(year))[region[there], np.clip(size[there], 1, MOST_PEOPLE) - 1]
    result[region == _TERRITORY] = NO_GUIDELINE
    return result


def resolve_year(rule: str, today: date) -> int:
    """Turn a program's guideline rule into a year: `current` is the one in force, `previous` last calendar year's.

    A day before the first guideline we hold gets that one; reasons name the year that was used.
    """
    if rule not in ("current", "previous"):
        return int(rule)
    first = _first_guideline()
    if today < first:
        return first.year
    return guideline_year(today) if rule == "current" else max(today.year - 1, first.year)


@cache
def _first_guideline() -> date:
    return min(value.start for value in history("poverty.contiguous.first_person") if value.start)


def _years(ordinals: NDArray[np.int64], rule: str) -> NDArray[np.int64]:
    days, inverse = np.unique(ordinals, return_inverse=True)
    years = [resolve_year(rule, date.fromordinal(int(day))) for day in days]
    return np.array(years, dtype=np.int64)[inverse]


def _region(state: str) -> int:
    region = region_of_state(state)
    return _TERRITORY if region is None else _REGIONS.index(region)


@cache
def _guideline_table(year: int) -> NDArray[np.int64]:
    """Cents by region and household size."""
    people = np.arange(MOST_PEOPLE, dtype=np.int64)
    steps = (poverty_steps(year, region) for region in _REGIONS)
    return np.array([first + each * people for first, each in steps], dtype=np.int64)
