"""Names and addresses that break careless letters."""

from dataclasses import replace

import pytest

from mmfinance.errors import InputError
from mmfinance.letters.situation import Situation
from mmfinance.letters.typeset import Style
from mmfinance.letters.write import letter_of
from tests.letters.pages import page_count, text_of
from tests.letters.samples import sample_plan, sample_situation, sample_step

MARKUP = '"><script>alert(1)</script><img src=https://example.org/x>'


def test_markup_in_a_name_is_printed_as_it_is() -> None:
    html = letter_of(sample_situation(name=MARKUP), "action", Style(format="html")).decode()
    assert "<script>" not in html
    assert "<img src=https" not in html
    assert "<script>alert(1)</script>" in text_of(letter_of(sample_situation(name=MARKUP), "action", Style()))


def test_markup_and_percent_signs_in_a_program_are_printed_as_they_are() -> None:
    plan = replace(sample_plan(), steps=(sample_step(1, title=f"Pays 100% {MARKUP}", why="90% of {bills} %(x)s"),))
    html = letter_of(replace(sample_situation(), plan=plan), "action", Style("es", "html")).decode()
    assert "<script>" not in html
    assert "90% of {bills} %(x)s" in html


def test_direction_marks_are_dropped() -> None:
    text = text_of(letter_of(sample_situation(name="Maria \u202eelpmaxE\u202c"), "action", Style()))
    assert "Maria elpmaxE" in text


def test_an_emoji_is_an_error_that_names_it() -> None:
    with pytest.raises(InputError, match=r"U\+1F600"):
        letter_of(sample_situation(name="Maria 😀"), "action", Style())


def test_a_very_long_word_stays_on_the_paper() -> None:
    situation = sample_situation(address={"street": "W" * 200, "city": "Durham"})
    pdf = letter_of(situation, "action", Style())
    assert text_of(pdf).replace("\r\n", "").count("W" * 60) >= 1
    assert page_count(pdf) <= 3


def test_an_address_in_puerto_rico() -> None:
    address = {"street": "Urb. Las Gladiolas, 150 Calle A", "city": "San Juan", "state": "PR", "zip": "00926"}
    assert "San Juan, PR 00926" in text_of(letter_of(sample_situation(address=address), "action", Style("es")))


def test_no_name_no_phone_no_programs() -> None:
    situation = sample_situation()
    plan = replace(situation.plan, steps=(), papers=(), deadlines=(), excluded=())
    matches = replace(situation.matches, programs=(), missing=())
    bare = situation.case.model_copy(update={"patient": type(situation.case.patient)()})
    text = text_of(letter_of(Situation(bare, situation.estimate, matches, plan, {}), "action", Style()))
    assert "We do not know enough yet" in text


def test_forty_programs_give_seven_steps() -> None:
    situation = replace(sample_situation(), plan=sample_plan(steps=40))
    pdf = letter_of(situation, "action", Style())
    assert "Ask Sample Fund 7 " in text_of(pdf)
    assert "Ask Sample Fund 8 " not in text_of(pdf)
    assert page_count(pdf) <= 3


def test_a_link_that_is_no_web_page_is_refused() -> None:
    plan = replace(sample_plan(), steps=(sample_step(1, url="javascript:alert(1)"),))
    with pytest.raises(InputError, match="web pages only"):
        letter_of(replace(sample_situation(), plan=plan), "action", Style())


def test_a_step_without_a_phone_prints_no_call_line() -> None:
    plan = replace(sample_plan(), steps=(sample_step(1, phone=None, hours=None, url=None, call_first=False),))
    assert "Call " not in text_of(letter_of(replace(sample_situation(), plan=plan), "action", Style()))
