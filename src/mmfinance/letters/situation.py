"""Everything the stations before said about one case; letters only pick from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from mmfinance.assistance.result import MatchResult, Plan
from mmfinance.case.model import Case
from mmfinance.exposure.result import Estimate


class NamedProgram(Protocol):
    """What a letter needs to know of a program beside its match."""

    @property
    def name(self) -> str: ...


@dataclass(frozen=True)
class Situation:
    """One case with its estimate, its matches, its plan, and the programs by id.

    `program_id` is the program a referral goes to; `alternatives` are estimates of other care paths to lay beside.
    """

    case: Case
    estimate: Estimate
    matches: MatchResult
    plan: Plan
    programs: Mapping[str, NamedProgram]
    program_id: str | None = None
    alternatives: tuple[Estimate, ...] = ()


def situation_of(case: Case, months: int = 12, programs: Path | None = None) -> Situation:
    """Estimate, match and plan for one case over some months, with the shipped or another program directory."""
    from mmfinance.assistance.directory import load_directory
    from mmfinance.assistance.match import match
    from mmfinance.assistance.plan import plan
    from mmfinance.exposure.estimate import estimate

    directory = load_directory(programs)
    cost = estimate(case, months)
    matches = match(case, directory, cost)
    return Situation(case, cost, matches, plan(case, directory, matches, cost), directory.programs)
