"""The `batch check` and `batch template` commands, as a user runs them."""

import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest

CASES = 'Case ID,Last First,DOB,Monthly income,Insurance,MRN,Notes\na,"Doe, Jane",3/4/1956,2500,Medicare,1,x\n'


def as_user(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mmfinance", "batch", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, timeout=120, check=False)


def test_check_shows_how_each_column_is_read_before_anything_runs(tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text(CASES)
    ended = as_user("check", "cases.csv", cwd=tmp_path)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.splitlines()[0] == "cases.csv: 1 row can be worked out, 0 rows cannot"
    for line in (
        "  Monthly income -> household.annual_income (dollars a month, multiplied by 12)",
        "  MRN: looks like a medical record number, which is never read or kept",
        "  Notes: is not known",
    ):
        assert line in ended.stdout.splitlines()
    assert "Doe" not in ended.stdout


def test_check_ends_with_1_when_a_row_is_wrong_and_prints_one_document(tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text(CASES + "b,Roe,soon,1,Medicare,2,y\n")
    ended = as_user("check", "cases.csv", "--json", cwd=tmp_path)
    assert (ended.returncode, ended.stderr) == (1, "")
    found = json.loads(ended.stdout)
    assert found["schema"] == "mmfinance/batch-check@1"
    assert found["rows"] == {"good": 1, "bad": 1}
    assert found["columns"][2] == {
        "header": "DOB",
        "read_as": "patient.birth_date",
        "rule": found["columns"][2]["rule"],
    }
    (problem,) = found["first_problems"]
    assert (problem["row"], problem["column"]) == (3, "DOB")


def test_a_mapping_and_the_day_of_the_cases(tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_text("Born,Ins\n04/03/1956,MCR2\n")
    (tmp_path / "map.yaml").write_text(
        "columns:\n  Born: patient.birth_date day first\n  Ins: {to: coverage, words: {MCR2: medicare}}\n"
    )
    ended = as_user("check", "cases.csv", "--map", "map.yaml", "--as-of", "1956-03-01", cwd=tmp_path)
    assert ended.returncode == 1
    assert "row 2, Born: is after as_of" in ended.stdout
    assert as_user("check", "cases.csv", "--map", "map.yaml", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("cases.csv", b"a,b\n1,2\n", "none of the column headers is known"),
        ("cases.csv", b"", "is empty"),
        ("cases.xlsx", b"PK", "is no .xlsx workbook"),
        ("cases.doc", b"x", "ends with none of"),
    ],
)
def test_what_is_no_table_ends_with_2_and_one_message(name: str, content: bytes, message: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    ended = as_user("check", name, cwd=tmp_path)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"error: {name}: ") or message in ended.stderr
    assert message in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize("name", ["cases.csv", "cases.xlsx"])
def test_a_template_is_a_file_that_check_accepts_and_only_its_owner_reads(name: str, tmp_path: Path) -> None:
    assert as_user("template", "-o", name, cwd=tmp_path).stdout == f"wrote {name}\n"
    assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    ended = as_user("check", name, cwd=tmp_path)
    assert ended.returncode == 0
    assert "Not known" not in ended.stdout
    again = as_user("template", "-o", name, cwd=tmp_path)
    assert (again.returncode, again.stderr) == (2, f"error: {name} exists already; name a new file\n")
