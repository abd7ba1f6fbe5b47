"""A disk that fills is a clear stop; with room again the same call completes the run."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from mmfinance.errors import UnwritableOutput
from tests.batch.runs import letters_in_manifest, letters_on_disk, ordered, plain_rows, run_rows

ROWS = 40


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
