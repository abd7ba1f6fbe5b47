"""TRICARE and CHAMPVA."""

from datetime import date

import numpy as np

from mmfinance.case.coverage import Champva, Tricare
from mmfinance.case.vocabulary import CoverageKind
from mmfinance.exposure.adjudication.steps import CATEGORIES
from mmfinance.exposure.benefits.draft import Draft, current_year, plan_years, span_of
from mmfinance.exposure.benefits.medicaid import MEDICARE_KINDS
from mmfinance.exposure.benefits.not_stated import Met, open_terms
from mmfinance.exposure.benefits.tables import WHOLE, counters_of, stated_table
from mmfinance.exposure.benefits.terms import CeilingLayer, PlanLayer

_CAPS = (
    "active_duty_family_group_a",
    "active_duty_family_group_b",
    "retiree_prime_group_a",
    "retiree_select_group_a",
    "retiree_group_b",
)


def tricare_layer(entry: Tricare, draft: Draft) -> PlanLayer:
    """TRICARE up to the family's yearly catastrophic cap (10 USC 1075, 1075a): copays as the case states them.

    Copays by service are not in the reference data, so what the case does not state counts in full until the cap.
    """
    return _tricare_plan(entry, draft, entry.name or "TRICARE", medical=True)


def tricare_pharmacy_layer(entry: Tricare, draft: Draft) -> PlanLayer:
    """The drug side that TRICARE For Life keeps, up to the same cap (10 USC 1074g)."""
    return _tricare_plan(entry, draft, f"{entry.name or 'TRICARE For Life'} pharmacy", medical=False)


def _tricare_plan(entry: Tricare, draft: Draft, name: str, *, medical: bool) -> PlanLayer:
    years = plan_years(draft)
    current = current_year(draft, years)
    if not entry.terms:
        draft.assume(
            "tricare_copays",
            f"{name}: copays by service are not known; you are counted as paying in full until the yearly cap.",
            "Which copays does TRICARE ask you for?",
        )
    met = {"deductible": entry.deductible_met or 0, "out-of-pocket maximum": entry.catastrophic_cap_met or 0}
    deductible = {} if entry.deductible is None or not medical else {"deductible": entry.deductible}
    return PlanLayer(
        name=name,
        kind=CoverageKind.TRICARE,
        span=span_of(entry, years),
        medical=medical,
        pharmacy=True,
        terms=stated_table(entry.terms, WHOLE),
        counters=counters_of(
            [deductible | {"out-of-pocket maximum": _tricare_cap(entry, name, on, draft)} for on in years],
            [met if index == current else {} for index in range(len(years))],
            outside_counts="together",
        ),
        open=open_terms(
            entry,
            draft,
            years,
            current,
            Met(entry.deductible_met if deductible else 0, entry.catastrophic_cap_met),
        ),
    )


def tricare_for_life_layer(entry: Tricare, draft: Draft) -> CeilingLayer:
    """TRICARE For Life pays what Medicare leaves of services both cover (10 USC 1086(d))."""
    years = plan_years(draft)
    return CeilingLayer(
        name=entry.name or "TRICARE For Life",
        kind=CoverageKind.TRICARE,
        span=span_of(entry, years),
        medical=True,
        pharmacy=False,
        ceiling=np.zeros((len(years), 2 * len(CATEGORIES), 1), dtype=np.int64),
        behind=MEDICARE_KINDS,
    )


def champva_layer(entry: Champva, draft: Draft) -> PlanLayer:
    """CHAMPVA: a yearly deductible, a quarter of the allowed amount, a yearly cap for the family (38 CFR 17.274)."""
    years = plan_years(draft)
    current = current_year(draft, years)
    share = draft.points("champva.cost_share", draft.start)
    met = {"deductible": entry.deductible_met or 0, "out-of-pocket maximum": entry.catastrophic_cap_met or 0}
    limits = {
        "deductible": draft.cents("champva.deductible", draft.start),
        "out-of-pocket maximum": draft.cents("champva.catastrophic_cap", draft.start),
    }
    return PlanLayer(
        name=entry.name or "CHAMPVA",
        kind=CoverageKind.CHAMPVA,
        span=span_of(entry, years),
        medical=True,
        pharmacy=True,
        terms=stated_table({}, share),
        counters=counters_of(
            [limits for _ in years],
            [met if index == current else {} for index in range(len(years))],
            outside_counts="together",
        ),
        open=open_terms(entry, draft, years, current, Met(entry.deductible_met, entry.catastrophic_cap_met)),
    )


def _tricare_cap(entry: Tricare, name: str, on: date, draft: Draft) -> int:
    cap = _cap_name(entry)
    if cap is not None:
        return draft.cents(f"tricare.catastrophic_cap_family.{cap}", on)
    draft.assume(
        "tricare_group",
        f"{name}: the group or the sponsor's status is not known; the highest yearly cap is counted.",
        "Is the sponsor on active duty or retired, and did service begin before 2018 (group A) or later (group B)?",
    )
    return max(draft.cents(f"tricare.catastrophic_cap_family.{each}", on) for each in _CAPS)


def _cap_name(entry: Tricare) -> str | None:
    if entry.sponsor is None or entry.group is None or entry.plan not in ("prime", "select", None):
        return None
    if entry.sponsor == "active_duty":
        return f"active_duty_family_group_{entry.group.lower()}"
    if entry.group == "B":
        return "retiree_group_b"
    return f"retiree_{entry.plan}_group_a" if entry.plan else None
