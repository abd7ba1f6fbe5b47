"""Many cases at once: the services of cases with stacks of one shape as lanes beside each other."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache
from operator import attrgetter
from typing import Any

import numpy as np

from mmfinance.exposure.adjudication.adjudicate import Shares, adjudicate_steps
from mmfinance.exposure.adjudication.steps import Steps, Whole, payment_order, steps_of
from mmfinance.exposure.benefits.coverage_stack import Stack
from mmfinance.exposure.benefits.terms import PRIVATE, side_by_side
from mmfinance.exposure.scheduling.service_book import Rows
from mmfinance.exposure.services import ServiceLanes
from mmfinance.money import Cents

LANES_AT_ONCE = 2048
"""Lanes that fit the processor's cache and little memory."""
NEVER = {"medicare_share": -1, "drug": -1, "price_known": True}
"""What stands in the columns after a case's last service, where nothing occurs; 0 in all others."""

NOT_COMPARED = frozenset({"name", "open", "copay_help", "hdhp", "span", "terms", "counters"})
"""Fields of layers that may differ: what only words go by, what a maker's card alone asks, which none has, and arrays
whose shapes are the same in every plan but for the years."""

CaseLanes = tuple[ServiceLanes, Stack]


@dataclass(frozen=True)
class CaseRows:
    """One case: the rows of its services in a book, their days as ordinals, [S], and its coverage."""

    rows: Whole
    days: Whole
    stack: Stack


def adjudicate_many(cases: Sequence[CaseLanes]) -> list[Cents]:
    """What each patient pays by service, [S] cents, for cases of one lane each, in the order given.

    Every case gets exactly what `adjudicate` gives it alone.
    """
    found: list[Cents] = [np.zeros(0, dtype=np.int64)] * len(cases)
    for chunk in _chunks([stack for _, stack in cases], [len(lanes.services) for lanes, _ in cases]):
        for index, paid in zip(chunk, _adjudicate_chunk([cases[i] for i in chunk]), strict=True):
            found[index] = paid
    return found


def adjudicate_rows(cases: Sequence[CaseRows], book: Rows) -> Cents:
    """What each patient pays for treatment and for all other care, [N, 2] cents, for services that are rows of a book.

    Every case gets exactly what `adjudicate` gives it alone.
    """
    found = np.zeros((len(cases), 2), dtype=np.int64)
    for chunk in _chunks([case.stack for case in cases], [len(case.rows) for case in cases]):
        found[chunk] = _adjudicate_rows_chunk([cases[index] for index in chunk], book)
    return found


def _chunks(stacks: Sequence[Stack], lengths: Sequence[int]) -> Iterator[list[int]]:
    """Indexes of cases whose stacks have one shape, those with as many services together."""
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for index, stack in enumerate(stacks):
        groups[shape_of(stack.layers)].append(index)
    for indexes in groups.values():
        indexes.sort(key=lengths.__getitem__)
        yield from (indexes[start : start + LANES_AT_ONCE] for start in range(0, len(indexes), LANES_AT_ONCE))


def _adjudicate_rows_chunk(cases: Sequence[CaseRows], book: Rows) -> Cents:
    lengths = np.array([len(case.rows) for case in cases])
    lane = np.repeat(np.arange(len(cases)), lengths)
    rows, days = (np.concatenate([getattr(case, name) for case in cases]) for name in ("rows", "days"))
    order = np.lexsort((book.place[rows], days, lane))
    rows, days = rows[order], days[order]
    at = np.arange(len(rows)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    steps = _placed(book.steps, rows, days, at, lane, (int(lengths.max()), len(cases)))
    paid = adjudicate_steps(steps, _stack_of([case.stack for case in cases])).patient_pays
    treatment = np.zeros(paid.shape, dtype=np.bool_)
    treatment[at, lane] = book.treatment[rows]
    return np.stack([np.where(treatment, paid, 0).sum(axis=0), np.where(treatment, 0, paid).sum(axis=0)], axis=1)


def _placed(columns: Steps, rows: Whole, days: Whole, at: Whole, lane: Whole, shape: tuple[int, int]) -> Steps:
    """Rows of columns set at a step and a lane each, padded where a lane has no more of them."""
    blocks: dict[str, Any] = {}
    for each in fields(Steps):
        column = getattr(columns, each.name)
        blocks[each.name] = np.full(shape, NEVER.get(each.name, 0), dtype=column.dtype)
        blocks[each.name][at, lane] = days if each.name == "day" else column[rows, 0]
    blocks["day"] = np.maximum.accumulate(blocks["day"], axis=0)
    return Steps(**blocks)


def _stack_of(stacks: Sequence[Stack]) -> Stack:
    return Stack(tuple(side_by_side(same) for same in zip(*(stack.layers for stack in stacks), strict=True)))


def _adjudicate_chunk(cases: Sequence[CaseLanes]) -> Iterator[Cents]:
    orders = [payment_order(lanes.services) for lanes, _ in cases]
    steps = _beside([steps_of(lanes, order) for (lanes, _), order in zip(cases, orders, strict=True)])
    shares: Shares = adjudicate_steps(steps, _stack_of([stack for _, stack in cases]))
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


def shape_of(value: Any) -> Hashable:
    """What must be equal for layers to walk side by side: what is not an array, and of arrays all but how many years.

    Private plans of any kind are alike: no rule asks which of them paid.
    """
    if isinstance(value, np.ndarray):
        shape: tuple[int, ...] = value.shape[1:]
        return shape
    if isinstance(value, tuple):
        return tuple(map(shape_of, value))
    kind: Any = type(value)
    walked = _walked(kind)
    if walked is None:
        plain: Hashable = PRIVATE if value in PRIVATE else value
        return plain
    return (kind, *map(shape_of, walked(value)))


@cache
def _walked(kind: Callable[..., Any]) -> Callable[[Any], tuple[Any, ...]] | None:
    """What opens the fields of a layer, or of a part of one, that walks read; None for anything else."""
    names = [name for name in getattr(kind, "__dataclass_fields__", ()) if name not in NOT_COMPARED]
    return attrgetter(*names) if names else None  # every kind has several, so it opens to a tuple
