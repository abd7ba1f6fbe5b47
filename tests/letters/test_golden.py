"""The words of every kind of letter in every language; `pytest tests/letters --update-golden` rewrites them."""

from pathlib import Path

import pytest

from mmfinance.letters.kinds import KINDS
from mmfinance.letters.languages import LOCALES
from mmfinance.letters.typeset import Style
from mmfinance.letters.write import letter_of
from tests.letters.samples import sample_situation

GOLDEN = Path(__file__).parent / "golden"
NAMES = [f"{kind}-{language}" for kind in KINDS for language in LOCALES]


@pytest.mark.parametrize("name", NAMES)
def test_the_words_of_a_letter(name: str, request: pytest.FixtureRequest) -> None:
    kind, language = name.rsplit("-", 1)
    text = letter_of(sample_situation(), kind, Style(language, "txt")).decode()
    path = GOLDEN / f"{name}.txt"
    if request.config.getoption("--update-golden"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_no_golden_file_is_unused() -> None:
    assert {path.stem for path in GOLDEN.glob("*.txt")} == set(NAMES)
