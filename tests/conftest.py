"""How the whole suite runs: Hypothesis without deadlines (a busy machine is no failure), and repeatable in CI."""

import os

import pytest
from hypothesis import settings

from tests.in_process import mmfinance_in_process

__all__ = ["mmfinance_in_process"]

settings.register_profile("mmfinance", deadline=None, derandomize="CI" in os.environ, print_blob=True)
settings.load_profile("mmfinance")

# pytest-xdist tells its workers a width; output into a pipe is tested as users get it, in whole lines.
os.environ.pop("COLUMNS", None)

# Settings of whoever runs the tests change nothing: this file is there, and empty.
os.environ["MMFINANCE_CONFIG"] = os.devnull
os.environ["XDG_DATA_HOME"] = os.devnull  # nor does what they saw of programs


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let one flag rewrite the golden files: `pytest --update-golden`."""
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden files of the letters")
