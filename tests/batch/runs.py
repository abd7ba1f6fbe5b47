"""Runs for tests: invented cases, a program directory that never changes, and cheap letters."""

import hashlib
import json
from collections.abc import Generator, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from mmfinance.batch.columns.plan import ColumnPlan
from mmfinance.batch.engines.engine import Chunk, Engine
from mmfinance.batch.order import Order, job_of
from mmfinance.batch.output.folder import FOLDERS, Layout
from mmfinance.batch.output.summary import Summary
from mmfinance.batch.rows import RawRow, RowProblem
from mmfinance.batch.run import Input, Watch, run
from mmfinance.batch.work.chunk import render_rows
from mmfinance.batch.work.job import Job
from mmfinance.batch.work.outcome import Outcome

FROZEN_PROGRAMS = Path(__file__).parents[1] / "data" / "programs"
TODAY = date(2026, 11, 24)


def document(case_id: str | None, **sections: Any) -> dict[str, Any]:
    """An uninsured person with little money, whom several programs fit."""
    case = {
        "as_of": "2026-11-24",
        "patient": {"name": f"Person {case_id} Fictional", "birth_date": "1960-05-04", "address": {"state": "PA"}},
        "household": {"size": "2", "annual_income": "18000"},
        "diagnosis": {"disease": "multiple_myeloma"},
        "coverage": [{"kind": "uninsured"}],
    }
    return case | ({"case_id": case_id} if case_id else {}) | sections


def rows_of(*documents: dict[str, Any] | None) -> list[RawRow]:
    """Rows of case documents; None is a line that is no document."""
    return [
        RawRow(number, "cases.jsonl", content, () if content else (RowProblem(number, "", "is no JSON", "a document"),))
        for number, content in enumerate(documents, start=1)
    ]


def plain_rows(count: int) -> list[RawRow]:
    return rows_of(*(document(f"case-{number}") for number in range(1, count + 1)))


def write_json_lines(path: Path, rows: Sequence[RawRow]) -> Path:
    path.write_text("".join(f"{json.dumps(row.content)}\n" for row in rows), encoding="utf-8")
    return path


def ordered(out: Path, **changes: Any) -> Order:
    fields: dict[str, Any] = {"columns": ColumnPlan(), "letters": ("referral",), "format": "txt"}
    return Order(out=out, **(fields | {"programs": FROZEN_PROGRAMS} | changes))


class InThisProcess:
    """An engine without processes of its own: the same chunk function, and a count of the rows it was given."""

    def __init__(self) -> None:
        self.rows = 0

    def __call__(self, chunks: Iterator[Chunk], job: Job) -> Generator[Outcome]:
        for chunk in chunks:
            self.rows += len(chunk)
            yield from render_rows(chunk, job)


def run_rows(
    order: Order,
    rows: Sequence[RawRow],
    engine: Engine | None = None,
    layout: Layout = FOLDERS,
    watch: Watch | None = None,
) -> Summary:
    job, programs = job_of(order, TODAY)
    return run(Input("cases.jsonl", rows), job, engine or InThisProcess(), programs, layout, watch)


def manifest(out: Path, suffix: str = "") -> list[dict[str, Any]]:
    lines = (out / f"manifest{suffix}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def letters_on_disk(out: Path) -> dict[str, str]:
    """Every file below `letters`, with the hash of its content."""
    files = (path for path in sorted((out / "letters").rglob("*")) if path.is_file())
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def letters_in_manifest(out: Path) -> dict[str, str]:
    return {file["path"]: file["sha256"] for line in manifest(out) for file in line["files"]}


def without_seconds(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{name: value for name, value in line.items() if name != "seconds"} for line in lines]
