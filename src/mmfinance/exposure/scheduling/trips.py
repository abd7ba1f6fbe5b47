"""The trips that services make: one for each outpatient day, one for each stay, and nights near the centre."""

from collections.abc import Iterable, Iterator
from datetime import date

from mmfinance.case.vocabulary import Purpose
from mmfinance.exposure.scheduling.scheduled import Conditions, ScheduledTrip
from mmfinance.exposure.services import Trip
from mmfinance.reference.care_path_files import Phase
from mmfinance.reference.care_paths import visits as visit_kinds

_RANK = (Purpose.TREATMENT, Purpose.FOLLOW_UP, Purpose.SIDE_EFFECTS)
RECOVERY_DAYS = 2


def visit_trips(visits: Iterable[tuple[date, Conditions, Phase]]) -> Iterator[ScheduledTrip]:
    """One trip for each outpatient day, however many things happen on it; the longest visit counts."""
    by_day: dict[date, list[tuple[Conditions, Phase]]] = {}
    for day, conditions, phase in visits:
        by_day.setdefault(day, []).append((conditions, phase))
    for day, entries in by_day.items():
        any_of = tuple(dict.fromkeys(conditions for conditions, _ in entries))
        longest = max(entries, key=lambda entry: visit_kinds()[entry[1].visit or "clinic"].hours)[1]
        first = min(entries, key=lambda entry: _RANK.index(entry[1].purpose))[1]
        visit = longest.visit or "clinic"
        trip = Trip(day, 0, first.purpose, first.title)
        yield ScheduledTrip(trip, "visit", visit, visit_kinds()[visit].hours, ((),) if () in any_of else any_of)


def stay_trips(
    day: date, nights: int, purpose: Purpose, reason: str, conditions: Conditions = ()
) -> Iterator[ScheduledTrip]:
    """The trip to a hospital stay; its hours are every night's and two days of recovery (a planning rule)."""
    hours = visit_kinds()["hospital_night"].hours * (nights + RECOVERY_DAYS)
    yield ScheduledTrip(Trip(day, nights, purpose, reason), "hospital_stay", "hospital_night", hours, (conditions,))


def near_centre_trip(day: date, nights: int, reason: str, conditions: Conditions = ()) -> ScheduledTrip:
    """Nights near the centre, for those who live too far away to sleep at home."""
    return ScheduledTrip(
        Trip(day, nights, Purpose.TREATMENT, f"Nights near the centre: {reason}"),
        "near_centre",
        "clinic",
        0.0,
        (conditions,),
    )
