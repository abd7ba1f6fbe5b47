"""Terms that a case leaves open, drawn onto lanes between their known ends.

The lower end of a maximum is the deductible, which counts toward it, and its upper end what the law allows; a
deductible lies between nothing and the maximum; a share between nothing and all; what is met between nothing and the
limit. No source says which values are likely, so every draw is even: a planning rule.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from mmfinance.exposure.benefits.coverage_stack import Stack
from mmfinance.exposure.benefits.terms import (
    COUNTERS,
    NO_LIMIT,
    ROWS,
    Counters,
    Layer,
    MedicareLayer,
    PlanLayer,
    TermsTable,
)
from mmfinance.exposure.household.distance import Lane
from mmfinance.money import Cents
from mmfinance.phrases import Phrase

DEDUCTIBLE, MAXIMUM = COUNTERS.index("deductible"), COUNTERS.index("out-of-pocket maximum")
FAMILY = {DEDUCTIBLE: COUNTERS.index("family deductible"), MAXIMUM: COUNTERS.index("family out-of-pocket maximum")}
WHOLE = 10_000

SENTENCES = {
    "maximum": Phrase("what the plan's yearly maximum is"),
    "deductible": Phrase("what the plan's deductible is"),
    "coinsurance": Phrase("what share of a bill the plan leaves to you"),
    "met": Phrase("how much of the deductible and the maximum is met already"),
}
SETTLED_BY = {
    "maximum": "out_of_pocket_maximum",
    "deductible": "deductible",
    "coinsurance": "coinsurance",
    "met": "amounts_met",
}
"""The assumption whose question settles each open term."""


def open_factors(stack: Stack) -> Mapping[str, str]:
    """The factors of a stack by name (``plan_0.maximum``), each with the kind of term that it draws."""
    return {
        f"plan_{at}.{kind}": kind
        for at, layer in enumerate(stack.layers)
        if (plan := plan_of(layer)) is not None
        for kind in _kinds(plan)
    }


def on_lanes(stack: Stack, drawn: Mapping[str, Lane]) -> Stack:
    """The stack with every open term drawn: ``drawn`` holds a uniform [L] in 0..1 for each of its factors."""
    return replace(stack, layers=tuple(_layer_on_lanes(at, layer, drawn) for at, layer in enumerate(stack.layers)))


def plan_of(layer: Layer) -> PlanLayer | None:
    """The part of a layer with deductibles and maximums: the plan itself, or Part B of Original Medicare."""
    if isinstance(layer, MedicareLayer):
        return layer.part_b
    return layer if isinstance(layer, PlanLayer) else None


def _kinds(plan: PlanLayer) -> Iterator[str]:
    yield from (kind for kind in ("maximum", "deductible", "coinsurance") if kind in plan.open.names)
    if plan.open.names & {"met_deductible", "met_maximum"}:
        yield "met"


def _layer_on_lanes(at: int, layer: Layer, drawn: Mapping[str, Lane]) -> Layer:
    plan = plan_of(layer)
    if plan is None or not plan.open.names:
        return layer
    opened = _plan_on_lanes(plan, {kind: drawn[f"plan_{at}.{kind}"] for kind in _kinds(plan)})
    return replace(layer, part_b=opened) if isinstance(layer, MedicareLayer) else opened


def _plan_on_lanes(plan: PlanLayer, uniform: Mapping[str, Lane]) -> PlanLayer:
    counters = _limits_on_lanes(plan.counters, uniform)
    if "met" in uniform:
        counters = _met_on_lanes(counters, plan, uniform["met"])
    terms = _share_on_lanes(plan.terms, uniform["coinsurance"]) if "coinsurance" in uniform else plan.terms
    return replace(plan, counters=counters, terms=terms)


def _limits_on_lanes(counters: Counters, uniform: Mapping[str, Lane]) -> Counters:
    lanes = len(next(iter(uniform.values())))
    limit = np.repeat(counters.limit, lanes, axis=2)
    if "maximum" in uniform:
        stated = limit[:, DEDUCTIBLE] if "deductible" not in uniform else np.zeros_like(limit[:, DEDUCTIBLE])
        lowest = np.where(stated < NO_LIMIT, np.minimum(stated, limit[:, MAXIMUM]), 0)
        limit[:, MAXIMUM] = _between(lowest, limit[:, MAXIMUM], uniform["maximum"])
    if "deductible" in uniform:
        highest = np.minimum(limit[:, DEDUCTIBLE], limit[:, MAXIMUM])
        limit[:, DEDUCTIBLE] = _between(np.zeros_like(highest), highest, uniform["deductible"])
    return replace(counters, limit=limit, met=np.repeat(counters.met, lanes, axis=2))


def _met_on_lanes(counters: Counters, plan: PlanLayer, uniform: Lane) -> Counters:
    """What is met of the year under way: the deductible is met first, as bills fill it before anything else."""
    year = plan.open.year_under_way
    limit, met = counters.limit[year], counters.met.copy()
    deductible, maximum = (np.where(limit[at] < NO_LIMIT, limit[at], 0) for at in (DEDUCTIBLE, MAXIMUM))
    spent = met[year, MAXIMUM]
    if "met_maximum" in plan.open.names:
        highest = np.where(limit[MAXIMUM] < NO_LIMIT, maximum, deductible)
        lowest = np.minimum(0 if "met_deductible" in plan.open.names else met[year, DEDUCTIBLE], highest)
        spent = met[year, MAXIMUM] = _between(lowest, highest, uniform)
        if "met_deductible" in plan.open.names:
            met[year, DEDUCTIBLE] = np.minimum(deductible, spent)
    else:
        bounded = limit[MAXIMUM] < NO_LIMIT
        highest = np.where(bounded, np.minimum(deductible, spent), deductible)
        met[year, DEDUCTIBLE] = _between(np.zeros_like(highest), highest, uniform)
    for own, family in FAMILY.items():
        met[year, family] = np.maximum(met[year, family], met[year, own])
    return replace(counters, met=met)


def _share_on_lanes(terms: TermsTable, uniform: Lane) -> TermsTable:
    """The general share in network, wherever the case states no terms of its own."""
    own = terms.coinsurance.copy()
    in_network = np.arange(ROWS).reshape(-1, 1) < ROWS // 2
    shares = np.rint(uniform * WHOLE).astype(np.int64)
    return replace(terms, coinsurance=np.where(in_network & (own == WHOLE), shares, own))


def _between(low: Cents, high: Cents, uniform: Lane) -> Cents:
    return np.asarray(low + np.rint((high - low) * uniform).astype(np.int64), dtype=np.int64)
