"""The rows of the table of services and trips, on the expected schedule, each with its reason in words."""

from collections.abc import Iterator

from mmfinance.exposure.adjudication.claim_words import money
from mmfinance.exposure.adjudication.rules_applied import rule_applied
from mmfinance.exposure.benefits.coverage_stack import Stack
from mmfinance.exposure.benefits.terms import SelfPayLayer
from mmfinance.exposure.household.travel import TravelLanes
from mmfinance.exposure.outcome import Outcome
from mmfinance.exposure.report.accumulators import counter_states
from mmfinance.exposure.result import DayOfWork, ServiceShare, TripShare
from mmfinance.exposure.services import Trip

PARTS = ("deductible", "copay", "coinsurance", "not_covered", "balance_bill")
NOTHING_COUNTED = "The price is not known, and nothing is counted for it here."
NO_COVERAGE_TOLD = "Coverage is not known; until it is, {pays} of the bill is counted as yours."
COUNTED_WITHOUT_PRICE = "The price is not known; this much is due whatever it is. {rule}"


def service_shares(found: Outcome) -> tuple[ServiceShare, ...]:
    """The services that happen on lane 0, in date order, with what the patient pays for each."""
    happening = [at for at, occurs in enumerate(found.lanes.occurs[:, 0]) if occurs]
    return tuple(_service_share(found, at) for at in sorted(happening, key=lambda at: found.lanes.services[at].day))


def _service_share(found: Outcome, at: int) -> ServiceShare:
    shares, service = found.shares, found.lanes.services[at]
    parts = {name: int(getattr(shares, name)[at, 0]) for name in PARTS}
    layer = int(shares.payer[at, 0])
    rule = rule_applied(shares, service, at)
    pays = int(shares.patient_pays[at, 0])
    said = NO_COVERAGE_TOLD.format(pays=money(pays)) if shares.stack.not_known else rule.sentence
    return ServiceShare(
        service=service,
        patient_pays=pays,
        plan=shares.stack.layers[layer].name if layer >= 0 else _nobody(shares.stack),
        why=said if service.allowed is not None else _without_price(said, pays),
        rule_source=rule.source,
        counters=counter_states(shares, at),
        **parts,
    )


def _without_price(rule: str, pays: int) -> str:
    """A fixed deductible or copay is due whatever the price; anything else waits for the price."""
    return COUNTED_WITHOUT_PRICE.format(rule=rule) if pays else NOTHING_COUNTED


def _nobody(stack: Stack) -> str:
    """What stands in the place of a plan where none pays: no coverage, or coverage that is not known."""
    return next((layer.name for layer in stack.layers if isinstance(layer, SelfPayLayer)), "no coverage")


def trip_shares(found: Outcome) -> tuple[TripShare, ...]:
    """The trips of lane 0 with their costs; nights, rooms and meals stand with the latest trip before them."""
    days, last = found.travel.days, found.schedule.horizon.end
    counted = days.rows_until(last)
    begins = days.layout.visit | days.layout.arrives_near
    starts = [at for at in range(counted) if begins[at, 0]]
    if not starts:
        return ()
    by_date = {one.trip.day: one.trip for one in reversed(found.schedule.trips)}
    return tuple(
        _trip_share(found.travel, start, end, by_date[days.day(start)])
        for start, end in zip(starts, [*starts[1:], counted], strict=True)
    )


def _trip_share(travel: TravelLanes, start: int, end: int, trip: Trip) -> TripShare:
    amounts = (travel.journey, travel.parking, travel.lodging, travel.meals)
    journey, parking, lodging, meals = (int(part[start:end, 0].sum()) for part in amounts)
    return TripShare(trip, int(travel.days.layout.near[start:end, 0].sum()), journey, parking, lodging, meals)


def days_of_work(found: Outcome) -> tuple[DayOfWork, ...]:
    """The days of lane 0 on which the patient or the caregiver loses pay, in date order."""
    return tuple(sorted(_days_of_work(found), key=lambda one: (one.day, one.who)))


def _days_of_work(found: Outcome) -> Iterator[DayOfWork]:
    for who, pay in (("patient", found.wages.patient), ("caregiver", found.wages.caregiver)):
        for at, day in enumerate(found.travel.days.dates):
            if pay.cents[at, 0] and day <= found.schedule.horizon.end:
                yield DayOfWork(day, who, round(int(pay.minutes[at, 0]) / 60, 2), int(pay.cents[at, 0]))
