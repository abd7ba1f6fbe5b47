"""Letters about the example cases with the shipped program directory: how long, how easy to read, how much on paper."""

import re

import pytest

from mmfinance.letters.situation import Situation
from mmfinance.letters.typeset import Style
from mmfinance.letters.write import letter_of
from tests.letters.examples import each_example, frozen, kinds_and_languages, shipped, text_letter
from tests.letters.pages import page_count, text_of
from tests.letters.reading_grade import grade, inflesz


@each_example
@pytest.mark.parametrize("language", ["en", "es"])
def test_an_action_letter_takes_two_pages(example: str, language: str) -> None:
    assert page_count(letter_of(shipped(example), "action", Style(language))) <= 2


@each_example
def test_an_action_letter_is_easy_to_read(example: str) -> None:
    assert grade(_own_words(shipped(example), "en")) <= 6
    assert inflesz(_own_words(shipped(example), "es")) >= 65


@pytest.mark.parametrize("example", ["employer-crossing-plan-year", "medicare-no-supplement"])
def test_the_pdf_says_what_the_text_says(example: str) -> None:
    known = frozen(example)
    for kind, language in kinds_and_languages(known):
        on_paper = _squeezed(_without_footers(text_of(letter_of(known, kind, Style(language)))))
        text = text_letter(known, kind, language)
        lost = [piece for piece in _pieces(text) if _squeezed(piece) not in on_paper]
        assert lost == [], (kind, language)


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


def _pieces(text: str) -> list[str]:
    """What must be on paper: cells of tables and runs of lines; the picture's words are its alternative text."""
    paragraphs = re.sub(r"^ *(?:\d+\.|-|\[ \]) |^[=-]+$", "\n", text, flags=re.MULTILINE).split("\n\n")
    cells = [cell for part in paragraphs for cell in part.replace("\n", " | " if " | " in part else " ").split("| ")]
    return [cell for cell in cells if cell.strip() and not re.search(r"\d{4}: \$", cell)]


def _without_footers(text: str) -> str:
    return re.sub(r"(?:Case|Caso) \S+ · .*\s+(?:Page|Página) \d+ (?:of|de) \d+", "", text)


def _squeezed(text: str) -> str:
    """Without spaces, and without hyphens: text extraction drops those at the end of a line."""
    return re.sub(r"[\s\ufffe-]", "", text).casefold()
