"""What an estimate says: frozen results, cents inside. `mmfinance/estimate@1` is their JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mmfinance.case.vocabulary import CostGroup
from mmfinance.exposure.services import Service, Trip

ESTIMATE_SCHEMA = "mmfinance/estimate@1"


@dataclass(frozen=True)
class Range:
    """Low (10th percentile), expected (mean) and high (90th percentile), in cents."""

    low: int
    expected: int
    high: int


@dataclass(frozen=True)
class Horizon:
    """The span of an estimate: first day, last day, months."""

    start: date
    end: date
    months: int


@dataclass(frozen=True)
class CounterState:
    """A deductible or maximum around one service: its limit, and the cents left of it before and after."""

    name: str
    limit: int
    left_before: int
    left_after: int


@dataclass(frozen=True)
class ServiceShare:
    """What the patient pays for one service in the expected lane, and the rule that made it. The parts sum to it."""

    service: Service
    patient_pays: int
    deductible: int
    copay: int
    coinsurance: int
    not_covered: int
    balance_bill: int
    plan: str
    why: str
    rule_source: str
    counters: tuple[CounterState, ...] = ()


@dataclass(frozen=True)
class TripShare:
    """What one trip costs on the expected schedule, in cents; `nights` are slept away from home."""

    trip: Trip
    nights: int
    journey: int
    parking: int
    lodging: int
    meals: int


@dataclass(frozen=True)
class DayOfWork:
    """Cents of pay lost on one day of the expected schedule, by patient or caregiver; hours beyond paid leave."""

    day: date
    who: str
    hours: float
    lost_pay: int


@dataclass(frozen=True)
class Period:
    """A month or a plan year: its label (``2026-12``, ``employer 2026-07-01``), total and four groups."""

    label: str
    total: Range
    by_group: Mapping[CostGroup, Range]


@dataclass(frozen=True)
class ExpectedPart:
    """What one kind of service, one part of travel or one person's lost pay adds to a month's expected amount.

    `expected` is cents, the mean over all draws; `in_draws` is the share of the draws in which it costs anything.
    """

    month: str
    group: CostGroup
    name: str
    expected: int
    in_draws: float


@dataclass(frozen=True)
class Accumulator:
    """A deductible, maximum or cap in one plan year; a limit of None is no limit, `met_on` is when it is likely met.

    `at_start` is what is met already, None where that is not known. Where `limit_stated` is false nobody stated the
    limit, and it is at most this. `paid_by_others`: it fills, but other coverage or help pays what fills it.
    """

    name: str
    plan: str
    plan_year: str
    limit: int | None
    at_start: int | None
    at_end: Range
    met_on: date | None
    limit_stated: bool = True
    paid_by_others: bool = False


@dataclass(frozen=True)
class Assumption:
    """Something the case did not say and the estimate assumed, by name, with what would settle it.

    `left_out`: the cost is not in the totals at all, since nothing is known of it.
    """

    name: str
    sentence: str
    question: str | None = None
    left_out: bool = False


@dataclass(frozen=True)
class FigureUsed:
    """A dated figure that entered the estimate."""

    name: str
    value: str
    period: str
    source: str
    confidence: str
    fallback: bool


@dataclass(frozen=True)
class Swing:
    """How far the total moves when one uncertain thing goes from low to high; a bar of the tornado. Cents."""

    name: str
    sentence: str
    low: int
    high: int
    question: str | None = None


@dataclass(frozen=True)
class DrugBill:
    """One month of the Medicare Prescription Payment Plan: cents due at the pharmacy without it, and its bill."""

    month: str
    at_pharmacy: int
    bill: int


@dataclass(frozen=True)
class Uncapped:
    """Spending that no plan limit stops."""

    plan: str
    sentence: str


@dataclass(frozen=True)
class Estimate:
    """What the coming months may cost one person. Group, month and plan-year sums all equal the total.

    `premiums` are None where a premium is due and none is known; an unknown one beside known ones is left out of them
    and named among the assumptions.
    """

    case_id: str | None
    as_of: date
    horizon: Horizon
    care_path: str | None
    total: Range
    by_group: Mapping[CostGroup, Range]
    by_month: tuple[Period, ...]
    by_plan_year: tuple[Period, ...]
    premiums: Range | None
    services: tuple[ServiceShare, ...]
    trips: tuple[Trip, ...]
    accumulators: tuple[Accumulator, ...]
    uncapped: tuple[Uncapped, ...]
    price_unknown: tuple[str, ...]
    assumptions: tuple[Assumption, ...]
    swings: tuple[Swing, ...]
    figures_used: tuple[FigureUsed, ...]
    warnings: tuple[str, ...]
    trip_shares: tuple[TripShare, ...] = ()
    days_of_work: tuple[DayOfWork, ...] = ()
    drug_bills: tuple[DrugBill, ...] = ()
    not_counted: tuple[CostGroup, ...] = ()
    """Groups whose zero means that nothing is known of them."""
    parts: tuple[ExpectedPart, ...] = ()
    """Every month's expected amount of every group, taken apart: they sum to it to the cent."""
    care_path_assumed: bool = False
    """Only the kind of treatment is known: `care_path` stands in for it, and low and high span all of the kind."""
