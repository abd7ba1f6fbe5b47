"""Medicaid alone and behind Medicare, and the Medicare Savings Programs."""

from datetime import date
from decimal import Decimal

import numpy as np

from mmfinance.case.coverage import Medicaid
from mmfinance.case.vocabulary import CoverageKind
from mmfinance.exposure.adjudication.steps import CATEGORIES
from mmfinance.exposure.benefits.draft import Draft, plan_years, span_of
from mmfinance.exposure.benefits.tables import WHOLE, counters_of, stated_table
from mmfinance.exposure.benefits.terms import CeilingLayer, PlanLayer
from mmfinance.money import round_half_up
from mmfinance.phrases import Phrase
from mmfinance.reference.poverty import guideline_year, poverty_guideline, region_of_state

MEDICARE_KINDS = frozenset({CoverageKind.MEDICARE, CoverageKind.MEDICARE_ADVANTAGE})
QMB_LEVELS = frozenset({"qmb", "qmb_plus"})
FULL_LEVELS = frozenset({"full", "slmb_plus", "spend_down"})
_QUARTERS = ("01-01", "04-01", "07-01", "10-01")


def qmb_layer(entry: Medicaid, draft: Draft) -> CeilingLayer:
    """Nothing for Part A and B services: a QMB may not be billed (42 USC 1396a(n)(3)), by plans of Part C either."""
    years = plan_years(draft)
    return CeilingLayer(
        name="Qualified Medicare Beneficiary program",
        kind=CoverageKind.MEDICAID,
        span=span_of(entry, years),
        medical=True,
        pharmacy=False,
        ceiling=np.zeros((len(years), 2 * len(CATEGORIES), 1), dtype=np.int64),
        behind=MEDICARE_KINDS,
    )


def medicaid_layer(entry: Medicaid, draft: Draft, beside_medicare: bool) -> PlanLayer:
    """Medicaid: copays as stated, and in no quarter more than 5% of the family's income (42 CFR 447.56(f)).

    Beside Medicare it pays no Part D cost sharing (42 USC 1396u-5(d)), so it covers medical services only.
    """
    name = entry.name or "Medicaid"
    quarters = _quarters(draft)
    _check_share_of_cost(entry, draft, name)
    unknown = WHOLE if not entry.terms else 0
    if unknown:
        draft.assume(
            "medicaid_copays",
            f"{name}: your state's copays are not known; you are counted as paying the most that federal law allows, "
            "5% of the family's income in a quarter.",
            "Which copays does Medicaid ask you for?",
        )
    limits = [{"out-of-pocket maximum": _quarter_cap(draft, on)} for on in quarters]
    return PlanLayer(
        name=name,
        kind=CoverageKind.MEDICAID,
        span=span_of(entry, quarters),
        medical=True,
        pharmacy=not beside_medicare,
        terms=stated_table(entry.terms, unknown),
        counters=counters_of(limits, [{} for _ in quarters], outside_counts="together"),
        caps_share=True,
    )


def _quarter_cap(draft: Draft, on: date) -> int:
    """5% of a quarter's family income; where income is not known, of the highest income of the expansion group."""
    share = draft.points("medicaid.cost_sharing.family_cap", on)
    income = draft.case.household.annual_income
    if income is None:
        income = _highest_income(draft, on)
    return round_half_up(Decimal(income * share) / (WHOLE * len(_QUARTERS)))


def _highest_income(draft: Draft, on: date) -> int:
    draft.assume(
        "medicaid_income",
        "Your income is not known; the highest income that Medicaid for adults allows is counted for its 5% cap.",
        "What is the household's yearly income before tax?",
    )
    address = draft.case.patient.address
    region = (region_of_state(address.state) if address and address.state else None) or "contiguous"
    guideline = poverty_guideline(guideline_year(max(on, draft.start)), draft.case.household.size or 1, region)
    return round_half_up(Decimal(guideline * draft.points("medicaid.adult_expansion.limit", on)) / WHOLE)


def _quarters(draft: Draft) -> tuple[date, ...]:
    starts = sorted(start for month_day in _QUARTERS for start in plan_years(draft, month_day))
    first = max(start for start in starts if start <= draft.start)
    return tuple(start for start in starts if first <= start <= draft.end)


def _check_share_of_cost(entry: Medicaid, draft: Draft, name: str) -> None:
    if entry.level == "spend_down" or entry.share_of_cost_monthly is not None:
        asked = Phrase("How much is your share of cost (spend-down) each month?")
        draft.assume(
            "medicaid_share_of_cost",
            Phrase(
                "{name}: a monthly share of cost is paid before Medicaid pays; it is not counted in these totals.",
                name=name,
            ),
            asked if entry.share_of_cost_monthly is None else None,
            left_out=True,
        )
