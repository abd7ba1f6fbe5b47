"""A plan's terms opened at every step of a walk."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mmfinance.exposure.adjudication.steps import CATEGORIES, Flags, Steps, Whole
from mmfinance.exposure.benefits.terms import MEDICAL, NO_LIMIT, OUTSIDE, PHARMACY, ROUTES, PlanLayer
from mmfinance.money import Cents


@dataclass(frozen=True)
class StepTerms:
    """The terms of one plan at each step: [S, 1 or L]. `share` is an amount that replaces coinsurance (-1: none)."""

    covered: Flags
    deductible_applies: Flags
    copay: Cents
    coinsurance: Whole
    at_most: Cents
    grouped: Flags
    with_others: Flags
    share: Cents
    route: Whole
    year: Whole


@dataclass(frozen=True)
class Prepared:
    """What a walk needs at hand: amounts [S, L], and the steps at which a rule matters at all, so others skip it.

    `group` numbers the runs of services, of one category on one day or of all that count together, among which a copay
    a day or a stay is one.
    """

    payable: Cents
    deductible_cap: Cents
    copay: Cents
    copay_room: Cents
    group: Whole
    turns: frozenset[int]
    copaid: frozenset[int]
    grouped: frozenset[int]
    limited: frozenset[int]
    shared: frozenset[int]
    idle: frozenset[int]
    """Steps at which the plan has nothing to pay in any lane."""


def terms_at_steps(plan: PlanLayer, steps: Steps) -> StepTerms:
    """Open a plan's table of terms at every step."""
    row = steps.category + len(CATEGORIES) * steps.out_of_network
    route = np.where(steps.out_of_network, OUTSIDE, np.where(steps.pharmacy, PHARMACY, MEDICAL))
    table = plan.terms
    covered = open_table(table.covered, row) & plan.span.in_force(steps.day)
    days = np.minimum(np.maximum(steps.nights, 1), open_table(table.copay_days, row))
    return StepTerms(
        covered=covered & np.where(steps.pharmacy, plan.pharmacy, plan.medical),
        deductible_applies=open_table(table.deductible_applies, row)
        & open_table(plan.counters.has_deductible(), route),
        copay=open_table(table.copay, row) * days,
        coinsurance=open_table(table.coinsurance, row),
        at_most=open_table(table.at_most, row),
        grouped=open_table(table.grouped, row),
        with_others=open_table(table.with_others, row),
        share=np.full((len(steps.day), 1), -1, dtype=np.int64),
        route=route,
        year=plan.span.year(steps.day),
    )


def prepare(steps: Steps, terms: StepTerms) -> Prepared:
    """Work out once what does not depend on the state of the walk."""
    due = steps.occurs & terms.covered
    copay = np.where(due, terms.copay, 0)
    payable = np.where(due, steps.allowed, 0)
    return Prepared(
        payable=payable,
        deductible_cap=np.where(terms.deductible_applies, NO_LIMIT, 0),
        copay=copay,
        copay_room=np.where(steps.price_known, 0, NO_LIMIT),
        group=np.cumsum(_changed(steps.day) | (_changed(steps.category) & ~terms.with_others), axis=0),
        turns=_steps_where(_changed(terms.year)),
        copaid=_steps_where(copay > 0),
        grouped=_steps_where(terms.grouped & (copay > 0)),
        limited=_steps_where(terms.at_most < NO_LIMIT),
        shared=_steps_where(terms.share >= 0),
        idle=frozenset(range(len(payable))) - _steps_where((payable > 0) | (copay > 0)),
    )


def open_table(table: NDArray[Any], row: Whole) -> NDArray[Any]:
    """Look rows up in a [ROWS, 1 or L] table: [S, 1 or L]."""
    if table.shape[1] == 1:
        shared: NDArray[Any] = table[row, 0]
        return shared
    by_lane: NDArray[Any] = table[row, np.arange(table.shape[1])]
    return by_lane


def routes_paid(steps: Steps, terms: StepTerms) -> list[int]:
    """The routes of all steps at which the plan has anything to pay."""
    due = steps.occurs & terms.covered
    return [route for route in range(ROUTES) if (due & (terms.route == route)).any()]


def one_route(table: NDArray[Any], routes: Sequence[int]) -> NDArray[Any]:
    """A [ROUTES, K, 1 or L] table with its one row alone, [1, K, 1 or L], where all the routes given have the same."""
    first, *others = routes or [MEDICAL]
    return table if any((table[first] != table[other]).any() for other in others) else table[first : first + 1]


def pick(table: NDArray[Any], index: Whole) -> NDArray[Any]:
    """Look one index a lane up in a [N, K, 1 or L] table, or take its only row: [K, 1 or L]."""
    if len(table) == 1:
        only: NDArray[Any] = table[0]
        return only
    if index.size == 1:
        one: NDArray[Any] = table[index[0]]
        return one
    if table.shape[-1] == 1:
        return table[index, :, 0].T
    return table[index, :, np.arange(table.shape[-1])].T


def _changed(column: Whole) -> Flags:
    """Where a column differs from the step before; the first step always does."""
    first = np.ones((1, column.shape[1]), dtype=np.bool_)
    return np.concatenate([first, column[1:] != column[:-1]])


def _steps_where(flags: Flags) -> frozenset[int]:
    return frozenset(np.flatnonzero(flags.any(axis=1)).tolist())
