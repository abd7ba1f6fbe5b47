"""Which matched programs are worth doing now, and why the others are left out."""

from collections.abc import Mapping, Sequence

from mmfinance.assistance.facts.applications import application
from mmfinance.assistance.program import Program
from mmfinance.assistance.result import Availability, MatchResult, ProgramMatch, Verdict
from mmfinance.assistance.vocabulary import Applicant, Kind
from mmfinance.case.model import Case
from mmfinance.case.vocabulary import CoverageKind
from mmfinance.phrases import Phrase
from mmfinance.reference.care_paths import care_path

MOST_OPEN_QUESTIONS = 1
GOVERNMENT = (
    CoverageKind.MEDICARE,
    CoverageKind.MEDICARE_ADVANTAGE,
    CoverageKind.PART_D,
    CoverageKind.MEDICAID,
    CoverageKind.TRICARE,
    CoverageKind.CHAMPVA,
    CoverageKind.VA,
)

Excluded = tuple[str, str]


def candidates(
    case: Case, matches: MatchResult, programs: Mapping[str, Program]
) -> tuple[list[ProgramMatch], list[Excluded]]:
    """Keep the programs a person can act on now, and say why a fitting one is left out."""
    kept, excluded = [], []
    for match in matches.programs:
        if match.verdict is Verdict.INELIGIBLE or not _can_be_done(programs[match.program_id]):
            continue
        reason = _left_out(case, match, programs[match.program_id])
        if reason is not None:
            excluded.append((match.program_id, reason))
        elif match.verdict is not Verdict.NEED_INFO or len(match.missing) <= MOST_OPEN_QUESTIONS:
            kept.append(match)
    return kept, excluded


def drop_exclusive(
    ranked: Sequence[ProgramMatch], programs: Mapping[str, Program], paid: Mapping[str, int]
) -> tuple[list[ProgramMatch], list[Excluded]]:
    """Of two programs that cannot be used together keep the one that pays more, or that ranks first."""
    kept: list[ProgramMatch] = []
    excluded: list[Excluded] = []
    for match in sorted(ranked, key=lambda match: -paid.get(match.program_id, 0)):
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


def is_maker_card(program: Program) -> bool:
    """Tell whether a program is a manufacturer's copay card: it pays the copay of its own drugs."""
    return program.drugs is not None and Kind.COPAY in program.kinds


def _can_be_done(program: Program) -> bool:
    doers = program.who_may_apply
    return doers is None or bool(set(doers) - {Applicant.NOBODY, Applicant.AUTOMATIC})


def _left_out(case: Case, match: ProgramMatch, program: Program) -> str | None:
    if application(program.id)(case) in ("granted", "pending"):
        return Phrase("You have it or have asked for it already.")
    if match.availability is Availability.CLOSED:
        if match.status_observed_on is None:
            return Phrase("It was closed when last seen.")
        return Phrase("It was closed when last seen on {day}. Ask if it has opened.", day=match.status_observed_on)
    if is_maker_card(program) and case.covers(*GOVERNMENT):
        # 42 U.S.C. 1320a-7b(b): a maker's card may not pay toward a drug that a federal program pays for.
        return Phrase("A drug maker's card may not be used with government insurance.")
    if program.drugs is not None and _off_label(case):
        return Phrase("Drug programs pay only for approved uses of a drug.")
    return None


def _off_label(case: Case) -> bool:
    if case.treatment.off_label is not None or case.treatment.care_path is None:
        return bool(case.treatment.off_label)
    return care_path(case.treatment.care_path).off_label


def _exclusive(one: Program, other: Program) -> bool:
    return any(
        entry.program == second.id and entry.scope != "same_cost"
        for first, second in ((one, other), (other, one))
        for entry in first.excludes
    )
