"""Who pays on a day, and so whose price level holds: Medicare's, a commercial plan's, or the bill without coverage."""

from datetime import date

from mmfinance.case.coverage import AnyCoverage, Employer, Uninsured
from mmfinance.case.model import Case
from mmfinance.case.vocabulary import CoverageKind
from mmfinance.exposure.scheduling.pricing import Paying

_COMMERCIAL = frozenset({CoverageKind.EMPLOYER, CoverageKind.COBRA, CoverageKind.MARKETPLACE})
_MEDICARE = frozenset({CoverageKind.MEDICARE, CoverageKind.MEDICARE_ADVANTAGE})
_PUBLIC = frozenset({CoverageKind.MEDICAID, CoverageKind.TRICARE, CoverageKind.CHAMPVA, CoverageKind.VA})

PayerSpans = tuple[tuple[date, Paying], ...]
Entries = tuple[AnyCoverage, ...]


def payer_spans(case: Case, start: date, end: date) -> PayerSpans:
    """Whose price level holds from which day on, in order; the first span begins with the horizon.

    Medicaid, TRICARE, CHAMPVA and VA pay near Medicare's amounts. A plan through present work comes before Medicare.
    """
    changes = {start}
    for entry in case.coverage or ():
        changes |= {day for day in (entry.starts_on, _day_after(entry.ends_on)) if day and start < day <= end}
    return tuple((day, _paying_on(case.coverage or (), day)) for day in sorted(changes))


def paying_on(spans: PayerSpans, day: date) -> Paying:
    """Whose price level holds on a day."""
    return next((paying for begins, paying in reversed(spans) if begins <= day), spans[0][1])


def covered_on(coverage: Entries, day: date) -> bool:
    """Whether any coverage is in force on a day."""
    return any(_is_active(entry, day) and not isinstance(entry, Uninsured) for entry in coverage)


def uninsured_on(coverage: Entries, day: date) -> bool:
    """Whether a person is known to have no coverage on a day, which is more than that none is known."""
    return any(_is_active(entry, day) for entry in coverage) and not covered_on(coverage, day)


def _day_after(day: date | None) -> date | None:
    return date.fromordinal(day.toordinal() + 1) if day else None


def _paying_on(coverage: Entries, day: date) -> Paying:
    active = [entry for entry in coverage if _is_active(entry, day)]
    kinds = {CoverageKind(entry.kind) for entry in active}
    if any(isinstance(entry, Employer) and entry.active_employment for entry in active):
        return Paying.COMMERCIAL
    if kinds & _MEDICARE:
        return Paying.MEDICARE
    if kinds & _COMMERCIAL:
        return Paying.COMMERCIAL
    if kinds & _PUBLIC:
        return Paying.MEDICARE
    return Paying.BILLED


def _is_active(entry: AnyCoverage, day: date) -> bool:
    return (entry.starts_on is None or entry.starts_on <= day) and (entry.ends_on is None or day <= entry.ends_on)
