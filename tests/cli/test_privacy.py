"""Nothing leaves the machine: no command that handles a case opens a socket, and what it writes is the owner's alone."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))[:1]

# Python runs this file first; the audit hook sees sockets opened by any code, compiled extensions' Python calls included.
GUARD = """
import os, sys
def guard(event, arguments):
    if event.startswith("socket."):
        os.write(2, f"a socket was used: {event}".encode())
        os._exit(97)
sys.addaudithook(guard)
"""


@pytest.fixture
def guarded(tmp_path: Path) -> dict[str, str]:
    packages = tmp_path / "guard"
    packages.mkdir()
    (packages / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    return {**os.environ, "PYTHONPATH": str(packages)}


def test_the_guard_notices_a_socket(guarded: dict[str, str]) -> None:
    ran = subprocess.run([sys.executable, "-c", "import socket; socket.socket()"], env=guarded, capture_output=True)
    assert ran.returncode == 97


@pytest.mark.parametrize("case", EXAMPLES, ids=lambda case: case.stem)
@pytest.mark.parametrize(
    "command",
    [("case", "check"), ("estimate",), ("match",), ("letter", "-o", "letter.pdf")],
    ids=" ".join,
)
def test_no_command_opens_a_socket(
    command: tuple[str, ...], case: Path, guarded: dict[str, str], tmp_path: Path
) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "mmfinance", *command, str(case)],
        env=guarded,
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 0, ran.stderr
    for written in tmp_path.glob("letter*"):
        assert stat.S_IMODE(written.stat().st_mode) == 0o600
