"""Journeys, lodging and meals. Rates: IRS Notice 2026-10 (20.5 cents a mile in 2026, 21 in 2025), GSA FTR bulletins
26-01 and 27-01 (lodging 110, from 2026-10-01 113; meals 68; three quarters on the first and the last day)."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmfinance.case.model import Case
from mmfinance.case.vocabulary import Purpose
from mmfinance.errors import UnknownName
from mmfinance.exposure.household.distance import distance
from mmfinance.exposure.household.journeys import Journeys, journeys
from mmfinance.exposure.household.travel import NOT_COUNTED, TravelLanes, travel_costs
from mmfinance.exposure.scheduling.scheduled import ScheduledTrip
from mmfinance.exposure.services import Trip

DAY = date(2026, 12, 1)
MIDDLE = np.array([0.5])


def a_case(**travel: object) -> Case:
    return Case.model_validate({"as_of": "2026-11-25", "travel": {name: str(value) for name, value in travel.items()}})


def visit(day: date = DAY, kind: str = "visit", nights: int = 0, hours: float = 4.0) -> ScheduledTrip:
    return ScheduledTrip(Trip(day, nights, Purpose.TREATMENT, "visit"), kind, "clinic", hours)


def trips(*made: ScheduledTrip, own_nights: int | None = None, lanes: int = 1) -> Journeys:
    return journeys(made, np.ones((len(made), lanes), dtype=np.bool_), own_nights)


def near(nights: int, day: date = DAY) -> ScheduledTrip:
    return visit(day, "near_centre", nights)


def cost(case: Case, made: Journeys, uniform: np.ndarray = MIDDLE) -> TravelLanes:
    return travel_costs(case, made, uniform)


@pytest.mark.parametrize(
    ("travel", "day", "journey", "parking"),
    [
        # 40 miles x 2 x $0.205
        ({"miles_one_way": 40, "mode": "car"}, date(2026, 12, 1), 1640, 0),
        ({"miles_one_way": 40}, date(2026, 12, 1), 1640, 0),
        # 40 miles x 2 x $0.21
        ({"miles_one_way": 40, "mode": "car"}, date(2025, 12, 1), 1680, 0),
        # 12.5 miles x 2 x $0.205 = $5.125, half a cent up
        ({"miles_one_way": 12.5, "mode": "car", "parking_per_visit": 12}, date(2026, 12, 1), 513, 1200),
        # 2027 is not published in the reference data: the rate of 2026 stands in
        ({"miles_one_way": 40, "mode": "car"}, date(2027, 2, 1), 1640, 0),
        # a fare for one person and one companion
        ({"mode": "air", "fare_per_trip": 310, "companions": 1, "nights": 0}, date(2026, 12, 1), 62000, 0),
        ({"mode": "bus", "fare_per_trip": 24}, date(2026, 12, 1), 2400, 0),
        # a ride is shared
        ({"mode": "ride", "fare_per_trip": 60, "companions": 2}, date(2026, 12, 1), 6000, 0),
        ({"mode": "car", "miles_one_way": 0}, date(2026, 12, 1), 0, 0),
    ],
)
def test_a_visit_costs_the_journey_and_parking(
    travel: dict[str, object], day: date, journey: int, parking: int
) -> None:
    lanes = cost(a_case(**travel), trips(visit(day)))
    assert (int(lanes.journey.sum()), int(lanes.parking.sum())) == (journey, parking)
    assert lanes.lodging.sum() == lanes.meals.sum() == 0


@pytest.mark.parametrize(
    ("travel", "nights", "lodging", "meals"),
    [
        # 14 nights from 2026-12-01: 14 x $113; two people, 13 full days and two at three quarters: 2 x 14.5 x $68
        ({"miles_one_way": 150}, 14, 14 * 11300, 2 * 98600),
        ({"miles_one_way": 150, "companions": 0}, 14, 14 * 11300, 98600),
        ({"miles_one_way": 150, "lodging_per_night": 40, "companions": 0}, 14, 14 * 4000, 98600),
        # the person's own nights win, near or far: 28 nights
        ({"miles_one_way": 10, "nights": 28, "companions": 0}, 14, 28 * 11300, 193800),
        # near home: nights are slept at home
        ({"miles_one_way": 60}, 14, 0, 0),
        ({"miles_one_way": 60, "minutes_one_way": 150, "companions": 0}, 2, 22600, 17000),
    ],
)
def test_a_stay_near_the_centre(travel: dict[str, object], nights: int, lodging: int, meals: int) -> None:
    own = travel.get("nights")
    lanes = cost(a_case(**travel), trips(near(nights), own_nights=own if isinstance(own, int) else None))
    assert (int(lanes.lodging.sum()), int(lanes.meals.sum())) == (lodging, meals)


def test_lodging_follows_the_federal_year() -> None:
    lanes = cost(a_case(miles_one_way=150, companions=0), trips(near(2, date(2026, 9, 30))))
    assert int(lanes.lodging.sum()) == 11000 + 11300


def test_a_hospital_bed_needs_no_room_but_a_companion_does() -> None:
    in_hospital = trips(visit(kind="hospital_stay", nights=5))
    alone = cost(a_case(miles_one_way=150, companions=0), in_hospital)
    together = cost(a_case(miles_one_way=150, companions=1), in_hospital)
    at_home = cost(a_case(miles_one_way=20, companions=1), in_hospital)
    assert alone.lodging.sum() == alone.meals.sum() == at_home.lodging.sum() == at_home.meals.sum() == 0
    assert int(together.lodging.sum()) == 5 * 11300
    assert int(together.meals.sum()) == 4 * 6800 + 2 * 5100


def test_overlapping_stays_need_one_room() -> None:
    """10 nights in hospital inside 14 nights near the centre: one room throughout, 14 nights."""
    both = trips(visit(kind="hospital_stay", nights=10), near(14))
    lanes = cost(a_case(miles_one_way=150), both)
    assert int(lanes.lodging.sum()) == 14 * 11300
    # the companion: 13 days and two of three quarters; the patient: nights 11 to 14, three days and two of three quarters
    assert int(lanes.meals.sum()) == 13 * 6800 + 2 * 5100 + 3 * 6800 + 2 * 5100
    assert int(lanes.journey.sum()) == 6150


def test_visits_from_the_lodging_need_no_journey() -> None:
    later = [visit(DAY + timedelta(days=at)) for at in (0, 3, 14, 15)]
    far = cost(a_case(miles_one_way=200), trips(near(14), *later))
    by_day = [int(far.journey[at, 0]) for at in (0, 3, 14)]
    assert by_day == [8200, 0, 0], "the last visit is on the way home"
    assert int(far.journey[15, 0]) == 8200
    home = cost(a_case(miles_one_way=20), trips(near(14), *later))
    assert int(home.journey.sum()) == 4 * 820


def test_two_visits_on_one_day_are_one_journey() -> None:
    lanes = cost(a_case(miles_one_way=40, parking_per_visit=10), trips(visit(), visit()))
    assert (int(lanes.journey.sum()), int(lanes.parking.sum())) == (1640, 1000)


@pytest.mark.parametrize(
    "travel",
    [{}, {"mode": "air"}, {"has_car": "false", "miles_one_way": 30}, {"mode": "train", "miles_one_way": 90}],
)
def test_unknown_travel_is_asked_for_and_said_not_to_be_counted(travel: dict[str, object]) -> None:
    lanes = cost(a_case(**travel), trips(visit()))
    told = {one.name: one for one in lanes.assumptions}
    assert lanes.total.sum() == 0
    assert NOT_COUNTED in told
    assert told[NOT_COUNTED].question


def test_a_trial_that_pays_travel_leaves_none() -> None:
    case = Case.model_validate(
        {"as_of": "2026-11-25", "travel": {"miles_one_way": "90"}, "treatment": {"trial": {"travel_paid": "true"}}}
    )
    lanes = cost(case, trips(visit(), near(14)))
    assert lanes.total.sum() == 0
    assert [one.name for one in lanes.assumptions] == ["trial.travel_paid"]


def test_no_trips_ask_nothing() -> None:
    assert cost(a_case(), trips()).assumptions == ()


def zips(home: str, site: str) -> Case:
    return Case.model_validate(
        {"as_of": "2026-11-25", "patient": {"address": {"zip": home}}, "treatment": {"site": {"zip": site}}}
    )


def test_miles_from_zip_to_zip() -> None:
    """Chicago 60601 to Milwaukee 53202: about 81 miles in a straight line by their coordinates."""
    found = distance(zips("60601", "53202"))
    assert found.straight is not None
    assert found.straight == pytest.approx(81, abs=2)
    assert found.assumption is not None
    assert "1.25" in found.assumption.sentence
    lanes = cost(zips("60601", "53202"), trips(visit(), lanes=3), np.array([0.0, 0.5, 1.0]))
    low, middle, high = (int(cents) for cents in lanes.journey[0])
    assert low < middle < high
    assert middle == pytest.approx(found.straight * 1.25 * 2 * 20.5, abs=3)


@pytest.mark.parametrize(("home", "site"), [("96813", "98109"), ("99501", "98109"), ("00901", "33136")])
def test_islands_and_alaska_are_asked_for(home: str, site: str) -> None:
    found = distance(zips(home, site))
    assert not found.known


def test_a_zip_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(UnknownName, match="ZIP code"):
        distance(zips("00000", "60601"))


def test_a_rate_is_asked_for_only_from_the_first_night_on() -> None:
    """No lodging rate before October 2025 is in the reference data: a visit in August needs none."""
    lanes = cost(a_case(miles_one_way=150), trips(visit(date(2025, 8, 4)), near(14, date(2025, 11, 3))))
    assert int(lanes.lodging.sum()) == 14 * 11000
    assert int(lanes.meals.sum()) == 2 * 98600


STAYS = st.lists(
    st.tuples(st.integers(0, 90), st.sampled_from(["visit", "visit", "hospital_stay", "near_centre"])), max_size=6
)


@settings(max_examples=60)
@given(st.floats(0, 3000), st.floats(0, 500), STAYS, st.sampled_from([None, 0, 1, 3]))
def test_more_miles_are_never_cheaper_and_nothing_is_negative(
    miles: float, more: float, days: list[tuple[int, str]], companions: int | None
) -> None:
    travel: dict[str, object] = {} if companions is None else {"companions": companions}
    made = trips(*(visit(DAY + timedelta(days=at), kind, 0 if kind == "visit" else 9) for at, kind in days))
    near_by = cost(a_case(miles_one_way=round(miles, 1), **travel), made).total
    far_off = cost(a_case(miles_one_way=round(miles + more, 1), **travel), made).total
    assert (near_by >= 0).all()
    assert far_off.sum() >= near_by.sum()
