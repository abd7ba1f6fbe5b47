"""Terms of a plan that the case leaves open and that lie between two known ends: drawn, and asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mmfinance.case.coverage import Coverage
from mmfinance.exposure.benefits.draft import Draft
from mmfinance.exposure.benefits.terms import OpenTerms
from mmfinance.phrases import Phrase


@dataclass(frozen=True)
class Met:
    """What counts already toward a deductible and a maximum in the year under way; None is not known."""

    deductible: int | None
    maximum: int | None


def open_terms(
    entry: Coverage, draft: Draft, years: Sequence[date], current: int | None, met: Met, terms: Sequence[str] = ()
) -> OpenTerms:
    """The open terms of a plan: those named, and what is met, if its plan year began before the case's day.

    Nothing can be met of a plan year that is still to come, or of a plan that has just begun.
    """
    if current is None or max(years[current], entry.starts_on or years[current]) >= draft.case.as_of:
        return OpenTerms(frozenset(terms))
    unknown = [
        name for name, cents in (("met_deductible", met.deductible), ("met_maximum", met.maximum)) if cents is None
    ]
    if unknown:
        draft.assume(
            "amounts_met",
            Phrase(
                "How much of the deductible and of the yearly maximum is met already is not known; anything from "
                "nothing to all of it is in the range. The table of services shows nothing as met."
            ),
            Phrase("How much of your deductible and of your yearly maximum have you met this plan year?"),
        )
    return OpenTerms(frozenset((*terms, *unknown)), current)
