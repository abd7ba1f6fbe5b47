"""Rooms and meals of nights away from home, by day on lanes of cents.

A patient in a hospital bed needs neither; a companion needs both. Rates: GSA standard lodging, and meals with three
quarters on the first and the last day of a stay.
"""

from decimal import Decimal

import numpy as np

from mmfinance.case.model import Case
from mmfinance.exposure.household.journeys import Days, Flags
from mmfinance.money import Cents, scaled
from mmfinance.reference.figures import figure, figure_cents

LODGING = "travel.gsa_standard_conus_lodging"
MEALS = "travel.gsa_standard_conus_meals_incidentals"
FIRST_AND_LAST_DAY = "planning.meals.first_and_last_day"


def lodging_by_day(case: Case, days: Days, far: Flags) -> Cents:
    """Cents of one room for each night [D, L]: near the centre, or beside the hospital for a companion from afar."""
    room = days.near | (days.hospital & far) if companions_on_stay(case) else days.near
    own = case.travel.lodging_per_night
    rates = _rates(LODGING, days, room) if own is None else np.full((len(room), 1), own, dtype=np.int64)
    return np.where(room, rates, 0)


def meals_by_day(case: Case, days: Days, far: Flags) -> Cents:
    """Cents of meals for each day [D, L] of all who are away from home and not fed by a hospital."""
    companions = companions_on_stay(case)
    together = days.near | (days.hospital & far)
    return _meals_of_one(days, days.near) + companions * _meals_of_one(days, together)


def companions_on_stay(case: Case) -> int:
    """One companion on a stay unless the person says otherwise: centres ask for a caregiver near the patient."""
    return 1 if case.travel.companions is None else case.travel.companions


def _meals_of_one(days: Days, nights: Flags) -> Cents:
    """A full day between two nights away, part of one on the first and the last day."""
    before = np.zeros_like(nights)
    before[1:] = nights[:-1]
    rates = _rates(MEALS, days, nights | before)
    part = int(Decimal(str(figure(FIRST_AND_LAST_DAY, days.first).value)) * 100) if len(nights) else 0
    return np.where(nights & before, rates, np.where(nights ^ before, scaled(rates, part, 100), 0))


def _rates(name: str, days: Days, needed: Flags) -> Cents:
    """Cents a day [D, 1], looked up once a month on the days that need it; federal rates change with a month."""
    rows = np.flatnonzero(needed.any(axis=1))
    by_month = {int(at): figure_cents(name, days.months[at]) for at in np.unique(days.month[rows])}
    rates = np.zeros((len(needed), 1), dtype=np.int64)
    rates[rows, 0] = [by_month[at] for at in days.month[rows].tolist()]
    return rates
