"""From a care path to what is given on which day and which trips it takes: days only, neither prices nor payers."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from mmfinance.case.vocabulary import Purpose
from mmfinance.exposure.scheduling.scheduled import Condition, Conditions, ScheduledTrip
from mmfinance.exposure.scheduling.timing import Occasion, occasions
from mmfinance.exposure.scheduling.trips import near_centre_trip, stay_trips, visit_trips
from mmfinance.reference import price_files
from mmfinance.reference.care_path_files import Item, Phase, StepUp
from mmfinance.reference.care_paths import CarePath, care_path, planning, sets

_GOLDEN = 0.6180339887498949
_UNPLANNED_EVERY_DAYS = 14
_MAY_STOP = frozenset({"bispecific", "antibody", "chemotherapy", "oral", "trial"})
ANY_FIRST_DAY = date(2001, 1, 1)
"""The first day that paths without calendar months are laid out from; then everything is moved to the real one."""


@dataclass(frozen=True)
class Timing:
    """Everything that the days of a care path depend on: `start` and `end` are the first and last day to show."""

    care_path: str
    first_day: date
    start: date
    end: date
    step_up: Literal["inpatient", "outpatient"] | None
    later_phases: bool


@dataclass(frozen=True)
class Happening:
    """An item of a path given on one day under some conditions."""

    day: date
    item: Item
    purpose: Purpose
    phase: str
    conditions: Conditions = ()


@dataclass(frozen=True, eq=False)
class Happenings:
    """What a path gives and the trips it takes, each in date order; cases that share them share the object."""

    given: tuple[Happening, ...]
    trips: tuple[ScheduledTrip, ...]


def happenings(timing: Timing) -> tuple[Happenings, timedelta]:
    """What happens from `start` to `end` (both included), and how far all of its days must be moved.

    Paths that count in days alone are laid out once for every first day, so that cases which differ in nothing but
    their days share one answer. Raises UnknownName for a care path that does not exist.
    """
    moved = timedelta(0) if _by_the_calendar(timing.care_path) else timing.first_day - ANY_FIRST_DAY
    days = {name: getattr(timing, name) - moved for name in ("first_day", "start", "end")}
    return laid_out(replace(timing, **days)), moved


@lru_cache(maxsize=4_096)
def laid_out(timing: Timing) -> Happenings:
    """What happens, on the days of the timing itself."""
    path = care_path(timing.care_path)
    draft = _Draft(timing, path)
    for phase in path.phases:
        for occasion in occasions(phase, timing.first_day, timing.end, later_phases=timing.later_phases):
            _add_occasion(draft, phase, occasion)
    _add_step_up_stay(draft)
    _add_unplanned(draft)
    if path.near_centre:
        first = timing.first_day + timedelta(days=path.near_centre.from_day - 1)
        _add_trip(draft, near_centre_trip(first, path.near_centre.nights, path.name))
    draft.trips.extend(visit_trips(draft.visits))
    follower = _follower(timing, path)
    given, trips = (*draft.given, *follower.given), (*draft.trips, *follower.trips)
    return Happenings(
        tuple(sorted(given, key=lambda entry: entry.day)), tuple(sorted(trips, key=lambda entry: entry.trip.day))
    )


@dataclass
class _Draft:
    """One path while it is being laid out."""

    timing: Timing
    path: CarePath
    given: list[Happening] = field(default_factory=list)
    visits: list[tuple[date, Conditions, Phase]] = field(default_factory=list)
    trips: list[ScheduledTrip] = field(default_factory=list)


@lru_cache(maxsize=1_024)
def _by_the_calendar(name: str) -> bool:
    """Whether days depend on where months begin, in the path or in one that follows it."""
    path = care_path(name)
    own = any(phase.every_weeks or phase.every_months for phase in path.phases)
    return own or (path.followed_by is not None and _by_the_calendar(path.followed_by))


def _follower(timing: Timing, path: CarePath) -> Happenings:
    """The path that runs beside this one from a day on, such as the follow-up after a second CAR-T."""
    if path.followed_by is None or path.followed_by_day is None:
        return Happenings((), ())
    first_day = timing.first_day + timedelta(days=path.followed_by_day - 1)
    return laid_out(replace(timing, care_path=path.followed_by, first_day=first_day))


def _add_occasion(draft: _Draft, phase: Phase, occasion: Occasion) -> None:
    if occasion.day < draft.timing.start:
        return
    conditions = _conditions(draft, phase, occasion)
    if conditions is None:
        return
    for item in phase.gives:
        if item.on_days is None or occasion.number in item.on_days:
            _give(draft, Happening(occasion.day, item, phase.purpose, phase.id, conditions))
    if phase.visit:
        draft.visits.append((occasion.day, conditions, phase))


def _conditions(draft: _Draft, phase: Phase, occasion: Occasion) -> Conditions | None:
    """Under which draws an occasion happens; None when the case's own facts rule it out."""
    found = list(occasion.conditions)
    if phase.chance is not None and phase.chance < 1:
        found.append(Condition(f"chance:{phase.id}", 0, phase.chance))
    if draft.path.kind in _MAY_STOP and (phase.every_days or phase.cycle_days):
        found.extend(_stop(draft.timing, occasion.number))
    if draft.path.step_up and (phase.step_up or _within_stay(draft.path.step_up, occasion.number)):
        if draft.timing.step_up == "inpatient":
            return None
        if draft.timing.step_up is None:
            found.append(Condition("step_up", draft.path.step_up.inpatient_share, 1))
    return tuple(found)


def _within_stay(step_up: StepUp, number: int) -> bool:
    return step_up.first_day <= number <= step_up.first_day + step_up.nights


def _stop(timing: Timing, number: int) -> Iterator[Condition]:
    """Treatment stops early in some draws, evenly spread from a first possible day to the end (a planning rule)."""
    rule = planning()
    last = (timing.end - timing.first_day).days + 1
    if rule.stops_early_from_day < number <= last:
        passed = (number - rule.stops_early_from_day) / (last - rule.stops_early_from_day)
        yield Condition("treatment_length", rule.stops_early_chance * passed, 1)


def _add_step_up_stay(draft: _Draft) -> None:
    """The hospital variant of the first doses: one stay with the doctors' visits; everything else is inside it."""
    step_up, timing = draft.path.step_up, draft.timing
    if step_up is None or timing.step_up == "outpatient":
        return _add_nights_near(draft)
    day = timing.first_day + timedelta(days=step_up.first_day - 1)
    conditions = () if timing.step_up else (Condition("step_up", 0, step_up.inpatient_share),)
    if day < timing.start or day > timing.end:
        return None
    stay = Item(stay=step_up.stay, nights=step_up.nights)
    visits = Item(service="hospital_daily_visit", times=max(step_up.doctor_visits - 1, 1))
    for item in (stay, Item(service="hospital_admission_visit"), visits):
        _give(draft, Happening(day, item, Purpose.TREATMENT, "step_up", conditions))
    return _add_nights_near(draft)


def _add_nights_near(draft: _Draft) -> None:
    step_up, timing = draft.path.step_up, draft.timing
    if step_up is None or timing.step_up == "inpatient" or not step_up.nights_near:
        return
    day = timing.first_day + timedelta(days=step_up.first_day - 1)
    conditions = () if timing.step_up else (Condition("step_up", step_up.inpatient_share, 1),)
    _add_trip(draft, near_centre_trip(day, step_up.nights_near, draft.path.name, conditions))


def _add_trip(draft: _Draft, trip: ScheduledTrip) -> None:
    if draft.timing.start <= trip.trip.day <= draft.timing.end:
        draft.trips.append(trip)


def _add_unplanned(draft: _Draft) -> None:
    """Visits nobody planned, at the published rate: a chance every two weeks while the study looked on."""
    unplanned = draft.path.unplanned
    if unplanned is None:
        return
    chance = unplanned.visits / unplanned.in_days * _UNPLANNED_EVERY_DAYS
    phase = Phase(
        id="unplanned",
        title="Unplanned visit",
        visit="clinic",
        purpose=Purpose.SIDE_EFFECTS,
        days=(1,),
        gives=(Item(set=unplanned.set),),
    )
    for index, number in enumerate(range(_UNPLANNED_EVERY_DAYS, unplanned.in_days + 1, _UNPLANNED_EVERY_DAYS)):
        day = draft.timing.first_day + timedelta(days=unplanned.from_day + number - 2)
        condition = Condition("unplanned_visits", 0, chance, offset=(index + 1) * _GOLDEN % 1)
        if draft.timing.start <= day <= draft.timing.end:
            _give(draft, Happening(day, phase.gives[0], phase.purpose, phase.id, (condition,)))
            draft.visits.append((day, (condition,), phase))


def _give(draft: _Draft, happening: Happening) -> None:
    """Note what is given, with the trip to each stay in it."""
    draft.given.append(happening)
    for name, nights in _stays_of(happening.item):
        draft.trips.extend(stay_trips(happening.day, nights, happening.purpose, name, happening.conditions))


@lru_cache(maxsize=4_096)
def _stays_of(item: Item) -> tuple[tuple[str, int], ...]:
    """The names and nights of the hospital stays in an item."""
    if item.set:
        return tuple(stay for part in sets()[item.set].gives for stay in _stays_of(part))
    return ((price_files.stays()[item.stay].name, item.nights),) if item.stay and item.nights else ()
