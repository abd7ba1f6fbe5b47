"""Many cases at once: the services of cases with stacks of one shape as lanes beside each other."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import fields
from typing import Any, cast

import numpy as np

from mmfinance.exposure.adjudicate import Shares, adjudicate_steps
from mmfinance.exposure.coverage_stack import Stack
from mmfinance.exposure.services import ServiceLanes
from mmfinance.exposure.steps import Steps, Whole, payment_order, steps_of
from mmfinance.exposure.terms import side_by_side
from mmfinance.money import Cents

LANES_AT_ONCE = 2048
"""Lanes that fit the processor's cache and little memory."""
NEVER = {"medicare_share": -1, "drug": -1, "price_known": True}
"""What stands in the columns after a case's last service, where nothing occurs; 0 in all others."""

CaseLanes = tuple[ServiceLanes, Stack]


def adjudicate_many(cases: Sequence[CaseLanes]) -> list[Cents]:
    """What each patient pays by service, [S] cents, for cases of one lane each, in the order given.

    Every case gets exactly what `adjudicate` gives it alone.
    """
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for index, (_, stack) in enumerate(cases):
        groups[_shape(stack.layers)].append(index)
    found: list[Cents] = [np.zeros(0, dtype=np.int64)] * len(cases)
    for indexes in groups.values():
        for start in range(0, len(indexes), LANES_AT_ONCE):
            chunk = indexes[start : start + LANES_AT_ONCE]
            for index, paid in zip(chunk, _adjudicate_chunk([cases[i] for i in chunk]), strict=True):
                found[index] = paid
    return found


def _adjudicate_chunk(cases: Sequence[CaseLanes]) -> Iterator[Cents]:
    orders = [payment_order(lanes.services) for lanes, _ in cases]
    steps = _beside([steps_of(lanes, order) for (lanes, _), order in zip(cases, orders, strict=True)])
    layers = tuple(side_by_side(same) for same in zip(*(stack.layers for _, stack in cases), strict=True))
    shares: Shares = adjudicate_steps(steps, Stack(layers))
    for lane, order in enumerate(orders):
        yield shares.patient_pays[np.argsort(order), lane]


def _beside(parts: Sequence[Steps]) -> Steps:
    """The steps of single lanes as one block, each padded to the longest."""
    longest = max(len(part.day) for part in parts)
    return Steps(**{field.name: _column(field.name, parts, longest) for field in fields(Steps)})


def _column(name: str, parts: Sequence[Steps], longest: int) -> Any:
    first = getattr(parts[0], name)
    block: Whole = np.full((longest, len(parts)), NEVER.get(name, 0), dtype=first.dtype)
    for lane, part in enumerate(parts):
        column = getattr(part, name)[:, 0]
        block[: len(column), lane] = column
        if name == "day" and len(column):
            block[len(column) :, lane] = column[-1]
    return block


def _shape(value: Any) -> Hashable:
    """What must be equal for layers to walk side by side: all but names, and of arrays the shape."""
    if isinstance(value, np.ndarray):
        return tuple(value.shape)
    if isinstance(value, tuple):
        return tuple(_shape(each) for each in value)
    if hasattr(value, "__dataclass_fields__"):
        return type(value).__name__, tuple((n, _shape(each)) for n, each in vars(value).items() if n != "name")
    return cast(Hashable, value)
