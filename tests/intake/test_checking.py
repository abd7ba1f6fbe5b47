"""Answers that cannot be are refused, in plain words that say what is expected."""

import ast
from datetime import date
from pathlib import Path

import pytest

from mmfinance.case import consistency
from mmfinance.intake.checking import Unfit
from mmfinance.intake.interview import Interview, Progress
from mmfinance.intake.question import Answer

FACTS = {
    "as_of": "2026-11-28",
    "patient": {"birth_date": "1968-03-14", "address": {"zip": "43081"}},
    "household": {"size": "2"},
    "coverage": [{"kind": "employer", "out_of_pocket_maximum": {"individual": "5000"}}],
    "treatment": {"history": [{"kind": "car_t"}], "care_path": "teclistamab"},
}

TABLE: list[tuple[str, Answer, str]] = [
    ("birth_date", "1/1/2030", "You cannot be born after today. Look at the year."),
    ("birth_date", "1/1/1880", "Write a year between 1900 and 2100."),
    ("birth_date", "13/45/1968", "Write month/day/year, such as 12/31/2026."),
    ("birth_date", "1968", "Write month/day/year, such as 12/31/2026."),
    ("car_t_date", "1/1/2030", "This day is still to come. Write a day in the past."),
    ("car_t_date", "1/1/1950", "This day is before you were born."),
    ("start", "12/7/2042", "That is too far ahead. Look at the year, please."),
    ("denied_on", "12/1/2026", "This day is still to come. Write a day in the past."),
    ("income", "a lot", "Write an amount in dollars, such as 1250."),
    ("income", "-5", "Write an amount in dollars, such as 1250."),
    ("household_size", "0", "Write a number of 1 or more."),
    ("household_size", "31", "Write a number of 30 or less."),
    ("household_size", "1.5", "Write a whole number."),
    ("minor_children", "2", "Then no adult would live there. Look at the number of people, please."),
    ("patient_hours", "200", "Write a number of 168 or less."),
    ("deductible", "6000", "The deductible cannot be more than the out-of-pocket maximum."),
    ("plan_maximum_met", "6000", "You cannot have paid more than the whole amount."),
    ("zip", "99999", "Write the five digits of a ZIP code, such as 43081."),
    ("patient_work_state", "Ohia", "Write the state, such as OH or Ohio."),
    ("weight", "9000", "Write your weight in pounds, such as 165."),
    ("coinsurance", "120", "Write a percent, such as 20."),
    ("disease", "flu", "Choose one of the answers."),
    ("place", "123-45-6789", "Write the ZIP code or the name of the place."),
    ("place", "00000", "Write the ZIP code or the name of the place."),
    ("name", "123-45-6789", "Write a few words."),
    ("name", "Avery 123 45 6789", "Write a few words."),
    ("name", "Avery\x07", "Write a few words."),
    ("name", "Avery \u202eelpmaxE", "Write a few words."),
    ("name", "Ni\udcf1o", "Write a few words."),
    ("place", "Clinic\x1b[2J", "Write the ZIP code or the name of the place."),
    ("name", "x" * 200, "Write 120 letters or fewer."),
    (
        "treatments_had",
        ("none", "car_t"),
        "You marked none of these and one of them. Only one of them can be true.",
    ),
]


@pytest.mark.parametrize(("name", "answer", "why"), TABLE)
def test_an_answer_that_cannot_be_is_refused(name: str, answer: Answer, why: str) -> None:
    interview = Interview(FACTS, Progress(again=name))
    with pytest.raises(Unfit) as refused:
        interview.answer(answer)
    assert str(refused.value.why) == why
    assert interview.data == FACTS
    assert interview.progress == Progress(again=name)


@pytest.mark.parametrize("written", ["3/9/2026", "03-09-2026", "2026-03-09", "March 9, 2026", "mar. 9 2026"])
def test_a_day_can_be_written_in_several_ways(written: str) -> None:
    interview = Interview(FACTS, Progress(again="car_t_date"))
    interview.answer(written)
    assert interview.data["treatment"]["history"] == [{"kind": "car_t", "date": date(2026, 3, 9)}]


@pytest.mark.parametrize("written", ["oh", "Ohio", "OHIO"])
def test_a_state_can_be_written_by_its_name(written: str) -> None:
    interview = Interview(FACTS, Progress(again="patient_work_state"))
    interview.answer(written)
    assert interview.data["work"] == {"patient": {"state": "OH"}}


def test_a_zip_of_another_state_is_refused() -> None:
    interview = Interview({"as_of": "2026-11-28", "patient": {"address": {"state": "OH"}}}, Progress(again="zip"))
    with pytest.raises(Unfit, match="another state"):
        interview.answer("90001")


REACHED_BY_NO_ANSWER = (
    "a citizen is not a permanent resident",  # one menu gives both facts
    "is before the day the help began",  # help, denial, history's end and family amounts are asked by no question
    "is more than ",
    "the whole amount",
    "is before the first decision",
    "is before the treatment's date",
    "a cost-sharing reduction variant",
    "states a drug side",
    "only plans F and G",
    "is above the family amount",
    "lists ",
)


def test_every_contradiction_that_an_answer_can_make_has_plain_words() -> None:
    from mmfinance.intake.checking import _CONTRADICTIONS

    tree = ast.parse(Path(consistency.__file__).read_text(encoding="utf-8"))
    messages = {
        node.value
        for each in ast.walk(tree)
        if isinstance(each, ast.Yield)
        for node in ast.walk(each)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value
    }
    plain = [
        message
        for message in messages
        if not any(part.split(": ")[-1] in message for part in _CONTRADICTIONS)
        and not message.startswith(REACHED_BY_NO_ANSWER)
    ]
    assert plain == []
