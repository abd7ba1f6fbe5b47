import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.batch.runs import (
    FROZEN_PROGRAMS,
    document,
    letters_in_manifest,
    letters_on_disk,
    manifest,
    plain_rows,
    rows_of,
    write_json_lines,
)

Run = Callable[..., tuple[int, str, str]]
SAID_FIRST = "up to 19 referrals a person, one to each program that is eligible or possible; --program ID for one\n"
OPTIONS = ("--letters", "referral", "--format", "txt", "--programs", FROZEN_PROGRAMS, "--workers", "1")


def test_a_file_becomes_letters_and_bad_rows_end_with_1(mmfinance: Run, tmp_path: Path) -> None:
    cases = write_json_lines(tmp_path / "cases.jsonl", rows_of(document("a"), {"case_id": "b", "as_of": "soon"}))
    out = tmp_path / "out"
    code, printed, _ = mmfinance("batch", "run", cases, "-o", out, *OPTIONS, "--json")
    assert code == 1
    summary = json.loads(printed)
    assert (summary["schema"], summary["rows"], summary["failed"]) == ("mmfinance/batch-summary@1", 2, 1)
    assert letters_on_disk(out) == letters_in_manifest(out)
    code, printed, said = mmfinance("batch", "run", cases, "-o", out, *OPTIONS)
    assert code == 1
    assert said == SAID_FIRST
    assert printed.startswith("2 rows: 1 done, 1 failed;")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--letters", "acton"), "did you mean action?"),
        (("--program", "no-such-program", "--letters", "referral"), "no program named"),
        (("--program", "ssi"), "--letters referral"),
        (("--shard", "3/2"), "expected K/N"),
        (("--scheduler", "tcp://x:1"), "--engine dask"),
        (("--engine", "dask"), "--scheduler ADDRESS"),
        (("--print", "--format", "txt"), "not from txt"),
        (("--templates", "no-such-folder"), "no such template directory"),
    ],
)
def test_bad_usage_ends_with_2_before_anything_is_written(
    mmfinance: Run, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    cases = write_json_lines(tmp_path / "cases.jsonl", plain_rows(1))
    code, _, error = mmfinance("batch", "run", cases, "-o", tmp_path / "out", "--programs", FROZEN_PROGRAMS, *options)
    assert code == 2
    assert said in error
    assert not (tmp_path / "out").exists()


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX systems")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_run_says_how_to_go_on_and_leaves_no_half_letter(tmp_path: Path, number: signal.Signals) -> None:
    cases = write_json_lines(tmp_path / "cases.jsonl", plain_rows(2000))
    out = tmp_path / "out"
    command = [sys.executable, "-m", "mmfinance", "batch", "run", cases, "-o", out, *OPTIONS]
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)  # A suite in the background ignores it, children too.
    running = subprocess.Popen([*map(str, command)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    signal.signal(signal.SIGINT, before)
    while sum(1 for _ in (out / "letters").glob("*/*/*.txt")) < 20:
        assert running.poll() is None
    running.send_signal(number)
    _, said = running.communicate()
    assert (running.returncode, said) == (130, SAID_FIRST + "stopped; run the same command again\n")
    assert 0 < len(manifest(out)) < 2000
    assert letters_on_disk(out) == letters_in_manifest(out)
    assert {path.name for path in out.iterdir() if path.name.startswith(".")} == {".state.sqlite"}


def test_screen_prints_what_it_did(mmfinance: Run, tmp_path: Path) -> None:
    cases = write_json_lines(tmp_path / "cases.jsonl", rows_of(document("a"), {"as_of": "soon"}))
    table = tmp_path / "screened.csv"
    options = ("--programs", FROZEN_PROGRAMS, "--workers", "1")
    code, printed, _ = mmfinance("batch", "screen", cases, "-o", table, *options, "--json")
    assert (code, json.loads(printed)) == (1, {"schema": "mmfinance/batch-screen@1", "screened": 1, "failed": 1})
    assert len(table.read_text().splitlines()) == 2
