"""The `case` commands, and what every kind of bad input gets: one clear message, exit code 2, nothing half-written."""

import json
import stat
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from mmfinance.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"
GOOD = EXAMPLES / "half-missing.yaml"


def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: str) -> tuple[int, str, str]:
    monkeypatch.setattr(sys, "argv", ["mmfinance", "case", *arguments])
    with pytest.raises(SystemExit) as ended:
        main()
    captured = capsys.readouterr()
    return int(ended.value.code or 0), captured.out, captured.err


def as_user(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mmfinance", "case", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, timeout=60, check=False)


def test_a_good_case(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(capsys, monkeypatch, "check", str(GOOD)) == (0, "half-missing.yaml: no mistakes found\n", "")


def test_a_good_case_as_json(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, _ = run(capsys, monkeypatch, "check", str(GOOD), "--json")
    assert code == 0
    assert json.loads(out) == {
        "schema": "mmfinance/case-check@1",
        "file": "half-missing.yaml",
        "valid": True,
        "problems": [],
    }


def test_problems_as_json(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("as_of: 2026-11-24\nhousehold: {size: x}\ncoverage: 5\n", encoding="utf-8")
    code, out, err = run(capsys, monkeypatch, "check", str(path), "--json")
    document = json.loads(out)
    assert (code, err, document["valid"]) == (2, "", False)
    assert document["problems"] == [
        {"file": "bad.yaml", "line": 2, "path": "household.size", "message": "found 'x'; expected a whole number"},
        {
            "file": "bad.yaml",
            "line": 3,
            "path": "coverage",
            "message": "found plain text; expected a list (each entry on its own line, after a dash)",
        },
    ]


BOMB = "a: &a [x]\n" + "\n".join(f"b{n}: &b{n} [*a, *a]" for n in range(50))
PLAN = "coverage: [{kind: employer, deductible: {individual: 9000}, out_of_pocket_maximum: {individual: 5000}}]"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (bytes(range(256)), "is not a text file"),
        (b"", "is empty"),
        (BOMB.encode(), "YAML aliases (*name) are not allowed"),
        (b"as_of: 2026-11-24\nhousehold: {annual_income: -1}\n", "bad.yaml:2: household.annual_income: found '-1'; an amount cannot be negative"),
        (b"as_of: 2026-11-24\npatient: {birth_date: 2030-01-01}\n", "bad.yaml:2: patient.birth_date: is after as_of"),
        (f"as_of: 2026-11-24\n{PLAN}\n".encode(), "bad.yaml:2: coverage[0].deductible.individual: is above the individual out-of-pocket maximum"),
        (b"as_of: [\n", "is not valid YAML"),
    ],
    ids=["garbage", "empty", "alias bomb", "negative income", "future birth", "deductible above maximum", "syntax"],
)  # fmt: skip
def test_bad_content(content: bytes, message: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:  # fmt: skip
    path = tmp_path / "bad.yaml"
    path.write_bytes(content)
    code, out, err = run(capsys, monkeypatch, "check", str(path))
    assert (code, out) == (2, "")
    assert err.startswith("error: ")
    assert message in err
    assert "Traceback" not in err


def test_a_file_too_large_to_be_a_case(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "huge.yaml"
    with path.open("wb") as stream:
        stream.truncate(100_000_000)
    code, _, err = run(capsys, monkeypatch, "check", str(path))
    assert (code, err) == (2, "error: huge.yaml: is larger than 1,000 kB, the most that is read\n")


def test_a_missing_file_and_a_directory_as_a_user_meets_them(tmp_path: Path) -> None:
    missing = as_user("check", "absent.yaml", cwd=tmp_path)
    assert (missing.returncode, missing.stdout, missing.stderr) == (
        2,
        "",
        "error: absent.yaml: there is no such file\n",
    )
    directory = as_user("check", ".", cwd=tmp_path)
    assert (directory.returncode, directory.stdout) == (2, "")
    assert directory.stderr == "error: .: this is a directory; a file is expected\n"


def test_a_new_case_is_private_and_passes(tmp_path: Path) -> None:
    assert as_user("new", "-o", "case.yaml", cwd=tmp_path).returncode == 0
    assert stat.S_IMODE((tmp_path / "case.yaml").stat().st_mode) == 0o600
    assert as_user("check", "case.yaml", cwd=tmp_path).stdout == "case.yaml: no mistakes found\n"


def test_a_new_case_is_of_today(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    days = {date.today().isoformat()}
    code, out, _ = run(capsys, monkeypatch, "new")
    days.add(date.today().isoformat())
    assert code == 0
    assert any(f"as_of: {day}" in out for day in days)


def test_an_existing_case_is_never_overwritten(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("as_of: 2026-11-24\n", encoding="utf-8")
    code, _, err = run(capsys, monkeypatch, "new", "-o", str(path))
    assert code == 2
    assert "exists already" in err
    assert path.read_text(encoding="utf-8") == "as_of: 2026-11-24\n"


def test_an_unwritable_output(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    code, out, err = run(capsys, monkeypatch, "new", "-o", str(tmp_path / "absent" / "case.yaml"))
    assert (code, out) == (2, "")
    assert "cannot write" in err
    assert list(tmp_path.iterdir()) == []


def test_the_schema_is_one_json_document(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    code, out, _ = run(capsys, monkeypatch, "schema")
    assert code == 0
    assert json.loads(out)["required"] == ["as_of"]
