"""Expected amounts taken apart: every row of a table of groups and months, rebuilt from what it consists of."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from mmfinance.exposure.result import ExpectedPart
from mmfinance.exposure.sums import Cell, Sums
from mmfinance.money import Cents

Key = tuple[str, str, str]


def expected_parts(entries: Iterable[tuple[Cell, str, Cents]], sums: Sums) -> tuple[ExpectedPart, ...]:
    """The parts of each month and group, in order of month, group and amount, in cents.

    The cents that rounding leaves go to the largest remainders within a cell, so that the parts of a group in a month
    sum to its expected amount in `sums`, which were added up from the same entries.
    """
    totals: dict[Cell, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    costs: dict[Key, NDArray[np.bool_]] = {}
    for cell, name, cents in entries:
        totals[cell][name] += int(cents.sum())
        key = (cell.month, cell.group.value, name)
        costs[key] = costs[key] | (cents > 0) if key in costs else cents > 0
    amounts: dict[Key, int] = defaultdict(int)
    groups = {cell.group.value: cell.group for cell in sums.cells}
    for cell, expected in zip(sums.cells, sums.expected.tolist(), strict=True):
        for name, mean in _shared_out(totals[cell], expected, sums.lanes.shape[1]).items():
            amounts[cell.month, cell.group.value, name] += mean
    found = (
        ExpectedPart(month, groups[group], name, amount, float(costs[month, group, name].mean()))
        for (month, group, name), amount in amounts.items()
        if costs[month, group, name].any()
    )
    return tuple(sorted(found, key=lambda part: (part.month, part.group, -part.expected, part.name)))


def _shared_out(totals: Mapping[str, int], expected: int, draws: int) -> Mapping[str, int]:
    """Means in whole cents that sum to the expected amount of their cell."""
    means = {name: total // draws for name, total in totals.items()}
    by_remainder = sorted(totals, key=lambda name: (-(totals[name] % draws), name))
    for name in by_remainder[: expected - sum(means.values())]:
        means[name] += 1
    return means
