"""Keeping the directory up: what changed, a file to start from, the schema for editors, one program's page."""

import json
from datetime import date
from pathlib import Path

import pytest

from mmfinance.assistance.diff import differences
from mmfinance.assistance.directory import load_directory
from mmfinance.assistance.page import page_lines
from mmfinance.assistance.predicates import criterion_keys
from mmfinance.assistance.schema import program_schema
from mmfinance.assistance.skeleton import skeleton
from mmfinance.errors import InvalidDocument
from mmfinance.shipped import shipped_directory
from tests.assistance.files import DAY, write_program


def test_changed_limits_in_words(tmp_path: Path) -> None:
    write_program(tmp_path / "a", "my-fund")
    write_program(tmp_path / "a", "gone-fund")
    write_program(
        tmp_path / "b",
        "my-fund",
        ("income_at_most_percent_fpl: 300", "income_at_most_percent_fpl: 250"),
        ("at_most: null ", "at_most: 500 "),
        ("diagnosis_any_of: [cancer]", "age_at_least: 18"),
    )
    write_program(tmp_path / "b", "new-fund")
    said = list(differences(load_directory(tmp_path / "a"), load_directory(tmp_path / "b")))
    assert "gone-fund: dropped (Gone fund)" in said
    assert "new-fund: new (New fund)" in said
    assert any("300% of the current poverty guideline became 250%" in line for line in said)
    assert "my-fund: award.at_most: not known became $500" in said
    assert "my-fund: rule added: age_at_least 18" in said
    assert any(line.startswith("my-fund: rule dropped: diagnosis_any_of") for line in said)


def test_nothing_changed(tmp_path: Path) -> None:
    write_program(tmp_path, "my-fund")
    assert list(differences(load_directory(tmp_path), load_directory(tmp_path))) == []


def test_a_skeleton_needs_a_good_name() -> None:
    with pytest.raises(InvalidDocument, match="id"):
        skeleton("My Fund!", DAY)


def test_the_schema_in_the_directory_is_that_of_the_models() -> None:
    assert (shipped_directory("programs") / "schema.json").read_text() == program_schema()


def test_the_schema_knows_every_criterion() -> None:
    text = json.dumps(json.loads(program_schema()))
    assert all(f'"{key}"' in text for key in criterion_keys())


def test_the_readme_names_every_criterion_and_fact() -> None:
    readme = (shipped_directory("programs") / "README.md").read_text()
    assert [key for key in criterion_keys() if key not in readme and not key.startswith("caregiver_")] == []


def test_every_program_has_a_page() -> None:
    directory = load_directory()
    for program in directory.programs.values():
        page = "\n".join(page_lines(program, directory, date(2026, 11, 25)))
        assert program.name in page
        assert "How sure:" in page
