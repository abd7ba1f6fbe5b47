"""Hospital stays under Medicare Part A: a deductible for each benefit period, then coinsurance by the day."""

from dataclasses import dataclass

import numpy as np

from mmfinance.exposure.adjudication.step_terms import open_table
from mmfinance.exposure.adjudication.steps import Flags, Steps, Whole
from mmfinance.exposure.benefits.terms import NO_LIMIT, MedicareLayer
from mmfinance.money import Cents


@dataclass(frozen=True)
class PartAShares:
    """What Part A leaves to the patient: [S, L] cents. Days beyond the lifetime reserve are coinsurance in full.

    Before each step, in lane 0: `deductible_left` and `days_used` [S] of the benefit period, and whether one begins.
    """

    covers: Flags
    deductible: Cents
    coinsurance: Cents
    deductible_left: Cents
    days_used: Whole
    begins_period: Flags


def walk_part_a(medicare: MedicareLayer, steps: Steps) -> PartAShares:
    """Walk the stays in date order.

    A benefit period ends after 60 days in a row out of hospital, counted from the day of discharge (42 CFR 409.60),
    also across New Year. The deductible is that of the year in which the period begins; the coinsurance of days 61-90
    and of the 60 lifetime reserve days is that of the year of the day (42 USC 1395e(a)(1), (b)(3)).
    """
    in_stay = steps.occurs & steps.inpatient & medicare.span.in_force(steps.day) & medicare.part_a
    walk = _StayWalk(medicare, steps, in_stay)
    for step in np.flatnonzero(in_stay.any(axis=1)).tolist():
        walk.take(step)
    return PartAShares(in_stay, walk.deductible, walk.coinsurance, *walk.before)


class _StayWalk:
    """The open benefit period of each lane."""

    def __init__(self, medicare: MedicareLayer, steps: Steps, in_stay: Flags) -> None:
        self.steps, self.in_stay, self.rules = steps, in_stay, medicare.hospital_days
        count, lanes = steps.allowed.shape
        year = medicare.span.year(steps.day)
        self.amount = open_table(medicare.inpatient_deductible, year)
        self.daily = tuple(open_table(medicare.day_61_90, each) for each in (year, year + 1))
        self.reserve = tuple(open_table(medicare.reserve_day, each) for each in (year, year + 1))
        self.nights_this_year = open_table(medicare.next_year, year) - steps.day
        self.left = np.broadcast_to(medicare.part_a_left, (lanes,)).copy()
        self.discharged = np.broadcast_to(medicare.last_discharge, (lanes,)).copy()
        self.used = np.zeros(lanes, dtype=np.int64)
        self.reserve_left = np.full(lanes, self.rules.reserve, dtype=np.int64)
        self.deductible, self.coinsurance = np.zeros((2, count, lanes), dtype=np.int64)
        self.before = (
            np.zeros(count, dtype=np.int64),
            np.zeros(count, dtype=np.int64),
            np.zeros(count, dtype=np.bool_),
        )

    def take(self, step: int) -> None:
        """Adjudicate one line of a stay in every lane in which it occurs."""
        day, stays = self.steps.day[step], self.in_stay[step]
        begins = stays & ((self.discharged < 0) | (day - self.discharged >= self.rules.between_periods))
        self.left = np.where(begins, self.amount[step], self.left)
        self.used = np.where(begins, 0, self.used)
        self.before[0][step], self.before[1][step], self.before[2][step] = self.left[0], self.used[0], begins[0]
        price = np.where(self.steps.price_known[step], self.steps.allowed[step], NO_LIMIT)
        self.deductible[step] = np.where(stays, np.minimum(self.left, price), 0)
        self.left = self.left - self.deductible[step]
        nights = np.where(stays, self.steps.nights[step], 0)
        if (self.used + nights > self.rules.without_coinsurance).any():
            self._charge_days(step, nights, price)
        self.used = self.used + nights
        self.discharged = np.where(stays, np.maximum(self.discharged, day + nights), self.discharged)

    def _charge_days(self, step: int, nights: Whole, price: Cents) -> None:
        """Coinsurance for days 61-90 and reserve days, by the year of each day, and the days nobody pays for."""
        first = np.minimum(nights, self.nights_this_year[step])
        owed = np.zeros_like(self.used)
        uncovered_days = np.zeros_like(self.used)
        start = self.used
        for part, portion in enumerate((first, nights - first)):
            until = start + portion
            shared = _days_between(start, until, self.rules.without_coinsurance, self.rules.covered)
            beyond = _days_between(start, until, self.rules.covered, NO_LIMIT)
            reserve = np.minimum(beyond, self.reserve_left)
            self.reserve_left = self.reserve_left - reserve
            uncovered_days = uncovered_days + beyond - reserve
            owed = owed + shared * self.daily[part][step] + reserve * self.reserve[part][step]
            start = until
        beyond_reserve = self.steps.allowed[step] * uncovered_days // np.maximum(nights, 1)
        self.coinsurance[step] = np.minimum(owed + beyond_reserve, price - self.deductible[step])


def _days_between(start: Whole, until: Whole, above: int, up_to: int) -> Whole:
    """How many of the days start+1 .. until lie in above+1 .. up_to."""
    days: Whole = np.maximum(np.minimum(until, up_to) - np.maximum(start, above), 0)
    return days
