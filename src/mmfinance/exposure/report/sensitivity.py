"""Which uncertain thing moves the total most: the bars of a tornado, largest first."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mmfinance.exposure.result import Assumption, Swing
from mmfinance.money import Cents

PARTS = 5
"""The total is compared between the lowest and the highest fifth of a factor's draws."""
FEWEST_DRAWS = 100
ASKED_FIRST = "coverage"
"""The assumption made where no coverage is known: every amount hangs on it."""


@dataclass(frozen=True)
class Factor:
    """One uncertain thing: its uniform draws [L] in 0..1, what it is, and the question that would settle it."""

    name: str
    sentence: str
    uniform: NDArray[np.float64]
    question: str | None = None


def swings(total: Cents, factors: Iterable[Factor]) -> tuple[Swing, ...]:
    """Mean total (cents) in the lowest and in the highest fifth of each factor's draws, the widest first.

    A difference no larger than chance would make (two standard errors) is left out.
    """
    if len(total) < FEWEST_DRAWS:
        return ()
    found = [_swing(total, factor) for factor in factors]
    counted = [one for one in found if one is not None]
    return tuple(sorted(counted, key=lambda one: (-abs(one.high - one.low), one.name)))


def ranked(assumptions: Iterable[Assumption], moved: Iterable[Swing]) -> tuple[Assumption, ...]:
    """Assumptions in the order in which knowing them would narrow the range: the coverage, then what is left out."""
    width: dict[str, int] = {}
    for one in moved:
        width[one.question or one.name] = width.get(one.question or one.name, 0) + abs(one.high - one.low)
    by_name = {assumption.name: assumption for assumption in assumptions}
    return tuple(sorted(by_name.values(), key=lambda assumption: _rank(assumption, width)))


def _rank(one: Assumption, width: dict[str, int]) -> tuple[int, int, str]:
    place = 0 if one.name == ASKED_FIRST else 1 if one.left_out else 2 if one.question else 3
    return (place, -width.get(one.question or one.name, 0), one.name)


def _swing(total: Cents, factor: Factor) -> Swing | None:
    order = np.argsort(factor.uniform, kind="stable")
    size = len(total) // PARTS
    lowest, highest = total[order[:size]].astype(np.float64), total[order[-size:]].astype(np.float64)
    low, high = float(lowest.mean()), float(highest.mean())
    chance = 2 * np.sqrt((lowest.var() + highest.var()) / size)
    if abs(high - low) <= chance:
        return None
    return Swing(factor.name, factor.sentence, int(np.rint(low)), int(np.rint(high)), factor.question)
