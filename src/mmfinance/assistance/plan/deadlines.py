"""Dates that matter: program deadlines counted from the case's own dates, appeal windows and plan-year restarts."""

import calendar
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from mmfinance.assistance.plan.business_days import add_business_days, subtract_business_days
from mmfinance.assistance.program import DeadlineRule, Program
from mmfinance.assistance.result import Deadline, Source
from mmfinance.assistance.yearly import next_yearly
from mmfinance.case.model import Case
from mmfinance.case.vocabulary import CoverageKind, TherapyKind
from mmfinance.exposure.result import Estimate
from mmfinance.phrases import Phrase
from mmfinance.reference.figures import Figure, figure

_PRIVATE = (CoverageKind.EMPLOYER, CoverageKind.MARKETPLACE, CoverageKind.COBRA)
_APPEAL_RULES: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(_PRIVATE, ("billing_rights.private_plan_appeals.internal_appeal_window", "")),
    CoverageKind.MEDICARE: ("billing_rights.medicare_appeals.original_medicare.file_within_days", "redetermination"),
    CoverageKind.MEDICARE_ADVANTAGE: ("billing_rights.medicare_appeals.medicare_advantage", "file_within_days"),
    CoverageKind.PART_D: ("billing_rights.medicare_appeals.part_d", "file_within_days"),
}
"""The figure that holds the days to appeal, by coverage, and the key where the figure is a table."""


def deadlines_of(case: Case, programs: Sequence[Program], estimate: Estimate) -> tuple[Deadline, ...]:
    """Collect the dated deadlines from `as_of` on, soonest first, each once."""
    found = [
        *_program_deadlines(case, programs),
        *([appeal] if (appeal := appeal_deadline(case)) else []),
        *_restarts(estimate),
    ]
    coming = {(entry.day, entry.title): entry for entry in found if entry.day >= case.as_of}
    return tuple(coming[key] for key in sorted(coming))


def due_of(case: Case, program: Program) -> date | None:
    """Find the soonest dated deadline of one program that is not past."""
    days = [entry.day for entry in _program_deadlines(case, [program]) if entry.day >= case.as_of]
    return min(days, default=None)


def undated_rules(case: Case, program: Program) -> tuple[DeadlineRule, ...]:
    """List the time limits of a program that start on a day not known yet, such as the day of approval."""
    return tuple(rule for rule in program.deadlines if not list(_days(case, rule)))


def _program_deadlines(case: Case, programs: Iterable[Program]) -> Iterator[Deadline]:
    for program in programs:
        source = program.best_source
        for rule in program.deadlines:
            for day in _days(case, rule):
                yield Deadline(
                    day, Phrase("{program}: {what}", program=program.name, what=rule.what), program.id, source
                )


def _days(case: Case, rule: DeadlineRule) -> Iterator[date]:
    if rule.on is not None:
        yield rule.on
    if rule.closes is not None and rule.opens is not None:
        yield next_yearly(case.as_of, rule.closes)
    event = _event(case, rule)
    if event is not None:
        yield _shift(event, rule)


def _months_later(day: date, months: int) -> date:
    count = day.month - 1 + months
    year, month = day.year + count // 12, count % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _event(case: Case, rule: DeadlineRule) -> date | None:
    """The day in the case that a time limit counts from; None where the case does not say or it has yet to happen."""
    history = case.treatment.history or ()
    events = {
        "treatment": case.treatment.start_date,
        "travel": case.treatment.start_date,
        "car_t_infusion": max(
            (entry.date for entry in history if entry.kind is TherapyKind.CAR_T and entry.date), default=None
        ),
        "transplant": max(
            (
                entry.date
                for entry in history
                if entry.kind in (TherapyKind.AUTOLOGOUS_TRANSPLANT, TherapyKind.ALLOGENEIC_TRANSPLANT) and entry.date
            ),
            default=None,
        ),
        "denial": case.denial.denied_on if case.denial else None,
    }
    return events.get(rule.before or rule.after or "")


def _shift(event: date, rule: DeadlineRule) -> date:
    if rule.months is not None:
        return _months_later(event, -rule.months if rule.before else rule.months)
    days = rule.days or 0
    if rule.business_days:
        return add_business_days(event, days) if rule.after else subtract_business_days(event, days)
    return event - timedelta(days=days) if rule.before else event + timedelta(days=days)


def appeal_deadline(case: Case) -> Deadline | None:
    """Find the last day to appeal a denial; None where its day is not told or no rule of the coverage is known.

    Private plans: 180 days (29 CFR 2560.503-1, 45 CFR 147.136), after the plan's own appeal four months for the outside
    review. Original Medicare: 120 days (42 CFR 405.942). Medicare Advantage and Part D: 65 days (42 CFR 422.582,
    423.582). With two kinds of coverage the earlier day counts, since the case does not say which one refused; so it
    does where one of them is not sure.
    """
    denial = case.denial
    if denial is None:
        return None
    if denial.internal_appeal_denied_on is not None:
        return _outside_review(denial.internal_appeal_denied_on) if case.may_be_covered_by(*_PRIVATE) else None
    if denial.denied_on is None:
        return None
    kinds = (*(entry.kind for entry in case.coverage or ()), *(case.coverage_not_sure or ()))
    rules = {_APPEAL_RULES[kind] for kind in kinds if kind in _APPEAL_RULES}
    found = [_appeal_day(name, key, denial.denied_on) for name, key in sorted(rules)]
    return min((one for one in found if one is not None), key=lambda one: one.day, default=None)


def _appeal_day(name: str, key: str, denied_on: date) -> Deadline | None:
    window = figure(name, denied_on)
    days = window.value.get(key) if isinstance(window.value, Mapping) else window.value
    if days is None:
        return None
    title = Phrase("Last day to appeal your plan's denial")
    return Deadline(denied_on + timedelta(days=int(days)), title, None, _source_of(window))


def _outside_review(denied_on: date) -> Deadline | None:
    window = figure("billing_rights.private_plan_appeals.external_review_request", denied_on)
    if window.value is None:
        return None
    title = Phrase("Last day to ask for an outside review of the denial")
    return Deadline(_months_later(denied_on, int(window.value)), title, None, _source_of(window))


def _source_of(found: Figure) -> Source:
    return Source(found.source.title, found.source.url, found.checked_on)


def _restarts(estimate: Estimate) -> Iterator[Deadline]:
    """The days inside the horizon on which deductibles and maximums start again."""
    for accumulator in estimate.accumulators:
        starts_on = _start_of(accumulator.plan_year)
        if starts_on is not None and starts_on > estimate.horizon.start and not _is_medicaid(accumulator.plan_year):
            title = Phrase("{plan}: the deductible and the yearly limit start again at zero", plan=accumulator.plan)
            yield Deadline(starts_on, title, None, None)


def _is_medicaid(plan_year: str) -> bool:
    """Medicaid's limits on copays start again every quarter or month: no date to plan for."""
    return plan_year.startswith(CoverageKind.MEDICAID)


def _start_of(plan_year: str) -> date | None:
    try:
        return date.fromisoformat(plan_year.split()[-1])
    except ValueError:
        return None
