"""The words of every kind of letter in every language about every example; `--update-golden` rewrites them."""

from pathlib import Path

import pytest

from tests.letters.examples import EXAMPLES, each_example, frozen, kinds_and_languages, text_letter

GOLDEN = Path(__file__).parent / "golden" / "examples"


@each_example
def test_the_words_of_every_letter_about_an_example(example: str, request: pytest.FixtureRequest) -> None:
    folder = GOLDEN / example
    folder.mkdir(parents=True, exist_ok=True)
    known = frozen(example)
    expected = set()
    for kind, language in kinds_and_languages(known):
        text = text_letter(known, kind, language)
        path = folder / f"{kind}-{language}.txt"
        expected.add(path)
        if request.config.getoption("--update-golden"):
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8"), path.name
    assert set(folder.iterdir()) == expected


def test_no_example_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(EXAMPLES)
