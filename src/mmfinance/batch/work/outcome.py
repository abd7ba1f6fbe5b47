"""What a worker is given for one row, and what it gives back."""

from dataclasses import dataclass
from typing import Any

from mmfinance.assistance.result import Verdict
from mmfinance.batch.rows import RawRow, RowProblem
from mmfinance.money import dollars

VERDICT_DIGITS = {verdict: str(digit) for digit, verdict in enumerate(reversed(Verdict))}
"""One digit a verdict, 0 ineligible to 3 eligible, as in the columns of `assistance.evaluate`."""


@dataclass(frozen=True)
class Task:
    """One row to work on, the folder its letters belong to (from the output folder on), and its fingerprint.

    `case_id` is the row's own, where it is one that may be printed.
    """

    row: RawRow
    folder: str
    fingerprint: str
    case_id: str | None = None


@dataclass(frozen=True)
class WrittenLetter:
    """One letter on disk: its path from the output folder on, its size in bytes and its SHA-256."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Totals:
    """Cents that a case is likely to cost, and what is left to pay with help."""

    low: int
    expected: int
    high: int
    left_if_guaranteed: int
    left_if_likely: int


@dataclass(frozen=True)
class Outcome:
    """What came of one row.

    `verdicts` is one digit a program in the directory's order (3 eligible, 2 possible, 1 need_info, 0 ineligible);
    `missing` names the facts that still decide something. A row with `problems` has failed and has no letters; one with
    a `doubt` has them, and something to be reported.
    """

    row: int
    folder: str
    fingerprint: str
    case_id: str | None = None
    letters: tuple[WrittenLetter, ...] = ()
    verdicts: str = ""
    missing: tuple[str, ...] = ()
    totals: Totals | None = None
    seconds: float = 0.0
    problems: tuple[RowProblem, ...] = ()
    doubt: str = ""


def failed(task: Task, *problems: RowProblem) -> Outcome:
    """The outcome of a row that has no letters, and why."""
    return Outcome(task.row.number, task.folder, task.fingerprint, task.case_id, problems=tuple(sorted(problems)))


def failed_as_a_whole(task: Task, what: str) -> Outcome:
    """The outcome of a row that could not be worked on, for a reason that is no single cell's."""
    return failed(task, RowProblem(task.row.number, "", what, ""))


def manifest_line(outcome: Outcome) -> dict[str, Any]:
    """The line of the manifest: money in dollars, verdicts counted."""
    totals = outcome.totals
    return {
        "row": outcome.row,
        "case_id": outcome.case_id,
        "files": [{"path": one.path, "bytes": one.size, "sha256": one.sha256} for one in outcome.letters],
        "fingerprint": outcome.fingerprint,
        "verdicts": {verdict.value: outcome.verdicts.count(digit) for verdict, digit in VERDICT_DIGITS.items()}
        if outcome.verdicts
        else None,
        "totals": {name: dollars(cents) for name, cents in vars(totals).items()} if totals else None,
        "seconds": round(outcome.seconds, 3),
        "error": "; ".join(error_of(problem) for problem in outcome.problems) or outcome.doubt or None,
    }


def error_of(problem: RowProblem) -> str:
    """One problem in one line."""
    where = f"{problem.column}: " if problem.column else ""
    return f"{where}{problem.what}" + (f"; expected {problem.expected}" if problem.expected else "")
