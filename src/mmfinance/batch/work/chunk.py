"""The unit of work: rows in, outcomes out, pure but for the output folder. Every engine calls nothing else."""

import faulthandler
import hashlib
import os
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import IO, TypeVar

from mmfinance.assistance.directory import Directory, load_directory
from mmfinance.assistance.match import CaseMatch, matches_of
from mmfinance.batch.case_rows import case_of_row, outside_months
from mmfinance.batch.rows import InvalidRow
from mmfinance.batch.work.case_letters import letters_of, work_out
from mmfinance.batch.work.job import Job
from mmfinance.batch.work.outcome import Outcome, Task, WrittenLetter, failed, failed_as_a_whole
from mmfinance.case.model import Case
from mmfinance.errors import (
    MissingEnvironment,
    MmfinanceError,
    OutsideMonths,
    StampedLetterDiffers,
    UnwritableOutput,
)
from mmfinance.files import make_private_folder, write_private


def render_chunk(tasks: Sequence[Task], job: Job) -> list[Outcome]:
    """Work on a chunk of rows; one outcome each, in order.

    A bad row is an outcome with problems and stops no other. Raises only what stops the whole run: UnwritableOutput
    (a full disk), MissingEnvironment, BrokenData of the directory itself. A row that takes too long ends the process.
    """
    return list(render_rows(tasks, job))


def render_rows(tasks: Sequence[Task], job: Job) -> Iterator[Outcome]:
    """The same, each outcome as soon as there is one, so that a death says which row it was."""
    directory, start = _directory(job.programs, job.overlay), time.perf_counter()
    with at_most(job.limits.seconds):
        read = [_guarded(task, job, partial(case_of_row, task.row, job.columns, job.as_of)) for task in tasks]
        found = iter(_matched([one for one in read if isinstance(one, Case)], directory))
    share = (time.perf_counter() - start) / max(1, len(tasks))
    for task, one in zip(tasks, read, strict=True):
        start = time.perf_counter()
        if isinstance(one, Case):
            one = _guarded(task, job, partial(_worked, task, one, next(found), job, directory))
        yield replace(one, seconds=share + time.perf_counter() - start)


T = TypeVar("T")


def _guarded(task: Task, job: Job, work: Callable[[], T]) -> T | Outcome:
    """What the work on a row gives, or the row's outcome where it fails."""
    try:
        return work()
    except InvalidRow as error:
        return failed(task, *error.problems)
    except OutsideMonths as error:
        return failed(task, outside_months(task.row, job.columns, error))
    except (UnwritableOutput, MissingEnvironment):
        raise
    except MmfinanceError as error:
        return failed_as_a_whole(task, str(error))
    except (MemoryError, RecursionError) as error:
        return failed_as_a_whole(task, f"asks for more than a row may take ({type(error).__name__})")
    except Exception as error:  # Never its message nor a traceback: both may quote the case.
        return failed_as_a_whole(task, f"a fault in mmfinance itself ({type(error).__name__} at {_place(error)})")


def _matched(cases: Sequence[Case], directory: Directory) -> list[CaseMatch]:
    """Match all cases at once, which takes a tenth of the time; where one of them stops that, each is left alone."""
    found = matches_of(cases, directory)
    try:
        for match in found:
            _ = match.verdicts
    except Exception:  # It is raised again, for the right row.
        return [matches_of([case], directory)[0] for case in cases]
    return found


def _worked(task: Task, case: Case, found: CaseMatch, job: Job, directory: Directory) -> Outcome:
    with at_most(job.limits.seconds):
        worked = work_out(case, found, job, directory)
    letters = letters_of(worked, job, directory)
    written = []
    with _heard() as warned:
        while letter := _next_within(letters, job.limits.seconds):
            written.append(_write(task.folder, *letter, job))
    return Outcome(
        row=task.row.number,
        folder=task.folder,
        fingerprint=task.fingerprint,
        case_id=worked.case.case_id,
        letters=tuple(written),
        verdicts=worked.verdicts,
        missing=worked.missing,
        totals=worked.totals,
        doubt=next((str(one.message) for one in warned if one.category is StampedLetterDiffers), ""),
    )


@contextmanager
def _heard() -> Iterator[list[warnings.WarningMessage]]:
    """Keep what is warned of, for the manifest: a worker's own output is read by nobody."""
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always", StampedLetterDiffers)
        yield warned


def _next_within(letters: Iterator[tuple[str, bytes]], seconds: float) -> tuple[str, bytes] | None:
    with at_most(seconds):
        return next(letters, None)


def _write(folder: str, name: str, content: bytes, job: Job) -> WrittenLetter:
    path = Path(folder, name)
    target = job.out / path
    make_private_folder(target.parent)
    write_private(target, content, job.partial)
    return WrittenLetter(path.as_posix(), len(content), hashlib.sha256(content).hexdigest())


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """End this process when the time is over: a clock outside the interpreter, which no native call keeps waiting.

    The alarm's own way to end a process costs nothing; the clock of faulthandler is a thread, and to end that takes up
    to two milliseconds of a letter's seven.
    """
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)
    else:
        faulthandler.dump_traceback_later(seconds, exit=True, file=_nowhere())
    try:
        yield
    finally:
        if sys.platform != "win32":
            signal.setitimer(signal.ITIMER_REAL, 0)
        else:
            faulthandler.cancel_dump_traceback_later()


@lru_cache(maxsize=1)
def _nowhere() -> IO[str]:
    return open(os.devnull, "w", encoding="utf-8")


@lru_cache(maxsize=1)
def _directory(programs: Path | None, overlay: Path | None) -> Directory:
    """Load the directory once for all chunks that a process works on."""
    return load_directory(programs, overlay)


def _place(error: Exception) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(last.filename).name}:{last.lineno}"
