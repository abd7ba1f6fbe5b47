"""`mmfinance estimate` and `mmfinance compare`, as a person types them."""

import json
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]

EXAMPLES = Path(__file__).parents[2] / "examples"
EMPLOYER = EXAMPLES / "employer-crossing-plan-year.yaml"
FEW = ("--draws", "50")


def test_as_a_program_of_its_own(tmp_path: Path) -> None:
    chart = tmp_path / "cost.svg"
    command = [sys.executable, "-m", "mmfinance", "estimate", str(EMPLOYER), "--json", "--chart", str(chart)]
    first, second = (subprocess.run(command, capture_output=True, check=True) for _ in range(2))
    assert first.stdout == second.stdout
    assert first.stderr == b""
    assert json.loads(first.stdout)["schema"] == "mmfinance/estimate@1"
    assert chart.read_text(encoding="utf-8").startswith("<svg")
    assert stat.S_IMODE(chart.stat().st_mode) == 0o600


def test_the_text_says_the_range_the_groups_and_the_questions(mmfinance: Run) -> None:
    code, shown, problems = mmfinance("estimate", EMPLOYER, *FEW)
    assert (code, problems) == (0, "")
    for words in (
        "Likely between $",
        "Premiums come on top",
        "of the household's yearly income",
        "Travel and lodging",
        "2027-01",
        "Teclistamab (Tecvayli)",
        "employer from 2027-01-01",
        "out-of-pocket maximum",
        "What would make this more certain",
        "no medical or legal advice",
    ):
        assert words in shown


def test_no_limit_is_said_as_such(mmfinance: Run) -> None:
    _, shown, _ = mmfinance("estimate", EXAMPLES / "medicare-no-supplement.yaml", *FEW)
    assert "NO LIMIT" in shown


def test_a_month_and_a_service_open(mmfinance: Run) -> None:
    code, shown, _ = mmfinance("estimate", EMPLOYER, *FEW, "--explain", "--month", "2027-01")
    assert code == 0
    assert "2027-01:" in shown
    assert "2027-02:" not in shown
    code, shown, _ = mmfinance("estimate", EMPLOYER, *FEW, "--explain", "--service", "1")
    assert code == 0
    assert "left before" in shown
    code, shown, _ = mmfinance("estimate", EMPLOYER, *FEW, "--explain", "--json")
    assert json.loads(shown)["explanation"]["months"]


def test_another_day_is_replayed(mmfinance: Run) -> None:
    _, shown, _ = mmfinance("estimate", EMPLOYER, *FEW, "--json", "--as-of", "2026-12-20")
    assert json.loads(shown)["as_of"] == "2026-12-20"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--month", "2027-01"), "--explain"),
        (("--explain", "--month", "2035-01"), "2035-01"),
        (("--explain", "--service", "0"), "expected a number from 1"),
        (("--explain", "--service", "1", "--month", "2027-01"), "not both"),
        (("--chart", "cost.jpg"), ".svg or .png"),
        (("--chart", "no-such-folder/cost.svg"), "cannot write"),
    ],
)
def test_wrong_use_ends_with_2_and_says_what_is_expected(
    arguments: tuple[str, ...], words: str, mmfinance: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, problems = mmfinance("estimate", EMPLOYER, *FEW, *arguments)
    assert code == 2
    assert words in problems
    assert list(tmp_path.iterdir()) == []


def test_compare_prints_choices_and_recommends_nothing(mmfinance: Run, tmp_path: Path) -> None:
    choices = ("--care-path", "teclistamab", "--care-path", "follow_up", "--sort", "expected")
    code, shown, problems = mmfinance("compare", EMPLOYER, *FEW, *choices, "--chart", tmp_path / "c.svg")
    assert (code, problems) == (0, "")
    assert shown.index("follow_up") < shown.index("teclistamab")
    assert "recommends nothing" in shown
    assert (tmp_path / "c.svg").exists()


def test_compare_as_json(mmfinance: Run) -> None:
    code, shown, _ = mmfinance("compare", EMPLOYER, *FEW, "--site", "office", "--site", "outpatient_hospital", "--json")
    document = json.loads(shown)
    assert code == 0
    assert document["schema"] == "mmfinance/comparison@1"
    assert [one["label"] for one in document["options"]] == ["office", "outpatient hospital"]


def test_compare_needs_two_choices(mmfinance: Run) -> None:
    code, _, problems = mmfinance("compare", EMPLOYER, *FEW)
    assert code == 2
    assert "at least two" in problems


def test_without_a_treatment_no_share_of_the_income_is_claimed(mmfinance: Run, tmp_path: Path) -> None:
    told = tmp_path / "case.yaml"
    told.write_text("as_of: 2026-11-25\nhousehold:\n  size: 1\n  annual_income: 40000\n", encoding="utf-8")
    _, shown, _ = mmfinance("estimate", told, *FEW)
    assert "no treatment and no service is known" in shown
    assert "$0" not in shown
    assert "0%" not in shown
    assert "NO LIMIT" not in shown
    assert "1. Which health coverage do you have" in shown
