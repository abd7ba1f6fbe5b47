"""Pay lost to treatment by the patient and by the caregiver, on lanes of cents, after paid leave is used up.

The hours follow a planning rule, since no sourced count of missed days exists for this disease: half a working day for
a short visit, a full one for a procedure, a scan, cell therapy or a long journey, and every weekday of a stay with the
days of recovery after the hospital. A day is never lost twice. What a state's paid leave program may replace
is named, not subtracted: the benefit depends on past earnings.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from mmfinance.case.model import Case, Job
from mmfinance.exposure.distance import Lane
from mmfinance.exposure.journeys import Journeys, Taken
from mmfinance.exposure.result import Assumption
from mmfinance.money import Cents, scaled
from mmfinance.reference.figures import figure, figure_names

Shares = NDArray[np.float64]

RULE_FIGURES = (
    "planning.lost_work.half_day",
    "planning.lost_work.long_journey_minutes",
    "planning.lost_work.recovery_days",
    "planning.lost_work.days_a_week",
)


@dataclass(frozen=True)
class LostPay:
    """Cents lost on D days and L lanes by one person; hours are in whole minutes."""

    days: tuple[date, ...]
    minutes: NDArray[np.int64]
    cents: Cents


@dataclass(frozen=True)
class WageLanes:
    """The pay lost by patient and caregiver, with what was assumed."""

    patient: LostPay
    caregiver: LostPay
    assumptions: tuple[Assumption, ...]
    figures: tuple[tuple[str, date], ...]


def lost_wages(case: Case, made: Journeys, journey_minutes: Lane | None, away: Taken) -> WageLanes:
    """Cost the working time that trips take, by day; ``away`` [T, L] marks the trips that are nights away from home."""
    days, shares = _working_days_lost(case, made, journey_minutes, away)
    jobs = (case.work.patient, _caregiver(case))
    patient, caregiver = (_lost_pay(job, days, shares, case.as_of) for job in jobs)
    assumptions = tuple(_assumptions(case)) if made.trips else ()
    counted = any(_paid(job) for job in jobs) and bool(days)
    figures = tuple((name, case.as_of) for name in RULE_FIGURES) if counted else ()
    return WageLanes(patient, caregiver, assumptions, figures)


def _caregiver(case: Case) -> Job | None:
    """The caregiver's job; nobody comes along where the person says so."""
    return Job(working=False) if case.travel.companions == 0 else case.work.caregiver


def _paid(job: Job | None) -> bool:
    """Whether lost time costs this person pay, and how much is known."""
    return (
        job is not None and job.working is not False and job.hourly_wage is not None and job.hours_per_week is not None
    )


def _working_days_lost(
    case: Case, made: Journeys, journey_minutes: Lane | None, away: Taken
) -> tuple[tuple[date, ...], Shares]:
    """Days [D] and the share of a working day lost on each lane [D, L], at most one."""
    count = made.taken.shape[1]
    visit = _visit_shares(case, made, journey_minutes)
    lost: dict[date, Shares] = {}
    for at, trip in enumerate(made.trips):
        _lose(lost, trip.day, visit[at] * made.taken[at], count)
        for day in _weekdays_of_stay(trip.day, made.hospital_nights[at], case.as_of):
            _lose(lost, day, made.taken[at].astype(np.float64), count)
        for day in _weekdays(trip.day, trip.nights):
            _lose(lost, day, away[at].astype(np.float64), count)
    days = tuple(sorted(lost))
    return days, np.stack([lost[day] for day in days]) if days else np.zeros((0, count))


def _lose(lost: dict[date, Shares], day: date, share: Shares, count: int) -> None:
    lost[day] = np.maximum(lost.get(day, np.zeros(count)), share)


def _visit_shares(case: Case, made: Journeys, journey_minutes: Lane | None) -> list[Shares | float]:
    half = float(figure("planning.lost_work.half_day", case.as_of).value)
    if journey_minutes is None:
        return [1.0 if long else half for long in made.long_visit]
    limit = float(figure("planning.lost_work.long_journey_minutes", case.as_of).value)
    by_journey = np.where(journey_minutes > limit, 1.0, half)
    return [1.0 if long else by_journey for long in made.long_visit]


def _weekdays_of_stay(start: date, hospital_nights: int, on: date) -> Iterator[date]:
    """The weekdays of a hospital stay and of the recovery after it."""
    if hospital_nights:
        recovery = int(figure("planning.lost_work.recovery_days", on).value)
        yield from _weekdays(start, hospital_nights + recovery)


def _weekdays(start: date, days: int) -> Iterator[date]:
    for at in range(days):
        day = start + timedelta(days=at)
        if day.weekday() < 5:
            yield day


def _lost_pay(job: Job | None, days: tuple[date, ...], shares: Shares, on: date) -> LostPay:
    """Turn shares of working days into minutes beyond paid leave, and minutes into cents."""
    if job is None or not _paid(job) or not days:
        none = np.zeros(shares.shape, dtype=np.int64)
        return LostPay(days, none, none)
    days_a_week = float(figure("planning.lost_work.days_a_week", on).value)
    minutes_a_day = (job.hours_per_week or 0) * 60 / days_a_week
    minutes = np.rint(shares * minutes_a_day).astype(np.int64)
    leave = round((job.paid_leave_hours or 0) * 60)
    unpaid = np.diff(np.maximum(np.cumsum(minutes, axis=0) - leave, 0), axis=0, prepend=0)
    return LostPay(days, unpaid, scaled(unpaid, job.hourly_wage or 0, 60))


def _assumptions(case: Case) -> Iterator[Assumption]:
    yield from _job_assumptions("work.patient", "the patient", case.work.patient)
    if case.travel.companions != 0:
        yield from _job_assumptions("work.caregiver", "the caregiver", case.work.caregiver)
    yield from _state_leave(case)


def _job_assumptions(path: str, who: str, job: Job | None) -> Iterator[Assumption]:
    if job is not None and job.working is False:
        return
    if job is None or (job.working is None and job.hourly_wage is None):
        yield Assumption(
            f"{path}.working",
            f"Whether {who} works is not known, so lost pay of {who} is not in these totals.",
            f"Does {who} work for pay, and how many hours a week?",
        )
    elif not _paid(job):
        lacking = "hourly_wage" if job.hourly_wage is None else "hours_per_week"
        yield Assumption(
            f"{path}.{lacking}",
            f"Lost pay of {who} is not in these totals: the {lacking.replace('_', ' ')} is not known.",
            f"What does {who} earn an hour, and for how many hours a week?",
        )
    else:
        yield from _rule_assumptions(path, who, job)


def _rule_assumptions(path: str, who: str, job: Job) -> Iterator[Assumption]:
    yield Assumption(
        f"{path}.hours_lost",
        f"Hours that {who} loses follow a planning rule: half a working day for a short visit, a full day for a long "
        "visit or a long journey, and the weekdays of a stay with two days of recovery after the hospital.",
        f"How many hours of work did {who} miss in the last month?",
    )
    if job.paid_leave_hours is None:
        yield Assumption(
            f"{path}.paid_leave_hours",
            f"No paid leave of {who} is counted.",
            f"How many hours of paid leave does {who} have?",
        )


def _state_leave(case: Case) -> Iterator[Assumption]:
    """Name the state program that may replace pay of a working patient, where one is sourced."""
    job, address = case.work.patient, case.patient.address
    state = (job.state if job else None) or (address.state if address else None)
    if job is None or job.working is False or not state:
        return
    if leave := _program(state, case.as_of):
        yield Assumption(
            "work.state_paid_leave",
            f"{leave} ({state}) may replace part of the patient's pay; it is not subtracted here.",
            "Have you applied for your state's paid leave or disability insurance?",
        )


def _program(state: str, on: date) -> str | None:
    """The name of the state's program, or None where none is sourced or none pays yet."""
    name = f"paid_leave.{state}.program"
    value = figure(name, on).value if name in figure_names() else None
    return str(value) if value else None
