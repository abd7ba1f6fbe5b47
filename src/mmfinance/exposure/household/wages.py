"""Pay lost to treatment by the patient and by the caregiver, on lanes of cents, after paid leave is used up.

The hours follow a planning rule, since no sourced count of missed days exists for this disease: the hours of the visit
and of the road, at most a working day; every weekday of a stay; and days of recovery after the hospital. A day is never
lost twice. What a state's paid leave program may replace is named, not subtracted: it depends on past earnings.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from mmfinance.case.model import Case, Job
from mmfinance.exposure.household.distance import Lane
from mmfinance.exposure.household.journeys import Days
from mmfinance.exposure.result import Assumption
from mmfinance.money import Cents, scaled
from mmfinance.phrases import Phrase
from mmfinance.reference.figures import figure
from mmfinance.reference.paid_leave import paid_leave

Hours = NDArray[np.float64]

RECOVERY_DAYS, DAYS_A_WEEK = "planning.lost_work.recovery_days", "planning.lost_work.days_a_week"
ALL_DAY = 24.0
NO_JOB = Job(working=False)
STATE_LEAVE = "{leave} ({state}) may replace part of the patient's pay; it is not subtracted here."
STATE_LEAVE_UP_TO = (
    "{leave} ({state}) may replace part of the patient's pay, at most ${most} a week in {year}; it is not subtracted "
    "here."
)
"""The share of pay that a program replaces depends on past earnings, so none is counted."""
LACKING = {
    "hourly_wage": "Lost pay of {who} is not in these totals: the hourly wage is not known.",
    "hours_per_week": "Lost pay of {who} is not in these totals: the hours of work a week are not known.",
}


@dataclass(frozen=True)
class LostPay:
    """Cents lost on D days and L lanes by one person; hours are in whole minutes."""

    minutes: NDArray[np.int64]
    cents: Cents


@dataclass(frozen=True)
class WageLanes:
    """The pay lost by patient and caregiver; what was assumed is worked out when it is asked for."""

    patient: LostPay
    caregiver: LostPay
    assumed: Callable[[], Iterable[Assumption]]
    figures: tuple[tuple[str, date], ...]

    @cached_property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What was assumed, with what would settle it."""
        return tuple(self.assumed())


def lost_wages(case: Case, days: Days, journey_minutes: Lane | None) -> WageLanes:
    """Cost the working time that trips take, by day; ``journey_minutes`` [L] are one way, None where not known."""
    hours = hours_lost(days, journey_minutes, case.as_of)
    jobs = (case.work.patient, _caregiver(case))
    patient, caregiver = (_lost_pay(job, hours, case.as_of) for job in jobs)
    some = bool(days.layout.visit.any())
    figures = ((RECOVERY_DAYS, case.as_of), (DAYS_A_WEEK, case.as_of)) if some and any(map(_paid, jobs)) else ()
    return WageLanes(patient, caregiver, partial(_assumptions, case) if some else tuple, figures)


def hours_lost(days: Days, journey_minutes: Lane | None, on: date) -> Hours:
    """Hours of the day that treatment takes, [D, L]: more than a working day on days of a stay and of recovery."""
    road = 0.0 if journey_minutes is None else journey_minutes * 2 / 60
    layout = days.layout
    visit = np.where(layout.hours > 0, layout.hours + road, 0.0)
    stay = layout.near | (layout.since_hospital <= int(figure(RECOVERY_DAYS, on).value))
    return np.where(stay & days.weekday[:, np.newaxis], ALL_DAY, visit)


def _caregiver(case: Case) -> Job | None:
    """The caregiver's job; nobody comes along where the person says so."""
    return NO_JOB if case.travel.companions == 0 else case.work.caregiver


def _paid(job: Job | None) -> bool:
    """Whether lost time costs this person pay, and how much is known."""
    return (
        job is not None and job.working is not False and job.hourly_wage is not None and job.hours_per_week is not None
    )


def _lost_pay(job: Job | None, hours: Hours, on: date) -> LostPay:
    """Turn hours, at most a working day, into minutes beyond paid leave, and minutes into cents."""
    if job is None or not _paid(job):
        none = np.zeros(hours.shape, dtype=np.int64)
        return LostPay(none, none)
    working_day = (job.hours_per_week or 0) / float(figure(DAYS_A_WEEK, on).value)
    minutes = np.rint(np.minimum(hours, working_day) * 60).astype(np.int64)
    leave = round((job.paid_leave_hours or 0) * 60)
    beyond = np.maximum(np.cumsum(minutes, axis=0) - leave, 0)
    unpaid = np.diff(beyond, axis=0, prepend=0) if leave else minutes
    return LostPay(unpaid, scaled(unpaid, job.hourly_wage or 0, 60))


def _assumptions(case: Case) -> Iterator[Assumption]:
    yield from _job_assumptions("work.patient", Phrase("the patient"), case.work.patient)
    if case.travel.companions != 0:
        yield from _job_assumptions("work.caregiver", Phrase("the caregiver"), case.work.caregiver)
    yield from _state_leave(case)


def _job_assumptions(path: str, who: Phrase, job: Job | None) -> Iterator[Assumption]:
    if job is not None and job.working is False:
        return
    if job is None or (job.working is None and job.hourly_wage is None):
        yield Assumption(
            f"{path}.working",
            Phrase("Whether {who} works is not known; lost pay of {who} is not in these totals.", who=who),
            Phrase("Does {who} work for pay, and how many hours a week?", who=who),
            left_out=True,
        )
    elif not _paid(job):
        lacking = "hourly_wage" if job.hourly_wage is None else "hours_per_week"
        yield Assumption(
            f"{path}.{lacking}",
            Phrase(LACKING[lacking], who=who),
            Phrase("What does {who} earn an hour, and for how many hours a week?", who=who),
            left_out=True,
        )
    else:
        yield from _rule_assumptions(path, who, job)


def _rule_assumptions(path: str, who: Phrase, job: Job) -> Iterator[Assumption]:
    yield Assumption(
        f"{path}.hours_lost",
        Phrase(
            "Hours that {who} loses follow a planning rule: the visit and the road, at most a working day, and the "
            "weekdays of a stay with two days of recovery after the hospital.",
            who=who,
        ),
        Phrase("How many hours of work did {who} miss in the last month?", who=who),
    )
    if job.paid_leave_hours is None:
        yield Assumption(
            f"{path}.paid_leave_hours",
            Phrase("No paid leave of {who} is counted.", who=who),
            Phrase("How many hours of paid leave does {who} have?", who=who),
        )


def _state_leave(case: Case) -> Iterator[Assumption]:
    """Name the state program that may replace pay of a working patient, where one is sourced."""
    job, address = case.work.patient, case.patient.address
    state = (job.state if job else None) or (address.state if address else None)
    if job is None or job.working is False or not state:
        return
    if leave := paid_leave(state, case.as_of):
        most = leave.max_weekly_benefit
        yield Assumption(
            "work.state_paid_leave",
            Phrase(
                STATE_LEAVE if most is None else STATE_LEAVE_UP_TO,
                leave=leave.program,
                state=leave.state,
                most=f"{(most or 0) // 100:,}",
                year=_year_of_maximum(state, case.as_of) if most is not None else "",
            ),
            Phrase("Have you applied for your state's paid leave or disability insurance?"),
        )


def _year_of_maximum(state: str, on: date) -> str:
    """The year that a weekly maximum was published for, since states set a new one each January."""
    start = figure(f"paid_leave.{state}.max_weekly_benefit", on).start
    return str(start.year if start else on.year)
