"""Trips on lanes, laid out by day: visits, nights in hospital, and nights near the centre for those who live far."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from mmfinance.exposure.scheduling.scheduled import ScheduledTrip
from mmfinance.exposure.scheduling.timing import add_months
from mmfinance.money import Cents

Flags = NDArray[np.bool_]
Whole = NDArray[np.int64]
MonthlyRates = Callable[[date, int], Cents]
"""Rates by month, [M, ...], from the first day of a first month on."""

EPOCH = date(1970, 1, 1).toordinal()
"""The day from which NumPy counts."""
DAYS_AFTER = 7
"""Rows after a night in hospital, for the days of recovery."""
NEVER = 1 << 20


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
class Nights:
    """Nights away from home as days of meals, [D, L]: between two of them, and the first and last day of a stay."""

    after: Flags
    whole_days: Flags
    part_days: Flags

    @property
    def first(self) -> int | None:
        """The first row with a night after it; None where there is no night at all."""
        some = self.after.any(axis=1)
        return int(some.argmax()) if some.any() else None


@dataclass(frozen=True)
class Layout:
    """The days D on which something happens or has just happened, in order, on L lanes; cases share it.

    ``at`` counts them from the first trip. ``visit``: the person travels to a visit or a hospital; ``hospital`` and
    ``near`` mark the night that follows the day, ``..._before`` the night before it; ``hours`` are the longest visit's
    hours, the road apart; ``since_hospital`` are the days since the latest night in hospital.
    """

    at: Whole
    visit: Flags
    arrives_near: Flags
    hospital: Flags
    near: Flags
    hours: NDArray[np.float64]
    in_hospital_before: Flags
    away_before: Flags
    since_hospital: NDArray[np.int32]
    patient_nights: Nights
    """Nights near the centre."""
    companion_nights: Nights
    """The same, and those beside a hospital far from home."""


@dataclass(frozen=True)
class Days:
    """The days of a layout as dates: ``first`` is the day of the first trip."""

    first: date
    layout: Layout

    def day(self, at: int) -> date:
        """The date of a row."""
        return self.first + timedelta(days=int(self.layout.at[at]))

    def rows_until(self, last: date) -> int:
        """The number of rows up to a day."""
        return int(np.searchsorted(self.layout.at, (last - self.first).days, side="right"))

    @cached_property
    def dates(self) -> tuple[date, ...]:
        """The dates of the rows."""
        return tuple(map(date.fromordinal, (self.layout.at + self.first.toordinal()).tolist()))

    @property
    def weekday(self) -> Flags:
        """Whether each row is a Monday to Friday, [D]."""
        return np.asarray((self.layout.at + (self.first.toordinal() + 6)) % 7 < 5)

    @cached_property
    def month(self) -> Whole:
        """The calendar month of each row, counted from that of ``first``, [D]."""
        january = date(self.first.year, 1, 1)
        years = (int(self.layout.at[-1]) // 365 + 2) if len(self.layout.at) else 1
        months = _months_from_january(january, years)[self.layout.at + (self.first - january).days]
        return np.asarray(months - (self.first.month - 1))

    def by_month(self, rates: MonthlyRates, needed_from: int = 0) -> Cents:
        """The rate of each row's month, [D, 1 or L]; of rows before ``needed_from`` no rate of their own is asked."""
        if not len(self.month):
            return rates(self.first, 0)
        first, last = int(self.month[needed_from]), int(self.month[-1])
        table = rates(add_months(self.first.replace(day=1), first), last - first + 1)
        return table[np.maximum(self.month - first, 0)]


@lru_cache(maxsize=1_024)
def _months_from_january(january: date, years: int) -> Whole:
    """The number of its month, from 0, for every day of some years."""
    days = np.arange(january.toordinal(), january.toordinal() + 366 * years) - EPOCH
    months: Whole = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return np.asarray(months - months[0])


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
    key = far.tobytes()
    if key not in made.known:
        made.known[key] = _laid_out(made, far)
    days = made.known[key]
    return Days(days.first + made.moved, days.layout) if made.trips else days


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
    return Days(first, _eventful(visit, arrives, hospital, near & ~hospital, hours, far))


def _eventful(
    visit: Flags, arrives: Flags, hospital: Flags, near: Flags, hours: NDArray[np.float64], far: Flags
) -> Layout:
    """Only the days of a whole calendar that matter: most days of a year are spent at home."""
    since = _days_since(hospital)
    away_before = _a_day_later(hospital | near)
    rows = np.flatnonzero((visit | arrives | near | away_before | (since <= DAYS_AFTER)).any(axis=1))
    return Layout(
        at=rows,
        visit=visit[rows],
        arrives_near=arrives[rows],
        hospital=hospital[rows],
        near=near[rows],
        hours=hours[rows],
        in_hospital_before=_a_day_later(hospital)[rows],
        away_before=away_before[rows],
        since_hospital=since[rows],
        patient_nights=_nights(near, rows),
        companion_nights=_nights(near | (hospital & far), rows),
    )


def _nights(nights: Flags, rows: Whole) -> Nights:
    before, after = _a_day_later(nights)[rows], nights[rows]
    return Nights(after, whole_days=after & before, part_days=after ^ before)


def _days_since(flags: Flags) -> NDArray[np.int32]:
    """Days since the latest row that is set; more than a stay is ever remembered where there is none."""
    at = np.arange(len(flags), dtype=np.int32).reshape(-1, 1)
    return np.asarray(at - np.maximum.accumulate(np.where(flags, at, np.int32(-NEVER)), axis=0), dtype=np.int32)


def _end(trip: ScheduledTrip, nights: int) -> date:
    return trip.trip.day + timedelta(days=nights)


def _a_day_later(flags: Flags) -> Flags:
    """Row d tells of the night before day d."""
    later = np.zeros_like(flags)
    later[1:] = flags[:-1]
    return later
