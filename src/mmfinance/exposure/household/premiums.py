"""Premiums over the months of an estimate: apart from every total, since no plan limit counts them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mmfinance.case.coverage import AnyCoverage, Medicaid
from mmfinance.case.model import Case
from mmfinance.exposure.result import Assumption, Range
from mmfinance.phrases import Phrase
from mmfinance.reference.figures import figure_cents

PART_B_PREMIUM = "medicare.part_b.standard_premium"
PREMIUM_PAID_BY_STATE = frozenset({"qmb", "qmb_plus", "slmb", "slmb_plus", "qi"})
"""The Medicare Savings Program levels that pay the Part B premium (42 CFR 400.200 and 431.625)."""

FREE = frozenset({"medicaid", "va", "champva", "uninsured"})
"""Kinds of coverage without a premium of their own here; one that is stated counts all the same."""


@dataclass(frozen=True)
class Premiums:
    """Cents over the horizon (None: no premium is known), what was assumed, and figures with a day of their use."""

    total: Range | None
    assumptions: tuple[Assumption, ...]
    figures: tuple[tuple[str, date], ...]


def premiums(case: Case, months: Sequence[date]) -> Premiums:
    """Add up the premiums due on the first days of ``months``; what is not known is asked for, never silently zero."""
    entries = case.coverage or ()
    own = sum(_own(entry, month) for entry in entries for month in months)
    part_b_months = [month for month in months if _owes_part_b(case, month)]
    part_b = sum(figure_cents(PART_B_PREMIUM, month) for month in part_b_months)
    low = own if _medicaid_may_pay(case) else own + part_b
    figures = tuple((PART_B_PREMIUM, month) for month in part_b_months)
    assumptions = tuple(_assumptions(case, bool(part_b_months)))
    nothing_known = own + part_b == 0 and any(one.left_out for one in assumptions)
    total = None if nothing_known else Range(low, own + part_b, own + part_b)
    return Premiums(total, assumptions, figures)


def _own(entry: AnyCoverage, month: date) -> int:
    return entry.premium_monthly or 0 if _active(entry, month) else 0


def _active(entry: AnyCoverage, month: date) -> bool:
    """Whether the coverage runs in the month; premiums go by whole months."""
    started = entry.starts_on is None or (entry.starts_on.year, entry.starts_on.month) <= (month.year, month.month)
    return started and (entry.ends_on is None or (entry.ends_on.year, entry.ends_on.month) >= (month.year, month.month))


def _owes_part_b(case: Case, month: date) -> bool:
    """Part B is due with Original Medicare and with Medicare Advantage, unless a Medicare Savings Program pays it."""
    entries = [entry for entry in case.coverage or () if _active(entry, month)]
    if any(isinstance(entry, Medicaid) and entry.level in PREMIUM_PAID_BY_STATE for entry in entries):
        return False
    medicare = [entry for entry in entries if entry.kind == "medicare"]
    if medicare:
        return medicare[0].part_b is not False and medicare[0].premium_monthly is None
    return any(entry.kind == "medicare_advantage" for entry in entries)


def _medicaid_may_pay(case: Case) -> bool:
    """Whether a Medicare Savings Program may pay Part B: Medicaid that is not sure may be one."""
    full = any(isinstance(entry, Medicaid) and entry.level in ("full", None) for entry in case.coverage or ())
    return full or "medicaid" in (case.coverage_not_sure or ())


def _assumptions(case: Case, owes_part_b: bool) -> Iterator[Assumption]:
    entries = case.coverage or ()
    if case.coverage is None:
        yield Assumption(
            "coverage.premium_monthly",
            Phrase("Premiums are not known and not counted."),
            Phrase("What premiums do you pay each month?"),
            left_out=True,
        )
    for at, entry in enumerate(entries):
        if entry.premium_monthly is None and entry.kind not in FREE and entry.kind != "medicare":
            yield Assumption(
                f"coverage[{at}].premium_monthly",
                Phrase(
                    "The premium of the {kind} coverage is not known and not counted.",
                    kind=entry.kind.replace("_", " "),
                ),
                Phrase("What premium do you pay each month?"),
                left_out=True,
            )
    if owes_part_b:
        yield Assumption(
            "medicare.part_b.premium",
            Phrase("The standard Part B premium is counted; people with a high income pay more."),
            Phrase("What is taken from your Social Security for Part B each month?"),
        )
    if owes_part_b and _medicaid_may_pay(case):
        yield Assumption(
            "medicaid.level",
            Phrase("Medicaid may pay the Part B premium; the premiums range from none of it to all of it."),
            Phrase("Does the state pay your Part B premium (QMB, SLMB or QI)?"),
        )
