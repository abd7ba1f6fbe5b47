"""One run of a case: its services adjudicated, its trips costed and its lost pay, on any number of lanes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from mmfinance.case.model import Case
from mmfinance.case.vocabulary import CostGroup, Purpose
from mmfinance.exposure.adjudication.adjudicate import Shares, adjudicate
from mmfinance.exposure.adjudication.copay_help import card_money
from mmfinance.exposure.benefits.coverage_stack import Stack
from mmfinance.exposure.household.journeys import journeys
from mmfinance.exposure.household.travel import TravelLanes, travel_costs
from mmfinance.exposure.household.wages import WageLanes, lost_wages
from mmfinance.exposure.report.plan_years import PlanYears
from mmfinance.exposure.scheduling.draws import draw, trip_lanes, uniforms
from mmfinance.exposure.scheduling.scheduled import Schedule
from mmfinance.exposure.services import ServiceLanes
from mmfinance.exposure.sums import Cell
from mmfinance.money import Cents

ROAD = "travel.road"
"""The factor by which a straight line becomes a road."""


@dataclass(frozen=True)
class Outcome:
    """What a case pays on L lanes."""

    schedule: Schedule
    lanes: ServiceLanes
    shares: Shares
    travel: TravelLanes
    wages: WageLanes


def outcome(case: Case, schedule: Schedule, stack: Stack, draws: int, seed: int) -> Outcome:
    """Draw, adjudicate and cost a case on lanes; with one draw the lane is the expected schedule."""
    lanes = draw(schedule, draws, seed)
    made = journeys(schedule.trips, trip_lanes(schedule, draws, seed), case.travel.nights)
    travel = travel_costs(case, made, uniforms([ROAD], draws, seed)[ROAD])
    wages = lost_wages(case, travel.days, travel.minutes)
    return Outcome(schedule, lanes, adjudicate(lanes, stack, card_money(case)), travel, wages)


MOST_PRICE = 200_000_000
"""Cents that stand for a price that is not known when its upper bound is sought: more than any care path costs."""


def bounded(case: Case, found: Outcome, stack: Stack) -> Outcome | None:
    """The same run with every unknown price as high as can be; None where the coverage sets no bound to the share."""
    lanes = found.lanes
    unknown = lanes.occurs & ~lanes.price_known[:, None]
    allowed = np.where(unknown, MOST_PRICE, lanes.allowed)
    billed = np.where(unknown, MOST_PRICE, lanes.billed)
    priced = replace(lanes, allowed=allowed, billed=billed, price_known=np.ones_like(lanes.price_known))
    shares = adjudicate(priced, stack, card_money(case))
    unbounded = bool((shares.patient_pays[unknown] > MOST_PRICE // 20).any())
    return None if unbounded else replace(found, lanes=priced, shares=shares)


def cells(found: Outcome, years: PlanYears) -> Iterator[tuple[Cell, Cents]]:
    """Every amount [L] of the outcome that falls into its horizon, with the cell it belongs to."""
    return ((cell, cents) for cell, _, cents in named_cells(found, years))


def named_cells(found: Outcome, years: PlanYears) -> Iterator[tuple[Cell, str, Cents]]:
    """The same, each with the name of the service, of the part of travel, or of whose pay is lost."""
    for service, cents in zip(found.lanes.services, found.shares.patient_pays, strict=True):
        yield _cell(group_of(service.purpose), service.day, years), service.name, cents
    for group, name, days, lanes in _around_care(found):
        for at in np.flatnonzero(lanes.any(axis=1)).tolist():
            if days[at] <= found.schedule.horizon.end:
                yield _cell(group, days[at], years), name, lanes[at]


def _around_care(found: Outcome) -> Iterator[tuple[CostGroup, str, Sequence[date], Cents]]:
    """Travel by its parts and lost pay by person, each by day [D, L]."""
    travel, wages = found.travel, found.wages
    for name in ("journey", "parking", "lodging", "meals"):
        yield CostGroup.TRAVEL_AND_LODGING, name, travel.days.dates, getattr(travel, name)
    for who, pay in (("patient", wages.patient), ("caregiver", wages.caregiver)):
        yield CostGroup.LOST_WAGES, f"pay lost by the {who}", travel.days.dates, pay.cents


def group_of(purpose: Purpose) -> CostGroup:
    """The group that the patient's share of a service belongs to."""
    treatment = purpose is Purpose.TREATMENT
    return CostGroup.DEDUCTIBLES_AND_COPAYMENTS if treatment else CostGroup.FOLLOW_UP_AND_SIDE_EFFECTS


def month_of(day: date) -> str:
    """The label of a day's month."""
    return f"{day:%Y-%m}"


def _cell(group: CostGroup, day: date, years: PlanYears) -> Cell:
    return Cell(group, month_of(day), years.label(day))
