"""The rule that made a patient's share of one service, in a sentence, with its source."""

from dataclasses import dataclass

import numpy as np

from mmfinance.exposure.adjudication.adjudicate import Shares
from mmfinance.exposure.adjudication.claim_words import claim, money
from mmfinance.exposure.adjudication.part_a_walk import PartAShares
from mmfinance.exposure.adjudication.plan_walk import LayerShares
from mmfinance.exposure.benefits.terms import CeilingLayer, Layer, MedicareLayer, MedigapLayer, SelfPayLayer
from mmfinance.exposure.services import Service

NOBODY = -1
PRIVATE_SOURCE = "the plan's own terms; 45 CFR 156.130"
SELF_PAY_SOURCE = "45 CFR 149.610(a)(2)"
SOURCES = {
    "medicare": "42 USC 1395l (Part B)",
    "part_d": "42 USC 1395w-102(b) (Part D)",
    "medicare_advantage": "the plan's own terms; 42 CFR 422.100(f)",
    "medicaid": "42 CFR 447.52, 447.56",
    "tricare": "10 USC 1075, 1075a",
    "champva": "38 CFR 17.274",
    "va": "38 CFR 17.108, 17.110",
}
PART_A_SOURCE = "42 USC 1395e; 42 CFR 409.60, 409.82, 409.83"


@dataclass(frozen=True)
class RuleApplied:
    """Why the patient pays what they pay: one sentence, and the law or page it stands on."""

    sentence: str
    source: str


def rule_applied(shares: Shares, service: Service, at: int) -> RuleApplied:
    """The rule applied to the service at an index of the list, on lane 0."""
    payer = int(shares.payer[at, 0])
    if payer == NOBODY:
        return _uncovered(shares, service, at)
    step = int(np.flatnonzero(shares.order == at)[0])
    layer = shares.stack.layers[payer]
    first, source = _first_payer(shares, service, payer, step)
    said = [first, *_behind(shares, payer, step, at), *_beyond(shares, at)]
    return RuleApplied(" ".join(said), source or SOURCES.get(layer.kind, PRIVATE_SOURCE))


def _uncovered(shares: Shares, service: Service, at: int) -> RuleApplied:
    billed = int(shares.balance_bill[at, 0])
    if _pays_themselves(shares, service):
        return RuleApplied(_asked(service, int(shares.patient_pays[at, 0])), SELF_PAY_SOURCE)
    more = f", and {money(billed)} is billed above the allowed amount" if billed else ""
    return RuleApplied(f"No coverage pays this service: all of it is yours{more}.", PRIVATE_SOURCE)


def _pays_themselves(shares: Shares, service: Service) -> bool:
    day = np.array([[service.day.toordinal()]], dtype=np.int64)
    return any(isinstance(one, SelfPayLayer) and one.span.in_force(day).all() for one in shares.stack.layers)


def _asked(service: Service, asked: int) -> str:
    if not service.quoted:
        return f"Without coverage you are asked {money(asked)} of the bill."
    price = service.allowed or 0
    of_bill = price == service.billed  # a price that is quoted above the bill is not asked
    name = "bill" if of_bill else "self-pay price"
    why = "the self-pay price is no lower" if of_bill else "a discount for paying yourself is in it"
    said = f"the {name}, {money(price)}: {why}."
    if asked < price:
        said = f"{money(asked)} of the {name} of {money(price)}: hospital aid takes off the rest."
    return f"Without coverage you are asked {said}"


def _first_payer(shares: Shares, service: Service, payer: int, step: int) -> tuple[str, str | None]:
    """What the first payer alone leaves, and the source where it is not the layer's usual one."""
    layer = shares.stack.layers[payer]
    for walk in shares.walks[payer]:
        if isinstance(walk, PartAShares) and walk.covers[step, 0]:
            return _stay(walk, step, layer), PART_A_SOURCE
        if isinstance(walk, LayerShares) and walk.covers[step, 0]:
            name = "Part B" if isinstance(layer, MedicareLayer) else layer.name
            return claim(walk, layer, name, service, step), None
    return f"{layer.name} pays first.", None


def _stay(walk: PartAShares, step: int, layer: Layer) -> str:
    deductible, coinsurance = int(walk.deductible[step, 0]), int(walk.coinsurance[step, 0])
    if walk.begins_period[step]:
        said = f"A new benefit period begins: Part A deductible {money(deductible)}."
    elif deductible:
        said = f"The benefit period goes on; {money(deductible)} of its Part A deductible was still open."
    else:
        said = "The benefit period goes on and its Part A deductible is paid: no new one."
    if coinsurance and isinstance(layer, MedicareLayer):
        used, free = int(walk.days_used[step]), layer.hospital_days.without_coinsurance
        said += f" {money(coinsurance)} for days beyond day {free} ({used} days were used before)."
    return said


def _behind(shares: Shares, payer: int, step: int, at: int) -> list[str]:
    """What later coverages took over."""
    alone = _alone(shares, payer, step)
    left = int(shares.deductible[at, 0] + shares.copay[at, 0] + shares.coinsurance[at, 0])
    if left >= alone:
        return []
    later = list(enumerate(shares.stack.layers))[payer + 1 :]
    helpers = [layer.name for index, layer in later if _helps(shares, layer, index, step)]
    return [f"{' and '.join(helpers) or 'Other coverage'} leaves you {money(left)} of these {money(alone)}."]


def _alone(shares: Shares, payer: int, step: int) -> int:
    found = 0
    for walk in shares.walks[payer]:
        if isinstance(walk, LayerShares) and walk.covers[step, 0]:
            found += int(walk.deductible[step, 0] + walk.copay[step, 0] + walk.coinsurance[step, 0])
        elif isinstance(walk, PartAShares):
            found += int(walk.deductible[step, 0] + walk.coinsurance[step, 0])
    return found


def _helps(shares: Shares, layer: Layer, index: int, step: int) -> bool:
    if isinstance(layer, MedigapLayer | CeilingLayer):
        return True
    walks = shares.walks.get(index, ())
    return any(isinstance(walk, LayerShares) and bool(walk.covers[step, 0]) for walk in walks)


def _beyond(shares: Shares, at: int) -> list[str]:
    billed = int(shares.balance_bill[at, 0])
    return [f"{money(billed)} is billed above what the plan allows; no maximum counts it."] if billed else []
