"""The rows of the table of services and trips, on the expected schedule, each with its reason in words."""

from collections.abc import Iterator, Sequence

from mmfinance.exposure.accumulators import counter_states
from mmfinance.exposure.adjudicate import Shares
from mmfinance.exposure.outcome import Outcome
from mmfinance.exposure.result import CounterState, DayOfWork, ServiceShare, TripShare
from mmfinance.exposure.services import Service, Trip
from mmfinance.exposure.terms import MedicareLayer
from mmfinance.exposure.travel import TravelLanes

PARTS = {
    "deductible": "toward the deductible",
    "copay": "copayment",
    "coinsurance": "coinsurance",
    "not_covered": "not covered",
    "balance_bill": "billed above what the plan allows",
}


def service_shares(found: Outcome) -> tuple[ServiceShare, ...]:
    """The services that happen on lane 0, in date order, with what the patient pays for each."""
    happening = [at for at, occurs in enumerate(found.lanes.occurs[:, 0]) if occurs]
    return tuple(_service_share(found, at) for at in sorted(happening, key=lambda at: found.lanes.services[at].day))


def _service_share(found: Outcome, at: int) -> ServiceShare:
    shares, service = found.shares, found.lanes.services[at]
    parts = {name: int(getattr(shares, name)[at, 0]) for name in PARTS}
    layer = int(shares.payer[at, 0])
    counters = counter_states(shares, at)
    return ServiceShare(
        service=service,
        patient_pays=int(shares.patient_pays[at, 0]),
        plan=shares.stack.layers[layer].name if layer >= 0 else "no coverage",
        why=_why(service, parts, counters, _others(shares, at)),
        counters=counters,
        **parts,
    )


def _others(shares: Shares, at: int) -> str:
    """Who else pays, in words: a manufacturer card, or a policy that fills what Medicare leaves."""
    layer, card = int(shares.payer[at, 0]), int(shares.card_pays[at, 0])
    policy = shares.stack.medigap
    if policy is not None and layer >= 0 and isinstance(shares.stack.layers[layer], MedicareLayer):
        return f"{policy.name} pays its part of what Medicare leaves"
    return f"a manufacturer card paid {_money(card)}" if card else ""


def _why(service: Service, parts: dict[str, int], counters: Sequence[CounterState], others: str) -> str:
    """The parts in words; where nothing is paid, why not."""
    if service.allowed is None:
        return "The price is not known; it is not in this total."
    said = [f"{_money(cents)} {PARTS[name]}" for name, cents in parts.items() if cents]
    reached = [one.name for one in counters if one.left_before == 0 < one.limit and "deductible" not in one.name]
    if not said:
        said.append(f"nothing to pay: the {reached[0]} is met" if reached else "nothing to pay under this coverage")
    if others:
        said.append(others)
    met = [one.name for one in counters if one.left_before > one.left_after == 0]
    if met:
        said.append(f"this meets the {' and the '.join(met)}")
    return f"{'; '.join(said)}."


def _money(cents: int) -> str:
    return f"${cents / 100:,.2f}"


def trip_shares(found: Outcome) -> tuple[TripShare, ...]:
    """The trips of lane 0 with their costs; nights, rooms and meals stand with the latest trip before them."""
    days, last = found.travel.days, found.schedule.horizon.end
    counted = min(len(days.visit), (last - days.first).days + 1)
    starts = [at for at in range(counted) if days.visit[at, 0] or days.arrives_near[at, 0]]
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
    return TripShare(trip, int(travel.days.near[start:end, 0].sum()), journey, parking, lodging, meals)


def days_of_work(found: Outcome) -> tuple[DayOfWork, ...]:
    """The days of lane 0 on which the patient or the caregiver loses pay, in date order."""
    return tuple(sorted(_days_of_work(found), key=lambda one: (one.day, one.who)))


def _days_of_work(found: Outcome) -> Iterator[DayOfWork]:
    for who, pay in (("patient", found.wages.patient), ("caregiver", found.wages.caregiver)):
        for at, day in enumerate(pay.days):
            if pay.cents[at, 0] and day <= found.schedule.horizon.end:
                yield DayOfWork(day, who, round(int(pay.minutes[at, 0]) / 60, 2), int(pay.cents[at, 0]))
