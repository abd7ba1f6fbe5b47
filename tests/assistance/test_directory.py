"""Reading directories: what is broken is said with file and line, all at once, and never becomes a silent no."""

from pathlib import Path

import pytest

from mmfinance.assistance.directory import load_directory, read_directory
from mmfinance.assistance.skeleton import skeleton
from mmfinance.errors import BrokenData, UnknownName
from tests.assistance.files import DAY, write_program


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The Leukemia & Lymphoma Society", "bcu-copay-assistance-myeloma"),
        ("LLS Co-Pay Assistance Program", "bcu-copay-assistance-myeloma"),
        ("lukemia and lymphoma society", "bcu-copay-assistance-myeloma"),
        ("Patient Access Network Foundation", "totalassist-multiple-myeloma"),
        ("PAF Co-Pay Relief", "totalassist-multiple-myeloma"),
        ("Lazerex", "lazarex-care"),
        ("hope loge", "acs-hope-lodge"),
        ("low income subsidy", "medicare-extra-help-lis"),
        ("isatuximab", "sanofi-careassist-pap"),
    ],
)
def test_old_names_and_misspellings_find_programs(words: str, expected: str) -> None:
    assert expected in [program.id for program in load_directory().find(words)]


def test_a_stranger_finds_nothing() -> None:
    assert load_directory().find("xyzzy plugh") == ()


def test_a_name_that_only_one_program_has_is_enough() -> None:
    assert load_directory().named("Lazarex").id == "lazarex-care"
    with pytest.raises(UnknownName, match="no program"):
        load_directory().named("nothing like this")


def test_every_broken_file_is_named_with_its_lines(tmp_path: Path) -> None:
    write_program(tmp_path, "good-fund")
    (tmp_path / "bad-fund.yaml").write_text(
        skeleton("bad-fund", DAY)
        .replace("kinds: [cash]", "kinds: [money]")
        .replace("diagnosis_any_of: [cancer]", "diagnosis_anyof: [cancer]")
        .replace("confidence: medium", "confidence: sure")
    )
    (tmp_path / "broken.yaml").write_text("a: [")
    directory = read_directory(tmp_path)
    assert list(directory.programs) == ["good-fund"]
    said = [str(problem) for problem in directory.problems]
    assert any("bad-fund.yaml:10: kinds[0]" in line for line in said)
    assert any("diagnosis_any_of" in line for line in said)
    assert any("confidence" in line for line in said)
    assert any(line.startswith("broken.yaml:") for line in said)
    with pytest.raises(BrokenData) as error:
        load_directory(tmp_path)
    assert error.value.exit_code == 3
    assert len(error.value.problems) == len(directory.problems)


def test_two_files_with_one_id(tmp_path: Path) -> None:
    write_program(tmp_path, "my-fund")
    write_program(tmp_path / "more", "my-fund")
    (problem,) = read_directory(tmp_path).problems
    assert "is the id of" in problem.message


def test_the_file_name_is_the_id(tmp_path: Path) -> None:
    write_program(tmp_path, "my-fund").rename(tmp_path / "other.yaml")
    (problem,) = read_directory(tmp_path).problems
    assert problem.message == "found 'my-fund'; the file name says 'other'"


def test_a_directory_that_is_not_there_or_empty(tmp_path: Path) -> None:
    with pytest.raises(BrokenData, match="no such program directory"):
        load_directory(tmp_path / "nowhere")
    with pytest.raises(BrokenData, match="no program files"):
        load_directory(tmp_path)


def test_shipped_programs_are_read_once_and_ones_own_as_they_are_now(tmp_path: Path) -> None:
    assert load_directory()["snap"] is load_directory()["snap"]
    write_program(tmp_path, "our-fund")
    assert load_directory(tmp_path)["our-fund"].confidence == "medium"
    write_program(tmp_path, "our-fund", ("confidence: medium", "confidence: low"))
    assert load_directory(tmp_path)["our-fund"].confidence == "low"
