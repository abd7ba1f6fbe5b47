"""Which matched programs are worth doing now, and why the others are left out."""

from collections.abc import Mapping, Sequence

from mmfinance.assistance.facts.applications import application
from mmfinance.assistance.facts.treatment import off_label
from mmfinance.assistance.plan.allocation import Bill, Grant
from mmfinance.assistance.predicates.conditions import JudgedByProgram, PleaseCheck
from mmfinance.assistance.program import Program
from mmfinance.assistance.result import Availability, MatchResult, ProgramMatch, Verdict
from mmfinance.assistance.vocabulary import Applicant, CostKind, Kind
from mmfinance.case.model import Case
from mmfinance.case.vocabulary import CoverageKind, TherapyKind
from mmfinance.phrases import Phrase

MOST_OPEN_QUESTIONS = 1
MOST_OPEN_QUESTIONS_OF_COVERAGE = 5
"""Coverage can lower every bill, and hangs on a few facts about money at once: asking for them is worth it."""

SPECIAL = frozenset(
    (
        *("clinical_trial", "being_evaluated_for", "car_t_failed", "insurer_denied", "appeal_denied", "diagnoses"),
        *("veteran", "active_duty", "family_of_service_member", "agent_orange", "camp_lejeune", "burn_pits"),
        *("nuclear_weapons_work", "radiation_downwinder", "world_trade_center", "firefighter"),
        *(f"days_since_{kind.value}" for kind in TherapyKind),
        *("state", "county", "zip", "treatment_state", "patient_work_state", "caregiver_work_state"),
    )
)
"""Circumstances of few people, and places. Nobody is sent to a program for them before the question has been asked."""
IN_ESTIMATES = frozenset(
    (
        *(CostKind.COPAY_DRUG, CostKind.COINSURANCE_DRUG, CostKind.DEDUCTIBLE, CostKind.DRUG, CostKind.TRAVEL),
        *(CostKind.DRUG_ADMINISTRATION, CostKind.HOSPITAL_BILL, CostKind.COPAY_MEDICAL, CostKind.LODGING),
    )
)
"""Kinds of cost that an estimate shows wherever they come up; of others (rent, food) it says nothing."""
GOVERNMENT = (
    CoverageKind.MEDICARE,
    CoverageKind.MEDICARE_ADVANTAGE,
    CoverageKind.PART_D,
    CoverageKind.MEDICAID,
    CoverageKind.TRICARE,
    CoverageKind.CHAMPVA,
    CoverageKind.VA,
)

_BY_ROAD = ("car", "bus", "ride")
_OUTSIDE_THE_CASE = frozenset({PleaseCheck.key, JudgedByProgram.key})

Excluded = tuple[str, str]


def candidates(
    case: Case, matches: MatchResult, programs: Mapping[str, Program], bills: Sequence[Bill]
) -> tuple[list[ProgramMatch], list[Excluded]]:
    """Keep the programs a person can act on now, and say why a fitting one is left out."""
    kept, excluded = [], []
    for match in matches.programs:
        if match.verdict is Verdict.INELIGIBLE or not _can_be_done(programs[match.program_id]):
            continue
        if match.verdict is Verdict.NEED_INFO and not _worth_asking(match, programs[match.program_id]):
            continue
        reason = _left_out(case, match, programs[match.program_id], bills)
        if reason is None:
            kept.append(match)
        elif match.verdict is not Verdict.NEED_INFO:
            excluded.append((match.program_id, reason))
    return kept, excluded


def drop_exclusive(
    ranked: Sequence[ProgramMatch], programs: Mapping[str, Program], paid: Mapping[str, int]
) -> tuple[list[ProgramMatch], list[Excluded]]:
    """Of two programs that cannot be used together keep the surer one, and of two equally sure what pays more."""
    kept: list[ProgramMatch] = []
    excluded: list[Excluded] = []
    for match in sorted(
        ranked,
        key=lambda match: (match.verdict is Verdict.NEED_INFO, open_checks(match), -paid.get(match.program_id, 0)),
    ):
        rival = next(
            (other for other in kept if _exclusive(programs[match.program_id], programs[other.program_id])), None
        )
        if rival is None:
            kept.append(match)
        else:
            name = programs[rival.program_id].name
            excluded.append((match.program_id, Phrase("It cannot be used together with {program}.", program=name)))
    ids = {match.program_id for match in kept}
    return [match for match in ranked if match.program_id in ids], excluded


def open_checks(match: ProgramMatch) -> int:
    """How many conditions outside the case still have to be checked by the person or judged by the program."""
    return sum(reason.met is None and reason.fact in _OUTSIDE_THE_CASE for reason in match.reasons)


def is_maker_card(program: Program) -> bool:
    """Tell whether a program is a manufacturer's copay card: it pays the copay of its own drugs."""
    return program.drugs is not None and Kind.COPAY in program.kinds


def _can_be_done(program: Program) -> bool:
    doers = program.who_may_apply
    return doers is None or bool(set(doers) - {Applicant.NOBODY, Applicant.AUTOMATIC})


def _worth_asking(match: ProgramMatch, program: Program) -> bool:
    """Few open questions that many people answer with yes make a step; the others stay among the questions."""
    most = MOST_OPEN_QUESTIONS_OF_COVERAGE if program.kinds[0] is Kind.INSURANCE else MOST_OPEN_QUESTIONS
    return len(match.missing) <= most and not any(each.fact in SPECIAL for each in match.missing)


def _left_out(case: Case, match: ProgramMatch, program: Program, bills: Sequence[Bill]) -> str | None:
    if application(program.id)(case) in ("granted", "pending"):
        return Phrase("You have it or have asked for it already.")
    if match.availability is Availability.CLOSED:
        if match.status_observed_on is None:
            return Phrase("It was closed when last seen.")
        return Phrase("It was closed when last seen on {day}. Ask if it has opened.", day=match.status_observed_on)
    if is_maker_card(program) and case.covers(*GOVERNMENT):
        # 42 U.S.C. 1320a-7b(b): a maker's card may not pay toward a drug that a federal program pays for.
        return Phrase("A drug maker's card may not be used with government insurance.")
    if program.drugs is not None and off_label(case):
        return Phrase("Drug programs pay only for approved uses of a drug.")
    if bills and _has_nothing_to_pay(case, program, bills):
        return Phrase("Your estimate shows no cost that it pays.")
    if bills and set(program.covers) == {CostKind.AIR_TRAVEL} and _goes_by_road_for_the_day(case, bills):
        return Phrase("Your estimate has trips by road, there and back on one day.")
    return None


def _has_nothing_to_pay(case: Case, program: Program, bills: Sequence[Bill]) -> bool:
    """Whether a program pays only kinds of cost that the estimate would show, and it shows none."""
    if not program.covers or program.award.in_kind or not set(program.covers) <= IN_ESTIMATES:
        return False
    if (
        Kind.FREE_DRUG in program.kinds
    ):  # a free drug takes the copay of a covered one away too, and a denied one's price
        return case.denial is None and not any(bill.drug for bill in bills if bill.amount > 0)
    sides = frozenset(program.sides) if program.sides else None
    grant = Grant(program.id, None, frozenset(program.covers), frozenset(bill.month for bill in bills), sides=sides)
    return not any(grant.may_pay(bill) for bill in bills)


def _goes_by_road_for_the_day(case: Case, bills: Sequence[Bill]) -> bool:
    """A flight helps nobody who rides to a center near by; who stays overnight may still want one."""
    return case.travel.mode in _BY_ROAD and not any(bill.kind == CostKind.LODGING and bill.amount for bill in bills)


def _exclusive(one: Program, other: Program) -> bool:
    return any(
        entry.program == second.id and entry.scope != "same_cost"
        for first, second in ((one, other), (other, one))
        for entry in first.excludes
    )
