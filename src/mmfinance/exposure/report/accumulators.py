"""How full each deductible, maximum and cap is, when it is likely met, and what it did to one service."""

from collections.abc import Iterator
from datetime import date

import numpy as np

from mmfinance.exposure.adjudication.adjudicate import Shares
from mmfinance.exposure.adjudication.plan_walk import LayerShares
from mmfinance.exposure.benefits.open_terms import plan_of
from mmfinance.exposure.benefits.terms import NO_LIMIT, STATED
from mmfinance.exposure.report.plan_years import layer_year_start
from mmfinance.exposure.result import Accumulator, CounterState
from mmfinance.exposure.services import ServiceLanes
from mmfinance.exposure.sums import range_of
from mmfinance.money import Cents

OPEN_LIMIT = {"deductible": "deductible", "out-of-pocket maximum": "maximum"}
OPEN_MET = {
    "deductible": "met_deductible",
    "family deductible": "met_deductible",
    "out-of-pocket maximum": "met_maximum",
    "family out-of-pocket maximum": "met_maximum",
}
"""The open term that leaves a counter's limit, or what is met of it, unknown."""


def accumulators(lanes: ServiceLanes, shares: Shares, plain: Shares) -> tuple[Accumulator, ...]:
    """Every counter with a limit, by plan and plan year, in payer order.

    `plain` is the run with every open term at its most: its limits are shown, marked where they are not stated.
    """
    days = np.array([lanes.services[at].day.toordinal() for at in shares.order], dtype=np.int64)
    return tuple(
        one
        for index, walks in sorted(shares.walks.items())
        for walk, most in zip(walks, plain.walks[index], strict=True)
        if isinstance(walk, LayerShares) and isinstance(most, LayerShares)
        for one in _of_walk(shares, index, walk, most, days)
    )


def _of_walk(shares: Shares, index: int, walk: LayerShares, most: LayerShares, days: Cents) -> Iterator[Accumulator]:
    layer = shares.stack.layers[index]
    plan = plan_of(layer)
    terms = plan.open if plan else STATED
    paid_by_others = {kind: _paid_by_others(shares, index, walk, deductible=kind) for kind in (True, False)}
    for year in range(len(walk.counters.limit)):
        for at, name in enumerate(walk.counters.names):
            limit = int(most.counters.limit[year, at, 0])
            if not 0 < limit < NO_LIMIT:
                continue
            filled = walk.counters.limit[year, at] - walk.left_at_end[year, at]
            met_known = year != terms.year_under_way or OPEN_MET.get(name) not in terms.names
            start = layer_year_start(layer, year)
            yield Accumulator(
                name=name,
                plan=layer.name,
                plan_year=f"{layer.kind} {start.isoformat()}",
                limit=limit,
                at_start=min(int(most.counters.met[year, at, 0]), limit) if met_known else None,
                at_end=range_of(filled, int(np.rint(filled.mean()))),
                met_on=_median_day(walk.met_at[year, at], days, start),
                limit_stated=OPEN_LIMIT.get(name) not in terms.names,
                paid_by_others=paid_by_others[name.endswith("deductible")],
            )


def _paid_by_others(shares: Shares, index: int, walk: LayerShares, *, deductible: bool) -> bool:
    """Whether the plan pays first somewhere and yet leaves the patient nothing of what fills the counter."""
    covers = np.zeros_like(walk.covers)
    covers[shares.order] = walk.covers
    first = covers & (shares.payer == index)
    own = shares.deductible if deductible else shares.deductible + shares.copay + shares.coinsurance
    return bool(first.any() and not (first & (own > 0)).any())


def _median_day(met_at: Cents, days: Cents, start: date) -> date | None:
    """The day by which half of the lanes have filled the counter; None where fewer than half ever do."""
    never = date.max.toordinal()
    if not len(days):
        return None
    when = np.where(met_at >= 0, days[np.maximum(met_at, 0)], np.where(met_at == -1, never, start.toordinal()))
    middle = int(np.sort(when)[(len(when) - 1) // 2])
    return None if middle == never else date.fromordinal(middle)


def counter_states(shares: Shares, service: int) -> tuple[CounterState, ...]:
    """What was left of each counter before and after one service, on lane 0, in the plan that pays it first."""
    layer = int(shares.payer[service, 0])
    step = int(np.flatnonzero(shares.order == service)[0])
    found: list[CounterState] = []
    for walk in shares.walks.get(layer, ()):
        if isinstance(walk, LayerShares) and walk.covers[step, 0]:
            found.extend(_states(walk, step))
    return tuple(found)


def _states(walk: LayerShares, step: int) -> Iterator[CounterState]:
    years = np.broadcast_to(walk.year, (len(walk.left_before), walk.year.shape[1]))[:, 0]
    year = int(years[step])
    same_year = step + 1 < len(years) and int(years[step + 1]) == year
    after = walk.left_before[step + 1] if same_year else walk.left_at_end[year, :, 0]
    for at, name in enumerate(walk.counters.names):
        limit = int(walk.counters.limit[year, at, 0])
        if limit < NO_LIMIT:
            yield CounterState(name, limit, int(walk.left_before[step, at]), int(after[at]))
