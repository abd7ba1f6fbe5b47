"""Workers and the run itself are killed (kill -9) at random moments: `bench/kill_test.py`, a small one in every suite.

MMFINANCE_LONG_TESTS=1 runs the long ones: 2,000 letters and 20 kills, on this machine's processes and on Dask.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "bench" / "kill_test.py"
long = pytest.mark.skipif("MMFINANCE_LONG_TESTS" not in os.environ, reason="MMFINANCE_LONG_TESTS=1 runs it")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="kill -9 is a thing of POSIX systems")


@pytest.mark.parametrize(
    "arguments",
    [
        ["30", "3"],
        pytest.param(["2000", "20"], marks=long),
        pytest.param(["2000", "20", "--dask"], marks=long),
    ],
    ids=" ".join,
)
def test_every_letter_is_there_once_whatever_was_killed(arguments: list[str]) -> None:
    command = [sys.executable, str(SCRIPT), *arguments, "--format", "txt"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "every letter exactly once, byte-identical" in ran.stdout
