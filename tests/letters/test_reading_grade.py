import pytest

from mmfinance.letters.kinds import KINDS
from mmfinance.letters.typeset import Style
from mmfinance.letters.write import letter_of
from tests.letters.reading_grade import grade, inflesz
from tests.letters.samples import sample_situation

PATIENT_KINDS = [kind.name for kind in KINDS.values() if kind.for_patient]


def joined(kind: str, language: str) -> str:
    """The letter with its wrapped lines joined, without the lines that only hold names, phones and addresses."""
    paragraphs = letter_of(sample_situation(), kind, Style(language, "txt")).decode().split("\n\n")
    kept = [part for part in paragraphs if not {"Maria", "Durham"} & set(part.split())]
    return "\n".join(" ".join(part.split()) if not part.startswith(("-", "[", "1")) else part for part in kept)


def test_the_formulas_agree_with_a_hand_count() -> None:
    assert grade("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 - 15.59)
    assert inflesz("El gato come pan.") == pytest.approx(206.835 - 62.3 * 6 / 4 - 4)


@pytest.mark.parametrize("kind", PATIENT_KINDS)
def test_english_for_patients_needs_six_years_of_school(kind: str) -> None:
    assert grade(joined(kind, "en")) <= 6


@pytest.mark.parametrize("kind", PATIENT_KINDS)
def test_spanish_for_patients_is_fairly_easy(kind: str) -> None:
    assert inflesz(joined(kind, "es")) >= 65
