"""Medigap: what a policy's letter leaves of the gaps of Medicare Parts A and B."""

from dataclasses import dataclass

import numpy as np

from mmfinance.case.vocabulary import ServiceCategory
from mmfinance.exposure.adjudication.step_terms import open_table
from mmfinance.exposure.adjudication.steps import CATEGORY_INDEX, Flags, Steps, Whole
from mmfinance.exposure.benefits.terms import NO_LIMIT, MedigapLayer
from mmfinance.money import Cents, share_of

PART_A_DEDUCTIBLE, PART_A_COINSURANCE, PART_B_DEDUCTIBLE, PART_B_COINSURANCE = range(4)
_VISITS = tuple(CATEGORY_INDEX[c] for c in (ServiceCategory.OFFICE_VISIT, ServiceCategory.SPECIALIST_VISIT))
_EMERGENCY = CATEGORY_INDEX[ServiceCategory.EMERGENCY]


@dataclass(frozen=True)
class MedigapShares:
    """What is left of the four gaps after the policy, [4, S, L] cents; in lane 0, what was left of its limits [S]."""

    covers: Flags
    gaps: Cents
    high_deductible_left: Cents
    yearly_limit_left: Cents


def walk_medigap(policy: MedigapLayer, steps: Steps, gaps: Cents, covered: Flags) -> MedigapShares:
    """Walk the gaps [4, S, L] that Medicare leaves.

    A high-deductible policy pays nothing until the gaps it would have paid, and the Part B deductible, reach its
    deductible. Plans K and L pay everything but the Part B deductible once their yearly limit is reached; plan N
    leaves a copay for an office or emergency visit (benefit chart of the Medigap policies, 42 USC 1395ss(p)).
    """
    covers = covered & policy.span.in_force(steps.day)
    year = policy.span.year(steps.day)
    left = _left_by_letter(policy, steps, gaps)
    if (policy.high_deductible >= NO_LIMIT).all() and (policy.yearly_limit >= NO_LIMIT).all():
        unlimited = np.zeros(len(steps.day), dtype=np.int64)
        return MedigapShares(covers, np.where(covers, left, gaps), unlimited, unlimited)
    return _LimitedWalk(policy, year, np.where(covers, gaps, 0)).walk(covers, gaps, left)


def _left_by_letter(policy: MedigapLayer, steps: Steps, gaps: Cents) -> Cents:
    """What the letter alone leaves of each gap."""
    left = np.stack(
        [gap - share_of(gap, pays) if gap.any() else gap for gap, pays in zip(gaps, policy.pays, strict=True)]
    )
    if not (policy.office_copay.any() or policy.emergency_copay.any()):
        return left
    copay = np.where(np.isin(steps.category, _VISITS), policy.office_copay, 0)
    copay = np.where(steps.category == _EMERGENCY, policy.emergency_copay, copay)
    left[PART_B_COINSURANCE] = np.maximum(left[PART_B_COINSURANCE], np.minimum(copay, gaps[PART_B_COINSURANCE]))
    return left


class _LimitedWalk:
    """The yearly deductible (F, G) or limit (K, L) of a policy in each lane."""

    def __init__(self, policy: MedigapLayer, year: Whole, gaps: Cents) -> None:
        self.policy, self.year = policy, year
        _, self.count, self.lanes = gaps.shape
        left = np.where(policy.high_deductible < NO_LIMIT, policy.high_deductible - policy.high_deductible_met, 0)
        self.deductible = open_table(left, year)
        self.limit = open_table(policy.yearly_limit - policy.yearly_limit_met, year)

    def walk(self, covers: Flags, gaps: Cents, left: Cents) -> MedigapShares:
        """Walk in date order."""
        found = np.where(covers, left, gaps)
        before = np.zeros((2, self.count), dtype=np.int64)
        deductible_left = limit_left = np.zeros(self.lanes, dtype=np.int64)
        high = bool((self.policy.high_deductible < NO_LIMIT).any())
        for step in range(self.count):
            if step == 0 or (self.year[step] != self.year[step - 1]).any():
                turned = self.year[step] != self.year[step - 1] if step else np.ones(1, dtype=np.bool_)
                deductible_left = np.where(turned, np.maximum(self.deductible[step], 0), deductible_left)
                limit_left = np.where(turned, np.maximum(self.limit[step], 0), limit_left)
            before[:, step] = deductible_left[0], limit_left[0]
            own = np.where(covers[step], found[:, step], 0)
            if high:
                whole = np.where(covers[step], gaps[:, step], 0)
                own = _not_paid_yet(whole, own, deductible_left)
                deductible_left = np.maximum(deductible_left - whole.sum(axis=0), 0)
            own, limit_left = _within_limit(own, limit_left)
            found[:, step] = np.where(covers[step], own, found[:, step])
        return MedigapShares(covers, found, before[0], before[1])


def _not_paid_yet(whole: Cents, own: Cents, deductible_left: Cents) -> Cents:
    """The patient's part of each gap while a high deductible is open: all of it, until the deductible is used up."""
    before = np.concatenate([np.zeros_like(whole[:1]), np.cumsum(whole, axis=0)[:-1]])
    within = np.minimum(whole, np.maximum(deductible_left - before, 0))
    left: Cents = np.maximum(own, within)
    return left


def _within_limit(own: Cents, limit_left: Cents) -> tuple[Cents, Cents]:
    """Stop everything but the Part B deductible at what is left of the yearly limit."""
    counted = np.where(np.arange(4)[:, np.newaxis] == PART_B_DEDUCTIBLE, 0, own)
    before = np.concatenate([np.zeros_like(counted[:1]), np.cumsum(counted, axis=0)[:-1]])
    allowed = np.minimum(counted, np.maximum(limit_left - before, 0))
    stopped = own - counted + allowed
    return stopped, limit_left - allowed.sum(axis=0)
