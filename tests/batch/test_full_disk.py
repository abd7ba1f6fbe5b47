"""A disk that fills is a clear stop; with room again the same call completes the run."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mmfinance.errors import UnwritableOutput
from tests.batch.runs import (
    FROZEN_PROGRAMS,
    letters_in_manifest,
    letters_on_disk,
    ordered,
    plain_rows,
    run_rows,
    write_json_lines,
)

ROWS = 40
EXAMPLE = Path(__file__).parents[2] / "examples" / "half-missing.yaml"


@pytest.fixture(params=[48, 128, 200])
def small_disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A file system of so many kB, full at the first step, in the middle or near the end; only root can make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={request.param}k", "tmpfs", str(disk)]
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("a small file system needs root, and a system that lets root mount one")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_disk_that_fills_stops_the_run_and_room_completes_it(small_disk: Path, tmp_path: Path) -> None:
    out = small_disk / "out"
    with pytest.raises(UnwritableOutput, match=r"No space left|disk is full"):
        run_rows(ordered(out), plain_rows(ROWS))
    assert not (out / ".partial").exists()
    assert all(path.stat().st_size for path in (out / "letters").rglob("*.txt"))
    subprocess.run(["mount", "-o", "remount,size=20m", str(small_disk)], check=True)
    run_rows(ordered(out), plain_rows(ROWS))
    run_rows(ordered(tmp_path / "whole"), plain_rows(ROWS))
    assert letters_on_disk(out) == letters_on_disk(tmp_path / "whole") == letters_in_manifest(out)


@pytest.mark.parametrize("small_disk", [128], indirect=True)
def test_a_full_disk_is_one_message_and_exit_code_2_and_nothing_is_half_written(
    small_disk: Path, tmp_path: Path, mmfinance: Callable[..., tuple[int, str, str]]
) -> None:
    cases = write_json_lines(tmp_path / "cases.jsonl", plain_rows(ROWS))
    options = ("--letters", "referral", "--format", "txt", "--programs", FROZEN_PROGRAMS, "--workers", "1")
    code, _, error = mmfinance("batch", "run", cases, "-o", small_disk / "out", *options)
    assert (code, error.count("error: ")) == (2, 1)
    assert "No space left" in error or "disk is full" in error
    assert not (small_disk / "out" / ".partial").exists()
    (small_disk / "filler").write_bytes(bytes(_room(small_disk)))
    code, _, error = mmfinance("letter", EXAMPLE, "-o", small_disk / "letter.pdf")
    assert (code, error) == (2, f"error: cannot write {small_disk / 'letter.pdf'}: No space left on device\n")
    assert {path.name for path in small_disk.iterdir()} == {"out", "filler"}


def _room(disk: Path) -> int:
    found = os.statvfs(disk)
    return found.f_bavail * found.f_frsize
