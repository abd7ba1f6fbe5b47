"""Coverage in the months counted: dates that all lie outside them are a mistake, or a gap that the person can name."""

from collections.abc import Sequence
from datetime import date

from mmfinance.case.coverage import AnyCoverage
from mmfinance.case.model import Case
from mmfinance.documents import KeyPath, dotted
from mmfinance.errors import OutsideMonths

ENDED = (
    "add the coverage that follows, such as COBRA, a marketplace plan or Medicare, or write `- kind: uninsured` where "
    "there is none"
)
NOT_YET = (
    "add the coverage until then, or write `- kind: uninsured` where there is none, or count more months (--months)"
)


def coverage_within(case: Case, start: date, end: date) -> tuple[AnyCoverage, ...]:
    """The coverages in force on some day from `start` to `end`; none where the case tells none.

    Raises OutsideMonths where it tells some, and each ended before `start` or begins after `end`. Where more coverage
    may be there that nobody is sure of, that is no mistake.
    """
    entries = case.coverage or ()
    within = tuple(entry for entry in entries if _in_force(entry, start, end))
    if entries and not within and not case.coverage_not_sure:
        raise _outside(entries, start, end)
    return within


def _in_force(entry: AnyCoverage, start: date, end: date) -> bool:
    return (entry.starts_on or start) <= end and (entry.ends_on or end) >= start


def _outside(entries: Sequence[AnyCoverage], start: date, end: date) -> OutsideMonths:
    """Named at the coverage that ends last, or where none has ended, at the one that begins first."""
    ended = [(entry.ends_on, at) for at, entry in enumerate(entries) if entry.ends_on and entry.ends_on < start]
    begins = [(entry.starts_on, at) for at, entry in enumerate(entries) if entry.starts_on and entry.starts_on > end]
    day, at = max(ended) if ended else min(begins)
    path: KeyPath = ("coverage", at, "ends_on" if ended else "starts_on")
    found = f"{dotted(path)}: found {day}; expected coverage on some day from {start} to {end}, the months counted"
    return OutsideMonths(path, found, ENDED if ended else NOT_YET)
