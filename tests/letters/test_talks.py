"""What the page for the visit says where several treatments lie side by side."""

from dataclasses import replace

import pytest

from mmfinance.letters.situation import Situation
from tests.letters.examples import text_letter
from tests.letters.samples import sample_estimate, sample_situation


def beside(*care_paths: str) -> Situation:
    others = tuple(replace(sample_estimate(), care_path=path) for path in care_paths)
    return replace(sample_situation(), alternatives=others)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "What follows is about the first option: Teclistamab."),
        ("es", "Lo que sigue es sobre la primera opción: Teclistamab."),
    ],
)
def test_what_is_left_to_pay_names_the_option_that_it_is_left_of(language: str, said: str) -> None:
    text = text_letter(beside("talquetamab"), "team-summary", language)
    assert said in text
    assert text.index(said) < text.index("$8,123")
    assert said not in text_letter(beside(), "team-summary", language)
