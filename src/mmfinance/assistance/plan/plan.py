"""The plan: what to do, in order, for the person in front of you, and what is left to pay."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from mmfinance.assistance.directory import Directory, load_directory
from mmfinance.assistance.match import match
from mmfinance.assistance.plan.allocation import Allocation, Bill, Grant, allocate
from mmfinance.assistance.plan.bills import bills_of
from mmfinance.assistance.plan.candidates import candidates, drop_exclusive, open_checks
from mmfinance.assistance.plan.cards import Estimator, estimate_with_cards
from mmfinance.assistance.plan.deadlines import deadlines_of, due_of
from mmfinance.assistance.plan.grants import award_limit, guaranteed_grants, likely_grants
from mmfinance.assistance.plan.order import FIRST_WEEK, Tier, in_order, tier_of
from mmfinance.assistance.plan.own_steps import own_steps
from mmfinance.assistance.plan.papers import merge_papers
from mmfinance.assistance.plan.steps import THIS_WEEK, step_of
from mmfinance.assistance.program import Program
from mmfinance.assistance.result import Award, MatchResult, Plan, ProgramMatch, Step, Verdict
from mmfinance.case.model import Case
from mmfinance.case.vocabulary import CoverageKind
from mmfinance.exposure.estimate import estimate as estimate_case
from mmfinance.exposure.result import Estimate


def plan(
    case: Case,
    directory: Directory | None = None,
    matches: MatchResult | None = None,
    estimate: Estimate | None = None,
    again: Estimator | None = None,
) -> Plan:
    """Order what to do, allocate awards to the bills they may pay, and collect dates and papers.

    The directory is the shipped one unless given; a match and an estimate that are not given are made.
    Amounts are cents of the expected estimate. `left_if_guaranteed` counts help that is open and sure,
    `left_if_likely` all help that fits or may fit, each award at most once and each bill paid once. Where the plan does
    not count a maker's card, the bills are estimated once more with the card held; `again` makes that estimate.
    """
    directory = directory or load_directory()
    matches = matches or match(case, directory)
    estimate = estimate or estimate_case(case)
    programs = directory.programs
    bills = bills_of(estimate)
    kept, excluded = candidates(case, matches, programs, bills)
    hoped = allocate(bills, likely_grants(kept, programs, estimate))
    kept, rivals = drop_exclusive(kept, programs, _paid(hoped))
    sure_grants, likely = guaranteed_grants(kept, programs, estimate), likely_grants(kept, programs, estimate)
    sure, hoped = allocate(bills, sure_grants), allocate(bills, likely)
    ordered = in_order(kept, programs, _paid(hoped), _before(kept, programs), _can_wait(case, kept, programs))
    chosen = [programs[match.program_id] for match in ordered]
    steps = _this_week_first(_steps(case, ordered, programs))
    left_if_likely = _left_with_cards(case, kept, programs, estimate, again)
    return Plan(
        case_id=case.case_id,
        as_of=case.as_of,
        steps=_numbered([*own_steps(case, chosen), *steps]),
        awards=tuple(_awards(bills, sure_grants, likely, sure, hoped, programs)),
        total_expected=estimate.total.expected,
        left_if_guaranteed=sure.left,
        left_if_likely=hoped.left if left_if_likely is None else min(left_if_likely, sure.left),
        deadlines=deadlines_of(case, chosen, estimate),
        papers=merge_papers(_first_week(steps, programs)),
        excluded=tuple(excluded + rivals),
        not_counted=_not_counted(chosen, bills, likely),
    )


def _not_counted(chosen: Sequence[Program], bills: Sequence[Bill], counted: Sequence[Grant]) -> tuple[str, ...]:
    """The planned programs that pay a kind of cost of the bills and have no amount to count."""
    kinds = {bill.kind for bill in bills if bill.amount > 0}
    amounts = {grant.program_id for grant in counted}
    return tuple(program.id for program in chosen if kinds & set(program.covers) and program.id not in amounts)


def _numbered(steps: Sequence[Step]) -> tuple[Step, ...]:
    return tuple(replace(step, order=number) for number, step in enumerate(steps, start=1))


def _this_week_first(steps: Sequence[Step]) -> list[Step]:
    """Put what is for this week first and keep the order otherwise."""
    return sorted(steps, key=lambda step: step.when != THIS_WEEK)


def _first_week(steps: Sequence[Step], programs: Mapping[str, Program]) -> list[Program]:
    """The programs of the first steps, as many as a first week holds, and of all that are for this week."""
    first = steps[: sum(FIRST_WEEK.values())]
    return [
        programs[step.program_id] for step in steps if step.program_id and (step in first or step.when == THIS_WEEK)
    ]


def _is_near(case: Case, program: Program) -> bool:
    """Whether the day of a program comes within a week: it is for this week, whatever its tier."""
    due = due_of(case, program)
    return due is not None and due <= case.as_of + timedelta(days=7)


def _can_wait(case: Case, kept: Sequence[ProgramMatch], programs: Mapping[str, Program]) -> frozenset[str]:
    """Other coverage that hangs on an event the case does not tell of (a lost job): later, unless there is none now."""
    insured = bool(case.coverage) and not case.covers(CoverageKind.UNINSURED)
    return frozenset(
        match.program_id
        for match in kept
        if insured and open_checks(match) and tier_of(programs[match.program_id]) is Tier.COVERAGE
    )


def _left_with_cards(
    case: Case,
    kept: Sequence[ProgramMatch],
    programs: Mapping[str, Program],
    estimate: Estimate,
    again: Estimator | None,
) -> int | None:
    """What is left when cards pay inside a plan that does not count them; None where that changes nothing."""
    likely = [programs[grant.program_id] for grant in likely_grants(kept, programs, estimate)]
    found = estimate_with_cards(case, likely, estimate, again)
    if found is None:
        return None
    with_cards, cards = found
    grants = [grant for grant in likely_grants(kept, programs, with_cards) if grant.program_id not in cards]
    return allocate(bills_of(with_cards), grants).left


def _paid(allocation: Allocation) -> Mapping[str, int]:
    paid: dict[str, int] = {}
    for (program_id, _), amount in allocation.paid.items():
        paid[program_id] = paid.get(program_id, 0) + amount
    return paid


def _before(kept: Sequence[ProgramMatch], programs: Mapping[str, Program]) -> dict[str, frozenset[str]]:
    return {
        match.program_id: frozenset(first.program for first in programs[match.program_id].requires_first)
        for match in kept
    }


def _steps(case: Case, ordered: Sequence[ProgramMatch], programs: Mapping[str, Program]) -> tuple[Step, ...]:
    before = _before(ordered, programs)
    ids = {match.program_id for match in ordered}
    week = sum(FIRST_WEEK.values())
    return tuple(
        step_of(
            number,
            match,
            programs[match.program_id],
            case,
            opens=[programs[other.program_id] for other in ordered if match.program_id in before[other.program_id]],
            soon=(number <= week and match.verdict is not Verdict.NEED_INFO)
            or (_is_near(case, programs[match.program_id]) and not before[match.program_id] & ids),
        )
        for number, match in enumerate(ordered, start=1)
    )


def _awards(
    bills: Sequence[Bill],
    sure_grants: Sequence[Grant],
    likely: Sequence[Grant],
    sure: Allocation,
    hoped: Allocation,
    programs: Mapping[str, Program],
) -> list[Award]:
    ids = dict.fromkeys(grant.program_id for grant in (*sure_grants, *likely))
    awards = []
    for program_id in ids:
        award = programs[program_id].award
        kinds = dict.fromkeys(
            bills[bill].kind for source in (sure, hoped) for payer, bill in source.paid if payer == program_id
        )
        for kind in kinds:
            awards.append(
                Award(
                    program_id=program_id,
                    kind=kind,
                    guaranteed=award_limit(award, likely=False),
                    at_most=award.at_most,
                    allocated_guaranteed=_paid_for(sure, bills, program_id, kind),
                    allocated_likely=_paid_for(hoped, bills, program_id, kind),
                )
            )
    return awards


def _paid_for(allocation: Allocation, bills: Sequence[Bill], program_id: str, kind: str) -> int:
    return sum(
        amount for (payer, bill), amount in allocation.paid.items() if payer == program_id and bills[bill].kind == kind
    )
