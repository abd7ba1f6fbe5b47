"""The `carepaths` command."""

import json
import subprocess
import sys


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-m", "mmfinance", "carepaths", *arguments]
    return subprocess.run(program, capture_output=True, text=True, check=False)


def test_the_list_marks_what_is_off_label_or_unpriced() -> None:
    ran = run()
    assert ran.returncode == 0
    assert "teclistamab: Teclistamab (Tecvayli)" in ran.stdout
    assert "venetoclax_dexamethasone: Venetoclax and dexamethasone (not approved for myeloma)" in ran.stdout


def test_one_path_shows_schedule_prices_and_sources() -> None:
    ran = run("teclistamab", "--on", "2026-09-01")
    assert ran.returncode == 0
    assert "Weekly doses: every 7 days from day 14" in ran.stdout
    assert "Teclistamab (Tecvayli) 1.5 mg per kg: $10,808.84 (2026Q3)" in ran.stdout
    assert "https://" in ran.stdout


def test_json_is_one_document() -> None:
    path = json.loads(run("teclistamab", "--on", "2026-09-01", "--json").stdout)
    assert path["schema"] == "mmfinance/carepath@1"
    weekly = next(phase for phase in path["phases"] if phase["id"] == "weekly")
    assert weekly["gives"][0]["lines"][0]["allowed"] == 10808.84
    assert json.loads(run("--json").stdout)["schema"] == "mmfinance/carepaths@1"


def test_an_unknown_path_names_the_nearest() -> None:
    ran = run("teclistmab")
    assert ran.returncode == 2
    assert "did you mean teclistamab" in ran.stderr
    assert ran.stdout == ""
