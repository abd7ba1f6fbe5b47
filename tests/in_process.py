"""Running the program inside the test's own process: the same `main`, without a new Python each time."""

import gc
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mmfinance.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(name="mmfinance")
def mmfinance_in_process(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command line; gives exit code, standard output and standard error."""

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["mmfinance", *map(str, arguments)])
        code = 0
        try:
            main()
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
        finally:
            gc.enable()
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return run
