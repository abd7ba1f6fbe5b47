"""Commands that find something wrong, or nothing, say it in one JSON document too, with the same exit code."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Run = Callable[..., tuple[int, str, str]]

CHECKOUT = Path(__file__).parents[2]
PROGRAM = next((CHECKOUT / "programs").rglob("fmla.yaml"))


def document(mmfinance: Run, *arguments: str | Path) -> tuple[int, Any]:
    code, shown, problems = mmfinance(*arguments, "--json")
    assert problems == ""
    return code, json.loads(shown)


def test_check_of_a_good_and_of_a_broken_directory(mmfinance: Run, tmp_path: Path) -> None:
    (tmp_path / "fmla.yaml").write_bytes(PROGRAM.read_bytes())
    assert document(mmfinance, "programs", "check", tmp_path) == (
        0,
        {"schema": "mmfinance/programs-check@1", "problems": []},
    )
    (tmp_path / "broken.yaml").write_text("id: broken\nno_such_key: 1\n", encoding="utf-8")
    code, found = document(mmfinance, "programs", "check", tmp_path)
    assert code == 3
    assert {"broken.yaml"} == {problem["file"] for problem in found["problems"]}
    assert any(problem["line"] == 2 and problem["path"] == "no_such_key" for problem in found["problems"])


def test_a_status_that_was_seen_and_one_that_contradicts_it(mmfinance: Run, tmp_path: Path) -> None:
    told = ("--seen-on", "2026-11-24", "--overlay", tmp_path / "seen")
    code, found = document(mmfinance, "programs", "status", "fmla", "open", *told)
    recorded = {"program": "fmla", "state": "open", "seen_on": "2026-11-24", "conflict": None}
    assert (code, found["schema"]) == (0, "mmfinance/status-seen@1")
    assert found["recorded"].items() >= recorded.items()
    assert Path(found["recorded"]["file"]).is_file()
    _, found = document(mmfinance, "programs", "status", "fmla", "closed", *told)
    assert "seen as closed and as open" in found["recorded"]["conflict"]


def test_diff_of_two_directories(mmfinance: Run, tmp_path: Path) -> None:
    for name in ("before", "after"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "fmla.yaml").write_bytes(PROGRAM.read_bytes())
    assert document(mmfinance, "programs", "diff", tmp_path / "before", tmp_path / "after")[1]["changes"] == []
    text = PROGRAM.read_text(encoding="utf-8").replace("id: fmla", "id: other")
    (tmp_path / "after" / "other.yaml").write_text(text, encoding="utf-8")
    (change,) = document(mmfinance, "programs", "diff", tmp_path / "before", tmp_path / "after")[1]["changes"]
    assert change.startswith("other: new")


def test_a_key_of_a_case(mmfinance: Run) -> None:
    code, found = document(mmfinance, "case", "explain", "household.size")
    assert (code, found["schema"], found["path"]) == (0, "mmfinance/case-key@1", "household.size")


def test_templates_that_are_not_there(mmfinance: Run, tmp_path: Path) -> None:
    for folder in ("own", "cases"):
        (tmp_path / folder).mkdir()
    (tmp_path / "cases" / "one.yaml").write_text("as_of: 2026-11-24\n", encoding="utf-8")
    code, found = document(mmfinance, "templates", "check", tmp_path / "own", "--examples", tmp_path / "cases")
    assert (code, found["schema"], found["examples"]) == (2, "mmfinance/templates-check@1", 1)
    assert any(finding["where"] == "action/letter.html" for finding in found["findings"])
