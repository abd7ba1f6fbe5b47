"""What a user of the command line can rely on: exit codes, one message instead of a traceback, JSON and nothing else."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mmfinance import __version__
from mmfinance.cli.app import FAULT_EXIT_CODE, main
from tests.in_process import Run

EXAMPLE = min((Path(__file__).parents[2] / "examples").glob("*.yaml"), default=Path("no-example.yaml"))

Ran = subprocess.CompletedProcess[str]


def as_a_program(*arguments: str | Path, directory: Path | None = None, **environment: str) -> Ran:
    command = [sys.executable, "-m", "mmfinance", *map(str, arguments)]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd=directory,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
    )


def test_help_and_version_end_with_0() -> None:
    assert as_a_program("--help").returncode == 0
    assert as_a_program("--version").stdout == f"mmfinance {__version__}\n"


@pytest.mark.parametrize("arguments", [("no-such-command",), ("estimate",), ("estimate", "--no-such-option")])
def test_bad_usage_ends_with_2(arguments: tuple[str, ...]) -> None:
    ran = as_a_program(*arguments)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("command", ["estimate", "match", "letter"])
def test_a_missing_case_file_ends_with_2_and_one_message(
    command: str, tmp_path: Path, mmfinance: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    arguments = ("-o", "letter.pdf") if command == "letter" else ()
    code, shown, problem = mmfinance(command, "absent.yaml", *arguments)
    assert (code, shown) == (2, "")
    assert problem.startswith("error: absent.yaml: there is no such file")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [("--debug", "match", "absent.yaml"), ("match", "absent.yaml", "--debug")])
def test_debug_shows_the_traceback(arguments: tuple[str, ...], tmp_path: Path) -> None:
    ran = as_a_program(*arguments, directory=tmp_path)
    assert ran.returncode != 0
    assert "Traceback" in ran.stderr
    assert "InvalidDocument" in ran.stderr


def test_a_broken_program_directory_ends_with_3(tmp_path: Path, mmfinance: Run) -> None:
    (tmp_path / "broken.yaml").write_text("id: broken\nno_such_key: 1\n", encoding="utf-8")
    code, shown, problem = mmfinance("match", EXAMPLE, "--programs", tmp_path)
    assert (code, shown) == (3, "")
    assert "broken.yaml" in problem
    assert "Traceback" not in problem


def test_a_machine_without_pango_ends_with_4_and_says_the_command(tmp_path: Path) -> None:
    fake = tmp_path / "packages" / "weasyprint.py"
    fake.parent.mkdir()
    fake.write_text("raise OSError(\"cannot load library 'libpango-1.0-0'\")\n", encoding="utf-8")
    ran = as_a_program("letter", EXAMPLE, "-o", tmp_path / "letter.pdf", PYTHONPATH=str(fake.parent))
    assert (ran.returncode, ran.stdout) == (4, "")
    assert "libpango" in ran.stderr
    assert "apt-get install" in ran.stderr
    assert not (tmp_path / "letter.pdf").exists()


@pytest.mark.parametrize("command", ["estimate", "match"])
def test_json_prints_one_document_and_nothing_else(command: str) -> None:
    ran = as_a_program(command, EXAMPLE, "--json", "--as-of", "2026-11-25")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert json.loads(ran.stdout)["schema"].startswith("mmfinance/")
    assert ran.stdout == as_a_program(command, EXAMPLE, "--json", "--as-of", "2026-11-25").stdout


def test_an_unwritable_output_ends_with_2_and_leaves_nothing(tmp_path: Path, mmfinance: Run) -> None:
    code, _, problem = mmfinance("letter", EXAMPLE, "-o", tmp_path / "absent" / "letter.pdf")
    assert code == 2
    assert "Traceback" not in problem
    assert list(tmp_path.iterdir()) == []


def test_a_fault_of_the_program_shows_its_place_but_no_data(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(*arguments: object) -> None:
        raise KeyError("Maria Example, born 1950")

    monkeypatch.setattr("mmfinance.doctor.examine", fails)
    monkeypatch.setattr(sys, "argv", ["mmfinance", "doctor"])
    with pytest.raises(SystemExit) as ended:
        main()
    shown = capsys.readouterr()
    assert ended.value.code == FAULT_EXIT_CODE
    assert shown.out == ""
    assert "KeyError at test_app.py:" in shown.err
    assert "Maria" not in shown.err


def test_a_terminal_that_lacks_a_character_is_no_failure() -> None:
    ran = as_a_program("figures", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert ran.returncode == 0, ran.stderr


def test_a_file_name_does_not_steer_the_terminal() -> None:
    ran = as_a_program("case", "check", "a\x1b[31mb.yaml")
    assert (ran.returncode, ran.stderr) == (2, "error: a?[31mb.yaml: there is no such file\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
def test_a_full_disk_is_no_fault_of_the_program() -> None:
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "mmfinance", "figures"], stdout=full, stderr=subprocess.PIPE, text=True
        )
    assert ran.returncode == 2
    assert ran.stderr.startswith("error: the output could not be written")
