"""`case lock` and `case unlock`: a locked case serves every command, and nothing is lost on the way."""

import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mmfinance.cli.app import app
from mmfinance.cli.told import PASSPHRASE_VARIABLE
from mmfinance.errors import InputError, UnwritableOutput

EXAMPLE = Path(__file__).parents[2] / "examples" / "medicare-medicaid-qmb.yaml"


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "four plain words here")
    case = tmp_path / "case.yaml"
    case.write_bytes(EXAMPLE.read_bytes())
    return case


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_locked_case_serves_every_command_and_comes_back_as_it_was(case: Path) -> None:
    before = run("match", str(case), "--json")
    said = run("case", "lock", str(case))
    locked = case.with_name("case.yaml.locked")
    assert said.index("If both are lost, the case is lost") < said.index("Recovery code:") < said.index("wrote")
    assert [path.name for path in case.parent.iterdir()] == [locked.name]
    assert stat.S_IMODE(locked.stat().st_mode) == 0o600
    assert run("match", str(locked), "--json") == before
    run("case", "unlock", str(locked))
    assert [path.name for path in case.parent.iterdir()] == [case.name]
    assert case.read_bytes() == EXAMPLE.read_bytes()


def test_a_wrong_case_is_not_locked_away(case: Path) -> None:
    case.write_text("as_of: 2026-11-24\npatent: {}\n")
    with pytest.raises(InputError, match="patient"):
        run("case", "lock", str(case))
    assert case.exists()


def test_what_exists_is_not_overwritten(case: Path) -> None:
    case.with_name("case.yaml.locked").touch()
    with pytest.raises(UnwritableOutput):
        run("case", "lock", str(case))


@pytest.mark.parametrize("arguments", [("unlock", "case.yaml"), ("lock", "other.locked")], ids=" ".join)
def test_the_wrong_kind_of_file_is_refused(case: Path, arguments: tuple[str, str]) -> None:
    run("case", "lock", str(case))
    case.write_bytes(EXAMPLE.read_bytes())
    case.with_name("case.yaml.locked").rename(case.with_name("other.locked"))
    with pytest.raises(InputError, match="locked"):
        run("case", arguments[0], str(case.parent / arguments[1]))


def test_nobody_to_ask_is_said(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("case", "lock", str(case))
    monkeypatch.delenv(PASSPHRASE_VARIABLE)
    with pytest.raises(InputError, match=PASSPHRASE_VARIABLE):
        run("match", f"{case}.locked")


def test_a_short_passphrase_changes_nothing(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PASSPHRASE_VARIABLE, "short")
    with pytest.raises(InputError, match="12 characters"):
        run("case", "lock", str(case))
    assert case.exists()
