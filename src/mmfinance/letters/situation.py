"""Everything the stations before said about one case; letters only pick from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mmfinance.assistance.directory import load_directory
from mmfinance.assistance.match import match
from mmfinance.assistance.plan import plan
from mmfinance.assistance.program import Program
from mmfinance.assistance.result import MatchResult, Plan
from mmfinance.case.model import Case
from mmfinance.exposure.estimate import estimate
from mmfinance.exposure.result import Estimate


@dataclass(frozen=True)
class Situation:
    """One case with its estimate, its matches, its plan, and the programs by id.

    `program_id` is the program a referral goes to; `alternatives` are estimates of other care paths to lay beside.
    """

    case: Case
    estimate: Estimate
    matches: MatchResult
    plan: Plan
    programs: Mapping[str, Program]
    program_id: str | None = None
    alternatives: tuple[Estimate, ...] = ()


@dataclass(frozen=True)
class Request:
    """What a letter is to cover.

    Months, another program directory, the program a referral goes to, care paths to lay beside the chosen one, and an
    overlay of statuses seen lately.
    """

    months: int = 12
    programs: Path | None = None
    program_id: str | None = None
    compare: tuple[str, ...] = ()
    overlay: Path | None = None


def situation_of(case: Case, request: Request | None = None) -> Situation:
    """Estimate, match and plan for one case. Raises UnknownName for a care path, BrokenData for a faulty directory."""
    request = request or Request()
    directory = load_directory(request.programs, request.overlay)
    cost = estimate(case, request.months)
    matches = match(case, directory)
    return Situation(
        case=case,
        estimate=cost,
        matches=matches,
        plan=plan(case, directory, matches, cost),
        programs=directory.programs,
        program_id=request.program_id,
        alternatives=tuple(estimate(_on_care_path(case, path), request.months) for path in request.compare),
    )


def _on_care_path(case: Case, care_path: str) -> Case:
    treatment = case.treatment.model_copy(update={"care_path": care_path})
    return case.model_copy(update={"treatment": treatment, "services": None})
