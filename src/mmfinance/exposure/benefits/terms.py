"""What a coverage asks of the patient, as numbers: terms by kind of service and counters by plan year.

Every array ends in a lane axis of 1 (one case) or L (cases side by side); amounts are cents.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mmfinance.case.vocabulary import CoverageKind
from mmfinance.exposure.adjudication.steps import CATEGORIES, Flags, Whole
from mmfinance.money import Cents

NO_LIMIT = 1 << 50
"""More cents than any bill: a limit that does not exist."""

UNKNOWN_DEDUCTIBLE = NO_LIMIT - 1
"""A deductible of unknown size without a maximum above it: the patient pays all."""

NEVER_BEGINS = date.max.toordinal() + 1
"""The first day of a plan year that no day falls in."""

COUNTERS = (
    "deductible",
    "family deductible",
    "pharmacy deductible",
    "pharmacy family deductible",
    "out-of-network deductible",
    "out-of-network family deductible",
    "out-of-pocket maximum",
    "family out-of-pocket maximum",
    "pharmacy out-of-pocket maximum",
    "pharmacy family out-of-pocket maximum",
    "out-of-network maximum",
    "out-of-network family maximum",
)
FIRST_MAXIMUM = 6
PRIVATE = frozenset({CoverageKind.EMPLOYER, CoverageKind.COBRA, CoverageKind.MARKETPLACE})
"""Coverage outside public programs: cards may help with it, and providers outside its network may balance bill."""
MEDICAL, PHARMACY, OUTSIDE = 0, 1, 2
"""The routes of a service through a plan: which counters it fills."""
ROUTES = 3
ROWS = 2 * len(CATEGORIES)
"""Rows of a terms table: every category in network, then every category out of network."""


@dataclass(frozen=True)
class TermsTable:
    """What the patient pays by row (category, then category out of network): arrays [ROWS, 1 or L].

    `copay_days` multiplies a copay per day of a stay (at most that many days); `grouped` charges one copay a day or a
    stay instead of one a service, and `with_others` one for all such categories of a day together. `at_most` caps copay
    and coinsurance of one service, after the deductible.
    """

    covered: Flags
    deductible_applies: Flags
    copay: Cents
    coinsurance: Whole
    at_most: Cents
    copay_days: Whole
    grouped: Flags
    with_others: Flags


@dataclass(frozen=True)
class Counters:
    """Deductibles and maximums by plan year Y and counter K, and which of them each route fills.

    `limit` and `met` are [Y, K, 1 or L]; `deductible_of` and `maximum_of` are [ROUTES, K, 1 or L].
    """

    names: tuple[str, ...]
    limit: Cents
    met: Cents
    deductible_of: Flags
    maximum_of: Flags

    def has_deductible(self) -> Flags:
        """Whether each route has any deductible at all: [ROUTES, 1 or L]."""
        limited = (self.limit < NO_LIMIT).any(axis=0)
        return np.asarray((self.deductible_of & limited).any(axis=1))

    def used(self) -> "Counters":
        """Only the counters that limit something in some lane (at least one, so that there is an axis to walk)."""
        kept = [k for k in range(len(self.names)) if (self.limit[:, k] < NO_LIMIT).any()] or [0]
        return Counters(
            names=tuple(self.names[k] for k in kept),
            limit=self.limit[:, kept],
            met=self.met[:, kept],
            deductible_of=self.deductible_of[:, kept],
            maximum_of=self.maximum_of[:, kept],
        )


@dataclass(frozen=True)
class Span:
    """When a coverage is in force and when its plan years begin, as ordinals: [1 or L] and [Y, 1 or L]."""

    first_day: Whole
    last_day: Whole
    year_starts: Whole

    def in_force(self, day: Whole) -> Flags:
        """Whether the coverage is in force on each step's day."""
        return (day >= self.first_day) & (day <= self.last_day)

    def year(self, day: Whole) -> Whole:
        """The index of the plan year that holds each step's day."""
        later = [(day >= start).astype(np.int64) for start in self.year_starts[1:]]
        return sum(later, np.zeros_like(day))


@dataclass(frozen=True)
class OpenTerms:
    """What a case leaves open of a plan and can lie between two known ends.

    `names` are among maximum, deductible, coinsurance, met_deductible, met_maximum; the layer itself holds the end at
    which the person pays most. `year_under_way` is the index of the plan year of which something may be met.
    """

    names: frozenset[str] = frozenset()
    year_under_way: int | None = None


STATED = OpenTerms()
"""Nothing is open."""


@dataclass(frozen=True)
class PlanLayer:
    """A plan with deductibles, maximums and terms: private plans, Part D, Medicaid, TRICARE, CHAMPVA, VA, no coverage.

    `caps_share` says how it pays second: True leaves the patient at most its own copay (Medicaid), False pays its own
    normal benefit toward what the first plan left. `copay_help` is the design for manufacturer money.
    """

    name: str
    kind: CoverageKind
    span: Span
    medical: bool
    pharmacy: bool
    terms: TermsTable
    counters: Counters
    caps_share: bool = False
    copay_help: str | None = None
    hdhp: bool = False
    open: OpenTerms = STATED

    @property
    def takes_cards(self) -> bool:
        """Whether manufacturer cards may pay beside it: never beside government coverage (42 USC 1320a-7b(b))."""
        return self.kind in PRIVATE


@dataclass(frozen=True)
class HospitalDays:
    """How Part A counts hospital days.

    Days between two benefit periods, days of one without coinsurance, days it covers, reserve days of a lifetime.
    """

    between_periods: int
    without_coinsurance: int
    covered: int
    reserve: int


@dataclass(frozen=True)
class MedicareLayer:
    """Original Medicare. Part B is a plan of its own (`part_b`); the arrays of Part A are [Y, 1 or L] by calendar year.

    `next_year` is the first day after each calendar year; `day_61_90` and `reserve_day` have one year more than the
    rest, for stays that reach into it. `last_discharge` is -1 where no benefit period is open; `part_a_left` is what is
    left of its deductible.
    """

    name: str
    span: Span
    part_a: bool
    part_b: PlanLayer | None
    inpatient_deductible: Cents
    next_year: Whole
    day_61_90: Cents
    reserve_day: Cents
    last_discharge: Whole
    part_a_left: Cents
    hospital_days: HospitalDays
    kind: CoverageKind = CoverageKind.MEDICARE
    medical: bool = True
    pharmacy: bool = False


@dataclass(frozen=True)
class MedigapLayer:
    """A Medigap policy: the share of each gap it pays, basis points [1 or L], and its yearly limits [Y, 1 or L]."""

    name: str
    span: Span
    pays: Whole
    """[4, 1 or L]: Part A deductible, Part A coinsurance, Part B deductible, Part B coinsurance."""
    high_deductible: Cents
    high_deductible_met: Cents
    yearly_limit: Cents
    yearly_limit_met: Cents
    office_copay: Cents
    emergency_copay: Cents
    kind: CoverageKind = CoverageKind.MEDIGAP
    medical: bool = True
    pharmacy: bool = False


@dataclass(frozen=True)
class CeilingLayer:
    """Help that leaves the patient at most a copay: QMB, TRICARE For Life, Extra Help. `ceiling`: [Y, ROWS, 1 or L]."""

    name: str
    kind: CoverageKind
    span: Span
    medical: bool
    pharmacy: bool
    ceiling: Cents
    behind: frozenset[CoverageKind]
    """It helps only with what these kinds of coverage leave."""


@dataclass(frozen=True)
class SelfPayLayer:
    """No coverage: the share that is asked of a bill, and of a price quoted to one who pays themselves.

    Both are basis points [2, 1 or L] (elsewhere, in a hospital).
    """

    name: str
    span: Span
    of_bill: Whole
    of_quote: Whole
    kind: CoverageKind = CoverageKind.UNINSURED


Layer = PlanLayer | MedicareLayer | MedigapLayer | CeilingLayer | SelfPayLayer


def side_by_side(layers: Sequence[Any]) -> Any:
    """One layer whose lanes are the given layers of the same shape (same kind and counters), in order.

    What all of them share keeps its one lane. Layers of fewer plan years get further ones that never begin.
    """
    first = layers[0]
    if all(layer is first for layer in layers):
        return first
    changed: dict[str, Any] = {}
    for name, value in vars(first).items():
        parts = [getattr(layer, name) for layer in layers]
        if isinstance(value, np.ndarray):
            changed[name] = np.concatenate(_of_as_many_years(name, parts), axis=-1)
        elif hasattr(value, "__dataclass_fields__"):
            changed[name] = side_by_side(parts)
    return replace(first, **changed)


def _of_as_many_years(name: str, parts: Sequence[NDArray[Any]]) -> Sequence[NDArray[Any]]:
    most = max(map(len, parts))
    if all(len(part) == most for part in parts):
        return parts
    added = [np.full_like(part[-1:], NEVER_BEGINS) if name == "year_starts" else part[-1:] for part in parts]
    return [np.concatenate([part, *[last] * (most - len(part))]) for part, last in zip(parts, added, strict=True)]


def ordinal(day: date | None, otherwise: int) -> NDArray[np.int64]:
    """A day as one lane."""
    return np.array([day.toordinal() if day else otherwise], dtype=np.int64)
