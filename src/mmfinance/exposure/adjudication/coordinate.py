"""Coordination of benefits: what the patient still owes as one coverage after another pays."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np

from mmfinance.exposure.adjudication.plan_walk import reduce_parts
from mmfinance.exposure.adjudication.steps import Flags, Steps, Whole
from mmfinance.exposure.benefits.terms import SelfPayLayer
from mmfinance.money import Cents, share_of

NOBODY = -1


class SharesAlone(Protocol):
    """What one coverage, taken alone, would leave to the patient: [S, L] cents."""

    @property
    def covers(self) -> Flags: ...
    @property
    def deductible(self) -> Cents: ...
    @property
    def copay(self) -> Cents: ...
    @property
    def coinsurance(self) -> Cents: ...
    @property
    def card_pays(self) -> Cents: ...


@dataclass(frozen=True)
class Owed:
    """What the patient owes so far, [S, L] cents; `payer` is the index of the first coverage that covers each step."""

    deductible: Cents
    copay: Cents
    coinsurance: Cents
    card_pays: Cents
    covered: Flags
    payer: Whole

    @property
    def total(self) -> Cents:
        """Deductible, copay and coinsurance."""
        return self.deductible + self.copay + self.coinsurance


def nothing_owed(steps: Steps) -> Owed:
    """Before any coverage has paid."""
    zero = np.zeros(steps.allowed.shape, dtype=np.int64)
    return Owed(zero, zero, zero, zero, np.zeros(zero.shape, dtype=np.bool_), np.full(zero.shape, NOBODY))


def pay_after(owed: Owed, index: int, alone: SharesAlone, steps: Steps, caps_share: bool) -> Owed:
    """Let the next plan pay: first where nobody before it covers, else toward what the patient still owes.

    The next plan pays its own normal benefit, at most what is owed, and credits its own deductible as if it stood
    alone (NAIC Coordination of Benefits Model Regulation 120, section 7; for Medicare 42 CFR 411.33). A plan that
    `caps_share` (Medicaid) leaves at most its own copay.
    """
    second = owed.covered & alone.covers
    if not second.any():
        return _pay_apart(owed, index, alone)
    own = alone.deductible + alone.copay + alone.coinsurance
    paid = owed.total - own if caps_share else steps.allowed - own
    paid = np.where(second, np.clip(paid, 0, owed.total), 0)
    reduced = reduce_parts(paid, owed.deductible, owed.copay, owed.coinsurance)
    first = alone.covers & ~owed.covered
    deductible, copay, coinsurance = (
        np.where(first, mine, before)
        for mine, before in zip((alone.deductible, alone.copay, alone.coinsurance), reduced, strict=True)
    )
    return Owed(
        deductible=deductible,
        copay=copay,
        coinsurance=coinsurance,
        card_pays=np.where(first, alone.card_pays, owed.card_pays),
        covered=owed.covered | alone.covers,
        payer=np.where(first, index, owed.payer),
    )


def _pay_apart(owed: Owed, index: int, alone: SharesAlone) -> Owed:
    """A coverage that shares no step with those before it, such as a drug plan beside Medicare: the sums."""
    return Owed(
        deductible=owed.deductible + alone.deductible,
        copay=owed.copay + alone.copay,
        coinsurance=owed.coinsurance + alone.coinsurance,
        card_pays=owed.card_pays + alone.card_pays,
        covered=owed.covered | alone.covers,
        payer=np.where(alone.covers, index, owed.payer),
    )


def cap_at(owed: Owed, ceiling: Cents, helps: Flags) -> Owed:
    """Leave at most a copay where help applies: what remains of a positive ceiling is called a copay."""
    left = np.minimum(owed.total, ceiling)
    keep = ~(helps & owed.covered)
    return Owed(
        deductible=np.where(keep, owed.deductible, 0),
        copay=np.where(keep, owed.copay, left),
        coinsurance=np.where(keep, owed.coinsurance, 0),
        card_pays=owed.card_pays,
        covered=owed.covered,
        payer=owed.payer,
    )


def uncovered(
    owed: Owed, steps: Steps, self_pay: SelfPayLayer | None, insured: Flags, protected: Flags
) -> tuple[Cents, Cents]:
    """What nobody covers, and what is billed above the allowed amount: (not_covered, balance_bill).

    A person without coverage is asked the price quoted to them, or the bill, each less what comes off it. A provider
    outside the network may bill what a private plan did not allow; one inside may not, nor anyone whom public coverage
    pays (`protected`): 42 USC 1395cc(a)(1)(A) and 1395w-22(k) for Medicare, 42 CFR 447.15 for Medicaid, 32 CFR 199.6
    for TRICARE.
    """
    none = ~owed.covered
    above = np.maximum(steps.billed - steps.allowed, 0)
    not_covered = np.where(none, steps.allowed, 0)
    balance = np.where((steps.out_of_network & ~protected) | (none & ~insured), above, 0)
    if self_pay is not None:
        asked = _asked(self_pay, steps)
        mine = none & self_pay.span.in_force(steps.day)
        not_covered = np.where(mine, np.minimum(asked, steps.allowed), not_covered)
        balance = np.where(mine, np.maximum(asked - steps.allowed, 0), balance)
    return not_covered, balance


def _asked(self_pay: SelfPayLayer, steps: Steps) -> Cents:
    """What a provider asks of one who pays themselves."""
    bill = np.where(steps.billed > 0, steps.billed, steps.allowed)
    of_bill = share_of(bill, _at_the_place(self_pay.of_bill, steps))
    of_quote = share_of(steps.allowed, _at_the_place(self_pay.of_quote, steps))
    asked: Cents = np.where(steps.quoted, of_quote, of_bill)
    return asked


def _at_the_place(share: Whole, steps: Steps) -> Whole:
    elsewhere, hospital = share
    at_the_place: Whole = np.where(steps.hospital, hospital, elsewhere)
    return at_the_place
