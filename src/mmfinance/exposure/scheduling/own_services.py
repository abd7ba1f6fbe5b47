"""The person's own list of dated services, which replaces the care path's."""

from collections.abc import Iterable
from datetime import date

from mmfinance.case.model import OwnService
from mmfinance.case.vocabulary import PHARMACY_CATEGORIES, Benefit, Network, Purpose, ServiceCategory, Setting
from mmfinance.exposure.scheduling.scheduled import ScheduledService, ScheduledTrip
from mmfinance.exposure.scheduling.trips import stay_trips
from mmfinance.exposure.services import Service, Trip
from mmfinance.reference.care_paths import visits

_FULL_DAY = frozenset({ServiceCategory.OUTPATIENT_PROCEDURE, ServiceCategory.IMAGING, ServiceCategory.CELL_THERAPY})
_INPATIENT = frozenset({ServiceCategory.INPATIENT, ServiceCategory.INPATIENT_PROFESSIONAL})
_AT_HOME = frozenset({Setting.INPATIENT, Setting.PHARMACY, Setting.HOME})


def own_services(listed: Iterable[OwnService], setting: Setting, network: Network) -> tuple[ScheduledService, ...]:
    """Turn the person's own services into scheduled ones, in date order; an amount not stated stays not known."""
    ordered = sorted(listed, key=lambda entry: entry.date)
    return tuple(ScheduledService(_service(entry, setting, network), "own_list") for entry in ordered)


def own_trips(services: Iterable[ScheduledService]) -> tuple[ScheduledTrip, ...]:
    """One trip for each outpatient day, and one for each stay."""
    days: dict[date, list[Service]] = {}
    trips: list[ScheduledTrip] = []
    for service in (entry.service for entry in services):
        if service.nights:
            trips.extend(stay_trips(service.day, service.nights, service.purpose, service.name))
        elif service.setting not in _AT_HOME:
            days.setdefault(service.day, []).append(service)
    trips.extend(_day_trip(day, group) for day, group in days.items())
    return tuple(sorted(trips, key=lambda entry: entry.trip.day))


def _day_trip(day: date, group: list[Service]) -> ScheduledTrip:
    visit = "tests" if any(service.category in _FULL_DAY for service in group) else "clinic"
    return ScheduledTrip(Trip(day, 0, group[0].purpose, group[0].name), "visit", visit, visits()[visit].hours)


def _service(entry: OwnService, setting: Setting, network: Network) -> Service:
    pharmacy = entry.category in PHARMACY_CATEGORIES
    return Service(
        day=entry.date,
        name=entry.name,
        category=entry.category,
        benefit=entry.benefit or (Benefit.PHARMACY if pharmacy else Benefit.MEDICAL),
        purpose=entry.purpose or Purpose.TREATMENT,
        setting=entry.setting or _setting(entry.category, pharmacy, setting),
        network=entry.network or network,
        allowed=entry.allowed,
        billed=entry.billed,
        nights=entry.nights or 0,
        drug=entry.drug,
        source="own_list",
    )


def _setting(category: ServiceCategory, pharmacy: bool, setting: Setting) -> Setting:
    if pharmacy:
        return Setting.PHARMACY
    return Setting.INPATIENT if category in _INPATIENT else setting
