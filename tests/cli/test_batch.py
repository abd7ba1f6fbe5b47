"""The `batch check` and `batch template` commands, as a user runs them."""

import json
import stat
from pathlib import Path

import pytest

from tests.in_process import Run

CASES = 'Case ID,Last First,DOB,Monthly income,Insurance,MRN,Notes\na,"Doe, Jane",3/4/1956,2500,Medicare,1,x\n'


@pytest.fixture
def batch(mmfinance: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a `batch` command in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: mmfinance("batch", *arguments)


def test_check_shows_how_each_column_is_read_before_anything_runs(tmp_path: Path, batch: Run) -> None:
    (tmp_path / "cases.csv").write_text(CASES)
    code, shown, problem = batch("check", "cases.csv")
    assert (code, problem) == (0, "")
    assert shown.splitlines()[0] == "cases.csv: 1 row can be worked out, 0 rows cannot"
    for line in (
        "  Monthly income -> household.annual_income (dollars a month, multiplied by 12)",
        "  MRN: looks like a medical record number, which is never read or kept",
        "  Notes: is not known",
    ):
        assert line in shown.splitlines()
    assert "Doe" not in shown


def test_check_ends_with_1_when_a_row_is_wrong_and_prints_one_document(tmp_path: Path, batch: Run) -> None:
    (tmp_path / "cases.csv").write_text(CASES + "b,Roe,soon,1,Medicare,2,y\n")
    code, shown, problem = batch("check", "cases.csv", "--json")
    assert (code, problem) == (1, "")
    found = json.loads(shown)
    assert found["schema"] == "mmfinance/batch-check@1"
    assert found["rows"] == {"good": 1, "bad": 1}
    assert found["columns"][2] == {
        "header": "DOB",
        "read_as": "patient.birth_date",
        "rule": found["columns"][2]["rule"],
    }
    (problem,) = found["first_problems"]
    assert (problem["row"], problem["column"]) == (3, "DOB")


def test_a_mapping_and_the_day_of_the_cases(tmp_path: Path, batch: Run) -> None:
    (tmp_path / "cases.csv").write_text("Born,Ins\n04/03/1956,MCR2\n")
    (tmp_path / "map.yaml").write_text(
        "columns:\n  Born: patient.birth_date day first\n  Ins: {to: coverage, words: {MCR2: medicare}}\n"
    )
    code, shown, _ = batch("check", "cases.csv", "--map", "map.yaml", "--as-of", "1956-03-01")
    assert code == 1
    assert "row 2, Born: is after as_of" in shown
    assert batch("check", "cases.csv", "--map", "map.yaml")[0] == 0


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("cases.csv", b"a,b\n1,2\n", "none of the column headers is known"),
        ("cases.csv", b"", "is empty"),
        ("cases.xlsx", b"PK", "is no .xlsx workbook"),
        ("cases.doc", b"x", "ends with none of"),
    ],
)
def test_what_is_no_table_ends_with_2_and_one_message(
    name: str, content: bytes, message: str, tmp_path: Path, batch: Run
) -> None:
    (tmp_path / name).write_bytes(content)
    code, shown, problem = batch("check", name)
    assert (code, shown) == (2, "")
    assert problem.startswith(f"error: {name}: ") or message in problem
    assert message in problem
    assert "Traceback" not in problem


@pytest.mark.parametrize("name", ["cases.csv", "cases.xlsx"])
def test_a_template_is_a_file_that_check_accepts_and_only_its_owner_reads(
    name: str, tmp_path: Path, batch: Run
) -> None:
    assert batch("template", "-o", name) == (0, f"wrote {name}\n", "")
    assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    code, shown, _ = batch("check", name)
    assert code == 0
    assert "Not known" not in shown
    assert batch("template", "-o", name) == (2, "", f"error: {name} exists already; name a new file\n")
