"""Rooms and meals of nights away from home, by day on lanes of cents.

A patient in a hospital bed needs neither; a companion needs both. Rates: GSA standard lodging, and meals with three
quarters on the first and the last day of a stay.
"""

from datetime import date
from decimal import Decimal
from functools import lru_cache

import numpy as np

from mmfinance.case.model import Case
from mmfinance.exposure.household.journeys import Days, Nights
from mmfinance.exposure.scheduling.timing import add_months
from mmfinance.money import Cents, scaled
from mmfinance.reference.figures import figure, figure_cents

LODGING = "travel.gsa_standard_conus_lodging"
MEALS = "travel.gsa_standard_conus_meals_incidentals"
FIRST_AND_LAST_DAY = "planning.meals.first_and_last_day"


def lodging_by_day(case: Case, days: Days) -> Cents:
    """Cents of one room for each night [D, L]: near the centre, or beside the hospital for a companion from afar."""
    nights = days.layout.companion_nights if companions_on_stay(case) else days.layout.patient_nights
    first, own = nights.first, case.travel.lodging_per_night
    if first is None:
        return np.zeros(nights.after.shape, dtype=np.int64)
    return np.where(nights.after, days.by_month(_rooms, first) if own is None else own, 0)


def meals_by_day(case: Case, days: Days) -> Cents:
    """Cents of meals for each day [D, L] of all who are away from home and not fed by a hospital."""
    companions = companions_on_stay(case)
    alone = _meals_of_one(days, days.layout.patient_nights)
    return alone + companions * _meals_of_one(days, days.layout.companion_nights) if companions else alone


def companions_on_stay(case: Case) -> int:
    """One companion on a stay unless the person says otherwise: centres ask for a caregiver near the patient."""
    return 1 if case.travel.companions is None else case.travel.companions


def _meals_of_one(days: Days, nights: Nights) -> Cents:
    """A full day between two nights away, part of one on the first and the last day."""
    if nights.first is None:
        return np.zeros(nights.after.shape, dtype=np.int64)
    whole = days.by_month(_meals, nights.first)
    part = int(Decimal(str(figure(FIRST_AND_LAST_DAY, days.first).value)) * 100)
    return np.where(nights.whole_days, whole, np.where(nights.part_days, scaled(whole, part, 100), 0))


def _rooms(first: date, months: int) -> Cents:
    return _rates(LODGING, first, months)


def _meals(first: date, months: int) -> Cents:
    return _rates(MEALS, first, months)


@lru_cache(maxsize=1_024)
def _rates(name: str, first: date, months: int) -> Cents:
    """Cents a day [M, 1]; federal rates change with a month."""
    rates = [figure_cents(name, add_months(first, at)) for at in range(months)]
    return np.array(rates, dtype=np.int64).reshape(-1, 1)
