"""A long command shows rate and time left on a terminal, in no colour where none is wanted, and nothing in a pipe."""

import io
import re
import sys

import pytest

from mmfinance.cli.progress import progress

COLOUR = re.compile(r"\x1b\[[0-9;]*[34][0-9]?[0-9;]*m")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(sys, "stderr", stream)
    with progress(range(2), "rows") as show:
        show(1, "one done")
        show(2, "all done")
    return stream.getvalue()


@pytest.fixture(autouse=True)
def terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)


def test_a_terminal_gets_a_bar_with_rate_and_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    said = shown(Terminal(), monkeypatch)
    assert COLOUR.search(said)
    said = re.sub(r"\x1b\[[0-9;]*m", "", said)
    assert "2/2 rows (" in said
    assert "a second, all done)" in said
    assert "0:00:00" in said


def test_no_color_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    said = shown(Terminal(), monkeypatch)
    assert "2/2 rows (" in said
    assert COLOUR.findall(said) == []


def test_a_pipe_gets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(io.StringIO(), monkeypatch) == ""
