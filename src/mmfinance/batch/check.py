"""Looking through a file of many cases before anything runs: how each column is read, and which rows are wrong."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mmfinance.batch.case_ids import CaseIds
from mmfinance.batch.case_rows import case_of_row
from mmfinance.batch.columns.days import order_said
from mmfinance.batch.columns.plan import ColumnPlan, LeftOut, plan_columns
from mmfinance.batch.columns.readings import READINGS
from mmfinance.batch.columns.sensitive import seen_in_values
from mmfinance.batch.rows import InvalidRow, RawRow, RowProblem
from mmfinance.batch.sources.source import Source, open_source
from mmfinance.case.model import Case

CHECK_SCHEMA = "mmfinance/batch-check@1"
MOST_PROBLEMS = 20
_LOOKED_AT = 200


@dataclass(frozen=True)
class Check:
    """What a file holds; `notes` are what had to be decided to read it."""

    file: str
    plan: ColumnPlan
    notes: tuple[str, ...]
    good: int
    bad: int
    problems: tuple[RowProblem, ...]
    problems_by_column: Mapping[str, int]


def check_file(path: Path, mapping: Path | None, as_of: date) -> Check:
    """Read a whole file as a run would, in constant memory.

    Raises InputError for a file that is no table, a table of which no column is known, or a mapping that is wrong.
    """
    source = open_source(path)
    plan = plan_columns(source.columns, mapping)
    looks = _Looks(plan)
    good, bad, first, by_column = 0, 0, list[RowProblem](), Counter[str]()
    with CaseIds() as seen:
        for row in looks.passing(source):
            problems = _problems(row, plan, as_of, seen)
            good, bad = good + (not problems), bad + bool(problems)
            by_column.update(problem.column for problem in problems)
            first += problems[: MOST_PROBLEMS - len(first)]
    plan, notes = looks.dropped(), (*source.notes, *looks.notes())
    return Check(path.name, plan, notes, good, bad, tuple(first), dict(sorted(by_column.items())))


def check_document(check: Check) -> dict[str, Any]:
    """Write a check as the document of `--json`."""
    return {
        "schema": CHECK_SCHEMA,
        "file": check.file,
        "notes": list(check.notes),
        "columns": [
            {"header": one.header, "read_as": ".".join(one.path), "rule": READINGS[one.reading].rule}
            for one in check.plan.columns
        ],
        "dropped": [vars(one) for one in check.plan.dropped],
        "unknown": [vars(one) for one in check.plan.unknown],
        "rows": {"good": check.good, "bad": check.bad},
        "problems_by_column": dict(check.problems_by_column),
        "first_problems": [vars(one) for one in check.problems],
    }


def _problems(row: RawRow, plan: ColumnPlan, as_of: date, seen: CaseIds) -> tuple[RowProblem, ...]:
    try:
        case = case_of_row(row, plan, as_of)
    except InvalidRow as error:
        return error.problems
    return tuple(repeated_id(case, row, plan, seen))


def repeated_id(case: Case, row: RawRow, plan: ColumnPlan, seen: CaseIds) -> Iterator[RowProblem]:
    """Name a case id that an earlier row has already."""
    earlier = seen.earlier_row(case.case_id, row.number) if case.case_id else None
    if earlier is not None:
        column = next((one.header for one in plan.columns if one.path == ("case_id",)), "case_id")
        yield RowProblem(row.number, column, f"is the case id of row {earlier} too", "an id of its own for every case")


class _Looks:
    """What the cells themselves show on the way: the order of day and month, and numbers of persons."""

    def __init__(self, plan: ColumnPlan) -> None:
        self._plan = plan
        self._dates = {one.header: Counter[str]() for one in plan.columns if one.reading == "date"}
        self._unknown: dict[str, list[str]] = {one.header: [] for one in plan.unknown}

    def passing(self, source: Source) -> Iterator[RawRow]:
        """Give the rows on, looking at them."""
        for number, row in enumerate(source):
            if self._plan.columns and row.content is not None:
                self._count_dates(row.content)
                if number < _LOOKED_AT:
                    for header, values in self._unknown.items():
                        values.append(row.content[header])
            yield row

    def _count_dates(self, content: Mapping[str, Any]) -> None:
        for header, orders in self._dates.items():
            if (order := order_said(content[header].strip())) is not None:
                orders[order] += 1

    def notes(self) -> Iterator[str]:
        """Say where the order of day and month was not certain."""
        for header, orders in self._dates.items():
            if orders["day first"]:
                yield (
                    f"{header}: {_dates(orders['day first'])} read day first, because the first number is no month; "
                    f"{_dates(orders['either'])} could be either and read month first: if the column is day first, "
                    f"say so in a mapping (PATH day first)"
                )
            elif orders["either"]:
                yield f"{header}: {_dates(orders['either'])} could be either and read month first, as in the USA"

    def dropped(self) -> ColumnPlan:
        """The plan, with unknown columns that look like numbers of persons named as such."""
        numbers = {
            header: LeftOut(header, f"its values look like {kind}, which are never read or kept")
            for header, values in self._unknown.items()
            if (kind := seen_in_values(values))
        }
        unknown: Iterable[LeftOut] = (one for one in self._plan.unknown if one.header not in numbers)
        return ColumnPlan(self._plan.columns, (*self._plan.dropped, *numbers.values()), tuple(unknown))


def _dates(count: int) -> str:
    return "1 date" if count == 1 else f"{count:,} dates"
