"""What matching and planning say: frozen results. Verdict and availability are two axes."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

MATCH_SCHEMA = "mmfinance/match@1"
PLAN_SCHEMA = "mmfinance/plan@1"


class Verdict(StrEnum):
    """Whether the person meets the published rules."""

    ELIGIBLE = "eligible"
    POSSIBLE = "possible"
    NEED_INFO = "need_info"
    INELIGIBLE = "ineligible"


class Availability(StrEnum):
    """Whether the program takes applications, as last observed and still fresh."""

    OPEN = "open"
    WAITLIST = "waitlist"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Source:
    """Where a rule or a status was read, and when."""

    title: str
    url: str | None
    checked_on: date | None


@dataclass(frozen=True)
class Reason:
    """One criterion: the fact, the person's value, the limit, whether it is met (None: not known), and its sentence."""

    fact: str
    value: Any
    limit: Any
    met: bool | None
    sentence: str
    would_change: str | None
    year: int | None
    source: Source


@dataclass(frozen=True)
class MissingFact:
    """A fact that still decides something, its question, and how many programs it decides."""

    fact: str
    question: str
    decides: int


@dataclass(frozen=True)
class ProgramMatch:
    """One program considered."""

    program_id: str
    verdict: Verdict
    availability: Availability
    status_observed_on: date | None
    reasons: tuple[Reason, ...]
    missing: tuple[MissingFact, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True)
class MatchResult:
    """Every program considered for one case, and the missing facts ranked by how much they decide."""

    case_id: str | None
    as_of: date
    programs: tuple[ProgramMatch, ...]
    missing: tuple[MissingFact, ...]


@dataclass(frozen=True)
class Step:
    """One thing to do: the program (if any), who does it, by when, how, and why now."""

    order: int
    program_id: str | None
    title: str
    who: str
    when: str
    due: date | None
    phone: str | None
    hours: str | None
    url: str | None
    why: str
    call_first: bool
    papers: tuple[str, ...]
    you_can_send: bool = True


@dataclass(frozen=True)
class Award:
    """What one program may pay toward one kind of cost, in cents: guaranteed (None is not published) and at most."""

    program_id: str
    kind: str
    guaranteed: int | None
    at_most: int | None
    allocated_guaranteed: int
    allocated_likely: int


@dataclass(frozen=True)
class Deadline:
    """A date that matters."""

    day: date
    title: str
    program_id: str | None
    source: Source | None


@dataclass(frozen=True)
class Paper:
    """A paper to collect: which programs need it and how fresh it must be."""

    name: str
    needed_by: tuple[str, ...]
    freshness: str | None


@dataclass(frozen=True)
class Plan:
    """What to do, in order, and what is left to pay (cents) with guaranteed open help and with all likely help.

    `not_counted` names planned programs that may pay some of the bills, but whose amount nobody can tell yet.
    """

    case_id: str | None
    as_of: date
    steps: tuple[Step, ...]
    awards: tuple[Award, ...]
    total_expected: int
    left_if_guaranteed: int
    left_if_likely: int
    deadlines: tuple[Deadline, ...]
    papers: tuple[Paper, ...]
    excluded: tuple[tuple[str, str], ...]
    not_counted: tuple[str, ...] = ()
