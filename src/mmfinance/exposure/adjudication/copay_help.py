"""Manufacturer card money inside a plan: what the card pays, and what of it counts (accumulator and maximizer)."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from mmfinance.case.model import Case
from mmfinance.exposure.adjudication.steps import Flags, Steps, Whole
from mmfinance.money import Cents

EPOCH = date(1970, 1, 1).toordinal()
"""The day from which NumPy counts."""
FILLS_A_YEAR = 12
"""A maximizer sets the drug's copay to a twelfth of the card's yearly money."""


def card_money(case: Case) -> dict[str, int]:
    """Money of makers' cards that the person holds: cents a calendar year by drug."""
    held = [one for one in case.help_already_held or () if one.drug and one.state == "granted"]
    known = [(one.drug, one.remaining if one.amount is None else one.amount) for one in held]
    return {drug: cents for drug, cents in known if drug and cents is not None}


@dataclass(frozen=True)
class CardSpent:
    """One step on every lane, in cents: what the card pays, what it takes off the patient, and what counts."""

    paid: Cents
    relief: Cents
    counted_deductible: Cents
    counted: Cents


class CardPurse:
    """Card money by drug and lane, spent fill by fill and full again each calendar year.

    `available` is [drugs, 1 or L] cents a calendar year, in the order of `Steps.drug`. `design`:
    "counts" (or None) counts card money as the patient's own, except toward the deductible of a plan that goes with a
    health savings account (IRS Notice 2004-50, Q&A 9); "accumulator" counts only what the patient pays; "maximizer"
    spreads the card's money over the year's fills, leaves the patient nothing to pay and counts nothing.
    """

    def __init__(self, available: Cents, design: str | None, hdhp: bool, steps: Steps, covered: Flags) -> None:
        self.available, self.design, self.hdhp = available, design, hdhp
        self.drug = steps.drug
        self.new_year = np.flatnonzero(_calendar_years_turn(steps)).tolist()
        self.paying = frozenset(np.flatnonzero((steps.drug >= 0).any(axis=1) & covered.any(axis=1)).tolist())
        self.left = np.broadcast_to(available, (len(available), steps.lanes)).copy()
        self.lanes = np.arange(steps.lanes)

    def may_pay(self, step: int) -> bool:
        """Whether any lane has a drug of the card at this step."""
        return step in self.paying

    def spend(self, step: int, deductible: Cents, share: Cents) -> CardSpent:
        """Pay toward a share of which `deductible` is part."""
        while self.new_year and self.new_year[0] <= step:
            self.left[:] = self.available
            self.new_year.pop(0)
        drug = np.broadcast_to(self.drug[step], self.lanes.shape)
        index = np.maximum(drug, 0)
        left = np.where(drug >= 0, self.left[index, self.lanes], 0)
        if self.design == "maximizer":
            return self._maximized(index, drug, left, deductible, share)
        paid = np.minimum(left, share)
        self.left[index, self.lanes] -= paid
        own = share - paid
        if self.design == "accumulator":
            return CardSpent(paid, paid, np.minimum(deductible, own), own)
        return CardSpent(paid, paid, np.minimum(deductible, own) if self.hdhp else deductible, share)

    def _maximized(self, index: Whole, drug: Whole, left: Cents, deductible: Cents, share: Cents) -> CardSpent:
        whole = np.broadcast_to(self.available, self.left.shape)[index, self.lanes]
        helped = (drug >= 0) & (whole > 0) & (share > 0)
        paid = np.where(helped, np.minimum(left, -(-whole // FILLS_A_YEAR)), 0)
        self.left[index, self.lanes] -= paid
        return CardSpent(paid, np.where(helped, share, 0), np.where(helped, 0, deductible), np.where(helped, 0, share))


def _calendar_years_turn(steps: Steps) -> Flags:
    """Where the first column's calendar year differs from the step before."""
    years = (steps.day[:, 0] - EPOCH).astype("datetime64[D]").astype("datetime64[Y]")
    turned: Flags = np.zeros(len(years), dtype=np.bool_)
    turned[1:] = years[1:] != years[:-1]
    return turned
