"""The three reports beside the letters: the manifest, the list of problems and the summary."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from mmfinance.batch.output.problems import ProblemsTable
from mmfinance.batch.output.summary import Summary, summary_of
from mmfinance.batch.work.outcome import Outcome, manifest_line
from mmfinance.files import written_whole


def write_reports(
    out: Path,
    partial: Path,
    suffix: str,
    outcomes: Iterable[Outcome],
    programs: Sequence[str],
    archive: Callable[[str], str | None] | None = None,
) -> Summary:
    """Write `manifest.jsonl`, `problems.csv`, `summary.json` and `summary.txt`, each in one step; read outcomes once.

    `archive` names the archive that holds a letter. Raises UnwritableOutput.
    """
    manifest, problems = out / f"manifest{suffix}.jsonl", out / f"problems{suffix}.csv"
    with _text(manifest, partial) as lines, _text(problems, partial) as table:
        summary = summary_of(_reported(outcomes, lines, ProblemsTable(table), archive), programs)
    with _text(out / f"summary{suffix}.json", partial) as stream:
        stream.write(json.dumps(summary.document(), indent=2) + "\n")
    with _text(out / f"summary{suffix}.txt", partial) as stream:
        stream.write(summary.text())
    return summary


def _reported(
    outcomes: Iterable[Outcome],
    manifest: IO[str],
    problems: ProblemsTable,
    archive: Callable[[str], str | None] | None,
) -> Iterator[Outcome]:
    for outcome in outcomes:
        line = manifest_line(outcome)
        if archive:
            line["files"] = [{**file, "archive": archive(file["path"])} for file in line["files"]]
        manifest.write(json.dumps(line, separators=(",", ":")) + "\n")
        problems.add(outcome.problems)
        yield outcome


@contextmanager
def _text(target: Path, partial: Path) -> Iterator[IO[str]]:
    with written_whole(target, partial) as path, path.open("w", encoding="utf-8", newline="") as stream:
        yield stream
