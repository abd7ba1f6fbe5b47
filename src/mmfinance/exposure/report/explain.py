"""Opening an amount: the services, trips and days of work behind it, the terms, and the rules with their source."""

from collections.abc import Iterator
from dataclasses import dataclass

from mmfinance.case.vocabulary import Benefit
from mmfinance.errors import InputError, UnknownName
from mmfinance.exposure.adjudication.steps import is_hospital_stay
from mmfinance.exposure.outcome import month_of
from mmfinance.exposure.report.citations import applies_on, price_origin
from mmfinance.exposure.result import (
    CounterState,
    DayOfWork,
    Estimate,
    ExpectedPart,
    FigureUsed,
    ServiceShare,
    TripShare,
)
from mmfinance.exposure.services import Service
from mmfinance.money import dollars


@dataclass(frozen=True)
class OpenedMonth:
    """A month: its expected amount over all draws with the parts that sum to it, and the same month of one plain run.

    `amount` (cents) is that of the expected schedule: numbered services, trips and days of work, which sum to it.
    """

    label: str
    expected: int
    parts: tuple[ExpectedPart, ...]
    amount: int
    services: tuple[tuple[int, ServiceShare], ...]
    trips: tuple[TripShare, ...]
    days_of_work: tuple[DayOfWork, ...]


@dataclass(frozen=True)
class OpenedService:
    """One service of the expected schedule: its share, the counters around it, and the figures behind the rules."""

    number: int
    share: ServiceShare
    counters: tuple[CounterState, ...]
    price_source: str | None
    figures: tuple[FigureUsed, ...]


Opened = tuple[OpenedMonth, ...] | OpenedService


def open_months(estimate: Estimate, month: str | None = None) -> tuple[OpenedMonth, ...]:
    """Open every month, or one (``2026-12``). Raises UnknownName for a month outside the horizon."""
    labels = [period.label for period in estimate.by_month]
    if month is not None and month not in labels:
        raise UnknownName("month in this estimate", month, labels)
    return tuple(_open_month(estimate, label) for label in labels if month in (None, label))


def open_service(estimate: Estimate, number: int) -> OpenedService:
    """Open one service by its number in the table (from 1). Raises InputError for a number that is not there."""
    if not estimate.services:
        raise InputError(f"--service: found {number}; this estimate has no services to open")
    if not 1 <= number <= len(estimate.services):
        raise InputError(f"--service: found {number}; expected a number from 1 to {len(estimate.services)}")
    share = estimate.services[number - 1]
    figures = tuple(one for one in estimate.figures_used if _rules(one, share.service))
    return OpenedService(number, share, share.counters, price_origin(share.service), figures)


NOT_COST_SHARING = (
    *("price.", "commercial.", "care_path.", "travel.", "planning."),
    "medicare.part_b.standard_premium",
)
PART_A, PART_B = "medicare.part_a", "medicare.part_b"
PHARMACY_FIGURES = ("medicare.part_d", "medicare.extra_help")


def _rules(one: FigureUsed, service: Service) -> bool:
    """Whether a figure may have set the share of a service: by its benefit and by its day."""
    pharmacy = one.name.startswith(PHARMACY_FIGURES)
    other_side = pharmacy != (service.benefit is Benefit.PHARMACY) and one.name.startswith("medicare.")
    other_part = one.name.startswith(PART_B if is_hospital_stay(service) else PART_A) and not service.line_capped
    return not (one.name.startswith(NOT_COST_SHARING) or other_side or other_part) and applies_on(one, service.day)


def explanation_document(opened: Opened) -> dict[str, object]:
    """The JSON of an opened amount, a part of the estimate's document; dollars as numbers with two decimals."""
    if isinstance(opened, OpenedService):
        counters = [_counter(one) for one in opened.counters]
        figures = [dict(vars(one)) for one in opened.figures]
        return {
            "service": opened.number,
            "why": opened.share.why,
            "rule_source": opened.share.rule_source,
            "counters": counters,
            "figures": figures,
        }
    return {"months": [_month(one) for one in opened]}


def _open_month(estimate: Estimate, label: str) -> OpenedMonth:
    services = tuple(
        (number, share)
        for number, share in enumerate(estimate.services, start=1)
        if month_of(share.service.day) == label
    )
    trips = tuple(one for one in estimate.trip_shares if month_of(one.trip.day) == label)
    work = tuple(one for one in estimate.days_of_work if month_of(one.day) == label)
    parts = tuple(one for one in estimate.parts if one.month == label)
    expected = next(period.total.expected for period in estimate.by_month if period.label == label)
    return OpenedMonth(label, expected, parts, sum(_amounts(services, trips, work)), services, trips, work)


def _amounts(
    services: tuple[tuple[int, ServiceShare], ...], trips: tuple[TripShare, ...], work: tuple[DayOfWork, ...]
) -> Iterator[int]:
    yield from (share.patient_pays for _, share in services)
    yield from (one.journey + one.parking + one.lodging + one.meals for one in trips)
    yield from (one.lost_pay for one in work)


def _month(opened: OpenedMonth) -> dict[str, object]:
    return {
        "month": opened.label,
        "expected": dollars(opened.expected),
        "parts": [
            {"group": one.group.value, "name": one.name, "expected": dollars(one.expected), "in_draws": one.in_draws}
            for one in opened.parts
        ],
        "on_the_expected_schedule": dollars(opened.amount),
        "services": [number for number, _ in opened.services],
        "trips": [one.trip.day.isoformat() for one in opened.trips],
        "days_of_work": [
            {"date": one.day.isoformat(), "who": one.who, "hours": one.hours, "lost_pay": dollars(one.lost_pay)}
            for one in opened.days_of_work
        ],
    }


def _counter(one: CounterState) -> dict[str, object]:
    return {
        "name": one.name,
        "limit": dollars(one.limit),
        "left_before": dollars(one.left_before),
        "left_after": dollars(one.left_after),
    }
