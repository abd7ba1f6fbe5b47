"""What getting there and staying there costs: journeys, parking, lodging and meals of each trip, on lanes of cents.

Mileage is the IRS medical rate; lodging and meals are the standard GSA rates of the day unless the person names a room
rate. A stay near the centre is planned where the journey is longer than people are asked to live away. What is not
known is not counted and is asked for: it is never zero in silence.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from mmfinance.case.model import Case
from mmfinance.exposure.distance import ASK_FOR_MILES, Distance, Lane, distance, miles_on_lanes, minutes_on_lanes
from mmfinance.exposure.journeys import Journeys, Taken
from mmfinance.exposure.result import Assumption
from mmfinance.exposure.services import Trip
from mmfinance.money import Cents, scaled
from mmfinance.reference.figures import figure, figure_cents

MILEAGE = "travel.irs_medical_mileage"
LODGING = "travel.gsa_standard_conus_lodging"
MEALS = "travel.gsa_standard_conus_meals_incidentals"
FIRST_AND_LAST_DAY = "planning.meals.first_and_last_day"

NOT_COUNTED = "travel.not_counted"


@dataclass(frozen=True)
class TravelLanes:
    """Cents of T trips on L lanes, by part; ``away`` marks trips that are nights away from home."""

    journey: Cents
    parking: Cents
    lodging: Cents
    meals: Cents
    away: Taken
    minutes: Lane | None
    assumptions: tuple[Assumption, ...]
    figures: tuple[tuple[str, date], ...]

    @property
    def total(self) -> Cents:
        return self.journey + self.parking + self.lodging + self.meals


def travel_costs(case: Case, made: Journeys, uniform: Lane) -> TravelLanes:
    """Cost the trips of a case on lanes; ``uniform`` [L] in 0..1 moves the road factor where miles are not told.

    Raises UnknownName for a ZIP or a centre that does not exist.
    """
    found = distance(case)
    way = _Way(case, found, uniform)
    away = _away(case, made, way)
    inside = _inside_a_stay(made, away, case)
    journey, parking, lodging, meals = (np.zeros(made.taken.shape, dtype=np.int64) for _ in range(4))
    for at, trip in enumerate(made.trips):
        travels = made.taken[at] & ~inside[at]
        journey[at] = np.where(travels, way.journey(trip.day), 0)
        parking[at] = np.where(made.taken[at], way.parking(), 0)
        nights = _nights(case, trip)
        lodging[at] = np.where(away[at], _rooms(case, trip, nights, made.hospital_nights[at]), 0)
        meals[at] = np.where(away[at], _meals(case, trip, nights, made.hospital_nights[at]), 0)
    assumptions = tuple(_assumptions(case, made, way, away)) if made.trips else ()
    return TravelLanes(
        journey, parking, lodging, meals, away, way.minutes, assumptions, tuple(_figures(case, made, way, away))
    )


class _Way:
    """How the person travels: by own car at a rate a mile, or for a fare; ``known`` is false where neither is known."""

    def __init__(self, case: Case, found: Distance, uniform: Lane) -> None:
        travel = case.travel
        self.found = found
        self.fare = _fare(case)
        drives = travel.mode is None and self.fare is None and travel.has_car is not False
        self.by_car = travel.mode == "car" or drives
        self.known = found.known if self.by_car else self.fare is not None
        self.parking_known = travel.parking_per_visit is not None or not self.by_car
        self._parking = (travel.parking_per_visit or 0) if self.by_car else 0
        self.miles = miles_on_lanes(found, uniform, case.as_of) if found.known else None
        self.minutes = _minutes(found, self.miles, uniform, case.as_of)
        self._tenths = None if self.miles is None else np.rint(self.miles * 10).astype(np.int64)

    def journey(self, day: date) -> Cents | int:
        """Cents of one round trip, on lanes."""
        if not self.known:
            return 0
        if not self.by_car:
            return self.fare or 0
        assert self._tenths is not None
        mills = int(Decimal(str(figure(MILEAGE, day).value)) * 1000)
        return scaled(self._tenths, 2 * mills, 100)

    def parking(self) -> int:
        return self._parking


def _fare(case: Case) -> int | None:
    """The fares of one round trip: one for each traveller, but one for a ride that is shared."""
    travel = case.travel
    if travel.fare_per_trip is None or travel.mode == "car":
        return None
    return travel.fare_per_trip * (1 if travel.mode == "ride" else 1 + (travel.companions or 0))


def _minutes(found: Distance, miles: Lane | None, uniform: Lane, on: date) -> Lane | None:
    if miles is not None:
        return minutes_on_lanes(found, miles, on)
    return None if found.minutes is None else np.full(uniform.shape, found.minutes)


def _away(case: Case, made: Journeys, way: _Way) -> Taken:
    """Which trips are nights away from home: those with nights, where home is far or the person says so."""
    stays = np.array([_nights(case, trip) > 0 for trip in made.trips], dtype=np.bool_)
    return made.taken & stays[:, None] & _far(case, way)


def _far(case: Case, way: _Way) -> NDArray[np.bool_]:
    if case.travel.nights is not None:
        return np.array([True])
    if way.minutes is not None:
        return np.asarray(way.minutes > float(figure("planning.stay_near.minutes", case.as_of).value))
    return np.array([case.travel.mode == "air"])


def _nights(case: Case, trip: Trip) -> int:
    return trip.nights if case.travel.nights is None or trip.nights == 0 else case.travel.nights


def _inside_a_stay(made: Journeys, away: Taken, case: Case) -> Taken:
    """Visits made from the lodging: no journey from home on days inside a stay that is slept away."""
    inside = np.zeros(made.taken.shape, dtype=np.bool_)
    for stay, trip in enumerate(made.trips):
        last = trip.day + timedelta(days=_nights(case, trip))
        for at, other in enumerate(made.trips):
            if trip.nights and at != stay and trip.day <= other.day < last and (trip.day < other.day or stay < at):
                inside[at] |= away[stay]
    return inside


def _companions_on_stay(case: Case) -> int:
    """One companion on a stay unless the person says otherwise: centres ask for a caregiver near the patient."""
    return 1 if case.travel.companions is None else case.travel.companions


def _rooms(case: Case, trip: Trip, nights: int, hospital_nights: int) -> int:
    """Cents for one room; a patient in a hospital bed needs none, a companion does."""
    slept = nights if _companions_on_stay(case) else max(nights - hospital_nights, 0)
    own = case.travel.lodging_per_night
    return sum(_rate(own, LODGING, trip.day + timedelta(days=night)) for night in range(slept))


def _rate(own: int | None, name: str, day: date) -> int:
    return figure_cents(name, day) if own is None else own


def _meals(case: Case, trip: Trip, nights: int, hospital_nights: int) -> int:
    """Cents for meals of all who stay; the hospital feeds the patient on nights in its bed."""
    companions = _companions_on_stay(case)
    return companions * _meals_of_one(trip.day, nights) + _meals_of_one(trip.day, max(nights - hospital_nights, 0))


def _meals_of_one(day: date, nights: int) -> int:
    if nights == 0:
        return 0
    part = int(Decimal(str(figure(FIRST_AND_LAST_DAY, day).value)) * 100)
    rates = [figure_cents(MEALS, day + timedelta(days=at)) for at in range(nights + 1)]
    return int(scaled(rates[0] + rates[-1], part, 100)) + sum(rates[1:-1])


def _figures(case: Case, made: Journeys, way: _Way, away: Taken) -> Iterator[tuple[str, date]]:
    """The figures that entered, each with a day on which it was used."""
    for at, trip in enumerate(made.trips):
        if way.by_car and way.known:
            yield MILEAGE, trip.day
        if away[at].any():
            yield MEALS, trip.day
            if case.travel.lodging_per_night is None:
                yield LODGING, trip.day


def _assumptions(case: Case, made: Journeys, way: _Way, away: Taken) -> Iterator[Assumption]:
    if not way.known:
        yield _not_counted(way)
    elif way.by_car and way.found.assumption:
        yield way.found.assumption
    if way.known and case.travel.mode is None and way.by_car:
        yield Assumption("travel.mode", "Travel is counted by car.", "How do you get to the place of treatment?")
    if way.known and not way.parking_known:
        yield Assumption("travel.parking_per_visit", "Parking is not counted.", "What does parking cost for one visit?")
    if any(trip.nights for trip in made.trips):
        yield from _stay_assumptions(case, made, way, away)


def _not_counted(way: _Way) -> Assumption:
    ask = ASK_FOR_MILES if way.by_car else "What does one round trip cost (fare for one person)?"
    return Assumption(NOT_COUNTED, "Travel to treatment is not known, so it is not in these totals.", ask)


def _stay_assumptions(case: Case, made: Journeys, way: _Way, away: Taken) -> Iterator[Assumption]:
    limit = figure("planning.stay_near.minutes", case.as_of).value
    if case.travel.nights is None and way.minutes is None and case.travel.mode != "air":
        yield Assumption(
            "travel.nights",
            "Nights away are not known, so lodging and meals are not in these totals.",
            "How long is the journey to the centre, and how many nights will you stay near it?",
        )
    elif case.travel.nights is None:
        stays = "planned" if away.any() else "not needed"
        yield Assumption(
            "travel.nights",
            f"A stay near the centre is {stays}: the rule here is a journey of more than {limit} minutes one way.",
            "How many nights does your centre ask you to stay near it?",
        )
    if away.any() and case.travel.companions is None:
        yield Assumption(
            "travel.companions",
            "One companion is counted on stays near the centre.",
            "How many people will come along?",
        )
    if away.any() and case.travel.lodging_per_night is None:
        yield Assumption(
            "travel.lodging_per_night",
            "A room is counted at the standard federal travel rate; rooms in large cities can cost more, and some "
            "patient lodging is free.",
            "What does a room near the centre cost a night?",
        )
