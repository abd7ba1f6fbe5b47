"""A command that handles one case leaves nothing out that a person would notice, and says when it must be called."""

import subprocess
import sys

CHECK = """
import gc, os, sys
from mmfinance.cli.short_lived import be_short_lived
assert "numpy" not in sys.modules, "too late: NumPy has started its threads"
be_short_lived()
assert not gc.isenabled()
assert os.environ["OPENBLAS_NUM_THREADS"] == sys.argv[1]
"""


def check(threads: str, environment: dict[str, str]) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", CHECK, threads], env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr


def test_it_comes_before_numpy_and_needs_one_thread() -> None:
    check("1", {})


def test_a_number_of_threads_that_somebody_chose_stays() -> None:
    check("4", {"OPENBLAS_NUM_THREADS": "4"})
