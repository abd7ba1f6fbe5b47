"""The hostile file of 60 rows through a whole run: each bad row reported, each good row lettered."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from mmfinance.batch.columns.plan import plan_columns
from mmfinance.batch.order import job_of
from mmfinance.batch.output.problems import safe_cell
from mmfinance.batch.run import Input, run
from mmfinance.batch.sources.source import open_source
from tests.batch.runs import TODAY, InThisProcess, letters_in_manifest, letters_on_disk, manifest, ordered
from tests.batch.test_hostile_rows import BAD, hostile_file


def test_each_bad_row_is_reported_and_each_good_row_has_its_letter(tmp_path: Path) -> None:
    out, source = tmp_path / "out", open_source(hostile_file(tmp_path))
    order = ordered(out, letters=("insurer-questions",), columns=plan_columns(source.columns))
    job, programs = job_of(order, TODAY)
    summary = run(Input("hostile.csv", source), job, InThisProcess(), programs)
    lines = manifest(out)
    assert (summary.rows, summary.failed) == (60, len(BAD))
    assert Counter(bool(line["files"]) for line in lines) == {True: 60 - len(BAD), False: len(BAD)}
    assert letters_on_disk(out) == letters_in_manifest(out)
    with (out / "problems.csv").open(newline="", encoding="utf-8") as stream:
        told = {int(problem["row"]) for problem in csv.DictReader(stream)}
    assert told == {line["row"] for line in lines if line["error"]}
    for name in ("manifest.jsonl", "problems.csv", "summary.json", "summary.txt"):
        text = (out / name).read_text(encoding="utf-8")
        assert not any(value in text for value in ("Jane", "6789", "passwd", "calc", "1e999"))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_starts_a_formula(text: str) -> None:
    assert safe_cell(text) == f"'{text}"
    assert safe_cell(f"a{text}") == f"a{text}"
