"""What matched programs may pay in the horizon, from their published awards; what is not published pays nothing."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from mmfinance.assistance.plan.allocation import Grant
from mmfinance.assistance.program import Award, Program
from mmfinance.assistance.result import Availability, ProgramMatch, Verdict
from mmfinance.exposure.result import Estimate

WEEKS_A_YEAR = 52
_DAYS_OF_PERIOD = {"six_months": 183, "twelve_months": 365, "two_years": 730}


def guaranteed_grants(
    matches: Iterable[ProgramMatch], programs: Mapping[str, Program], estimate: Estimate
) -> list[Grant]:
    """What comes for sure: programs whose rules are met, that are open, and whose amount is guaranteed or in full."""
    sure = [match for match in matches if match.verdict is Verdict.ELIGIBLE and match.availability is Availability.OPEN]
    return _grants([programs[match.program_id] for match in sure], estimate, likely=False)


def likely_grants(matches: Iterable[ProgramMatch], programs: Mapping[str, Program], estimate: Estimate) -> list[Grant]:
    """What comes if all likely help comes: rules met or possibly met, not closed, up to the published most.

    What would pay a whole bill counts only where its rules are met: a "possible" must not make the bills vanish.
    """
    likely = [
        match
        for match in matches
        if match.availability is not Availability.CLOSED
        and (match.verdict is Verdict.ELIGIBLE or _possible_amount(match, programs[match.program_id]))
    ]
    return _grants([programs[match.program_id] for match in likely], estimate, likely=True)


def _possible_amount(match: ProgramMatch, program: Program) -> bool:
    return match.verdict is Verdict.POSSIBLE and not program.award.pays_in_full


def award_limit(award: Award, likely: bool) -> int | None:
    """Tell the cents an award pays in one period: guaranteed, or at most. None is not published."""
    if likely and award.at_most is not None:
        return award.at_most
    return award.guaranteed if award.guaranteed is not None else award.minimum


def _grants(programs: Sequence[Program], estimate: Estimate, likely: bool) -> list[Grant]:
    ids = frozenset(program.id for program in programs)
    grants = [_grant(program, ids, estimate, likely) for program in programs]
    return [grant for grant in grants if grant is not None]


def _grant(program: Program, ids: frozenset[str], estimate: Estimate, likely: bool) -> Grant | None:
    award = program.award
    limit = award_limit(award, likely)
    if award.in_kind or not program.covers or (limit is None and not award.pays_in_full):
        return None
    months = _months_paid(award, estimate)
    monthly = _a_month(award, limit)
    keeps = _kept_by_patient(program, estimate)
    return Grant(
        program_id=program.id,
        cap=_cap(award, limit, monthly, _times(award, estimate, months)),
        kinds=frozenset(program.covers),
        months=months,
        sublimits=_sublimits(award),
        month_limits=keeps if monthly is None else tuple((month, monthly) for month in sorted(months)),
        drugs=frozenset(program.drugs) if program.drugs else None,
        sides=frozenset(program.sides) if program.sides else None,
        excludes=frozenset(entry.program for entry in program.excludes if entry.scope != "same_cost") & ids,
    )


def _cap(award: Award, limit: int | None, monthly: int | None, times: int) -> int | None:
    """Cents in all the months; None where no such limit is known, or every month has its own."""
    if award.pays_in_full or limit is None or monthly is not None:
        return None
    return limit * times


def _a_month(award: Award, limit: int | None) -> int | None:
    """Cents a month of an award that is paid by the month or the week; None for other awards."""
    if limit is None or award.period not in ("month", "week"):
        return None
    return limit if award.period == "month" else limit * WEEKS_A_YEAR // 12


def _sublimits(award: Award) -> tuple[tuple[str, int], ...]:
    return tuple((kind, share.at_most) for share in award.shares if share.at_most is not None for kind in share.covers)


def _months_paid(award: Award, estimate: Estimate) -> frozenset[str]:
    """Months of the horizon that one award reaches: to its own end, or to 31 December for a calendar-year award."""
    start = max(estimate.as_of, estimate.horizon.start)
    if award.period == "calendar_year":
        end = date(start.year, 12, 31)
    else:
        end = start + timedelta(days=_DAYS_OF_PERIOD.get(award.period or "", 36_500))
    return frozenset(period.label for period in estimate.by_month if f"{start:%Y-%m}" <= period.label <= f"{end:%Y-%m}")


def _times(award: Award, estimate: Estimate, months: frozenset[str]) -> int:
    """How often an award is paid within the months it reaches; once where the period is not a use."""
    if award.period == "per_trip":
        return sum(1 for share in estimate.trip_shares if f"{share.trip.day:%Y-%m}" in months)
    if award.period == "per_night":
        return sum(share.nights for share in estimate.trip_shares if f"{share.trip.day:%Y-%m}" in months)
    return 1


def _kept_by_patient(program: Program, estimate: Estimate) -> tuple[tuple[str, int], ...]:
    """Monthly limits that leave the patient what each fill or dose of the program's drugs still costs."""
    keep = program.award.patient_pays
    if not keep or program.drugs is None or program.award.patient_pays_per not in ("fill", "dose"):
        return ()
    limits: dict[str, int] = {}
    for share in estimate.services:
        if share.service.drug in program.drugs:
            month = f"{share.service.day:%Y-%m}"
            paid = share.deductible + share.copay + share.coinsurance
            limits[month] = limits.get(month, 0) + max(paid - keep, 0)
    return tuple(sorted(limits.items()))
