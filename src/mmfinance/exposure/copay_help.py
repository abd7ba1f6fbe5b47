"""Manufacturer card money inside a plan: what the card pays, and what of it counts (accumulator and maximizer)."""

from datetime import date

import numpy as np

from mmfinance.exposure.steps import Flags, Steps
from mmfinance.money import Cents

EPOCH = date(1970, 1, 1).toordinal()
"""The day from which NumPy counts."""


class CardPurse:
    """Card money by drug and lane, spent fill by fill and full again each calendar year.

    `available` is [drugs, 1 or L] cents a calendar year, in the order of `Steps.drug`. `design`:
    "counts" (or None) counts card money as the patient's own, except toward the deductible of a plan that goes with a
    health savings account (IRS Notice 2004-50, Q&A 9); "accumulator" counts only what the patient pays; "maximizer"
    counts nothing of the drug (the plan treats it as no essential benefit).
    """

    def __init__(self, available: Cents, design: str | None, hdhp: bool, steps: Steps, covered: Flags) -> None:
        self.available, self.design, self.hdhp = available, design, hdhp
        self.drug, self.covered = steps.drug, covered
        self.new_year = frozenset(np.flatnonzero(_calendar_years_turn(steps)).tolist())
        self.paying = frozenset(np.flatnonzero((steps.drug >= 0).any(axis=1) & covered.any(axis=1)).tolist())
        self.left = np.broadcast_to(available, (len(available), steps.lanes)).copy()
        self.refilled_before = 0

    def may_pay(self, step: int) -> bool:
        """Whether any lane has a drug of the card at this step."""
        return step in self.paying

    def spend(self, step: int, deductible: Cents, share: Cents) -> tuple[Cents, Cents, Cents]:
        """What the card pays of a share, and what counts toward the deductible and toward the maximum."""
        if any(self.refilled_before < turn <= step for turn in self.new_year):
            self.left[:] = self.available
            self.refilled_before = step
        drug = self.drug[step]
        lanes = np.arange(self.left.shape[1])
        index = np.broadcast_to(np.maximum(drug, 0), lanes.shape)
        paid = np.where(drug >= 0, np.minimum(self.left[index, lanes], share), 0)
        self.left[index, lanes] -= paid
        return paid, *self._counted(deductible, share, paid)

    def _counted(self, deductible: Cents, share: Cents, paid: Cents) -> tuple[Cents, Cents]:
        own = share - paid
        if self.design == "maximizer":
            helped = paid > 0
            return np.where(helped, 0, deductible), np.where(helped, 0, share)
        if self.design == "accumulator":
            return np.minimum(deductible, own), own
        return (np.minimum(deductible, own) if self.hdhp else deductible), share


def _calendar_years_turn(steps: Steps) -> Flags:
    """Where the first column's calendar year differs from the step before."""
    years = (steps.day[:, 0] - EPOCH).astype("datetime64[D]").astype("datetime64[Y]")
    turned: Flags = np.zeros(len(years), dtype=np.bool_)
    turned[1:] = years[1:] != years[:-1]
    return turned
