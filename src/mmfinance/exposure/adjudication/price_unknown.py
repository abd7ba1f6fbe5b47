"""Services whose price is not known: what the patient may still be asked for them, at most."""

from dataclasses import dataclass

import numpy as np

from mmfinance.exposure.adjudication.adjudicate import Shares
from mmfinance.exposure.adjudication.plan_walk import LayerShares
from mmfinance.exposure.benefits.terms import NO_LIMIT
from mmfinance.exposure.services import ServiceLanes


@dataclass(frozen=True)
class PriceUnknown:
    """Services of one coverage and plan year without a known price, and the most they can add; None: no limit stops it.

    `services` are indexes of the list; `plan` is None where no coverage pays.
    """

    services: tuple[int, ...]
    plan: str | None
    plan_year: int
    at_most: int | None


def price_unknown(lanes: ServiceLanes, shares: Shares) -> tuple[PriceUnknown, ...]:
    """Bound the services without a price, on lane 0, by what the known ones leave of each plan's maximum.

    All of them together cannot add more than what is left of the maximum when the plan year ends.
    """
    groups: dict[tuple[int, int], list[int]] = {}
    for at in np.flatnonzero(~lanes.price_known & lanes.occurs[:, 0]).tolist():
        groups.setdefault((int(shares.payer[at, 0]), _year(shares, at)), []).append(at)
    return tuple(
        PriceUnknown(
            services=tuple(found),
            plan=shares.stack.layers[payer].name if payer >= 0 else None,
            plan_year=year,
            at_most=_left(shares, payer, found),
        )
        for (payer, year), found in sorted(groups.items())
    )


def _step(shares: Shares, at: int) -> int:
    return int(np.flatnonzero(shares.order == at)[0])


def _walk(shares: Shares, payer: int, at: int) -> LayerShares | None:
    walks = shares.walks.get(payer, ())
    step = _step(shares, at)
    return next((walk for walk in walks if isinstance(walk, LayerShares) and walk.covers[step, 0]), None)


def _year(shares: Shares, at: int) -> int:
    walk = _walk(shares, int(shares.payer[at, 0]), at)
    return int(walk.year[_step(shares, at), 0]) if walk else 0


def _left(shares: Shares, payer: int, found: list[int]) -> int | None:
    """The sum over the routes that the services take of what is left of each route's tightest maximum."""
    limits: dict[int, int] = {}
    for at in found:
        walk = _walk(shares, payer, at)
        if walk is None:
            return None
        year = int(walk.year[_step(shares, at), 0])
        route = int(walk.route[_step(shares, at), 0])
        filled = walk.counters.maximum_of[route, :, 0] & (walk.counters.limit[year, :, 0] < NO_LIMIT)
        if not filled.any():
            return None
        limits[route] = int(walk.left_at_end[year, filled, 0].min())
    return sum(limits.values())
