import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mmfinance.cli.app import app
from mmfinance.errors import InputError, UnknownName, UnwritableOutput

EXAMPLE = Path(__file__).parents[2] / "examples" / "spanish-speaking.yaml"


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_letter_is_written_for_its_owner_only(tmp_path: Path) -> None:
    target = tmp_path / "letter.pdf"
    run("letter", str(EXAMPLE), "-o", str(target))
    assert target.read_bytes().startswith(b"%PDF-1.7")
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_the_language_is_the_cases_and_the_format_the_files(tmp_path: Path) -> None:
    target = tmp_path / "letter.txt"
    run("letter", str(EXAMPLE), "-o", str(target))
    assert "LO QUE PUEDE COSTARLE" in target.read_text().upper()
    run("letter", str(EXAMPLE), "-o", str(target), "--lang", "en", "--kind", "insurer-questions")
    assert "QUESTIONS FOR YOUR INSURANCE PLAN" in target.read_text()


def test_options_stand_side_by_side(tmp_path: Path) -> None:
    target = tmp_path / "summary.txt"
    paths = ["--compare", "talquetamab", "--compare", "teclistamab"]
    run("letter", str(EXAMPLE), "-o", str(target), "--kind", "team-summary", "--lang", "en", *paths)
    assert "Talquetamab | Teclistamab" in target.read_text()


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["--kind", "acton"], UnknownName),
        (["--lang", "xx"], UnknownName),
        (["--kind", "referral"], InputError),
        (["--compare", "no-such-path", "--kind", "team-summary"], UnknownName),
    ],
)
def test_bad_usage_is_an_error_and_leaves_no_file(tmp_path: Path, arguments: list[str], error: type[Exception]) -> None:
    target = tmp_path / "letter.txt"
    with pytest.raises(error):
        CliRunner().invoke(app, ["letter", str(EXAMPLE), "-o", str(target), *arguments], catch_exceptions=False)
    assert list(tmp_path.iterdir()) == []


def test_an_unwritable_place_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnwritableOutput):
        run("letter", str(EXAMPLE), "-o", str(tmp_path / "missing" / "letter.txt"), "--kind", "insurer-questions")


def test_templates_are_copied(tmp_path: Path) -> None:
    assert "copied" in run("templates", "copy", str(tmp_path / "own"))
    assert (tmp_path / "own" / "action" / "letter.html").exists()


def test_templates_that_are_not_there_are_not_checked(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["templates", "check", str(tmp_path / "none")])
    assert isinstance(result.exception, InputError)


def test_a_file_name_of_another_format_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"expected \.pdf, \.html or \.txt"):
        run("letter", str(EXAMPLE), "-o", str(tmp_path / "letter.docx"))
    run("letter", str(EXAMPLE), "-o", str(tmp_path / "letter.docx"), "--format", "txt", "--kind", "insurer-questions")
    assert (tmp_path / "letter.docx").exists()
