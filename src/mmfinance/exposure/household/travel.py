"""What getting there and staying there costs: journeys, parking, lodging and meals by day, on lanes of cents.

Mileage is the IRS medical rate; lodging and meals are the standard GSA rates of the day unless the person names a room
rate. A stay near the centre is slept there where home is farther than people are asked to live. What is not known is
not counted and is asked for: it is never zero in silence.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property, lru_cache, partial

import numpy as np

from mmfinance.case.model import Case
from mmfinance.exposure.household.distance import ASK_FOR_MILES, Lane, distance, miles_on_lanes, minutes_on_lanes
from mmfinance.exposure.household.journeys import Days, Flags, Journeys, by_day
from mmfinance.exposure.household.lodging import LODGING, MEALS, lodging_by_day, meals_by_day
from mmfinance.exposure.result import Assumption
from mmfinance.exposure.scheduling.timing import add_months
from mmfinance.money import Cents, scaled
from mmfinance.phrases import Phrase
from mmfinance.reference.figures import figure

MILEAGE = "travel.irs_medical_mileage"
STAY_NEAR_MINUTES = "planning.stay_near.minutes"
NOT_COUNTED = "travel.not_counted"
NIGHTS_COUNTED = (
    "Nights near the centre are counted: the planning rule is a journey of more than {minutes} minutes one way."
)
NIGHTS_NOT_COUNTED = (
    "Nights near the centre are not counted: the planning rule is a journey of more than {minutes} minutes one way."
)


@dataclass(frozen=True)
class TravelLanes:
    """Cents by day D on L lanes, by part; ``minutes`` one way on lanes, None where not known.

    What was assumed and which figures entered is worked out when it is asked for: many cases need amounts alone.
    """

    days: Days
    journey: Cents
    parking: Cents
    lodging: Cents
    meals: Cents
    minutes: Lane | None
    assumed: Callable[[], Iterable[Assumption]]
    used: Callable[[], Iterable[tuple[str, date]]]

    @cached_property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What was assumed, with what would settle it."""
        return tuple(self.assumed())

    @cached_property
    def figures(self) -> tuple[tuple[str, date], ...]:
        """The figures that entered, with every day on which one was used."""
        return tuple(self.used())

    @property
    def total(self) -> Cents:
        """Everything, [D, L]."""
        return self.journey + self.parking + self.lodging + self.meals


def travel_costs(case: Case, made: Journeys, uniform: Lane) -> TravelLanes:
    """Cost the trips of a case on lanes; ``uniform`` [L] in 0..1 moves the road factor where miles are not told.

    Raises UnknownName for a ZIP or a centre that does not exist.
    """
    way = _Way(case, uniform)
    days = by_day(made, way.far)
    if case.treatment.trial and case.treatment.trial.travel_paid:
        return _paid_by_the_trial(days, way)
    layout = days.layout
    travels = (layout.visit | layout.arrives_near) & ~layout.away_before
    parks = layout.visit & ~layout.in_hospital_before
    parking = case.travel.parking_per_visit or 0
    return TravelLanes(
        days=days,
        journey=np.where(travels, way.journey_rates(days), 0),
        parking=parks * np.int64(parking if way.by_car else 0),
        lodging=lodging_by_day(case, days),
        meals=meals_by_day(case, days),
        minutes=way.minutes,
        assumed=partial(_assumptions, case, made, way) if made.trips else tuple,
        used=partial(_figures, case, days, way, travels),
    )


def _paid_by_the_trial(days: Days, way: "_Way") -> TravelLanes:
    nothing = np.zeros(days.layout.visit.shape, dtype=np.int64)
    assumption = Assumption(
        "trial.travel_paid",
        Phrase("The trial pays travel and lodging, so none is counted."),
        Phrase("Which travel costs does the trial pay, and up to what amount?"),
    )
    return TravelLanes(days, nothing, nothing, nothing, nothing, way.minutes, partial(tuple, (assumption,)), tuple)


class _Way:
    """How the person travels: by own car at a rate a mile, or for a fare; ``known`` is false where neither is known."""

    def __init__(self, case: Case, uniform: Lane) -> None:
        travel = case.travel
        self.found = distance(case)
        self.fare = _fare(case)
        drives = travel.mode is None and self.fare is None and travel.has_car is not False
        self.by_car = travel.mode == "car" or drives
        self.known = self.found.known if self.by_car else self.fare is not None
        self.miles = miles_on_lanes(self.found, uniform, case.as_of) if self.found.known else None
        self.minutes = self._minutes(uniform, case.as_of)
        self.far = self._far(case, uniform)

    def _minutes(self, uniform: Lane, on: date) -> Lane | None:
        if self.miles is not None:
            return minutes_on_lanes(self.found, self.miles, on)
        return None if self.found.minutes is None else np.full(uniform.shape, self.found.minutes)

    def _far(self, case: Case, uniform: Lane) -> Flags:
        """Where nights are slept away: as the person says, or beyond the planned minutes, or by air."""
        if case.travel.nights is not None:
            return np.full(uniform.shape, case.travel.nights > 0)
        if self.minutes is not None:
            return np.asarray(self.minutes > float(figure(STAY_NEAR_MINUTES, case.as_of).value))
        return np.full(uniform.shape, case.travel.mode == "air")

    def journey_rates(self, days: Days) -> Cents:
        """Cents of one round trip on each day and lane, [D, L], or of every one."""
        if not self.known:
            return np.zeros(1, dtype=np.int64)
        if not self.by_car or self.miles is None:
            return np.full(1, self.fare or 0, dtype=np.int64)
        tenths = np.rint(self.miles * 10).astype(np.int64)
        return days.by_month(lambda first, months: scaled(tenths, 2 * _mills(first, months), 100))


@lru_cache(maxsize=1_024)
def _mills(first: date, months: int) -> Cents:
    """The mileage rate by month in tenths of a cent, [M, 1]."""
    rates = [Decimal(str(figure(MILEAGE, add_months(first, at)).value)) * 1000 for at in range(months)]
    return np.array(list(map(int, rates)), dtype=np.int64).reshape(-1, 1)


def _fare(case: Case) -> int | None:
    """The fares of one round trip: one for each traveller, but one for a ride that is shared."""
    travel = case.travel
    if travel.fare_per_trip is None or travel.mode == "car":
        return None
    return travel.fare_per_trip * (1 if travel.mode == "ride" else 1 + (travel.companions or 0))


def _figures(case: Case, days: Days, way: _Way, travels: Flags) -> Iterator[tuple[str, date]]:
    """The figures that entered, with every day on which one was used."""
    if way.by_car and way.known:
        yield from ((MILEAGE, days.day(int(at))) for at in np.flatnonzero(travels.any(axis=1)))
    for at in np.flatnonzero(days.layout.near.any(axis=1)).tolist():
        yield MEALS, days.day(at)
        if case.travel.lodging_per_night is None:
            yield LODGING, days.day(at)


def _assumptions(case: Case, made: Journeys, way: _Way) -> Iterator[Assumption]:
    if not way.known:
        ask = ASK_FOR_MILES if way.by_car else Phrase("What does one round trip cost (fare for one person)?")
        said = Phrase("Travel to treatment is not known; it is not in these totals.")
        yield Assumption(NOT_COUNTED, said, ask, left_out=True)
    elif way.by_car:
        yield from _car_assumptions(case, way)
    if made.any_stay_near:
        yield from _stay_assumptions(case, way)


def _car_assumptions(case: Case, way: _Way) -> Iterator[Assumption]:
    if way.found.assumption:
        yield way.found.assumption
    if case.travel.mode is None:
        ask = Phrase("How do you get to the place of treatment?")
        yield Assumption("travel.mode", Phrase("Travel is counted by car."), ask)
    if case.travel.parking_per_visit is None:
        yield Assumption(
            "travel.parking_per_visit",
            Phrase("Parking is not known; it is not in these totals."),
            Phrase("What does parking cost for one visit?"),
            left_out=True,
        )


def _stay_assumptions(case: Case, way: _Way) -> Iterator[Assumption]:
    if case.travel.nights is None:
        yield _nights_assumption(case, way)
    if not way.far.any():
        return
    if case.travel.companions is None:
        yield Assumption(
            "travel.companions",
            Phrase("One companion is counted on stays near the centre."),
            Phrase("How many people will come along?"),
        )
    if case.travel.lodging_per_night is None:
        yield Assumption(
            "travel.lodging_per_night",
            Phrase(
                "A room is counted at the standard federal travel rate; rooms in large cities can cost more, and some "
                "patient lodging is free."
            ),
            Phrase("What does a room near the centre cost a night?"),
        )


def _nights_assumption(case: Case, way: _Way) -> Assumption:
    if way.minutes is None and case.travel.mode != "air":
        return Assumption(
            "travel.nights",
            Phrase("Nights away are not known; lodging and meals are not in these totals."),
            Phrase("How long is the journey to the centre, and how many nights will you stay near it?"),
            left_out=True,
        )
    limit = figure(STAY_NEAR_MINUTES, case.as_of).value
    template = NIGHTS_COUNTED if way.far.any() else NIGHTS_NOT_COUNTED
    return Assumption(
        "travel.nights",
        Phrase(template, minutes=limit),
        Phrase("How many nights does your centre ask you to stay near it?"),
    )
