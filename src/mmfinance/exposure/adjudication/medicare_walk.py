"""Original Medicare: Part A stays, Part B services, and the Medigap policy behind them, as one coverage."""

from dataclasses import dataclass, replace

import numpy as np

from mmfinance.exposure.adjudication.medigap_walk import MedigapShares, walk_medigap
from mmfinance.exposure.adjudication.part_a_walk import PartAShares, walk_part_a
from mmfinance.exposure.adjudication.plan_walk import LayerShares, walk_plan
from mmfinance.exposure.adjudication.step_terms import StepTerms, open_table, terms_at_steps
from mmfinance.exposure.adjudication.steps import Flags, Steps
from mmfinance.exposure.benefits.terms import NO_LIMIT, MedicareLayer, MedigapLayer, PlanLayer
from mmfinance.money import Cents


@dataclass(frozen=True)
class MedicareShares:
    """What Parts A and B, and the policy, leave to the patient: [S, L] cents."""

    covers: Flags
    deductible: Cents
    copay: Cents
    coinsurance: Cents
    card_pays: Cents


def after_medicare(
    medicare: MedicareLayer, policy: MedigapLayer | None, steps: Steps
) -> tuple[MedicareShares, tuple[PartAShares | LayerShares | MedigapShares, ...]]:
    """Walk Part A, Part B and the policy; returns what they leave and the single walks."""
    part_a = walk_part_a(medicare, steps)
    walks: tuple[PartAShares | LayerShares | MedigapShares, ...] = (part_a,)
    gaps = np.zeros((4, *steps.allowed.shape), dtype=np.int64)
    gaps[0], gaps[1], covers = part_a.deductible, part_a.coinsurance, part_a.covers
    if medicare.part_b is not None:
        part_b = walk_plan(medicare.part_b.counters, steps, part_b_terms(medicare, medicare.part_b, steps))
        gaps[2], gaps[3], covers = part_b.deductible, part_b.coinsurance, covers | part_b.covers
        walks = (*walks, part_b)
    if policy is not None:
        medigap = walk_medigap(policy, steps, gaps, covers)
        gaps, walks = medigap.gaps, (*walks, medigap)
    zero = np.zeros_like(gaps[0])
    return MedicareShares(covers, gaps[0] + gaps[2], zero, gaps[1] + gaps[3], zero), walks


def part_b_terms(medicare: MedicareLayer, part_b: PlanLayer, steps: Steps) -> StepTerms:
    """Part B's terms at each step: nothing of a hospital stay, sourced lower shares, and the cap on a hospital line.

    For some drugs the coinsurance is taken on an inflation-adjusted amount (42 USC 1395w-3a(i)(5)); the coinsurance of
    one hospital outpatient line is at most the year's Part A deductible (42 USC 1395l(t)(8)(C)).
    """
    terms = terms_at_steps(part_b, steps)
    line_cap = open_table(medicare.inpatient_deductible, medicare.span.year(steps.day))
    covered = terms.covered & ~steps.inpatient
    return replace(
        terms,
        covered=covered,
        share=np.where(covered & (terms.coinsurance > 0), steps.medicare_share, -1),
        at_most=np.where(steps.line_capped, np.minimum(line_cap, terms.at_most), NO_LIMIT),
    )
