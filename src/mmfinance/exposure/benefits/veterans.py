"""VA health care: copays of groups that pay any, and nothing for the rest."""

from collections.abc import Callable

from mmfinance.case.coverage import Va
from mmfinance.case.vocabulary import PHARMACY_CATEGORIES, CoverageKind, ServiceCategory
from mmfinance.exposure.benefits.draft import Draft, plan_years, span_of
from mmfinance.exposure.benefits.tables import WHOLE, Row, counters_of, row_of, table_of
from mmfinance.exposure.benefits.terms import PlanLayer
from mmfinance.phrases import Phrase

WITHOUT_COPAY = frozenset(
    {
        ServiceCategory.LABORATORY,
        ServiceCategory.INPATIENT,
        ServiceCategory.INPATIENT_PROFESSIONAL,
        ServiceCategory.AMBULANCE,
    }
)
"""No clinic copay: laboratory tests by rule (38 CFR 17.108(e)), and what belongs to a stay, whose copay is its own."""


def va_layer(entry: Va, draft: Draft) -> PlanLayer:
    """Care given or authorised by VA (38 CFR 17.108, 17.110).

    Priority group 1, a rating of 50% or more and service-connected myeloma pay no copay. Others pay one copay for a
    day with care in a clinic (none from a rating of 10%) and one for each fill, up to a yearly cap. VA's amounts for
    hospital stays are not in the reference data, so they are left out by name. Copays that the case states stand first.
    """
    name = entry.name or "VA health care"
    years = plan_years(draft)
    free = _is_free(entry, draft)
    if not free:
        _say_what_is_counted(entry, name, draft)
    cap = 0 if free else draft.cents("va.medication_copay_cap", draft.start)
    row = _row(entry, free, draft)
    return PlanLayer(
        name=name,
        kind=CoverageKind.VA,
        span=span_of(entry, years),
        medical=True,
        pharmacy=True,
        terms=table_of(row, row),
        counters=counters_of(
            [{"pharmacy out-of-pocket maximum": cap} for _ in years],
            [{} for _ in years],
            pharmacy_maximum_apart=True,
            outside_counts="together",
        ),
    )


def _row(entry: Va, free: bool, draft: Draft) -> Callable[[ServiceCategory], Row]:
    visit = 0 if free or _no_clinic_copay(entry, draft) else draft.cents("va.outpatient_copay.specialty", draft.start)

    def row(category: ServiceCategory) -> Row:
        if category in entry.terms:
            return row_of(entry.terms[category], 0)
        if category in PHARMACY_CATEGORIES:
            return Row(deductible_applies=False, copay=0 if free else _fill_copay(category, draft))
        copay = 0 if category in WITHOUT_COPAY else visit
        return Row(deductible_applies=False, copay=copay, grouped=True, with_others=True)

    return row


def _fill_copay(category: ServiceCategory, draft: Draft) -> int:
    """A fill of at most 30 days: a brand is in tier 3; a generic counts as tier 2, since not all are in tier 1."""
    tier = "tier_2" if category is ServiceCategory.GENERIC_DRUG else "tier_3"
    return draft.cents(f"va.medication_copay.{tier}", draft.start)


def _is_free(entry: Va, draft: Draft) -> bool:
    """Whether the case says that VA asks for no copay."""
    return (
        entry.priority_group == draft.count("va.no_copay.priority_group", draft.start)
        or _rating(entry) >= draft.points("va.no_copay.rating", draft.start)
        or entry.myeloma_service_connected is True
    )


def _no_clinic_copay(entry: Va, draft: Draft) -> bool:
    return _rating(entry) >= draft.points("va.no_outpatient_copay.rating", draft.start)


def _rating(entry: Va) -> int:
    """The service-connected rating in basis points; 0 where none is known."""
    return (entry.service_connected_percent or 0) * (WHOLE // 100)


def _say_what_is_counted(entry: Va, name: str, draft: Draft) -> None:
    if not entry.terms and not _no_clinic_copay(entry, draft):
        draft.assume(
            "va_copays",
            Phrase(
                "{name}: a copay is counted for each day with care in a clinic and for each fill; some priority "
                "groups, and veterans with a low income, pay none.",
                name=name,
            ),
            Phrase("What is your VA priority group, and which copays does VA ask for?"),
        )
    if ServiceCategory.INPATIENT not in entry.terms:
        draft.assume(
            "va_stay_copays",
            Phrase("{name}: copays for hospital stays are not known here and not counted; ask VA.", name=name),
            Phrase("What does VA ask you for a hospital stay?"),
            left_out=True,
        )
