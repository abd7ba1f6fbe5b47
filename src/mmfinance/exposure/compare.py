"""The same case under several choices, side by side: an aid to a conversation, not a recommendation.

Nothing is ranked but by the column that the reader picks.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

from mmfinance.case.consistency import coverage_contradictions
from mmfinance.case.coverage import AnyCoverage
from mmfinance.case.coverage_conflicts import coverage_conflicts
from mmfinance.case.fields import Model
from mmfinance.case.model import Case, Site
from mmfinance.case.reading import validate
from mmfinance.case.vocabulary import CostGroup, Setting
from mmfinance.documents import dotted, read_document
from mmfinance.errors import InputError, InvalidDocument, Problem
from mmfinance.exposure.estimate import estimate
from mmfinance.exposure.result import Accumulator, Estimate, Range
from mmfinance.money import dollars

COMPARISON_SCHEMA = "mmfinance/comparison@1"
MOST_OPTIONS = 24
STATEMENT = (
    "This compares costs only. It recommends nothing, and the order is that of the column you picked: which treatment "
    "is right is for you and your care team."
)


class CoverageFile(Model):
    """A file with one choice of coverage, for instance a plan for next year."""

    coverage: tuple[AnyCoverage, ...]


OWN_MONTHS = (
    "Each choice is counted over its own months from its start ({spans}), so they reach into different plan years: a "
    "few days of a new plan year can bring a new deductible and maximum."
)


@dataclass(frozen=True)
class Option:
    """One choice: what it is called, and the case with it."""

    label: str
    case: Case


@dataclass(frozen=True)
class Compared:
    """One choice and what it may cost, in cents; `plan_maximum` is None where no limit holds or it is not known.

    Where `plan_maximum_stated` is false, a limit or what is met of it is not known, and it is at most this.
    """

    label: str
    start: date
    end: date
    total: Range
    premiums: Range | None
    plan_maximum: int | None
    plan_maximum_stated: bool
    uncapped: bool
    worst_month: str
    worst_month_amount: int
    travel_days: int
    by_group: tuple[tuple[CostGroup, int], ...]
    price_unknown: tuple[str, ...]
    warnings: tuple[str, ...]


INDIVIDUAL_MAXIMUMS = frozenset({"out-of-pocket maximum", "pharmacy out-of-pocket maximum"})
"""The counters that bound what one person pays for care in network in a plan year."""

COLUMNS: dict[str, Callable[[Compared], Any]] = {
    "expected": lambda one: one.total.expected,
    "high": lambda one: one.total.high,
    "premiums": lambda one: (one.premiums is None, one.premiums.expected if one.premiums else 0),
    "plan-maximum": lambda one: (one.plan_maximum is None, one.plan_maximum or 0),
    "worst-month": lambda one: one.worst_month_amount,
    "travel-days": lambda one: one.travel_days,
}
"""The columns a reader can sort by."""


def read_coverage(path: Path) -> tuple[AnyCoverage, ...]:
    """Read one choice of coverage. Raises InvalidDocument with every problem and contradiction found."""
    document = read_document(path)
    coverage = validate(CoverageFile, document).coverage
    found = (*coverage_contradictions(coverage), *coverage_conflicts(coverage))
    if found:
        raise InvalidDocument(
            Problem(document.file, document.line(path), dotted(path), message) for path, message in found
        )
    return coverage


def options(
    case: Case,
    care_paths: Sequence[str] = (),
    sites: Sequence[Setting] = (),
    starts: Sequence[date] = (),
    coverages: Sequence[tuple[str, tuple[AnyCoverage, ...]]] = (),
) -> tuple[Option, ...]:
    """Every combination of the choices named, in the order named. Raises InputError for fewer than two or too many."""
    changes: list[list[tuple[str, Callable[[Case], Case]]]] = [
        [(path, _with_care_path(path)) for path in care_paths],
        [(site.value.replace("_", " "), _with_site(site)) for site in sites],
        [(f"start {start.isoformat()}", _with_start(start)) for start in starts],
        [(name, _with_coverage(coverage)) for name, coverage in coverages],
    ]
    made = tuple(_option(case, chosen) for chosen in product(*(column for column in changes if column)))
    if len(made) < 2:
        raise InputError("name at least two choices to compare, for instance --care-path A --care-path B")
    if len(made) > MOST_OPTIONS:
        raise InputError(f"these choices make {len(made)} combinations; {MOST_OPTIONS} are the most that are compared")
    return made


def compare(
    choices: Iterable[Option], months: int = 12, draws: int = 1000, seed: int = 0, sort: str | None = None
) -> tuple[Compared, ...]:
    """Estimate every choice with the same seed; in the order given, or by a column of COLUMNS, lowest first."""
    found = [_compared(choice.label, estimate(choice.case, months, draws, seed)) for choice in choices]
    return tuple(sorted(found, key=COLUMNS[sort]) if sort else found)


def comparison_document(case: Case, compared: Sequence[Compared], sort: str | None) -> dict[str, Any]:
    """The JSON of a comparison, `mmfinance/comparison@1`; dollars as numbers with two decimals."""
    return {
        "schema": COMPARISON_SCHEMA,
        "case_id": case.case_id,
        "as_of": case.as_of.isoformat(),
        "sorted_by": sort,
        "statement": STATEMENT,
        "own_months": own_months(compared),
        "options": [_row(one) for one in compared],
    }


def own_months(compared: Sequence[Compared]) -> str | None:
    """What to mind where choices start on different days and so cover different months; None where they do not."""
    spans = dict.fromkeys(f"{one.start} to {one.end}" for one in compared)
    return OWN_MONTHS.format(spans=", ".join(spans)) if len(spans) > 1 else None


def _row(one: Compared) -> dict[str, Any]:
    return {
        "label": one.label,
        "start": one.start.isoformat(),
        "end": one.end.isoformat(),
        "total": {
            "low": dollars(one.total.low),
            "expected": dollars(one.total.expected),
            "high": dollars(one.total.high),
        },
        "premiums": None if one.premiums is None else dollars(one.premiums.expected),
        "plan_maximum": None if one.plan_maximum is None else dollars(one.plan_maximum),
        "plan_maximum_stated": one.plan_maximum_stated,
        "uncapped": one.uncapped,
        "worst_month": {"month": one.worst_month, "expected": dollars(one.worst_month_amount)},
        "travel_days": one.travel_days,
        "by_group": {group.value: dollars(cents) for group, cents in one.by_group},
        "price_unknown": list(one.price_unknown),
        "warnings": list(one.warnings),
    }


def _option(case: Case, chosen: Sequence[tuple[str, Callable[[Case], Case]]]) -> Option:
    for _, change in chosen:
        case = change(case)
    return Option(", ".join(label for label, _ in chosen), case)


def _with_care_path(path: str) -> Callable[[Case], Case]:
    """The care path instead of the case's own list of services, which would win over it."""
    return lambda case: _treated(case, care_path=path).model_copy(update={"services": None})


def _with_site(setting: Setting) -> Callable[[Case], Case]:
    return lambda case: _treated(case, site=(case.treatment.site or Site()).model_copy(update={"setting": setting}))


def _with_start(start: date) -> Callable[[Case], Case]:
    return lambda case: _treated(case, start_date=start)


def _with_coverage(coverage: tuple[AnyCoverage, ...]) -> Callable[[Case], Case]:
    """What is not sure of the case's own coverage matters only while some of that goes on before the choice begins."""

    def chosen(case: Case) -> Case:
        own = tuple(_until(case, _begins(coverage)))
        not_sure = case.coverage_not_sure if own else None
        return case.model_copy(update={"coverage": (*own, *coverage), "coverage_not_sure": not_sure})

    return chosen


def _begins(coverage: Sequence[AnyCoverage]) -> date | None:
    """The first day of a choice that begins later, such as a plan for next year; None where one of it has no date."""
    starts = [entry.starts_on for entry in coverage]
    known = [start for start in starts if start is not None]
    return min(known) if known and len(known) == len(starts) else None


def _until(case: Case, begins: date | None) -> Iterator[AnyCoverage]:
    """The case's own coverage until the day before a choice begins; none of it where the choice holds already."""
    if begins is None or begins <= case.as_of:
        return
    last = begins - timedelta(days=1)
    for entry in case.coverage or ():
        if entry.starts_on is None or entry.starts_on <= last:
            ends = last if entry.ends_on is None else min(entry.ends_on, last)
            yield entry.model_copy(update={"ends_on": ends})


def _treated(case: Case, **update: Any) -> Case:
    return case.model_copy(update={"treatment": case.treatment.model_copy(update=update)})


def _compared(label: str, found: Estimate) -> Compared:
    worst = max(found.by_month, key=lambda month: month.total.expected, default=None)
    return Compared(
        label=label,
        start=found.horizon.start,
        end=found.horizon.end,
        total=found.total,
        premiums=found.premiums,
        plan_maximum=_plan_maximum(found),
        plan_maximum_stated=all(one.limit_stated and one.at_start is not None for one in _maximums(found)),
        uncapped=bool(found.uncapped),
        worst_month=worst.label if worst else "",
        worst_month_amount=worst.total.expected if worst else 0,
        travel_days=_travel_days(found),
        by_group=tuple((group, found.by_group[group].expected) for group in CostGroup),
        price_unknown=found.price_unknown,
        warnings=found.warnings,
    )


def _plan_maximum(found: Estimate) -> int | None:
    """The sum of what is left of the individual maximums of every plan year; None where something has no limit."""
    maximums = _maximums(found)
    if found.uncapped or not maximums:
        return None
    return sum(max((one.limit or 0) - (one.at_start or 0), 0) for one in maximums)


def _maximums(found: Estimate) -> list[Accumulator]:
    kinds = [one for one in found.accumulators if one.name in INDIVIDUAL_MAXIMUMS and one.limit is not None]
    return [one for one in kinds if not one.paid_by_others]


def _travel_days(found: Estimate) -> int:
    """Days on the road or away from home on the expected schedule."""
    days = {share.trip.day + timedelta(days=at) for share in found.trip_shares for at in range(share.nights + 1)}
    return len(days)
