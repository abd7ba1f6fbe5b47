"""What a terminal adds to a question: lines of its width, and the short answers it understands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmfinance.cli.prompting.wording import answer_of, is_back, is_skip, laid_out, numbers, wrapped
from mmfinance.intake.languages import sayer_of
from mmfinance.intake.questions import QUESTIONS

WORDS = st.lists(st.text(st.characters(codec="latin-1", categories=["L", "N"]), min_size=1, max_size=20), max_size=40)


@given(WORDS, st.sampled_from(("", "- ", "   ", "12. ")), st.integers(40, 200))
def test_lines_are_as_wide_as_the_terminal_at_most_and_lose_no_word(words: list[str], lead: str, columns: int) -> None:
    lines = wrapped(lead + " ".join(words), columns)
    assert all(len(line) <= columns for line in lines)
    assert " ".join(lines).split() == (lead + " ".join(words)).split()


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_question_fits_40_columns(language: str) -> None:
    say = sayer_of(language)
    for question in QUESTIONS.values():
        for text in (question.text, question.help):
            assert all(len(line) <= 40 for line in wrapped(say(text), 40))


def test_an_address_is_never_broken() -> None:
    address = "https://example.org/a/very/long/address/that/is/wider/than/the/terminal"
    assert address in wrapped(f"Web: {address}", 40)


def test_headings_and_lists_stand_close_and_paragraphs_apart() -> None:
    assert list(laid_out(("# Head", "One.", "Two.", "- a", "- b", "1. c", "   why"), 40)) == [
        *("", "Head", "One.", "", "Two.", "", "- a", "- b"),
        *("", "1. c", "   why"),
    ]


@pytest.mark.parametrize(
    ("text", "several", "found"),
    [
        ("2", False, [2]),
        ("0", False, None),
        ("4", False, None),
        ("1,2", False, None),
        ("1, 3", True, [1, 3]),
        ("3 1 3", True, [3, 1]),
        ("1,", True, None),
        ("one", True, None),
        ("²", False, None),
    ],
)
def test_numbers_of_a_list_of_three(text: str, several: bool, found: list[int] | None) -> None:
    assert numbers(text, 3, several) == found


@pytest.mark.parametrize("text", ["?", " No sé ", "I don't know", "IDK"])
def test_ways_to_say_that_one_does_not_know(text: str) -> None:
    assert is_skip(text)
    assert not is_back(text)


@pytest.mark.parametrize("text", ["<", "Back", "atrás", " volver "])
def test_ways_to_ask_to_go_back(text: str) -> None:
    assert is_back(text)
    assert not is_skip(text)


def test_nothing_marked_is_not_known() -> None:
    assert answer_of([], several=True) is None
    assert answer_of(["a"], several=True) == ("a",)
    assert answer_of(["a"], several=False) == "a"
