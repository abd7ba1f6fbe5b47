"""What one plan asks for one service, in words: its parts, the limits that stop them, and what a card pays of them."""

from collections.abc import Iterator

import numpy as np

from mmfinance.case.vocabulary import Benefit
from mmfinance.exposure.adjudication.plan_walk import LayerShares, share_of_rest
from mmfinance.exposure.adjudication.steps import Flags
from mmfinance.exposure.benefits.tables import WHOLE
from mmfinance.exposure.benefits.terms import NO_LIMIT, Layer, PlanLayer
from mmfinance.exposure.services import Service
from mmfinance.money import share_of

NOT_COUNTED = "nothing that it pays counts toward your deductible or maximum"
NONE_COUNTED = "nothing of it counts toward your deductible or maximum"
COUNTED = "what it pays counts as if you had paid it"
COUNTED_TOWARD_MAXIMUM = "what it pays counts toward your maximum, not toward your deductible"

Asked = tuple[int, int, int]
"""Deductible, copay and coinsurance in cents."""


def claim(walk: LayerShares, layer: Layer, name: str, service: Service, step: int) -> str:
    """Say what a plan, by its name, asks at a step of lane 0 and why, and then what a manufacturer card pays of it."""
    after = (int(walk.deductible[step, 0]), int(walk.copay[step, 0]), int(walk.coinsurance[step, 0]))
    asked = walk.before_card.get(step, after)
    parts = list(_parts(walk, service, step, asked))
    if not parts:
        return f"{name}: {_why_nothing(walk, step)}."
    said = f"{name}: {', then '.join(parts)}{_stopped(walk, step, sum(asked))}."
    if asked == after or not isinstance(layer, PlanLayer):
        return said
    return f"{said} {_card(layer, int(walk.card_pays[step, 0]), sum(asked), sum(after))}"


def money(cents: int) -> str:
    """Cents as dollars in a sentence: whole dollars without cents."""
    return f"${cents // 100:,}" if cents % 100 == 0 else f"${cents / 100:,.2f}"


def _parts(walk: LayerShares, service: Service, step: int, asked: Asked) -> Iterator[str]:
    deductible, copay, coinsurance = asked
    if deductible:
        yield f"{money(deductible)} of it toward the deductible{_left_of_deductible(walk, step)}"
    if copay:
        yield f"a copay of {money(copay)}"
    if coinsurance:
        yield f"{money(coinsurance)} coinsurance{_share_in_words(walk, service, step, asked)}"


def _left_of_deductible(walk: LayerShares, step: int) -> str:
    """How much of the tightest deductible was still open before the step."""
    left = _open(walk, walk.counters.deductible_of, step)
    if not left:
        return ""
    still_open, limit, _ = min(left)
    return f" of {money(limit)}, of which {money(still_open)} was not yet met"


def _share_in_words(walk: LayerShares, service: Service, step: int, asked: Asked) -> str:
    """The plan's percent of what the deductible leaves, and what stops that: the most asked for one service."""
    deductible, copay, coinsurance = asked
    allowed, rest = (np.array([cents]) for cents in ((service.allowed or 0), (service.allowed or 0) - deductible))
    fixed, by_percent = walk.terms.share[step, :1], walk.terms.coinsurance[step, :1]
    if by_percent[0] == WHOLE:
        return f" (all of {money(int(rest[0]))} until a limit stops it)"
    whole = int(share_of_rest(fixed, allowed, rest, share_of(rest, by_percent))[0])
    percent = f"{by_percent[0] / 100:g}" if fixed[0] < 0 else f"{100 * whole / rest[0]:.3g}"
    said = f"{percent}% of {money(int(rest[0]))}"
    if whole > coinsurance:
        said += f" would be {money(whole)}"
    at_most = int(walk.terms.at_most[step, 0])
    if copay + whole > at_most:
        one = "fill" if service.benefit is Benefit.PHARMACY else "service"
        said += f"; at most {money(at_most)} is asked for one {one}"
    return f" ({said})"


def _why_nothing(walk: LayerShares, step: int) -> str:
    filled = [name for left, _, name in _open(walk, walk.counters.maximum_of, step) if left <= 0]
    return f"nothing to pay, the {filled[0]} is met" if filled else "nothing to pay for this kind of service"


def _stopped(walk: LayerShares, step: int, asked: int) -> str:
    """The maximum that is reached, or the one that stops what is asked although nothing of it counts."""
    year = _year(walk, step)
    for at, name in enumerate(walk.counters.names):
        if name.endswith("maximum") and int(walk.met_at[year, at, 0]) == step:
            return f"; the {name} is reached with it"
    left, _, name = min(_open(walk, walk.counters.maximum_of, step), default=(NO_LIMIT, 0, ""))
    return f"; only {money(left)} was left to the {name}" if asked == left else ""


def _open(walk: LayerShares, members: Flags, step: int) -> list[tuple[int, int, str]]:
    """The limits among some counters that hold for a step: what was left before it, the limit, its name."""
    limits = walk.counters.limit[_year(walk, step), :, 0]
    holds = members[int(walk.route[step, 0]), :, 0] & (limits < NO_LIMIT)
    names, left = walk.counters.names, walk.left_before[step]
    return [(int(left[at]), int(limits[at]), names[at]) for at in np.flatnonzero(holds)]


def _year(walk: LayerShares, step: int) -> int:
    return int(np.broadcast_to(walk.year, (len(walk.left_before), walk.year.shape[1]))[step, 0])


def _card(plan: PlanLayer, paid: int, asked: int, left: int) -> str:
    """What a manufacturer card pays of what the plan asks, and whether that counts."""
    if plan.copay_help == "maximizer":
        nothing = f"leaves you nothing of these {money(asked)}"
        if not paid:
            return f"The plan's maximizer {nothing}, although the card is empty; {NONE_COUNTED}."
        return f"The plan's maximizer takes {money(paid)} from a manufacturer card and {nothing}; {NOT_COUNTED}."
    share = f"{money(paid)} of these {money(asked)} and leaves you {money(left)}"
    pays = f"A manufacturer card pays {share if left else f'all of these {money(asked)}'}"
    counted = _counted(plan)
    return f"{pays}; {counted}." if counted else f"{pays}."


def _counted(plan: PlanLayer) -> str | None:
    """What of a card's money counts; nothing is said where the plan's design is not known."""
    if plan.copay_help == "accumulator":
        return NOT_COUNTED
    if plan.hdhp:
        return COUNTED_TOWARD_MAXIMUM
    return COUNTED if plan.copay_help == "counts" else None
