"""What was seen too long ago is unknown; what a person saw today wins; two answers on one day are a conflict."""

from datetime import date
from pathlib import Path

import pytest

from mmfinance.assistance.directory import load_directory
from mmfinance.assistance.freshness import availability, stale_in
from mmfinance.assistance.overlay import observe, read_overlay
from mmfinance.assistance.result import Availability
from mmfinance.errors import InvalidDocument
from tests.assistance.files import write_program

SEEN = (
    ("state: unknown ", "state: open "),
    ("observed_on: null", "observed_on: 2026-11-01"),
    ("status.observed_on, ", ""),
)


def seen(folder: Path, day: str, overlay: Path | None = None) -> Availability:
    directory = load_directory(folder, overlay or folder / "nothing")
    program = directory["my-fund"]
    on = date.fromisoformat(day)
    return availability(program, directory.overlay.status(program, on), on)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-11-01", Availability.OPEN),
        ("2026-11-15", Availability.OPEN),
        ("2026-11-16", Availability.UNKNOWN),
        ("2026-10-31", Availability.UNKNOWN),
    ],
)
def test_a_status_counts_for_its_days_and_not_before_it_was_seen(tmp_path: Path, day: str, expected: str) -> None:
    write_program(tmp_path, "my-fund", *SEEN)
    assert seen(tmp_path, day) == expected


def test_a_right_does_not_run_out(tmp_path: Path) -> None:
    write_program(tmp_path, "my-fund", ("state: unknown ", "state: always "))
    assert seen(tmp_path, "2031-01-01") is Availability.OPEN


def test_what_ended_is_closed_since_that_day(tmp_path: Path) -> None:
    ended = ("operation: active", "ended_on: 2026-11-10\noperation: closed")
    write_program(tmp_path, "my-fund", *SEEN, ended)
    assert seen(tmp_path, "2026-11-09") is Availability.OPEN
    assert seen(tmp_path, "2026-11-10") is Availability.CLOSED


def test_what_somebody_saw_wins_and_grows_old(tmp_path: Path) -> None:
    write_program(tmp_path / "programs", "my-fund", *SEEN)
    overlay = tmp_path / "status"
    path = observe(overlay, "my-fund", "closed", date(2026, 11, 10), "https://example.org/fund")
    assert path.stat().st_mode & 0o777 == 0o600
    assert seen(tmp_path / "programs", "2026-11-09", overlay) is Availability.OPEN
    assert seen(tmp_path / "programs", "2026-11-12", overlay) is Availability.CLOSED
    assert seen(tmp_path / "programs", "2026-12-12", overlay) is Availability.UNKNOWN


def test_an_older_sight_does_not_win_over_a_newer_shipped_status(tmp_path: Path) -> None:
    write_program(tmp_path / "programs", "my-fund", *SEEN)
    observe(tmp_path / "status", "my-fund", "closed", date(2026, 10, 30))
    assert seen(tmp_path / "programs", "2026-11-05", tmp_path / "status") is Availability.OPEN


def test_two_answers_on_one_day_are_a_conflict(tmp_path: Path) -> None:
    write_program(tmp_path / "programs", "my-fund", *SEEN)
    overlay = tmp_path / "status"
    observe(overlay, "my-fund", "closed", date(2026, 11, 10))
    observe(overlay, "my-fund", "open", date(2026, 11, 10))
    assert seen(tmp_path / "programs", "2026-11-11", overlay) is Availability.UNKNOWN
    conflict = load_directory(tmp_path / "programs", overlay).overlay.conflict("my-fund", date(2026, 11, 11))
    assert conflict is not None
    assert conflict.startswith("seen as closed and as open on 2026-11-10")


def test_problems_of_status_files_are_kept(tmp_path: Path) -> None:
    observe(tmp_path, "no-such-fund", "open", date(2026, 11, 10))
    (tmp_path / "note.yaml").write_text("program: my-fund\nstate: perhaps\nseen_on: 2026-11-10\n")
    overlay = read_overlay(tmp_path, {"my-fund"})
    assert [problem.path for problem in overlay.problems] == ["program", "state"] or len(overlay.problems) == 2


def test_a_source_has_to_be_a_web_address(tmp_path: Path) -> None:
    with pytest.raises(InvalidDocument, match="web address"):
        observe(tmp_path, "my-fund", "open", date(2026, 11, 10), source="the phone")


def test_stale_lists_statuses_and_rules(tmp_path: Path) -> None:
    write_program(tmp_path, "my-fund", *SEEN)
    day = date(2027, 12, 1)
    assert {one.what for one in stale_in(load_directory(tmp_path), day)} == {"rules", "status"}
    assert stale_in(load_directory(tmp_path), date(2026, 11, 10)) == []
