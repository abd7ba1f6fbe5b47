"""Adjudication: services in date order through stacked coverage, on lanes of whole cents."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from mmfinance.case.vocabulary import CoverageKind
from mmfinance.exposure.adjudication.coordinate import Owed, cap_at, nothing_owed, pay_after, uncovered
from mmfinance.exposure.adjudication.copay_help import CardPurse
from mmfinance.exposure.adjudication.medicare_walk import after_medicare
from mmfinance.exposure.adjudication.medigap_walk import MedigapShares
from mmfinance.exposure.adjudication.part_a_walk import PartAShares
from mmfinance.exposure.adjudication.plan_walk import LayerShares, walk_plan
from mmfinance.exposure.adjudication.step_terms import open_table, terms_at_steps
from mmfinance.exposure.adjudication.steps import CATEGORIES, Flags, Steps, Whole, drug_names, payment_order, steps_of
from mmfinance.exposure.benefits.coverage_stack import Stack
from mmfinance.exposure.benefits.terms import (
    PRIVATE,
    CeilingLayer,
    MedicareLayer,
    MedigapLayer,
    PlanLayer,
    SelfPayLayer,
)
from mmfinance.exposure.services import ServiceLanes
from mmfinance.money import Cents

LayerWalk = LayerShares | PartAShares | MedigapShares


@dataclass(frozen=True)
class Shares:
    """What the patient pays: int64 cents [S, L]; patient_pays is the sum of the five parts after it.

    `payer` [S, L] is the index in the stack of the coverage that pays first (-1: nobody); `card_pays` is manufacturer
    money that paid besides. `walks` holds, by layer index, what each coverage alone would leave, with its counters.
    Steps are in the order of the services given; `order` is the order in which they were paid.
    """

    patient_pays: Cents
    deductible: Cents
    copay: Cents
    coinsurance: Cents
    not_covered: Cents
    balance_bill: Cents
    card_pays: Cents
    payer: Whole
    order: Whole
    stack: Stack
    walks: Mapping[int, tuple[LayerWalk, ...]]


def adjudicate(lanes: ServiceLanes, stack: Stack, card: Mapping[str, int] | None = None) -> Shares:
    """Work out what the patient pays for each service on each lane.

    `card` is manufacturer money by drug, cents a calendar year, for the plan that pays first. Within a day services are
    paid in a fixed order, so the order of the list changes no total.
    """
    order = payment_order(lanes.services)
    steps = steps_of(lanes, order)
    return in_given_order(adjudicate_steps(steps, stack, _card_money(card, lanes) if card else None), order)


def adjudicate_steps(steps: Steps, stack: Stack, card: Cents | None = None) -> Shares:
    """The same for steps already in payment order: one case on many lanes, or many cases side by side.

    The arrays of the stack's layers have one lane, or as many as the steps. `card` is [drugs, 1 or L].
    """
    owed = nothing_owed(steps)
    nobody = insured = np.zeros(owed.covered.shape, dtype=np.bool_)
    covers: dict[CoverageKind, Flags] = {}
    walks: dict[int, tuple[LayerWalk, ...]] = {}
    self_pay = None
    for index, layer in enumerate(stack.layers):
        if isinstance(layer, SelfPayLayer):
            self_pay = layer
            continue
        if isinstance(layer, MedigapLayer):
            continue
        insured = insured | layer.span.in_force(steps.day)
        if isinstance(layer, PlanLayer):
            shares = _walk_layer(layer, steps, card)
            walks[index] = (shares,)
            owed = pay_after(owed, index, shares, steps, layer.caps_share)
            covers[layer.kind] = covers.get(layer.kind, nobody) | shares.covers
        elif isinstance(layer, MedicareLayer):
            alone, walks[index] = after_medicare(layer, stack.medigap, steps)
            owed = pay_after(owed, index, alone, steps, caps_share=False)
            covers[layer.kind] = covers.get(layer.kind, nobody) | alone.covers
        elif isinstance(layer, CeilingLayer):
            reached = [flags for kind, flags in covers.items() if kind in layer.behind]
            owed = _after_ceiling(owed, layer, steps, np.logical_or.reduce([nobody, *reached]))
    public = [flags for kind, flags in covers.items() if kind not in PRIVATE]
    protected = np.logical_or.reduce([nobody, *public])
    return _shares(owed, steps, stack, walks, *uncovered(owed, steps, self_pay, insured, protected))


def in_given_order(shares: Shares, order: Whole) -> Shares:
    """Put the [S, L] amounts back into the order of the services given."""
    back = np.argsort(order)
    names = ("patient_pays", "deductible", "copay", "coinsurance", "not_covered", "balance_bill", "card_pays", "payer")
    moved: dict[str, Any] = {name: _reordered(getattr(shares, name), back) for name in names}
    return replace(shares, order=order, **moved)


def _reordered(amounts: Cents, back: Whole) -> Cents:
    """Rows in another order; an array of nothing is left alone, since most parts of most cases are."""
    return amounts[back] if amounts.any() else amounts


def _walk_layer(layer: PlanLayer, steps: Steps, card: Cents | None) -> LayerShares:
    terms = terms_at_steps(layer, steps)
    purse = None
    if card is not None and layer.takes_cards:
        purse = CardPurse(card, layer.copay_help, layer.hdhp, steps, terms.covered)
    return walk_plan(layer.counters, steps, terms, purse)


def _after_ceiling(owed: Owed, layer: CeilingLayer, steps: Steps, reached: Flags) -> Owed:
    row = steps.category + len(CATEGORIES) * steps.out_of_network
    years, rows, lanes = layer.ceiling.shape
    ceiling = open_table(layer.ceiling.reshape(years * rows, lanes), layer.span.year(steps.day) * rows + row)
    helps = layer.span.in_force(steps.day) & np.where(steps.pharmacy, layer.pharmacy, layer.medical)
    return cap_at(owed, ceiling, helps & reached)


def _shares(
    owed: Owed,
    steps: Steps,
    stack: Stack,
    walks: Mapping[int, tuple[LayerWalk, ...]],
    not_covered: Cents,
    balance_bill: Cents,
) -> Shares:
    return Shares(
        patient_pays=owed.total + not_covered + balance_bill,
        deductible=owed.deductible,
        copay=owed.copay,
        coinsurance=owed.coinsurance,
        not_covered=not_covered,
        balance_bill=balance_bill,
        card_pays=owed.card_pays,
        payer=owed.payer,
        order=np.arange(len(steps.day)),
        stack=stack,
        walks=walks,
    )


def _card_money(card: Mapping[str, int], lanes: ServiceLanes) -> Cents:
    """Card money as [drugs, 1], in the order of `Steps.drug`."""
    names = drug_names(lanes.services) or [""]
    return np.array([[card.get(name, 0)] for name in names], dtype=np.int64)
