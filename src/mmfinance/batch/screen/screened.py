"""Screening a slice of rows: every program's verdict on columns, and what each case is expected to cost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from mmfinance.assistance.answers import Answers
from mmfinance.assistance.columns import columns_of_cases
from mmfinance.assistance.directory import Directory, load_directory
from mmfinance.assistance.evaluate import Answered, verdict_answers
from mmfinance.assistance.freshness import ended
from mmfinance.assistance.program import Program
from mmfinance.batch.case_rows import case_of_row, outside_months
from mmfinance.batch.columns.plan import ColumnPlan
from mmfinance.batch.rows import InvalidRow, RawRow, RowProblem
from mmfinance.case.model import Case
from mmfinance.case.vocabulary import CostGroup
from mmfinance.errors import BrokenData, MmfinanceError, OutsideMonths
from mmfinance.exposure.benefits.in_time import coverage_within
from mmfinance.exposure.many import Totals, estimate_totals
from mmfinance.exposure.scheduling.schedule import horizon_of


@dataclass(frozen=True)
class Question:
    """What a screening asks of every row."""

    columns: ColumnPlan
    as_of: date
    months: int = 12
    programs: Path | None = None
    overlay: Path | None = None


@dataclass(frozen=True)
class Screened:
    """One row: its case, a digit a program in the directory's order (3 eligible to 0 ineligible), and cents by group.

    A group of which nothing is known is None, and then so is the total. With `problems` there is nothing else.
    """

    row: int
    case_id: str | None = None
    as_of: date | None = None
    verdicts: bytes = b""
    groups: tuple[int | None, ...] = ()
    problems: tuple[RowProblem, ...] = ()

    @property
    def total(self) -> int | None:
        """The groups together, in cents."""
        known = [cents for cents in self.groups if cents is not None]
        return sum(known) if known and len(known) == len(self.groups) else None


def screen_rows(rows: Sequence[RawRow], question: Question) -> list[Screened]:
    """Screen a slice of rows, in order; one that cannot be worked out says why and stops no other.

    Raises BrokenData for a faulty directory or a rule that breaks.
    """
    read = [_read(row, question) for row in rows]
    cases = [(row, case) for row, case in zip(rows, read, strict=True) if isinstance(case, Case)]
    worked = iter(_worked(cases, question))
    return [next(worked) if isinstance(one, Case) else one for one in read]


def _read(row: RawRow, question: Question) -> Case | Screened:
    """One row as a case whose coverage can be counted: without that, one row would stop all others beside it."""
    try:
        case = case_of_row(row, question.columns, question.as_of)
        horizon = horizon_of(case, question.months)
        coverage_within(case, horizon.start, horizon.end)
    except InvalidRow as error:
        return Screened(row.number, problems=error.problems)
    except OutsideMonths as error:
        return _failed(row, question, error)
    return case


def _worked(cases: Sequence[tuple[RawRow, Case]], question: Question) -> list[Screened]:
    """All cases side by side; where one of them stops that, each alone."""
    if not cases:
        return []
    try:
        return list(_side_by_side(cases, question))
    except BrokenData:
        raise
    except MmfinanceError as error:
        if len(cases) == 1:
            return [_failed(cases[0][0], question, error)]
        return [_worked([one], question)[0] for one in cases]


def _failed(row: RawRow, question: Question, error: MmfinanceError) -> Screened:
    if isinstance(error, OutsideMonths):
        return Screened(row.number, problems=(outside_months(row, question.columns, error),))
    return Screened(row.number, problems=(RowProblem(row.number, "", str(error), ""),))


def _side_by_side(cases: Sequence[tuple[RawRow, Case]], question: Question) -> Iterator[Screened]:
    told = [case for _, case in cases]
    verdicts = _verdicts(told, directory_of(question.programs, question.overlay))
    totals = estimate_totals(told, question.months)
    for (row, case), total, digits in zip(cases, totals, verdicts, strict=True):
        yield Screened(row.number, case.case_id, case.as_of, digits, _groups(total))


def _verdicts(cases: Sequence[Case], directory: Directory) -> list[bytes]:
    """The verdicts of each case on all programs, one digit each."""
    answered = Answered(directory.rules, columns_of_cases(cases))
    days = np.array([case.as_of.toordinal() for case in cases])
    found = [_verdicts_on(program, answered.program(program.id), days) for program in directory.programs.values()]
    together = np.stack(found, axis=1).astype(np.uint8) + ord("0")
    return [row.tobytes() for row in together]


def _verdicts_on(program: Program, found: Answers, days: NDArray[np.int64]) -> Answers:
    """The verdicts of all cases on one program, each on the day of its case: a program that has ended stays ended."""
    first, last = (date.fromordinal(int(day)) for day in (days.min(), days.max()))
    early = verdict_answers(program, found, first)
    if program.ended_on is None or ended(program, first) == ended(program, last):
        return early
    return np.where(days < program.ended_on.toordinal(), early, verdict_answers(program, found, last))


def _groups(totals: Totals) -> tuple[int | None, ...]:
    return tuple(None if group in totals.not_counted else totals.by_group[group] for group in CostGroup)


@lru_cache(maxsize=1)
def directory_of(programs: Path | None, overlay: Path | None) -> Directory:
    """Load the directory once for all slices of a process."""
    return load_directory(programs, overlay)
