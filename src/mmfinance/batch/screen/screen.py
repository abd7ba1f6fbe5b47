"""Screening a whole registry: slices of rows through processes, in order, into one table; memory stays the same."""

import gc
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

from mmfinance.batch.output.problems import ProblemsTable
from mmfinance.batch.rows import RawRow
from mmfinance.batch.screen.screened import Question, Screened, directory_of, screen_rows
from mmfinance.batch.screen.tables import Table, format_of, open_table
from mmfinance.errors import MissingEnvironment
from mmfinance.files import written_whole

SLICE = 2_048
"""Rows screened side by side: enough to fill the columns, few enough for the memory."""
SLICES_AHEAD = 2


@dataclass
class Counts:
    """How many rows are in the table, and how many could not be worked out."""

    screened: int = 0
    failed: int = 0


Watch = Callable[[Counts], None]


def screen(
    rows: Iterable[RawRow], question: Question, out: Path, workers: int = 1, watch: Watch | None = None
) -> Counts:
    """Write the verdicts and the expected cost of all rows to a CSV or Parquet file, and the problems to another.

    Both take their places when they are whole, in the order of the rows. Raises InputError for another format,
    BrokenData for a faulty directory, UnwritableOutput.
    """
    ending, counts = format_of(out), Counts()
    programs = tuple(directory_of(question.programs, question.overlay).programs)
    with (
        written_whole(out) as partial,
        written_whole(problems_file(out)) as told,
        told.open("w", encoding="utf-8", newline="") as stream,
    ):
        table, problems = open_table(partial, ending, programs), ProblemsTable(stream)
        for slice_ in _screened(rows, question, workers):
            _write(slice_, table, problems, counts)
            if watch:
                watch(counts)
        table.close()
    return counts


def problems_file(out: Path) -> Path:
    """The list of problems beside a table: `registry.csv` has `registry-problems.csv`."""
    return out.with_name(f"{out.stem}-problems.csv")


def _write(slice_: list[Screened], table: Table, problems: ProblemsTable, counts: Counts) -> None:
    good = [row for row in slice_ if not row.problems]
    table.write(good)
    for row in slice_:
        problems.add(row.problems)
    counts.screened += len(good)
    counts.failed += len(slice_) - len(good)


def _screened(rows: Iterable[RawRow], question: Question, workers: int) -> Iterator[list[Screened]]:
    slices = _slices(rows)
    if workers == 1:
        yield from (screen_rows(part, question) for part in slices)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=gc.disable) as pool:
        ahead = [pool.submit(screen_slice, part, question) for part in islice(slices, SLICES_AHEAD * workers)]
        while ahead:
            yield _result(ahead.pop(0))
            ahead += [pool.submit(screen_slice, part, question) for part in islice(slices, 1)]


def _result(future: "Future[list[Screened]]") -> list[Screened]:
    try:
        return future.result()
    except BrokenProcessPool:
        raise MissingEnvironment("a process of the screening was ended, perhaps for want of memory") from None


def screen_slice(rows: list[RawRow], question: Question) -> list[Screened]:
    """Screen one slice in a process of the pool, which looks for garbage only between slices."""
    screened = screen_rows(rows, question)
    gc.collect()
    return screened


def _slices(rows: Iterable[RawRow]) -> Iterator[list[RawRow]]:
    rest = iter(rows)
    while part := list(islice(rest, SLICE)):
        yield part
