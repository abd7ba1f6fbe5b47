"""`mmfinance plan` on the command line: what a person at home reads."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from mmfinance.cli.app import app

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def no_supplement() -> str:
    told = ("plan", str(EXAMPLES / "medicare-no-supplement.yaml"))
    return CliRunner().invoke(app, told, catch_exceptions=False).output


def test_the_parts_stand_in_order(no_supplement: str) -> None:
    parts = (
        "This week",
        "After that",
        "After that, sent by your care team: ask them",
        "Papers to collect now",
        "Dates",
    )
    places = [no_supplement.index(f"\n{part}\n") for part in parts]
    assert places == sorted(places)


def test_what_only_the_care_team_sends_stands_apart(no_supplement: str) -> None:
    yours, theirs = no_supplement.split("After that, sent by your care team: ask them")
    assert "Urgent Need Program" not in yours
    assert "Urgent Need Program" in theirs.split("Papers to collect now")[0]


def test_only_what_may_be_closed_is_asked_about(no_supplement: str) -> None:
    lines = no_supplement.splitlines()
    after = {
        line.split(". ", 1)[1]: lines[place + 1]
        for place, line in enumerate(lines)
        if line[:1].isdigit() and ". " in line
    }
    assert after["Ask about SNAP (food stamps) – US Department of Agriculture and the states"].startswith("   https://")
    assert any(line.startswith("   Ask first if it is open. 877-557-2672") for line in after.values())


def test_the_enrollment_window_and_the_business_days_are_dates(no_supplement: str) -> None:
    dates = no_supplement.split("\nDates\n")[1]
    assert "2026-12-07  Medicare plans for the new year (open enrollment): Last day to choose" in dates
    assert "2026-11-25  Road To Recovery: Call for the ride" in dates


def test_a_paper_says_who_needs_it(no_supplement: str) -> None:
    assert "  Statements of savings and other assets - for Extra Help" in no_supplement


def test_what_is_left_is_said_with_what_is_not_counted(no_supplement: str) -> None:
    assert "Left to pay if only sure and open help comes: $" in no_supplement
    assert "Not counted, as nobody can tell the amount yet: " in no_supplement
