"""TRICARE, CHAMPVA and VA health care."""

from collections.abc import Callable
from datetime import date

import numpy as np

from mmfinance.case.coverage import Champva, Tricare, Va
from mmfinance.case.vocabulary import PHARMACY_CATEGORIES, CoverageKind, ServiceCategory
from mmfinance.exposure.adjudication.steps import CATEGORIES
from mmfinance.exposure.benefits.draft import Draft, current_year, plan_years, span_of
from mmfinance.exposure.benefits.medicaid import MEDICARE_KINDS
from mmfinance.exposure.benefits.not_stated import Met, open_terms
from mmfinance.exposure.benefits.tables import WHOLE, Row, counters_of, table_of
from mmfinance.exposure.benefits.terms import CeilingLayer, PlanLayer
from mmfinance.phrases import Phrase

_CAPS = (
    "active_duty_family_group_a",
    "active_duty_family_group_b",
    "retiree_prime_group_a",
    "retiree_select_group_a",
    "retiree_group_b",
)
VA_COPAYS_OF_VISITS = "{name}: copays for visits and hospital stays are not known here and not counted; ask VA."
VA_COPAYS_OF_STAYS = "{name}: copays for hospital stays are not known here and not counted; ask VA."


def tricare_layer(entry: Tricare, draft: Draft) -> PlanLayer:
    """TRICARE up to the family's yearly catastrophic cap (10 USC 1075, 1075a).

    Its copays by service are not in the reference data, so the whole allowed amount counts until the cap.
    """
    name = entry.name or "TRICARE"
    years = plan_years(draft)
    current = current_year(draft, years)
    draft.assume(
        "tricare_copays",
        f"{name}: copays by service are not known; you are counted as paying in full until the yearly cap.",
        "Which copays does TRICARE ask you for?",
    )
    met = {"out-of-pocket maximum": entry.catastrophic_cap_met or 0}
    return PlanLayer(
        name=name,
        kind=CoverageKind.TRICARE,
        span=span_of(entry, years),
        medical=True,
        pharmacy=True,
        terms=table_of(_whole, _whole),
        counters=counters_of(
            [{"out-of-pocket maximum": _tricare_cap(entry, name, on, draft)} for on in years],
            [met if index == current else {} for index in range(len(years))],
            outside_counts="together",
        ),
        open=open_terms(entry, draft, years, current, Met(0, entry.catastrophic_cap_met)),
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

    def row(_: ServiceCategory) -> Row:
        return Row(coinsurance=share)

    return PlanLayer(
        name=entry.name or "CHAMPVA",
        kind=CoverageKind.CHAMPVA,
        span=span_of(entry, years),
        medical=True,
        pharmacy=True,
        terms=table_of(row, row),
        counters=counters_of(
            [limits for _ in years],
            [met if index == current else {} for index in range(len(years))],
            outside_counts="together",
        ),
    )


def va_layer(entry: Va, draft: Draft) -> PlanLayer:
    """Care given or authorised by VA (38 CFR 17.108, 17.110).

    Priority group 1 and a rating of 50% or more pay no copay; VA's amounts for visits and stays are not in the
    reference data, so they are left out by name; drugs count in full until the yearly medication cap.
    """
    name = entry.name or "VA health care"
    years = plan_years(draft)
    free = _is_free(entry, draft)
    if not free:
        _leave_copays_out(entry, name, draft)
    cap = 0 if free else draft.cents("va.medication_copay_cap", draft.start)

    return PlanLayer(
        name=name,
        kind=CoverageKind.VA,
        span=span_of(entry, years),
        medical=True,
        pharmacy=True,
        terms=table_of(_va_row(free), _va_row(free)),
        counters=counters_of(
            [{"pharmacy out-of-pocket maximum": cap} for _ in years],
            [{} for _ in years],
            pharmacy_maximum_apart=True,
            outside_counts="together",
        ),
    )


def _is_free(entry: Va, draft: Draft) -> bool:
    """Whether the case says that VA asks for no copay."""
    return (
        entry.priority_group == draft.count("va.no_copay.priority_group", draft.start)
        or _rating(entry) >= draft.points("va.no_copay.rating", draft.start)
        or entry.myeloma_service_connected is True
    )


def _rating(entry: Va) -> int:
    """The service-connected rating in basis points; 0 where none is known."""
    return (entry.service_connected_percent or 0) * (WHOLE // 100)


def _va_row(free: bool) -> Callable[[ServiceCategory], Row]:
    return lambda category: _whole(category) if category in PHARMACY_CATEGORIES and not free else _nothing(category)


def _nothing(_: ServiceCategory) -> Row:
    return Row(deductible_applies=False)


def _whole(_: ServiceCategory) -> Row:
    return Row(coinsurance=WHOLE, deductible_applies=False)


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


def _leave_copays_out(entry: Va, name: str, draft: Draft) -> None:
    visits = _rating(entry) < draft.points("va.no_outpatient_copay.rating", draft.start)
    template = VA_COPAYS_OF_VISITS if visits else VA_COPAYS_OF_STAYS
    draft.assume("va_copays", Phrase(template, name=name), Phrase("Which copays does VA ask you for?"), left_out=True)
