"""Trips on lanes, laid out by day: visits, nights in hospital, and nights near the centre for those who live far."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from mmfinance.exposure.scheduling.scheduled import ScheduledTrip
from mmfinance.exposure.scheduling.timing import add_months

Flags = NDArray[np.bool_]

EPOCH = date(1970, 1, 1).toordinal()
"""The day from which NumPy counts."""
DAYS_AFTER = 7
"""Rows after the last night, for the days of recovery."""


@dataclass(frozen=True)
class Journeys:
    """T trips on L lanes: whether each is made. ``nights`` [T] are those of the schedule or the person's own."""

    trips: tuple[ScheduledTrip, ...]
    nights: tuple[int, ...]
    taken: Flags
    moved: timedelta = timedelta(0)
    """How far all days are moved from those of the trips: many cases share one layout."""
    known: dict[bytes, "Days"] = field(default_factory=dict, compare=False)
    """The layouts found so far, by the lanes on which nights are slept away."""

    @property
    def any_stay_near(self) -> bool:
        """Whether a stay near the centre is scheduled at all."""
        return any(trip.kind == "near_centre" for trip in self.trips)

    def moved_by(self, days: timedelta) -> "Journeys":
        """The same trips some days later; the layouts found so far are shared."""
        return replace(self, moved=days)


@dataclass(frozen=True)
class Days:
    """Days D from ``first`` on, on L lanes.

    ``visit``: the person travels to a visit or a hospital; ``hospital`` and ``near`` mark the night that follows the
    day; ``hours`` are the longest visit's hours, the road apart.
    """

    first: date
    visit: Flags
    arrives_near: Flags
    hospital: Flags
    near: Flags
    hours: NDArray[np.float64]

    def day(self, at: int) -> date:
        """The date of a row."""
        return self.first + timedelta(days=at)

    @cached_property
    def dates(self) -> tuple[date, ...]:
        """The dates of the rows."""
        return tuple(map(date.fromordinal, self._ordinals.tolist()))

    @property
    def weekday(self) -> Flags:
        """Whether each row is a Monday to Friday, [D]."""
        return np.asarray((self._ordinals + 6) % 7 < 5)

    @cached_property
    def month(self) -> NDArray[np.int64]:
        """The number of each row's calendar month in `months`, [D]."""
        months = (self._ordinals - EPOCH).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
        return np.asarray(months - months[:1].sum())

    @cached_property
    def months(self) -> tuple[date, ...]:
        """The first day of every calendar month that the rows touch."""
        count = int(self.month[-1]) + 1 if len(self.visit) else 0
        return tuple(add_months(self.first.replace(day=1), at) for at in range(count))

    @property
    def _ordinals(self) -> NDArray[np.int64]:
        first = self.first.toordinal()
        return np.arange(first, first + len(self.visit))

    @property
    def in_hospital_before(self) -> Flags:
        """Whether the night before was spent in hospital."""
        return _a_day_later(self.hospital)

    @property
    def away_before(self) -> Flags:
        """Whether the night before was spent in hospital or near the centre."""
        return _a_day_later(self.hospital | self.near)


def journeys(trips: Sequence[ScheduledTrip], taken: Flags, own_nights: int | None) -> Journeys:
    """Trips and the lanes [T, L] on which they are made; ``own_nights`` replaces those of stays near the centre."""
    nights = tuple(
        own_nights if own_nights is not None and trip.kind == "near_centre" else trip.trip.nights for trip in trips
    )
    return Journeys(tuple(trips), nights, taken)


def by_day(made: Journeys, far: Flags) -> Days:
    """Lay trips out by day; ``far`` [L] says where nights near the centre are slept away from home.

    Visits of one day are one visit, and overlapping stays are one stay.
    """
    if far.tobytes() not in made.known:
        made.known[far.tobytes()] = _laid_out(made, far)
    days = made.known[far.tobytes()]
    return replace(days, first=days.first + made.moved) if made.trips else days


def _laid_out(made: Journeys, far: Flags) -> Days:
    first = min((trip.trip.day for trip in made.trips), default=date.min)
    last = max((_end(trip, nights) for trip, nights in zip(made.trips, made.nights, strict=True)), default=first)
    shape = ((last - first).days + 1 + DAYS_AFTER if made.trips else 0, made.taken.shape[1])
    visit, arrives, hospital, near = (np.zeros(shape, dtype=np.bool_) for _ in range(4))
    hours = np.zeros(shape)
    for at, trip in enumerate(made.trips):
        day, taken = (trip.trip.day - first).days, made.taken[at]
        stay = slice(day, day + made.nights[at])
        if trip.kind == "near_centre":
            near[stay] |= taken & far
            arrives[day] |= taken & far & (made.nights[at] > 0)
            continue
        visit[day] |= taken
        if trip.kind == "hospital_stay":
            hospital[stay] |= taken
        else:
            hours[day] = np.maximum(hours[day], taken * trip.hours)
    return Days(first, visit, arrives, hospital, near & ~hospital, hours)


def _end(trip: ScheduledTrip, nights: int) -> date:
    return trip.trip.day + timedelta(days=nights)


def _a_day_later(flags: Flags) -> Flags:
    """Row d tells of the night before day d."""
    later = np.zeros_like(flags)
    later[1:] = flags[:-1]
    return later
