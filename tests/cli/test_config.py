"""A setting comes from the flag, else the environment, else the file, else the program; a wrong file is told in full."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer

from mmfinance.assistance.overlay import own_overlay
from mmfinance.cli.app import app
from mmfinance.cli.settings import SETTINGS, defaults_of, read_settings, settings_file
from mmfinance.errors import InvalidDocument

Run = Callable[..., tuple[int, str, str]]

CHECKOUT = Path(__file__).parents[2]
CASE = CHECKOUT / "examples" / "veteran-va.yaml"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of settings, which the test writes."""
    path = tmp_path / "config.toml"
    monkeypatch.setenv("MMFINANCE_CONFIG", str(path))
    return path


def shown(mmfinance: Run, *flags: str) -> dict[str, Any]:
    code, out, _ = mmfinance("config", "show", *flags, "--json")
    assert code == 0
    return {row["name"]: (row["value"], row["from"]) for row in json.loads(out)["settings"]}


def test_a_flag_beats_the_environment_which_beats_the_file_which_beats_the_program(
    file: Path, mmfinance: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text("", encoding="utf-8")
    assert shown(mmfinance)["months"] == (12, "default")
    file.write_text("months = 6\n", encoding="utf-8")
    assert shown(mmfinance)["months"] == (6, "file")
    monkeypatch.setenv("MMFINANCE_MONTHS", "9")
    assert shown(mmfinance)["months"] == (9, "environment")
    assert shown(mmfinance, "--months", "3")["months"] == (3, "flag")


def test_every_setting_is_shown_from_the_file(file: Path, mmfinance: Run) -> None:
    file.write_text(
        'programs = "own"\noverlay = "seen"\ntemplates = "letters"\nlanguage = "es"\nlarge_print = true\nmonths = 6\n',
        encoding="utf-8",
    )
    found = shown(mmfinance)
    assert list(found) == list(SETTINGS)
    assert {origin for _, origin in found.values()} == {"file"}
    assert found["programs"] == (str(file.parent / "own"), "file")
    assert found["large_print"] == (True, "file")


def test_people_read_where_each_value_came_from(file: Path, mmfinance: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text("months = 6\n", encoding="utf-8")
    monkeypatch.setenv("MMFINANCE_LANGUAGE", "es")
    monkeypatch.setenv("COLUMNS", "200")
    _, out, _ = mmfinance("config", "show")
    rows = [line.split("  ") for line in out.splitlines()]
    said = {row[0].strip(): [cell.strip() for cell in row[1:] if cell.strip()] for row in rows}
    assert out.startswith(f"File: {file}\n")
    assert said["months"] == ["6", "file"]
    assert said["language"] == ["es", "environment (MMFINANCE_LANGUAGE)"]
    assert said["programs"] == ["the shipped programs", "default"]
    assert said["overlay"] == [f"{own_overlay()} (not there)", "default"]


def test_commands_obey_the_file(file: Path, mmfinance: Run, tmp_path: Path) -> None:
    file.write_text('months = 6\nlanguage = "es"\n', encoding="utf-8")
    _, out, _ = mmfinance("estimate", CASE)
    assert out.startswith("What the coming 6 months may cost")
    mmfinance("letter", CASE, "-o", tmp_path / "letter.txt")
    assert "CUÁNTO PUEDE COSTAR" in (tmp_path / "letter.txt").read_text(encoding="utf-8")


def test_a_hospital_s_own_statuses_reach_the_letter(file: Path, mmfinance: Run, tmp_path: Path) -> None:
    file.write_text('overlay = "seen"\n', encoding="utf-8")
    seen = ("--seen-on", "2026-11-20", "--overlay", tmp_path / "seen")
    assert mmfinance("programs", "status", "bcu-local-financial-assistance", "closed", *seen)[0] == 0
    case = CHECKOUT / "examples" / "medicare-advantage.yaml"
    day = ("--as-of", "2026-11-26")
    mmfinance("letter", case, "-o", tmp_path / "with.txt", *day)
    file.write_text("", encoding="utf-8")
    mmfinance("letter", case, "-o", tmp_path / "without.txt", *day)
    assert (tmp_path / "with.txt").read_bytes() != (tmp_path / "without.txt").read_bytes()


def test_every_setting_reaches_a_command_and_every_variable_is_a_setting() -> None:
    command = typer.main.get_command(app)
    marked = {name: f"<{name}>" for name in SETTINGS}
    reached = json.dumps(defaults_of(command, marked))
    assert [name for name in SETTINGS if f"<{name}>" not in reached] == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("month = 6\n", "config.toml:1: there is no setting named 'month'; did you mean months?"),
        ("\n[programs]\nx = 1\n", "config.toml:2: programs: found {'x': 1}; expected a folder in quotes"),
        ('language = "fr"\n', "config.toml:1: language: found 'fr'; expected en or es in quotes"),
        ("large_print = 1\n", "config.toml:1: large_print: found 1; expected true or false"),
        ("months = 37\n", "config.toml:1: months: found 37; expected a whole number from 1 to 36"),
        ("months = true\n", "config.toml:1: months: found True; expected a whole number from 1 to 36"),
        ("months = \n", "is not valid TOML"),
    ],
)
def test_a_wrong_file_ends_every_command_with_2(text: str, problem: str, file: Path, mmfinance: Run) -> None:
    file.write_text(text, encoding="utf-8")
    code, out, err = mmfinance("figures")
    assert (code, out) == (2, "")
    assert problem in err


def test_all_mistakes_of_a_file_come_together(file: Path) -> None:
    file.write_text('month = 6\nlanguage = "fr"\n', encoding="utf-8")
    with pytest.raises(InvalidDocument) as raised:
        read_settings(file)
    assert [problem.line for problem in raised.value.problems] == [1, 2]


def test_a_file_that_is_named_must_be_there(file: Path, mmfinance: Run) -> None:
    code, _, err = mmfinance("figures")
    assert (code, err) == (2, f"error: {file}: there is no such file; MMFINANCE_CONFIG names it\n")


def test_help_and_version_need_no_right_file(file: Path, mmfinance: Run) -> None:
    file.write_text("month = 6\n", encoding="utf-8")
    assert mmfinance("--help")[0] == 0
    assert mmfinance("--version")[0] == 0


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="XDG folders are of Linux")
def test_the_file_lies_where_xdg_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("MMFINANCE_CONFIG")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert settings_file() == tmp_path / "mmfinance" / "config.toml"
    assert read_settings(settings_file()) == {}


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="XDG folders are of Linux")
def test_what_a_person_saw_lies_with_this_system_s_data_and_is_used(
    mmfinance: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert mmfinance("programs", "status", "fmla", "closed", "--seen-on", "2026-11-20")[0] == 0
    assert len(list((tmp_path / "mmfinance" / "status").iterdir())) == 1
    assert "closed" in mmfinance("programs", "search", "fmla", "--as-of", "2026-11-21")[1]
    assert str(tmp_path / "mmfinance" / "status") in mmfinance("config", "show")[1].replace("\n", "")


def test_without_a_file_nothing_reads_toml() -> None:
    script = "import sys; from mmfinance.cli import main\ntry:\n    main()\nexcept SystemExit: pass\nassert 'tomllib' not in sys.modules"
    environment = {name: value for name, value in os.environ.items() if name != "MMFINANCE_CONFIG"}
    ran = subprocess.run(
        [sys.executable, "-c", script, "carepaths"],
        env=environment | {"XDG_CONFIG_HOME": "/nowhere", "HOME": "/nowhere"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
