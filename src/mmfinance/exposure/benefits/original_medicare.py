"""Original Medicare's terms: Part A by benefit period, Part B by calendar year."""

from datetime import date
from functools import cache

import numpy as np

from mmfinance.case.coverage import Medicare
from mmfinance.case.vocabulary import CoverageKind, ServiceCategory
from mmfinance.exposure.benefits.draft import Draft, by_year, current_year, plan_years, span_of
from mmfinance.exposure.benefits.not_stated import Met, open_terms
from mmfinance.exposure.benefits.tables import Row, counters_of, table_of
from mmfinance.exposure.benefits.terms import HospitalDays, MedicareLayer, PlanLayer, Span, TermsTable
from mmfinance.reference.figures import figure_cents

NO_OPEN_PERIOD = -1
DAY_61_90 = "medicare.part_a.coinsurance_days_61_90"
RESERVE_DAY = "medicare.part_a.coinsurance_lifetime_reserve"


def medicare_layer(entry: Medicare, draft: Draft) -> MedicareLayer:
    """Parts A and B (42 USC 1395e, 1395l); figures by calendar year."""
    name = entry.name or "Original Medicare"
    years = plan_years(draft)
    if entry.part_a is None or entry.part_b is None:
        draft.assume(
            "medicare_parts",
            "Whether you have both Part A and Part B is not known; both are counted.",
            "Does your Medicare card show Part A and Part B?",
        )
    beyond = date(years[-1].year + 1, 1, 1)
    # The year beyond the span matters only to a stay that reaches into it: read, not noted as used.
    daily, reserve = (figure_cents(name, beyond) for name in (DAY_61_90, RESERVE_DAY))
    span = span_of(entry, years)
    return MedicareLayer(
        name=name,
        span=span,
        part_a=entry.part_a is not False,
        part_b=None if entry.part_b is False else _part_b(entry, name, span, years, draft),
        inpatient_deductible=by_year([draft.cents("medicare.part_a.inpatient_deductible", on) for on in years]),
        next_year=by_year([on.toordinal() for on in (*years[1:], beyond)]),
        day_61_90=by_year([*(draft.cents(DAY_61_90, on) for on in years), daily]),
        reserve_day=by_year([*(draft.cents(RESERVE_DAY, on) for on in years), reserve]),
        last_discharge=np.array(
            [entry.last_discharge.toordinal() if entry.last_discharge else NO_OPEN_PERIOD], dtype=np.int64
        ),
        part_a_left=np.array([_part_a_left(entry, draft)], dtype=np.int64),
        hospital_days=_hospital_days(draft),
    )


def _part_b(entry: Medicare, name: str, span: Span, years: tuple[date, ...], draft: Draft) -> PlanLayer:
    """The yearly deductible, then 20% without a maximum; tests of the clinical laboratory schedule cost nothing."""
    share = draft.points("medicare.part_b.coinsurance", draft.start)
    current = current_year(draft, years)
    return PlanLayer(
        name=f"{name} Part B",
        kind=CoverageKind.MEDICARE,
        span=span,
        medical=True,
        pharmacy=False,
        terms=_part_b_terms(share),
        counters=counters_of(
            [{"deductible": draft.cents("medicare.part_b.deductible", on)} for on in years],
            [{"deductible": entry.part_b_deductible_met or 0} if i == current else {} for i in range(len(years))],
            outside_counts="together",
        ),
        open=open_terms(entry, draft, years, current, Met(entry.part_b_deductible_met, 0)),
    )


def _hospital_days(draft: Draft) -> HospitalDays:
    """42 CFR 409.60 and 409.61."""
    return HospitalDays(
        between_periods=draft.count("medicare.part_a.days_between_benefit_periods", draft.start),
        without_coinsurance=draft.count("medicare.part_a.days_without_coinsurance", draft.start),
        covered=draft.count("medicare.part_a.days_covered", draft.start),
        reserve=draft.count("medicare.part_a.lifetime_reserve_days", draft.start),
    )


@cache
def _part_b_terms(share: int) -> TermsTable:
    """The same for everyone: 20% after the deductible, and nothing for tests."""

    def row(category: ServiceCategory) -> Row:
        if category is ServiceCategory.LABORATORY:
            return Row(deductible_applies=False)
        return Row(coinsurance=share)

    return table_of(row, row)


def _part_a_left(entry: Medicare, draft: Draft) -> int:
    """What is left of the Part A deductible in a benefit period that is open before the first service."""
    if entry.last_discharge is None:
        return 0
    if entry.part_a_deductible_met is None:
        draft.assume(
            "part_a_deductible_met",
            "The hospital stay before is counted as having used up the Part A deductible of its benefit period.",
            "How much of the Part A deductible did the last hospital stay use?",
        )
        return 0
    amount = draft.cents("medicare.part_a.inpatient_deductible", entry.last_discharge)
    return max(amount - entry.part_a_deductible_met, 0)
