"""From a care path to dated services and trips with their conditions: pure, and remembered for cases that ask alike."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from mmfinance.case.vocabulary import Network, Purpose, Setting
from mmfinance.exposure.expanded import Expansion
from mmfinance.exposure.path_figures import path_figures
from mmfinance.exposure.payers import PayerSpans, paying_on
from mmfinance.exposure.pricing import Line, Paying, Size, monthly_lines
from mmfinance.exposure.scheduled import Condition, Conditions, ScheduledService, ScheduledTrip
from mmfinance.exposure.services import Service
from mmfinance.exposure.timing import Occasion, occasions
from mmfinance.exposure.trips import near_centre_trip, stay_trips, visit_trips
from mmfinance.reference.care_path_files import Item, Phase, StepUp
from mmfinance.reference.care_paths import CarePath, care_path, planning

_GOLDEN = 0.6180339887498949
_UNPLANNED_EVERY_DAYS = 14
_MAY_STOP = frozenset({"bispecific", "antibody", "chemotherapy", "oral", "trial"})


@dataclass(frozen=True)
class Question:
    """Everything a care path's expansion depends on; two cases with the same question share one answer."""

    care_path: str
    first_day: date
    start: date
    end: date
    payers: PayerSpans
    setting: Setting
    network: Network
    step_up: Literal["inpatient", "outpatient"] | None
    later_phases: bool
    size: Size


@dataclass
class _Draft:
    """One expansion while it is being made."""

    question: Question
    path: CarePath
    services: list[ScheduledService] = field(default_factory=list)
    visits: list[tuple[date, Conditions, Phase]] = field(default_factory=list)
    trips: list[ScheduledTrip] = field(default_factory=list)
    lines: dict[tuple[str, str, str], Line] = field(default_factory=dict)


@lru_cache(maxsize=512)
def expand(question: Question) -> Expansion:
    """Expand a care path into what happens from `start` to `end` (both included); days before `start` are left out."""
    path = care_path(question.care_path)
    draft = _Draft(question, path)
    for phase in path.phases:
        for occasion in occasions(phase, question.first_day, question.end, later_phases=question.later_phases):
            _add_occasion(draft, phase, occasion)
    _add_step_up_stay(draft)
    _add_unplanned(draft)
    if path.near_centre:
        first = question.first_day + timedelta(days=path.near_centre.from_day - 1)
        _add_trip(draft, near_centre_trip(first, path.near_centre.nights, path.name))
    draft.trips.extend(visit_trips(draft.visits))
    services = sorted(draft.services, key=lambda entry: entry.service.day)
    trips = sorted(draft.trips, key=lambda entry: entry.trip.day)
    return _with_follower(
        Expansion(tuple(services), tuple(trips), tuple(draft.lines.values()), path_figures(path)), question, path
    )


def _with_follower(own: Expansion, question: Question, path: CarePath) -> Expansion:
    """Add the path that runs beside this one from a day on, such as the follow-up after a second CAR-T."""
    if path.followed_by is None or path.followed_by_day is None:
        return own
    first_day = question.first_day + timedelta(days=path.followed_by_day - 1)
    fields = {**vars(question), "care_path": path.followed_by, "first_day": first_day}
    other = expand(Question(**fields))
    services = sorted((*own.services, *other.services), key=lambda entry: entry.service.day)
    trips = sorted((*own.trips, *other.trips), key=lambda entry: entry.trip.day)
    return Expansion(tuple(services), tuple(trips), (*own.lines, *other.lines), (*own.shares, *other.shares))


def _add_occasion(draft: _Draft, phase: Phase, occasion: Occasion) -> None:
    if occasion.day < draft.question.start:
        return
    conditions = _conditions(draft, phase, occasion)
    if conditions is None:
        return
    for item in phase.gives:
        if item.on_days is None or occasion.number in item.on_days:
            _add_item(draft, item, occasion.day, phase.purpose, phase.id, conditions)
    if phase.visit:
        draft.visits.append((occasion.day, conditions, phase))


def _conditions(draft: _Draft, phase: Phase, occasion: Occasion) -> Conditions | None:
    """Under which draws an occasion happens; None when the case's own facts rule it out."""
    found = list(occasion.conditions)
    if phase.chance is not None and phase.chance < 1:
        found.append(Condition(f"chance:{phase.id}", 0, phase.chance))
    if draft.path.kind in _MAY_STOP and (phase.every_days or phase.cycle_days):
        found.extend(_stop(draft.question, occasion.number))
    if draft.path.step_up and (phase.step_up or _within_stay(draft.path.step_up, occasion.number)):
        if draft.question.step_up == "inpatient":
            return None
        if draft.question.step_up is None:
            found.append(Condition("step_up", draft.path.step_up.inpatient_share, 1))
    return tuple(found)


def _within_stay(step_up: StepUp, number: int) -> bool:
    return step_up.first_day <= number <= step_up.first_day + step_up.nights


def _stop(question: Question, number: int) -> Iterator[Condition]:
    """Treatment stops early in some draws, evenly spread from a first possible day to the end (a planning rule)."""
    rule = planning()
    last = (question.end - question.first_day).days + 1
    if rule.stops_early_from_day < number <= last:
        passed = (number - rule.stops_early_from_day) / (last - rule.stops_early_from_day)
        yield Condition("treatment_length", rule.stops_early_chance * passed, 1)


def _add_step_up_stay(draft: _Draft) -> None:
    """The hospital variant of the first doses: one stay with the doctors' visits; everything else is inside it."""
    step_up, question = draft.path.step_up, draft.question
    if step_up is None or question.step_up == "outpatient":
        return _add_nights_near(draft)
    day = question.first_day + timedelta(days=step_up.first_day - 1)
    conditions = () if question.step_up else (Condition("step_up", 0, step_up.inpatient_share),)
    if day < question.start or day > question.end:
        return None
    stay = Item(stay=step_up.stay, nights=step_up.nights)
    visits = Item(service="hospital_daily_visit", times=max(step_up.doctor_visits - 1, 1))
    for item in (stay, Item(service="hospital_admission_visit"), visits):
        _add_item(draft, item, day, Purpose.TREATMENT, "step_up", conditions)
    return _add_nights_near(draft)


def _add_nights_near(draft: _Draft) -> None:
    step_up, question = draft.path.step_up, draft.question
    if step_up is None or question.step_up == "inpatient" or not step_up.nights_near:
        return
    day = question.first_day + timedelta(days=step_up.first_day - 1)
    conditions = () if question.step_up else (Condition("step_up", step_up.inpatient_share, 1),)
    _add_trip(draft, near_centre_trip(day, step_up.nights_near, draft.path.name, conditions))


def _add_trip(draft: _Draft, trip: ScheduledTrip) -> None:
    if draft.question.start <= trip.trip.day <= draft.question.end:
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
        day = draft.question.first_day + timedelta(days=unplanned.from_day + number - 2)
        condition = Condition("unplanned_visits", 0, chance, offset=(index + 1) * _GOLDEN % 1)
        if draft.question.start <= day <= draft.question.end:
            _add_item(draft, phase.gives[0], day, phase.purpose, phase.id, (condition,))
            draft.visits.append((day, (condition,), phase))


def _add_item(draft: _Draft, item: Item, day: date, purpose: Purpose, phase: str, conditions: Conditions) -> None:
    paying = paying_on(draft.question.payers, day)
    for line in monthly_lines(item, day.replace(day=1), paying, draft.question.setting, draft.question.size):
        draft.lines.setdefault((line.name, line.price.place, line.price.period), line)
        draft.services.append(_service(line, day, paying, purpose, phase, conditions, draft.question.network))
        if line.nights:
            draft.trips.extend(stay_trips(day, line.nights, purpose, line.name, conditions))


def _service(
    line: Line,
    day: date,
    paying: Paying,
    purpose: Purpose,
    phase: str,
    conditions: Conditions,
    network: Network,
) -> ScheduledService:
    amount = line.middle
    service = Service(
        day=day,
        name=line.name,
        category=line.category,
        benefit=line.benefit,
        purpose=purpose,
        setting=line.setting,
        network=network,
        allowed=amount.allowed,
        billed=amount.allowed if paying == Paying.BILLED else None,
        medicare_share=amount.medicare_share,
        line_capped=line.line_capped,
        nights=line.nights,
        drug=line.drug,
        source=line.price.source,
    )
    level = None if paying == Paying.MEDICARE else line.level
    by_weight = line.amounts if len(line.amounts) > 1 else ()
    return ScheduledService(service, phase, conditions, level, by_weight)
