"""Drawing a schedule onto lanes: every uncertain factor stratified over the draws, the same bytes for the same seed."""

from collections.abc import Iterable, Mapping, Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from mmfinance.exposure.scheduling.scheduled import EXPECTED, Conditions, Schedule, ScheduledService
from mmfinance.exposure.services import ServiceLanes
from mmfinance.money import Cents, share_of
from mmfinance.reference.price_files import Level
from mmfinance.reference.prices import price_level

Draws = NDArray[np.float64]
_ONE = 10_000
_MANTISSA = 11


def draw(schedule: Schedule, draws: int, seed: int = 0) -> ServiceLanes:
    """Draw a schedule onto `draws` lanes: services by lane, amounts in cents.

    With one draw the lane is the expected one: middle prices, expected weight, chances below a half left out.
    """
    return on_lanes(schedule.services, factor_draws(schedule, draws, seed), draws)


def on_lanes(services: Sequence[ScheduledService], factors: Mapping[str, Draws], draws: int) -> ServiceLanes:
    """Services on lanes, given the draws of their factors."""
    occurs = _occurs([(entry.conditions,) for entry in services], factors, draws)
    known = np.array([entry.service.allowed is not None for entry in services], dtype=np.bool_)
    happens = occurs & known[:, None]
    allowed = np.where(happens, _amounts(services, factors, draws), 0)
    billed = np.where(happens, _billed(services, allowed), 0)
    shares = np.where(happens, _shares(services, factors, draws), -1)
    return ServiceLanes(tuple(entry.service for entry in services), occurs, allowed, billed, shares, known)


def trip_lanes(schedule: Schedule, draws: int, seed: int = 0) -> NDArray[np.bool_]:
    """Which trips are made in which lane, shape (trips, draws)."""
    return _occurs([trip.any_of for trip in schedule.trips], factor_draws(schedule, draws, seed), draws)


def factor_draws(schedule: Schedule, draws: int, seed: int = 0) -> Mapping[str, Draws]:
    """The draw, 0 to 1, of each factor of a schedule in each lane, by the factor's name."""
    return uniforms(schedule.factors, draws, seed)


def uniforms(names: Iterable[str], draws: int, seed: int = 0) -> dict[str, Draws]:
    """Evenly spread draws between 0 and 1 for each name; one draw is the middle, 0.5.

    Latin hypercube: each name's draws fall one into each of `draws` equal slices, in an order of the name's own. A
    name's draws depend on the name, the number of draws and the seed alone, so another name beside it changes nothing.
    """
    return {name: _stratified(name, draws, seed) for name in names}


def _stratified(name: str, draws: int, seed: int) -> Draws:
    if draws == 1:
        return np.full(1, EXPECTED)
    raw = np.random.PCG64([seed, draws, crc32(name.encode())]).random_raw(2 * draws)
    ranks = np.argsort(np.argsort(raw[:draws], kind="stable"), kind="stable")
    jitter = ((raw[draws:] >> np.uint64(_MANTISSA)).astype(np.float64) + 0.5) / 2.0**53
    return np.asarray((ranks + jitter) / draws, dtype=np.float64)


def _occurs(groups: Sequence[tuple[Conditions, ...]], factors: Mapping[str, Draws], draws: int) -> NDArray[np.bool_]:
    """A row happens in a lane when all conditions of any of its groups hold there."""
    occurs = np.zeros((len(groups), draws), dtype=np.bool_)
    seen: dict[tuple[Conditions, ...], NDArray[np.bool_]] = {}
    for row, any_of in enumerate(groups):
        if any_of not in seen:
            lanes = np.zeros(draws, dtype=np.bool_)
            for conditions in any_of:
                lanes |= _all_hold(conditions, factors, draws)
            seen[any_of] = lanes
        occurs[row] = seen[any_of]
    return occurs


def _all_hold(conditions: Conditions, factors: Mapping[str, Draws], draws: int) -> NDArray[np.bool_]:
    holds = np.ones(draws, dtype=np.bool_)
    for condition in conditions:
        drawn = factors[condition.factor]
        if condition.offset and draws > 1:
            drawn = (drawn + condition.offset) % 1.0
        holds &= (drawn > condition.low) & (drawn <= condition.high)
    return holds


def _amounts(services: Sequence[ScheduledService], factors: Mapping[str, Draws], draws: int) -> Cents:
    base = np.array([entry.service.allowed or 0 for entry in services], dtype=np.int64)
    amounts = np.repeat(base[:, None], draws, axis=1)
    for row, entry in enumerate(services):
        if entry.by_weight:
            steps = np.array([step.allowed or 0 for step in entry.by_weight], dtype=np.int64)
            amounts[row] = steps[_slices(factors["weight"], len(steps))]
    for level in {entry.level for entry in services if entry.level}:
        ratio = _ratios(level, factors[f"price:{level}"])
        rows = np.array([entry.level == level for entry in services], dtype=np.bool_)
        amounts[rows] = share_of(amounts[rows], ratio)
    return amounts


def _shares(services: Sequence[ScheduledService], factors: Mapping[str, Draws], draws: int) -> Cents:
    none = [-1 if entry.service.medicare_share is None else entry.service.medicare_share for entry in services]
    shares = np.repeat(np.array(none, dtype=np.int64)[:, None], draws, axis=1)
    for row, entry in enumerate(services):
        if entry.by_weight and entry.service.medicare_share is not None:
            steps = np.array([step.medicare_share or 0 for step in entry.by_weight], dtype=np.int64)
            shares[row] = steps[_slices(factors["weight"], len(steps))]
    return shares


def _billed(services: Sequence[ScheduledService], allowed: Cents) -> Cents:
    """The bill where the person stated one, at least the allowed amount; else the allowed amount."""
    stated = np.array([0 if entry.level else entry.service.billed or 0 for entry in services], dtype=np.int64)
    return np.maximum(np.broadcast_to(stated[:, None], allowed.shape), allowed)


def _ratios(level: Level, drawn: Draws) -> Cents:
    """A price level against its middle in basis points: from low over the middle to high, evenly on either side."""
    span = price_level(level)
    low, high = float(span.low / span.middle), float(span.high / span.middle)
    below = low + (1 - low) * 2 * drawn
    above = 1 + (high - 1) * (2 * drawn - 1)
    ratio = np.where(drawn < EXPECTED, below, above)
    return np.asarray(np.rint(ratio * _ONE), dtype=np.int64)


def _slices(drawn: Draws, count: int) -> NDArray[np.int64]:
    return np.minimum((drawn * count).astype(np.int64), count - 1)
