"""Lost pay: the planning rule (half day, full day, weekdays of a stay and two of recovery) worked by hand."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmfinance.case.model import Case
from mmfinance.case.vocabulary import Purpose
from mmfinance.exposure.journeys import Journeys
from mmfinance.exposure.services import Trip
from mmfinance.exposure.wages import WageLanes, lost_wages

TUESDAY = date(2026, 12, 1)
HOME = np.zeros((1, 1), dtype=np.bool_)
AWAY = np.ones((1, 1), dtype=np.bool_)


def a_case(patient: dict[str, object] | None, caregiver: dict[str, object] | None = None, **more: object) -> Case:
    work = {"patient": patient, "caregiver": caregiver}
    return Case.model_validate({"as_of": "2026-11-25", "work": work, **more})


def one(nights: int = 0, hospital: int = 0, long: bool = False, day: date = TUESDAY) -> Journeys:
    trip = Trip(day, nights, Purpose.TREATMENT, "visit")
    return Journeys((trip,), np.ones((1, 1), dtype=np.bool_), (hospital,), (long,))


def pay(lost: WageLanes) -> tuple[int, int]:
    return int(lost.patient.cents.sum()), int(lost.caregiver.cents.sum())


FULL_TIME = {"working": "true", "hours_per_week": "40", "hourly_wage": "30", "paid_leave_hours": "0"}
PART_TIME = {"working": "true", "hours_per_week": "22.5", "hourly_wage": "21.50", "paid_leave_hours": "0"}


@pytest.mark.parametrize(
    ("job", "made", "minutes", "away", "cents"),
    [
        # 40 hours are 8 a day: half is 4 hours at $30
        (FULL_TIME, one(), None, HOME, 12000),
        (FULL_TIME, one(long=True), None, HOME, 24000),
        # 61 minutes one way make a full day, 60 do not
        (FULL_TIME, one(), 61.0, HOME, 24000),
        (FULL_TIME, one(), 60.0, HOME, 12000),
        # 22.5 hours are 4.5 a day: half is 2 h 15 at $21.50 = $48.375, half a cent up
        (PART_TIME, one(), None, HOME, 4838),
        # 3 hospital nights from Tuesday and 2 days: Tuesday to Saturday, 4 weekdays
        (FULL_TIME, one(nights=3, hospital=3), None, HOME, 4 * 24000),
        # 14 nights away from Tuesday: 10 weekdays
        (FULL_TIME, one(nights=14), None, AWAY, 10 * 24000),
        # the same stay slept at home: the visit only
        (FULL_TIME, one(nights=14), None, HOME, 12000),
        # a schedule that falls on a Saturday stands for a visit on a working day
        (FULL_TIME, one(day=date(2026, 12, 5)), None, HOME, 12000),
        # paid leave goes first: 3 of the 4 hours
        ({**FULL_TIME, "paid_leave_hours": "3"}, one(), None, HOME, 3000),
        ({**FULL_TIME, "paid_leave_hours": "100"}, one(), None, HOME, 0),
        ({"working": "false", "hourly_wage": "30", "hours_per_week": "40"}, one(), None, HOME, 0),
    ],
)
def test_hours_lost_by_the_patient(
    job: dict[str, object], made: Journeys, minutes: float | None, away: np.ndarray, cents: int
) -> None:
    lane = None if minutes is None else np.array([minutes])
    assert pay(lost_wages(a_case(job), made, lane, away)) == (cents, 0)


def test_a_caregiver_loses_the_same_hours_unless_nobody_comes() -> None:
    assert pay(lost_wages(a_case(None, FULL_TIME), one(), None, HOME)) == (0, 12000)
    alone = a_case(None, FULL_TIME, travel={"companions": "0"})
    assert pay(lost_wages(alone, one(), None, HOME)) == (0, 0)


def test_a_day_is_never_lost_twice() -> None:
    trip = Trip(TUESDAY, 0, Purpose.TREATMENT, "visit")
    twice = Journeys((trip, trip), np.ones((2, 1), dtype=np.bool_), (0, 0), (True, True))
    assert pay(lost_wages(a_case(FULL_TIME), twice, None, np.zeros((2, 1), dtype=np.bool_))) == (24000, 0)


def test_not_working_is_a_known_zero_and_asks_nothing() -> None:
    lost = lost_wages(a_case({"working": "false"}, {"working": "false"}), one(), None, HOME)
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
    lost = lost_wages(a_case(job), one(), None, HOME)
    named = {one.name: one for one in lost.assumptions}
    assert named[asked].question
    assert "not in these totals" in named[asked].sentence


def test_a_state_program_is_named_and_not_subtracted() -> None:
    lost = lost_wages(a_case({**FULL_TIME, "state": "CA"}), one(), None, HOME)
    assert pay(lost) == (12000, 0)
    assert any("State Disability Insurance" in one.sentence for one in lost.assumptions)
    none = lost_wages(a_case({**FULL_TIME, "state": "TX"}), one(), None, HOME)
    assert "work.state_paid_leave" not in {one.name for one in none.assumptions}


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.integers(0, 200), st.sampled_from([0, 0, 2, 7])), max_size=8),
    st.integers(0, 400),
    st.integers(0, 400),
)
def test_more_paid_leave_never_costs_more(days: list[tuple[int, int]], leave: int, more: int) -> None:
    trips = tuple(Trip(TUESDAY + timedelta(days=at), nights, Purpose.TREATMENT, "") for at, nights in sorted(days))
    taken = np.ones((len(trips), 1), dtype=np.bool_)
    made = Journeys(trips, taken, tuple(trip.nights for trip in trips), (False,) * len(trips))
    lost = [
        lost_wages(a_case({**FULL_TIME, "paid_leave_hours": str(hours)}), made, None, ~taken).patient.cents
        for hours in (leave, leave + more)
    ]
    assert (lost[0] >= 0).all()
    assert (lost[1] <= lost[0]).all()
    if days:
        assert int(lost[0].max()) <= 24000
