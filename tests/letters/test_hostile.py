"""Names and addresses that break careless letters."""

from dataclasses import replace

import pytest

from mmfinance.case.model import Case, Denial
from mmfinance.errors import InputError
from mmfinance.letters.kinds import KINDS
from mmfinance.letters.situation import Situation
from mmfinance.letters.typeset import Style, overflow_of
from mmfinance.letters.write import letter_of, letter_values
from tests.letters.pages import page_count, text_of
from tests.letters.samples import sample_matches, sample_plan, sample_program, sample_situation, sample_step

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


def hostile(name: str, **address: str) -> Situation:
    """A situation in which the person, the plan, the hospital, the denial and the program all bear a bad name."""
    situation = sample_situation(name=name[:120], address={"street": name, "city": "San Juan", "state": "PR"} | address)
    case = situation.case
    plan = case.coverage[0].model_copy(update={"name": name, "payer": name, "payer_phone": None})  # type: ignore[index]
    site = case.treatment.site.model_copy(update={"name": name})  # type: ignore[union-attr]
    changes = {
        "coverage": (plan,),
        "treatment": case.treatment.model_copy(update={"site": site}),
        "denial": case.denial.model_copy(update={"service": name, "reason": name}),  # type: ignore[union-attr]
    }
    steps = tuple(sample_step(i + 1, title=name, why=name, phone=None) for i in range(40))
    papers = tuple(replace(sample_plan().papers[0], name=name) for _ in range(40))
    reason = replace(sample_matches().programs[0].reasons[0], sentence=name)
    matches = sample_matches(programs=46)
    first = replace(matches.programs[0], reasons=(reason,) * 40)
    return replace(
        situation,
        case=case.model_copy(update=changes),
        plan=replace(sample_plan(), steps=steps, papers=papers),
        matches=replace(matches, programs=(first, *matches.programs[1:])),
        programs={key: sample_program(name[:200]) for key in situation.programs},
    )


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_of_letter_lets_markup_in(kind: str) -> None:
    html = letter_of(hostile(MARKUP), kind, Style("es", "html")).decode()
    assert "<script>" not in html
    assert "<img src=https" not in html


@pytest.mark.parametrize("kind", KINDS)
def test_words_of_200_letters_and_40_rows_stay_on_the_paper(kind: str) -> None:
    letter = letter_values(hostile("W" * 200), kind)
    found = overflow_of(kind, letter, Style())
    assert [what for what in found if "runs off" in what] == []


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_of_letter_needs_any_fact_but_the_day(kind: str) -> None:
    known = sample_situation()
    bare = Case(as_of=known.case.as_of, denial=Denial() if kind == "appeal" else None)
    assert letter_of(replace(known, case=bare), kind, Style()).startswith(b"%PDF")


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
