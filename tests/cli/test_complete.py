"""What the Tab key finishes, as the shells ask for it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mmfinance.cli import complete


@pytest.mark.parametrize(
    ("of", "typed", "found"),
    [
        (complete.program_ids, "totalassist-m", ["totalassist-multiple-myeloma"]),
        (complete.care_path_ids, "tecl", ["teclistamab"]),
        (complete.figure_names, "medicare.part_d.oop_ca", ["medicare.part_d.oop_cap"]),
        (complete.case_keys, "household.si", ["household.size"]),
        (complete.letter_kinds, "act", ["action"]),
        (complete.kinds_of_help, "trav", ["travel"]),
        (complete.languages, "e", ["en", "es"]),
        (complete.program_ids, "no-such", []),
    ],
)
def test_names_that_begin_with_what_is_typed(of: object, typed: str, found: list[str]) -> None:
    assert callable(of)
    assert of(typed) == found


def test_the_programs_of_a_hospital_are_finished_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "our-fund.yaml").touch()
    monkeypatch.setenv("MMFINANCE_PROGRAMS", str(tmp_path))
    assert complete.program_ids("") == ["our-fund"]


def test_a_broken_settings_file_leaves_the_shipped_programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "config.toml").write_text("no such = 1", encoding="utf-8")
    monkeypatch.setenv("MMFINANCE_CONFIG", str(tmp_path / "config.toml"))
    assert complete.program_ids("totalassist-m") == ["totalassist-multiple-myeloma"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("mmfinance programs show totalassist-m", "totalassist-multiple-myeloma"),
        ("mmfinance programs status fmla wai", "waitlist"),
        ("mmfinance compa", "compare"),
        ("mmfinance estimate --expl", "--explain"),
    ],
)
def test_a_shell_gets_its_answer(words: str, expected: str) -> None:
    asked = {"_MMFINANCE_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
    assert answer(asked) == [expected]


def test_zsh_and_fish_get_theirs() -> None:
    typed = {"_TYPER_COMPLETE_ARGS": "mmfinance programs show totalassist-m"}
    (said,) = answer(typed | {"_MMFINANCE_COMPLETE": "complete_zsh"})[-1:]
    assert said == """:(("totalassist-multiple-myeloma"))'"""
    typed = {"_TYPER_COMPLETE_ARGS": "mmfinance case explain household.si", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    assert answer(typed | {"_MMFINANCE_COMPLETE": "complete_fish"}) == ["household.size"]


def answer(asked: dict[str, str]) -> list[str]:
    """The words that the program prints to a shell."""
    ran = subprocess.run(
        [sys.executable, "-m", "mmfinance"],
        env={**os.environ, **asked},
        capture_output=True,
        text=True,
        check=False,
    )
    return ran.stdout.split()
