"""The order of things to do: what must come first, then coverage and hospital aid, then funds, then small stipends."""

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import IntEnum
from graphlib import TopologicalSorter

from mmfinance.assistance.plan.candidates import open_checks
from mmfinance.assistance.predicates import leaves
from mmfinance.assistance.predicates.treatment import DiagnosisAnyOf
from mmfinance.assistance.program import Program
from mmfinance.assistance.result import Availability, ProgramMatch, Verdict
from mmfinance.assistance.vocabulary import Kind


class Tier(IntEnum):
    """Who pays before whom; travel and support run in parallel and keep their places in the first week."""

    COVERAGE = 0
    HOSPITAL = 1
    DRUG_COSTS = 2
    TRAVEL = 3
    SUPPORT = 4
    INCOME = 5
    STIPENDS = 6


_TIER_OF: Mapping[Kind, Tier] = {
    Kind.INSURANCE: Tier.COVERAGE,
    Kind.RIGHTS: Tier.SUPPORT,
    Kind.HOSPITAL_AID: Tier.HOSPITAL,
    Kind.DEBT: Tier.HOSPITAL,
    Kind.COPAY: Tier.DRUG_COSTS,
    Kind.FREE_DRUG: Tier.DRUG_COSTS,
    Kind.PREMIUM: Tier.DRUG_COSTS,
    Kind.TRAVEL: Tier.TRAVEL,
    Kind.LODGING: Tier.TRAVEL,
    Kind.NAVIGATION: Tier.SUPPORT,
    Kind.LEGAL: Tier.SUPPORT,
    Kind.COUNSELING: Tier.SUPPORT,
    Kind.EDUCATION: Tier.SUPPORT,
    Kind.INCOME: Tier.INCOME,
    Kind.LEAVE: Tier.INCOME,
}
FIRST_WEEK: Mapping[Tier, int] = {
    Tier.COVERAGE: 2,
    Tier.HOSPITAL: 1,
    Tier.DRUG_COSTS: 2,
    Tier.TRAVEL: 1,
    Tier.SUPPORT: 1,
}
"""How many steps of each tier a first week holds, one an office: a person manages about seven calls, and travel cannot
wait."""

MOST_IN_ALL: Mapping[Tier, int] = {
    Tier.COVERAGE: 6,
    Tier.HOSPITAL: 2,
    Tier.DRUG_COSTS: 6,
    Tier.TRAVEL: 4,
    Tier.SUPPORT: 3,
    Tier.INCOME: 5,
    Tier.STIPENDS: 5,
}
"""How many steps of each tier a plan holds at all: what more may fit is in the match, beside everything considered."""
MOST_QUESTIONS_IN_WEEK = 2

_ILLNESSES = ("multiple_myeloma", "blood_cancer", "cancer", "serious_illness")
_VERDICTS = (Verdict.ELIGIBLE, Verdict.POSSIBLE, Verdict.NEED_INFO, Verdict.INELIGIBLE)
_AVAILABILITIES = (Availability.OPEN, Availability.UNKNOWN, Availability.WAITLIST, Availability.CLOSED)


def tier_of(program: Program) -> Tier:
    """Tell the tier of a program by what it gives first of all: the first of its kinds."""
    return _TIER_OF.get(program.kinds[0], Tier.STIPENDS)


def in_order(
    matches: Sequence[ProgramMatch],
    programs: Mapping[str, Program],
    worth: Mapping[str, int],
    before: Mapping[str, frozenset[str]],
    can_wait: frozenset[str] = frozenset(),
) -> list[ProgramMatch]:
    """Order matches: a first week of few steps over the tiers, then the rest; prerequisites always come first.

    `worth` is what a program is likely to pay (cents), `before` names the programs that must come before one, and
    `can_wait` those that hang on an event that has not happened: they come last.
    """
    by_id = {match.program_id: match for match in matches}
    ranked = sorted(
        matches,
        key=lambda match: (match.program_id in can_wait, _rank(match, programs[match.program_id], worth)),
    )
    week = _first_week([match for match in ranked if match.program_id not in can_wait], programs)
    wanted = _few_of_each_tier(week, ranked, programs, worth, before)
    place = {match.program_id: index for index, match in enumerate(wanted)}
    sorter = TopologicalSorter(
        {match.program_id: before.get(match.program_id, frozenset()) & place.keys() for match in wanted}
    )
    sorter.prepare()
    order: list[ProgramMatch] = []
    ready: list[str] = []
    while sorter.is_active():
        ready.extend(sorter.get_ready())
        ready.sort(key=place.__getitem__)
        chosen = ready.pop(0)
        order.append(by_id[chosen])
        sorter.done(chosen)
    return order


def _few_of_each_tier(
    week: Sequence[ProgramMatch],
    ranked: Sequence[ProgramMatch],
    programs: Mapping[str, Program],
    worth: Mapping[str, int],
    before: Mapping[str, frozenset[str]],
) -> list[ProgramMatch]:
    """The first week, then the best of each tier; what pays for the planned bills, and what must come first, stays."""
    first = frozenset[str]().union(*(before.get(match.program_id, frozenset()) for match in ranked))
    left = Counter(dict(MOST_IN_ALL))
    left.subtract(tier_of(programs[match.program_id]) for match in week)
    chosen = list(week)
    doors = {_door(programs[match.program_id]) for match in week}
    for match in ranked:
        if match in week:
            continue
        program = programs[match.program_id]
        needed = worth.get(program.id, 0) > 0 or program.id in first
        if needed or (left[tier_of(program)] > 0 and _door(program) not in doors):
            left[tier_of(program)] -= 1
            doors.add(_door(program))
            chosen.append(match)
    return chosen


def _door(program: Program) -> tuple[str, str]:
    """Where one application serves several programs: the same agency looks at all groups of its coverage at once."""
    if tier_of(program) is not Tier.COVERAGE or program.apply.url is None:
        return program.id, ""
    return program.organisation, program.apply.url


def _rank(match: ProgramMatch, program: Program, worth: Mapping[str, int]) -> tuple[int | str, ...]:
    return (
        _doubtful(program),
        match.verdict is Verdict.NEED_INFO,
        tier_of(program),
        _VERDICTS.index(match.verdict),
        _AVAILABILITIES.index(match.availability),
        -worth.get(match.program_id, 0),
        open_checks(match),
        _is_no_guide(program),
        _distance_from_myeloma(program),
        match.program_id,
    )


def _is_no_guide(program: Program) -> bool:
    """Whether a helper leads elsewhere than through the system: for a first call a navigator comes before a class."""
    return tier_of(program) is Tier.SUPPORT and program.kinds[0] is not Kind.NAVIGATION


def _doubtful(program: Program) -> bool:
    """Whether it is not sure that the program still exists for this illness."""
    return program.operation == "unverified"


def _distance_from_myeloma(program: Program) -> int:
    """How wide the group is that a program is for (myeloma 0, blood cancer 1, ...): the nearest first."""
    asked = leaves(program.eligible_when) if program.eligible_when is not None else ()
    named = {word for one in asked if isinstance(one, DiagnosisAnyOf) for word in one.diagnosis_any_of}
    return min((_ILLNESSES.index(word) for word in named if word in _ILLNESSES), default=len(_ILLNESSES))


def _first_week(ranked: Sequence[ProgramMatch], programs: Mapping[str, Program]) -> list[ProgramMatch]:
    left = dict(FIRST_WEEK)
    questions = MOST_QUESTIONS_IN_WEEK
    called: set[tuple[str, Tier]] = set()
    week = []
    for match in ranked:
        tier = tier_of(programs[match.program_id])
        asks = match.verdict is Verdict.NEED_INFO
        office = programs[match.program_id].organisation, tier
        if left.get(tier, 0) == 0 or office in called or (asks and questions == 0):
            continue
        if _fits_now(match, programs[match.program_id]):
            left[tier] -= 1
            questions -= asks
            called.add(office)
            week.append(match)
    return sorted(week, key=lambda match: (match.verdict is Verdict.NEED_INFO, tier_of(programs[match.program_id])))


def _fits_now(match: ProgramMatch, program: Program) -> bool:
    """Tell what belongs into a first week: nothing doubtful, and open questions only where coverage hangs on them."""
    if _doubtful(program):
        return False
    return match.verdict is not Verdict.NEED_INFO or tier_of(program) in (Tier.COVERAGE, Tier.HOSPITAL)
