"""Letters about the example cases with the shipped program directory: how long, how easy to read, how much on paper."""

import pytest

from mmfinance.letters.situation import Situation
from mmfinance.letters.typeset import Style
from mmfinance.letters.write import letter_of
from tests.letters.examples import each_example, shipped, text_letter
from tests.letters.pages import page_count
from tests.letters.reading_grade import grade, inflesz


@each_example
@pytest.mark.parametrize("language", ["en", "es"])
def test_an_action_letter_takes_two_pages(example: str, language: str) -> None:
    assert page_count(letter_of(shipped(example), "action", Style(language))) <= 2


@each_example
def test_an_action_letter_is_easy_to_read(example: str) -> None:
    assert grade(_own_words(shipped(example), "en")) <= 6
    assert inflesz(_own_words(shipped(example), "es")) >= 65


def _own_words(known: Situation, language: str) -> str:
    """The letter's words without names: programs, organisations, plans, people, addresses; and without sources."""
    paragraphs = text_letter(known, "action", language).split("\n\n")
    text = "\n".join(" ".join(each.split()) if "|" not in each else each for each in paragraphs[1:])
    for name in sorted(_names(known), key=len, reverse=True):
        text = text.replace(name, "X")
    return text


def _names(known: Situation) -> set[str]:
    names = {program.name for program in known.programs.values()}
    names |= {getattr(program, "organisation", "") for program in known.programs.values()}
    names |= {plan.name or "" for plan in known.case.coverage or ()}
    return names - {""}
