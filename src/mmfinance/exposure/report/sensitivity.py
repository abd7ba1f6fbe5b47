"""Which uncertain thing moves the total most: the bars of a tornado, largest first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mmfinance.exposure.benefits.not_sure import NOT_SURE
from mmfinance.exposure.result import Assumption, Swing
from mmfinance.money import Cents

PARTS = 5
"""The total is compared between the lowest and the highest fifth of a factor's draws."""
FEWEST_DRAWS = 100
ASKED_FIRST = "coverage"
"""The assumption made where no coverage is known: every amount hangs on it."""
ASKED_LATE = frozenset({"travel.parking_per_visit"})
"""Left out of the totals, but small beside the rest."""
APART = ("premium_monthly", "part_b.premium", "medicaid.level")
"""How the names of assumptions about premiums end: premiums are in no total."""


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
    return widest_first(counted)


def widest_first(found: Iterable[Swing]) -> tuple[Swing, ...]:
    """Swings in the order of how far the total moves."""
    return tuple(sorted(found, key=lambda one: (-abs(one.high - one.low), one.name)))


def ranked(
    assumptions: Iterable[Assumption], moved: Iterable[Swing], resting: Mapping[str, int] | None = None
) -> tuple[Assumption, ...]:
    """Assumptions in the order in which knowing them would narrow the range.

    First the coverage: none known, or more that is not sure and would change the total. Then what is left out of the
    totals; then by cents: how far the total moves with it (`moved`), or how much of the total stands on it (`resting`,
    by name). Last what has no measured effect, small things left out, and premiums, which are apart from every total.
    """
    cents = dict(resting or {})
    width: dict[str, int] = {}
    for one in moved:
        width[one.question or one.name] = width.get(one.question or one.name, 0) + abs(one.high - one.low)
    by_name = {assumption.name: assumption for assumption in assumptions}
    return tuple(
        sorted(
            by_name.values(),
            key=lambda one: _rank(one, max(width.get(one.question or one.name, 0), cents.get(one.name, 0))),
        )
    )


def _rank(one: Assumption, cents: int) -> tuple[int, int]:
    """Equal ranks stay in the order in which they came up: treatment, coverage, travel, work."""
    return (_place(one, cents), -cents)


def _place(one: Assumption, cents: int) -> int:
    if one.name == ASKED_FIRST or (one.name.startswith(NOT_SURE) and cents):
        return 0
    if one.question is None:
        return 6
    if one.name.endswith(APART):
        return 5
    if one.left_out:
        return 4 if one.name in ASKED_LATE else 1
    return 2 if cents else 3


def _swing(total: Cents, factor: Factor) -> Swing | None:
    order = np.argsort(factor.uniform, kind="stable")
    size = len(total) // PARTS
    lowest, highest = total[order[:size]].astype(np.float64), total[order[-size:]].astype(np.float64)
    low, high = float(lowest.mean()), float(highest.mean())
    chance = 2 * np.sqrt((lowest.var() + highest.var()) / size)
    if abs(high - low) <= chance:
        return None
    return Swing(factor.name, factor.sentence, int(np.rint(low)), int(np.rint(high)), factor.question)
