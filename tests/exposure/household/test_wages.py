"""Lost pay: the planning rule (half day, full day, weekdays of a stay and two of recovery) worked by hand."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmfinance.case.model import Case
from mmfinance.case.vocabulary import Purpose
from mmfinance.exposure.household.journeys import Days, by_day, journeys
from mmfinance.exposure.household.wages import WageLanes, lost_wages
from mmfinance.exposure.scheduling.scheduled import ScheduledTrip
from mmfinance.exposure.services import Trip

TUESDAY = date(2026, 12, 1)


def a_case(patient: dict[str, object] | None, caregiver: dict[str, object] | None = None, **more: object) -> Case:
    work = {"patient": patient, "caregiver": caregiver}
    return Case.model_validate({"as_of": "2026-11-25", "work": work, **more})


def one(kind: str = "visit", nights: int = 0, hours: float = 4.0, day: date = TUESDAY, far: bool = False) -> Days:
    return several((day, kind, nights, hours), far=far)


def several(*trips: tuple[date, str, int, float], far: bool = False) -> Days:
    made = [
        ScheduledTrip(Trip(day, nights, Purpose.TREATMENT, "visit"), kind, "clinic", hours)
        for day, kind, nights, hours in trips
    ]
    return by_day(journeys(made, np.ones((len(made), 1), dtype=np.bool_), None), np.array([far]))


def pay(lost: WageLanes) -> tuple[int, int]:
    return int(lost.patient.cents.sum()), int(lost.caregiver.cents.sum())


FULL_TIME: dict[str, object] = {"working": "true", "hours_per_week": "40", "hourly_wage": "30", "paid_leave_hours": "0"}
PART_TIME: dict[str, object] = {
    "working": "true",
    "hours_per_week": "22.5",
    "hourly_wage": "21.50",
    "paid_leave_hours": "0",
}


@pytest.mark.parametrize(
    ("job", "days", "minutes", "cents"),
    [
        # 40 hours a week are 8 a day; an injection takes 4 hours at $30, an infusion 8, a blood test 2
        (FULL_TIME, one(), None, 12000),
        (FULL_TIME, one(hours=8), None, 24000),
        (FULL_TIME, one(hours=2), None, 6000),
        # half an hour each way makes 5 hours; two hours each way make a full day, never more
        (FULL_TIME, one(), 30.0, 15000),
        (FULL_TIME, one(), 200.0, 24000),
        # 22.5 hours are 4.5 a day: 4 h at $21.50, and a full day of 4.5 h = $96.75
        (PART_TIME, one(), None, 8600),
        (PART_TIME, one(hours=8), None, 9675),
        # 15 minutes at $21.50 are $5.375, half a cent up
        (PART_TIME, one(hours=0.25), None, 538),
        # 3 hospital nights from Tuesday and 2 days: Tuesday to Saturday, 4 weekdays
        (FULL_TIME, one("hospital_stay", 3), None, 4 * 24000),
        # 14 nights near the centre from Tuesday: 10 weekdays when slept there, none when slept at home
        (FULL_TIME, one("near_centre", 14, far=True), None, 10 * 24000),
        (FULL_TIME, one("near_centre", 14), None, 0),
        # a schedule that falls on a Saturday stands for a visit on a working day
        (FULL_TIME, one(day=date(2026, 12, 5)), None, 12000),
        # paid leave goes first: 3 of the 4 hours
        ({**FULL_TIME, "paid_leave_hours": "3"}, one(), None, 3000),
        ({**FULL_TIME, "paid_leave_hours": "100"}, one(), None, 0),
        ({"working": "false", "hourly_wage": "30", "hours_per_week": "40"}, one(), None, 0),
    ],
)
def test_hours_lost_by_the_patient(job: dict[str, object], days: Days, minutes: float | None, cents: int) -> None:
    lane = None if minutes is None else np.array([minutes])
    assert pay(lost_wages(a_case(job), days, lane)) == (cents, 0)


def test_a_caregiver_loses_the_same_hours_unless_nobody_comes() -> None:
    assert pay(lost_wages(a_case(None, FULL_TIME), one(), None)) == (0, 12000)
    alone = a_case(None, FULL_TIME, travel={"companions": "0"})
    assert pay(lost_wages(alone, one(), None)) == (0, 0)


def test_a_day_is_never_lost_twice() -> None:
    days = several((TUESDAY, "visit", 0, 8.0), (TUESDAY, "visit", 0, 4.0), (TUESDAY, "hospital_stay", 1, 16.0))
    # Tuesday, and two days of recovery
    assert pay(lost_wages(a_case(FULL_TIME), days, None)) == (3 * 24000, 0)


def test_not_working_is_a_known_zero_and_asks_nothing() -> None:
    lost = lost_wages(a_case({"working": "false"}, {"working": "false"}), one(), None)
    assert lost.assumptions == ()


@pytest.mark.parametrize(
    ("job", "asked"),
    [
        (None, "work.patient.working"),
        ({"working": "true"}, "work.patient.hourly_wage"),
        ({"working": "true", "hourly_wage": "30"}, "work.patient.hours_per_week"),
    ],
)
def test_what_is_not_known_is_asked_for(job: dict[str, object] | None, asked: str) -> None:
    lost = lost_wages(a_case(job), one(), None)
    named = {one.name: one for one in lost.assumptions}
    assert named[asked].question
    assert named[asked].left_out


def test_a_state_program_is_named_and_not_subtracted() -> None:
    lost = lost_wages(a_case({**FULL_TIME, "state": "CA"}), one(), None)
    assert pay(lost) == (12000, 0)
    (said,) = [one.sentence for one in lost.assumptions if one.name == "work.state_paid_leave"]
    assert said.startswith(
        "State Disability Insurance (CA) may replace part of the patient's pay, at most $1,681 a week in 2025"
    )
    none = lost_wages(a_case({**FULL_TIME, "state": "TX"}), one(), None)
    assert "work.state_paid_leave" not in {one.name for one in none.assumptions}


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 200), st.sampled_from([0, 0, 2, 7])), max_size=8),
    st.integers(0, 400),
    st.integers(0, 400),
)
def test_more_paid_leave_never_costs_more(days: list[tuple[int, int]], leave: int, more: int) -> None:
    made = several(
        *((TUESDAY + timedelta(days=at), "hospital_stay" if nights else "visit", nights, 8.0) for at, nights in days)
    )
    lost = [
        lost_wages(a_case({**FULL_TIME, "paid_leave_hours": str(hours)}), made, None).patient.cents
        for hours in (leave, leave + more)
    ]
    assert (lost[0] >= 0).all()
    assert (lost[1] <= lost[0]).all()
    if days:
        assert int(lost[0].max()) <= 24000
