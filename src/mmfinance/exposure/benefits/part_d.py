"""Medicare drug plans: deductible, initial coverage and the yearly cap; Extra Help's copays over them."""

from datetime import date

import numpy as np

from mmfinance.case.coverage import Medicaid, PartD
from mmfinance.case.model import Case
from mmfinance.case.vocabulary import CoverageKind, ServiceCategory
from mmfinance.exposure.adjudication.steps import CATEGORIES
from mmfinance.exposure.benefits.draft import Draft, current_year, plan_years, span_of
from mmfinance.exposure.benefits.not_stated import Met, open_terms
from mmfinance.exposure.benefits.tables import counters_of, stated_table
from mmfinance.exposure.benefits.terms import CeilingLayer, PlanLayer
from mmfinance.reference.poverty import at_most_percent, guideline_year, region_of_state

LOWEST = "medicare.extra_help.copay_up_to_100pct_fpl_full_dual"
OTHER = "medicare.extra_help.copay_other_full_lis"
INSTITUTIONAL = "medicare.extra_help.copay_institutional_dual"
FULL_DUAL_LEVELS = frozenset({"full", "qmb_plus", "slmb_plus"})
DEEMED_LEVELS = frozenset({"full", "qmb", "qmb_plus", "slmb", "slmb_plus", "qi"})


def part_d_layer(entry: PartD, draft: Draft) -> PlanLayer:
    """The standard design where the plan's own terms are not stated (42 USC 1395w-102(b); since 2025 a yearly cap)."""
    name = entry.name or "Part D plan"
    years = plan_years(draft, entry=entry)
    current = current_year(draft, years)
    if not entry.terms:
        draft.assume(
            "part_d_terms",
            f"{name}: the plan's own copays are not known; the standard share of a drug's price is counted.",
            "What does the drug plan ask for each of your drugs?",
        )
    share = draft.points("medicare.part_d.initial_coverage_coinsurance", draft.start)
    met = {"deductible": entry.deductible_met or 0, "out-of-pocket maximum": entry.out_of_pocket_met or 0}
    return PlanLayer(
        name=name,
        kind=CoverageKind.PART_D,
        span=span_of(entry, years),
        medical=False,
        pharmacy=True,
        terms=stated_table(entry.terms, share),
        counters=counters_of(
            [_limits(entry, name, on, draft) for on in years],
            [met if index == current else {} for index in range(len(years))],
            outside_counts="together",
        ),
        open=open_terms(entry, draft, years, current, Met(entry.deductible_met, entry.out_of_pocket_met)),
    )


def extra_help_level(entry: PartD, case: Case) -> str | None:
    """The level of Extra Help: as stated, or deemed by Medicaid or a Medicare Savings Program (42 CFR 423.773(c)).

    Full Medicaid with an income up to the poverty guideline has the lowest copays (42 USC 1395w-114(a)(1)(D)(ii)).
    """
    if entry.extra_help is not None:
        return None if entry.extra_help == "none" else entry.extra_help
    levels = {help_.level for help_ in case.coverage or () if isinstance(help_, Medicaid)}
    if levels & FULL_DUAL_LEVELS and _up_to_the_guideline(case):
        return "full_dual_low_income"
    return "full" if levels & DEEMED_LEVELS else None


def _up_to_the_guideline(case: Case) -> bool:
    income, size, address = case.household.annual_income, case.household.size, case.patient.address
    region = region_of_state(address.state) if address and address.state else None
    if income is None or size is None or region is None:
        return False
    return at_most_percent(income, size, region, guideline_year(case.as_of), 100)


def extra_help_layer(level: str, entry: PartD, draft: Draft) -> CeilingLayer:
    """At most a copay for each prescription, nothing above the yearly cap (42 CFR 423.782).

    What Extra Help pays counts toward the cap as if the person had paid it, so the plan behind walks on unchanged.
    """
    years = plan_years(draft, entry=entry)
    ceiling = np.array(
        [[_copay(level, category, on, draft) for category in (*CATEGORIES, *CATEGORIES)] for on in years]
    )
    return CeilingLayer(
        name="Extra Help",
        kind=CoverageKind.PART_D,
        span=span_of(entry, years),
        medical=False,
        pharmacy=True,
        ceiling=ceiling[:, :, np.newaxis],
        behind=frozenset({CoverageKind.PART_D}),
    )


def _limits(entry: PartD, name: str, on: date, draft: Draft) -> dict[str, int]:
    cap = draft.cents("medicare.part_d.oop_cap", on)
    if entry.deductible is not None:
        return {"deductible": entry.deductible, "out-of-pocket maximum": cap}
    draft.assume(
        "part_d_deductible",
        f"{name}: the deductible is not known; the highest that a drug plan may ask is counted.",
        "What is the drug plan's deductible?",
    )
    return {"deductible": draft.cents("medicare.part_d.maximum_deductible", on), "out-of-pocket maximum": cap}


def _copay(level: str, category: ServiceCategory, on: date, draft: Draft) -> int:
    if level == "institutional":
        return draft.cents(INSTITUTIONAL, on)
    table = LOWEST if level == "full_dual_low_income" else OTHER
    kind = "generic" if category is ServiceCategory.GENERIC_DRUG else "brand"
    return draft.cents(f"{table}.{kind}", on)
