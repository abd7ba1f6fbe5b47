"""Trips on lanes: which of the schedule's trips are made in which draw, and what happens on their days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from mmfinance.case.vocabulary import ServiceCategory, Setting
from mmfinance.exposure.services import Service, ServiceLanes, Trip

Taken = NDArray[np.bool_]

AT_A_SITE = frozenset({Setting.INPATIENT, Setting.OUTPATIENT_HOSPITAL, Setting.OFFICE})
LONG_VISITS = frozenset(
    {
        ServiceCategory.INPATIENT,
        ServiceCategory.CELL_THERAPY,
        ServiceCategory.OUTPATIENT_PROCEDURE,
        ServiceCategory.IMAGING,
        ServiceCategory.EMERGENCY,
    }
)


@dataclass(frozen=True)
class Journeys:
    """T trips on L lanes: whether each is made, its nights in a hospital bed, and whether its visit is a long one."""

    trips: tuple[Trip, ...]
    taken: Taken
    hospital_nights: tuple[int, ...]
    long_visit: tuple[bool, ...]


def journeys(trips: Sequence[Trip], lanes: ServiceLanes) -> Journeys:
    """Follow trips through the lanes: a trip is made where a service that asks for one happens on its day.

    A trip on a day without such a service is made on every lane.
    """
    by_day = _rows_by_day(lanes)
    count = lanes.occurs.shape[1]
    taken = np.ones((len(trips), count), dtype=np.bool_)
    for at, trip in enumerate(trips):
        if rows := by_day.get(trip.day):
            taken[at] = lanes.occurs[rows].any(axis=0)
    services = [[lanes.services[row] for row in by_day.get(trip.day, ())] for trip in trips]
    hospital = tuple(_hospital_nights(trip, on_day) for trip, on_day in zip(trips, services, strict=True))
    long = tuple(any(service.category in LONG_VISITS for service in on_day) for on_day in services)
    return Journeys(tuple(trips), taken, hospital, long)


def _hospital_nights(trip: Trip, on_day: Sequence[Service]) -> int:
    nights = max((service.nights for service in on_day if service.setting is Setting.INPATIENT), default=0)
    return min(nights, trip.nights)


def _rows_by_day(lanes: ServiceLanes) -> Mapping[date, list[int]]:
    by_day: dict[date, list[int]] = {}
    for row, service in enumerate(lanes.services):
        if service.setting in AT_A_SITE:
            by_day.setdefault(service.day, []).append(row)
    return by_day
