"""Coverages that cannot stand beside each other at one time.

Only what the case proves is a conflict: two entries without any dates are both coverage of now; where dates are given,
they must show an overlap. Medicare beside Medicare Advantage is no conflict: the plan takes the place of Parts A and B,
which the person keeps.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import combinations

from mmfinance.case.coverage import AnyCoverage, Employer, MedicareAdvantage, Medigap, PartD, Uninsured
from mmfinance.documents import KeyPath

ONE_AT_A_TIME = frozenset(
    {"medicare", "medicare_advantage", "part_d", "medigap", "marketplace", "tricare", "champva", "va", "uninsured"}
)
# 42 CFR 423.30(b): who is in one of these gets drug coverage from it or from nowhere; only a private fee-for-service
# plan without drugs may stand beside a stand-alone drug plan.
_COORDINATED_CARE = frozenset({"hmo", "ppo", "snp"})


def coverage_conflicts(entries: Sequence[AnyCoverage]) -> Iterator[tuple[KeyPath, str]]:
    """Find every pair of entries that cannot both be in force, as the path of the later one and a sentence."""
    for (first, one), (second, other) in combinations(enumerate(entries), 2):
        reason = why_not_together(one, other)
        if reason:
            yield (
                ("coverage", second),
                (
                    f"{other.kind} cannot stand beside coverage[{first}] ({one.kind}): {reason}; "
                    "if one follows the other, give ends_on and starts_on"
                ),
            )


def why_not_together(one: AnyCoverage, other: AnyCoverage) -> str | None:
    """Why two coverages cannot both be in force at one time; None where they can, or may follow each other."""
    reason = next((why for rule in _RULES if (why := rule(one, other) or rule(other, one))), None)
    return reason if reason and in_force_together(one, other) else None


def in_force_together(one: AnyCoverage, other: AnyCoverage) -> bool:
    """Whether the stated dates prove that both are in force on some day; entries without dates are of now."""
    if not any((one.starts_on, one.ends_on, other.starts_on, other.ends_on)):
        return True
    if one.starts_on is None or other.starts_on is None:
        return False
    earlier, later = sorted((one, other), key=lambda entry: entry.starts_on or date.min)
    if earlier.starts_on == later.starts_on:
        return True
    return earlier.ends_on is not None and later.starts_on is not None and later.starts_on <= earlier.ends_on


def _same_kind(one: AnyCoverage, other: AnyCoverage) -> str | None:
    return "only one of them can be in force at a time" if one.kind == other.kind in ONE_AT_A_TIME else None


def _uninsured(one: AnyCoverage, other: AnyCoverage) -> str | None:
    return "a person with coverage is not uninsured" if isinstance(one, Uninsured) else None


def _two_employers(one: AnyCoverage, other: AnyCoverage) -> str | None:
    if not (isinstance(one, Employer) and isinstance(other, Employer)):
        return None
    if one.subscriber is None or one.subscriber != other.subscriber:
        return None
    if {one.active_employment, other.active_employment} == {True, False}:
        return None
    return f"both are the plan of the same subscriber ({one.subscriber}), so both would pay first"


def _medigap_with_advantage(one: AnyCoverage, other: AnyCoverage) -> str | None:
    if isinstance(one, Medigap) and isinstance(other, MedicareAdvantage):
        return "a Medigap policy pays nothing toward the costs of a Medicare Advantage plan"
    return None


def _two_drug_plans(one: AnyCoverage, other: AnyCoverage) -> str | None:
    if not (isinstance(one, PartD) and isinstance(other, MedicareAdvantage)):
        return None
    if other.includes_part_d:
        return "the Medicare Advantage plan includes drug coverage already"
    if other.plan_type in _COORDINATED_CARE:
        return f"a Medicare Advantage {other.plan_type.upper()} rules out a stand-alone drug plan"
    return None


def _champva_with_tricare(one: AnyCoverage, other: AnyCoverage) -> str | None:
    if one.kind == "champva" and other.kind == "tricare":
        return "CHAMPVA is for families who cannot have TRICARE (38 USC 1781)"
    return None


_RULES: tuple[Callable[[AnyCoverage, AnyCoverage], str | None], ...] = (
    _uninsured,
    _same_kind,
    _two_employers,
    _medigap_with_advantage,
    _two_drug_plans,
    _champva_with_tricare,
)
