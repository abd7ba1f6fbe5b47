"""The three reports beside the letters: the manifest, the list of problems and the summary."""

import csv
import json
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from mmfinance.batch.output.summary import Summary, summary_of
from mmfinance.batch.work.outcome import Outcome, manifest_line
from mmfinance.errors import UnwritableOutput

PROBLEM_COLUMNS = ("row", "column", "what", "expected")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_reports(
    out: Path, partial: Path, suffix: str, outcomes: Iterable[Outcome], programs: Sequence[str]
) -> Summary:
    """Write `manifest.jsonl`, `problems.csv`, `summary.json` and `summary.txt`, each in one step; read outcomes once.

    Raises UnwritableOutput.
    """
    manifest, problems = out / f"manifest{suffix}.jsonl", out / f"problems{suffix}.csv"
    with written_in_one_step(manifest, partial) as lines, written_in_one_step(problems, partial) as table:
        summary = summary_of(_reported(outcomes, lines, table), programs)
    with written_in_one_step(out / f"summary{suffix}.json", partial) as stream:
        stream.write(json.dumps(summary.document(), indent=2) + "\n")
    with written_in_one_step(out / f"summary{suffix}.txt", partial) as stream:
        stream.write(summary.text())
    return summary


def _reported(outcomes: Iterable[Outcome], manifest: IO[str], problems: IO[str]) -> Iterator[Outcome]:
    table = csv.writer(problems)
    table.writerow(PROBLEM_COLUMNS)
    for outcome in outcomes:
        manifest.write(json.dumps(manifest_line(outcome), separators=(",", ":")) + "\n")
        for problem in outcome.problems:
            table.writerow([problem.row, *map(safe_cell, (problem.column, problem.what, problem.expected))])
        yield outcome


def safe_cell(text: str) -> str:
    """Keep a spreadsheet from taking text for a formula: an apostrophe stands before what could start one."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


@contextmanager
def written_in_one_step(target: Path, partial: Path) -> Iterator[IO[str]]:
    """Open a text file that takes its place only when it is whole, with mode 0600. Raises UnwritableOutput."""
    try:
        descriptor, name = tempfile.mkstemp(dir=partial)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as stream:
            yield stream
        os.replace(name, target)
    except OSError as error:
        raise UnwritableOutput(f"cannot write {target}: {error.strerror}") from None
