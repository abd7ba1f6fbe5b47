"""The person's own list of dated services, which replaces the care path's."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from mmfinance.case.model import OwnService
from mmfinance.case.vocabulary import PHARMACY_CATEGORIES, Benefit, Network, Purpose, ServiceCategory, Setting
from mmfinance.exposure.scheduling.payers import Entries, covered_on, uninsured_on
from mmfinance.exposure.scheduling.scheduled import ScheduledService, ScheduledTrip
from mmfinance.exposure.scheduling.trips import stay_trips
from mmfinance.exposure.services import Service, Trip
from mmfinance.reference.care_paths import visits

_FULL_DAY = frozenset({ServiceCategory.OUTPATIENT_PROCEDURE, ServiceCategory.IMAGING, ServiceCategory.CELL_THERAPY})
_INPATIENT = frozenset({ServiceCategory.INPATIENT, ServiceCategory.INPATIENT_PROFESSIONAL})
_AT_HOME = frozenset({Setting.INPATIENT, Setting.PHARMACY, Setting.HOME})


class _Price(NamedTuple):
    """Cents; None is not known."""

    allowed: int | None
    billed: int | None
    quoted: bool = False


def own_services(
    listed: Iterable[OwnService], setting: Setting, network: Network, coverage: Entries
) -> tuple[ScheduledService, ...]:
    """Turn the person's own services into scheduled ones, in date order; a price that is not known stays so."""
    ordered = sorted(listed, key=lambda entry: entry.date)
    return tuple(ScheduledService(_service(entry, setting, network, coverage), "own_list") for entry in ordered)


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


def _service(entry: OwnService, setting: Setting, network: Network, coverage: Entries) -> Service:
    pharmacy = entry.category in PHARMACY_CATEGORIES
    price = _price(entry, coverage)
    return Service(
        day=entry.date,
        name=entry.name,
        category=entry.category,
        benefit=entry.benefit or (Benefit.PHARMACY if pharmacy else Benefit.MEDICAL),
        purpose=entry.purpose or Purpose.TREATMENT,
        setting=entry.setting or _setting(entry.category, pharmacy, setting),
        network=entry.network or network,
        allowed=price.allowed,
        billed=price.billed,
        quoted=price.quoted,
        nights=entry.nights or 0,
        drug=entry.drug,
        source="own_list",
    )


def _price(entry: OwnService, coverage: Entries) -> _Price:
    """What the service costs before anyone pays: without coverage the price quoted, else the bill.

    A good-faith estimate states the cash pay rate of one who pays themselves (45 CFR 149.610(a)(2)(v)); nobody is asked
    more than the bill. Beside coverage a bill alone does not tell what the plan allows.
    """
    if covered_on(coverage, entry.date):
        return _Price(entry.allowed, entry.billed)
    if entry.allowed is None:
        return _Price(entry.billed, entry.billed)
    if not uninsured_on(coverage, entry.date):
        return _Price(entry.allowed, entry.billed)
    quote = entry.allowed if entry.billed is None else min(entry.allowed, entry.billed)
    return _Price(quote, entry.billed, quoted=True)


def _setting(category: ServiceCategory, pharmacy: bool, setting: Setting) -> Setting:
    if pharmacy:
        return Setting.PHARMACY
    return Setting.INPATIENT if category in _INPATIENT else setting
