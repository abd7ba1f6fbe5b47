"""An independent adjudicator in plain Python, one lane, written from the rules and not from the package's code.

Coverage comes as it stands in a case file (dollars); figures of 2026 and 2027 are written out here. Everything is cents.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from mmfinance.exposure.services import Service

Entry = Mapping[str, Any]
FAR = 10**15
SELF_ONLY = {2026: 1_060_000, 2027: 1_200_000}
PART_B_DEDUCTIBLE = 28_300
PART_A_DEDUCTIBLE, DAY_61, RESERVE = 173_600, 43_400, 86_800
CAP = {2026: 210_000, 2027: 240_000}
DRUG_DEDUCTIBLE = {2026: 61_500, 2027: 70_000}
CHART = {
    "A": (0, 100, 0, 100),
    "B": (100, 100, 0, 100),
    "C": (100, 100, 100, 100),
    "D": (100, 100, 0, 100),
    "F": (100, 100, 100, 100),
    "G": (100, 100, 0, 100),
    "K": (50, 100, 0, 50),
    "L": (75, 100, 0, 75),
    "M": (50, 100, 0, 100),
    "N": (100, 100, 0, 100),
}
YEARLY_LIMIT = {"K": 800_000, "L": 400_000}
HIGH_DEDUCTIBLE = 295_000
LIS = {"full": (510, 1265), "full_dual": (510, 1265), "full_dual_low_income": (160, 490), "institutional": (0, 0)}
BUNDLED_OUT = ("inpatient_professional", "office_visit", "specialist_visit", "emergency", "ambulance")


def adjudicate_plainly(
    coverage: Sequence[Entry], services: Sequence[Service], cards: Mapping[str, int] | None = None
) -> list[int]:
    """What the patient pays for each service in cents, for services already in the order of payment.

    `cards` is makers' money by drug, cents a calendar year, for a private plan alone.
    """
    plans = {entry["kind"]: entry for entry in coverage}
    state = _State(cards=cards or {})
    return [_one(plans, state, service) for service in services]


@dataclass
class _State:
    used: dict[tuple[str, str, int], int] = field(default_factory=dict)
    charged: dict[tuple[date, str], int] = field(default_factory=dict)
    discharged: date | None = None
    stay_left: int = 0
    days: int = 0
    reserve: int = 60
    cards: Mapping[str, int] = field(default_factory=dict)


def _one(plans: Mapping[str, Entry], state: _State, service: Service) -> int:
    if "employer" in plans and "medicare" in plans:
        return _employer_then_medicare(plans, state, service)
    if "employer" in plans:
        return _private(plans["employer"], "employer", state, service)
    if service.benefit == "pharmacy":
        return _part_d(plans["part_d"], state, service) if "part_d" in plans else service.allowed or 0
    if "medicare_advantage" in plans:
        return _private(plans["medicare_advantage"], "medicare_advantage", state, service)
    return sum(_gaps_after_medigap(plans.get("medigap"), state, service, _medicare(state, service)))


def _employer_then_medicare(plans: Mapping[str, Entry], state: _State, service: Service) -> int:
    if service.benefit == "pharmacy":
        return _private(plans["employer"], "employer", state, service)
    # Whom Medicare pays may not bill more than it allows.
    first = _private(plans["employer"], "employer", state, replace(service, billed=None))
    medicare_pays = (service.allowed or 0) - sum(_medicare(state, service))
    return first - max(0, min(first, medicare_pays))


def _private(plan: Entry, kind: str, state: _State, service: Service) -> int:
    year = _plan_year(plan, service.day)
    allowed = service.allowed or 0
    outside = service.network == "out" and service.category != "emergency"
    pharmacy = service.benefit == "pharmacy"
    above = max(0, (service.billed or 0) - allowed) if outside else 0
    if outside and not plan.get("out_of_network"):
        return allowed + above
    if kind == "medicare_advantage":
        above = 0  # 42 USC 1395w-22(k): providers outside a Medicare plan's network may not bill more
    terms = {} if outside else plan.get("terms", {}).get(service.category.value, {})
    deductibles, maximums = _counters(plan, kind, outside, pharmacy, year)
    room = min((limit - state.used.get((name, "d", year), 0) for name, limit in deductibles.items()), default=0)
    deductible = min(allowed, max(room, 0)) if terms.get("deductible_applies", True) else 0
    rest = allowed - deductible
    copay = _copay(terms, state, service, rest)
    percent = plan["out_of_network"]["coinsurance"] if outside else plan["coinsurance"]
    if "coinsurance" in terms or "copay" in terms:
        percent = terms.get("coinsurance", 0)
    coinsurance = min(_percent(rest, percent), rest - copay)
    shared = min(copay + coinsurance, round(terms["at_most"] * 100)) if "at_most" in terms else copay + coinsurance
    if terms.get("per") == "day":
        key = (service.day, service.category.value)
        state.charged[key] = state.charged.get(key, 0) + copay
    left = min((limit - state.used.get((name, "m", year), 0) for name, limit in maximums.items()), default=FAR)
    pays = min(deductible + shared, max(left, 0))
    own, counted, counted_deductible = _with_card(plan, state, service, pays, min(deductible, pays))
    for name in deductibles:
        _add(state, (name, "d", year), counted_deductible)
    for name in maximums:
        _add(state, (name, "m", year), counted)
    return own + above


def _with_card(plan: Entry, state: _State, service: Service, pays: int, deductible: int) -> tuple[int, int, int]:
    """What the person still pays after a maker's card, what of it all counts, and what counts for the deductible."""
    money, key = state.cards.get(service.drug or "", 0), (service.drug or "", "card", service.day.year)
    left = money - state.used.get(key, 0)
    if plan.get("copay_help") == "maximizer" and money and pays:
        _add(state, key, min(left, (money + 11) // 12))
        return 0, 0, 0
    paid = min(left, pays)
    _add(state, key, paid)
    own = pays - paid
    if plan.get("copay_help") == "accumulator":
        return own, own, min(deductible, own)
    return own, pays, min(deductible, own) if plan.get("hdhp") else deductible


def _counters(
    plan: Entry, kind: str, outside: bool, pharmacy: bool, year: int
) -> tuple[dict[str, int], dict[str, int]]:
    side: Entry = plan
    prefix = kind
    if outside:
        side, prefix = plan["out_of_network"], f"{kind} outside"
    deductibles = _limits(side, "deductible", prefix)
    maximums = _limits(side, "out_of_pocket_maximum", prefix)
    if kind == "medicare_advantage" and not outside and plan.get("out_of_network"):
        maximums |= _limits(plan["out_of_network"], "out_of_pocket_maximum", f"{kind} outside")
    if plan.get("family_design") == "aggregate" and not outside:
        deductibles = {name: limit for name, limit in deductibles.items() if "family" in name}
        maximums = {name: limit for name, limit in maximums.items() if "family" in name}
        maximums["self-only"] = SELF_ONLY[year]
    if pharmacy and plan.get("pharmacy"):
        deductibles = _limits(plan["pharmacy"], "deductible", f"{kind} pharmacy") or deductibles
        maximums = _limits(plan["pharmacy"], "out_of_pocket_maximum", f"{kind} pharmacy") or maximums
    return deductibles, maximums


def _limits(side: Entry, name: str, prefix: str) -> dict[str, int]:
    stated = side.get(name) or {}
    return {f"{prefix} {who}": stated[who] * 100 for who in ("individual", "family") if who in stated}


def _copay(terms: Mapping[str, Any], state: _State, service: Service, rest: int) -> int:
    copay: int = round(terms.get("copay", 0) * 100)
    if terms.get("per") == "day":
        days = min(max(service.nights, 1), int(terms.get("days_at_most", FAR)))
        already = state.charged.get((service.day, service.category.value), 0)
        return min(rest, max(0, copay * days - already))
    return min(rest, copay)


def _medicare(state: _State, service: Service) -> list[int]:
    """Part A deductible, Part A coinsurance, Part B deductible, Part B coinsurance."""
    in_stay = service.category == "inpatient" or service.setting == "inpatient"
    if in_stay and service.category.value not in BUNDLED_OUT:
        return [*_part_a(state, service), 0, 0]
    if service.category == "laboratory":
        return [0, 0, 0, 0]
    allowed, key = service.allowed or 0, ("medicare", "d", service.day.year)
    deductible = min(allowed, PART_B_DEDUCTIBLE - state.used.get(key, 0))
    _add(state, key, deductible)
    rest = allowed - deductible
    share = _percent(rest, 20)
    if service.medicare_share is not None and allowed:
        share = (2 * rest * service.medicare_share + allowed) // (2 * allowed)
    return [0, 0, deductible, min(share, PART_A_DEDUCTIBLE) if service.line_capped else share]


def _part_a(state: _State, service: Service) -> tuple[int, int]:
    if state.discharged is None or (service.day - state.discharged).days >= 60:
        state.stay_left, state.days = PART_A_DEDUCTIBLE, 0
    allowed = service.allowed or 0
    deductible = min(allowed, state.stay_left)
    state.stay_left -= deductible
    owed = beyond = 0
    for _ in range(service.nights):
        state.days += 1
        if 60 < state.days <= 90:
            owed += DAY_61
        elif state.days > 90 and state.reserve:
            state.reserve -= 1
            owed += RESERVE
        elif state.days > 90:
            beyond += 1
    if service.nights:
        owed += allowed * beyond // service.nights
    leaves = date.fromordinal(service.day.toordinal() + service.nights)
    state.discharged = max(state.discharged or leaves, leaves)
    return deductible, min(owed, allowed - deductible)


def _gaps_after_medigap(policy: Entry | None, state: _State, service: Service, gaps: list[int]) -> list[int]:
    if policy is None:
        return gaps
    letter = policy["letter"]
    left = [gap - _percent(gap, pays) for gap, pays in zip(gaps, CHART[letter], strict=True)]
    if letter == "N":
        copay = {"office_visit": 2_000, "specialist_visit": 2_000, "emergency": 5_000}.get(service.category.value, 0)
        left[3] = max(left[3], min(gaps[3], copay))
    key = ("medigap", "m", service.day.year)
    used = state.used.get(key, 0)
    if policy.get("high_deductible"):
        open_, before = max(0, HIGH_DEDUCTIBLE - used), 0
        for i, gap in enumerate(gaps):
            left[i] = max(left[i], min(gap, max(0, open_ - before)))
            before += gap
        _add(state, key, sum(gaps))
    if letter in YEARLY_LIMIT:
        for i in (0, 1, 3):
            left[i] = min(left[i], max(0, YEARLY_LIMIT[letter] - state.used.get(key, 0)))
            _add(state, key, left[i])
    return left


def _part_d(plan: Entry, state: _State, service: Service) -> int:
    year, allowed = service.day.year, service.allowed or 0
    limit = plan["deductible"] * 100 if "deductible" in plan else DRUG_DEDUCTIBLE[year]
    deductible = min(allowed, max(0, limit - state.used.get(("part d", "d", year), 0)))
    cost = min(
        deductible + _percent(allowed - deductible, 25), max(0, CAP[year] - state.used.get(("part d", "m", year), 0))
    )
    _add(state, ("part d", "d", year), min(deductible, cost))
    _add(state, ("part d", "m", year), cost)
    if plan.get("extra_help") in LIS:
        generic, brand = LIS[plan["extra_help"]]
        return min(cost, generic if service.category == "generic_drug" else brand)
    return cost


def _plan_year(plan: Entry, day: date) -> int:
    month, first = (int(part) for part in plan.get("plan_year_start", "01-01").split("-"))
    return day.year if (day.month, day.day) >= (month, first) else day.year - 1


def _percent(amount: int, percent: int) -> int:
    return (amount * percent + 50) // 100


def _add(state: _State, key: tuple[str, str, int], amount: int) -> None:
    state.used[key] = state.used.get(key, 0) + amount
