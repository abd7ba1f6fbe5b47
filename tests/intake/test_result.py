"""What stands at the end: the same estimate and plan as on the letter, in the language of the conversation."""

from datetime import date
from pathlib import Path

import pytest

from mmfinance.assistance.directory import Directory, load_directory
from mmfinance.case.model import Case
from mmfinance.case.reading import read_case
from mmfinance.errors import UnwritableOutput
from mmfinance.intake.result import first_lines, last_lines, letter_style, result_of, write_letter_beside
from mmfinance.letters.typeset import Style

EXAMPLES = Path(__file__).parents[2] / "examples"
NOBODY = Case(as_of=date(2026, 11, 28))


@pytest.fixture(scope="module")
def directory() -> Directory:
    return load_directory(None, None)


def test_the_result_says_what_the_letter_says(directory: Directory) -> None:
    case = read_case(EXAMPLES / "medicare-no-supplement.yaml").model_copy(update={"coverage_not_sure": ("medigap",)})
    result = result_of(case, directory)
    shown = "\n".join(last_lines(result, "en"))
    plan, cost = result.situation.plan, result.situation.estimate
    assert f"We expect about ${round(cost.total.expected / 100):,}" in shown
    assert "No limit:" in shown
    assert cost.uncapped[0].sentence in shown
    assert "What we expect is without it." in shown
    assert result.letter.not_sure[0] in shown
    for number, step in enumerate(result.letter.steps, start=1):
        assert f"{number}. {step.title}" in shown
    assert [f"{step.title}" for step in plan.steps[: len(result.letter.steps)]] == [
        step.title for step in result.letter.steps
    ]


def test_a_treatment_that_stands_in_for_its_kind_is_said(directory: Directory) -> None:
    case = read_case(EXAMPLES / "spanish-speaking.yaml")
    treatment = case.treatment.model_copy(update={"care_path": None, "kind": "bispecific"})
    result = result_of(case.model_copy(update={"treatment": treatment}), directory)
    assert "We do not know yet which bispecific antibody it will be." in "\n".join(first_lines(result, "en"))
    assert "Aún no sabemos qué anticuerpo biespecífico será." in "\n".join(last_lines(result, "es"))


def test_what_is_not_known_is_said_and_no_amount_is_made_up(directory: Directory) -> None:
    result = result_of(NOBODY, directory)
    for language in ("en", "es"):
        shown = "\n".join([*first_lines(result, language), *last_lines(result, language)])
        assert "$" not in shown
    assert "We cannot say yet what it may cost" in "\n".join(first_lines(result, "en"))
    assert "# What we still need to know" in list(last_lines(result, "en"))


def test_the_letter_is_in_the_language_of_the_case_else_of_the_conversation() -> None:
    spanish = Case.model_validate({"as_of": "2026-11-28", "patient": {"language": "es"}})
    assert letter_style(spanish, "en", None, large_print=False) == Style("es")
    assert letter_style(NOBODY, "es", Path("ours"), large_print=True) == Style("es", "pdf", True, Path("ours"))


def test_a_letter_that_cannot_be_written_is_an_error_and_leaves_nothing(directory: Directory, tmp_path: Path) -> None:
    (tmp_path / "case-letter.pdf").mkdir()
    with pytest.raises(UnwritableOutput):
        write_letter_beside(tmp_path / "case.yaml", result_of(NOBODY, directory), Style())
    assert [path.name for path in tmp_path.iterdir()] == ["case-letter.pdf"]
