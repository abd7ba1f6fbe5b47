"""Written answers that are asked about first: amounts hard to believe, centers and programs by what people call them."""

import pytest

from mmfinance.assistance.directory import Directory, load_directory
from mmfinance.intake.checking import Unfit
from mmfinance.intake.interview import Interview, Progress
from mmfinance.intake.question import Doubt

START = {"as_of": "2026-11-28", "coverage": [{"kind": "employer"}], "help_already_held": [{}]}


@pytest.fixture(scope="module")
def directory() -> Directory:
    return load_directory(None, None)


def doubt(name: str, written: str, directory: Directory) -> Doubt | None:
    return Interview(START, Progress(again=name)).doubt(written, directory)


@pytest.mark.parametrize(
    ("name", "written", "expected"),
    [
        ("income", "5", "$8,000 and $500,000"),
        ("income", "9,000,000", "$8,000 and $500,000"),
        ("plan_maximum", "2000000", "$300 and $25,000"),
        ("premium", "60000", "$0 and $3,000"),
        ("household_size", "25", "1 and 12"),
        ("patient_hours", "120", "1 and 80"),
        ("patient_wage", "52000", "$5 and $300"),
        ("miles", "2500", "0 and 1,500"),
    ],
)
def test_an_amount_hard_to_believe_is_asked_about(name: str, written: str, expected: str, directory: Directory) -> None:
    asked = doubt(name, written, directory)
    assert asked is not None
    assert f"Most answers lie between {expected}. Is it right?" in asked.text
    assert asked.options[0].value == written


@pytest.mark.parametrize(("name", "written"), [("income", "78,500"), ("household_size", "2"), ("deductible", "0")])
def test_a_usual_amount_is_taken_at_once(name: str, written: str, directory: Directory) -> None:
    assert doubt(name, written, directory) is None


@pytest.mark.parametrize("written", ["-5", "a lot", ""])
def test_what_is_no_amount_is_refused_and_not_asked_about(written: str, directory: Directory) -> None:
    with pytest.raises(Unfit, match="Write an amount in dollars"):
        doubt("income", written, directory)


def test_an_income_of_one_month_can_be_made_one_of_a_year(directory: Directory) -> None:
    asked = doubt("income", "1,800.50", directory)
    assert asked is not None
    _, yearly = asked.options
    assert (yearly.label, yearly.value) == ("It is for one month: $21,606 a year", "21606.0")
    interview = Interview(START, Progress(again="income"))
    interview.answer(yearly.value)
    assert interview.case.household.annual_income == 2_160_600


@pytest.mark.parametrize("written", ["james", "The James, Ohio State", "osu", "Jmaes Cancer Hospital"])
def test_a_center_is_found_by_what_people_call_it(written: str, directory: Directory) -> None:
    asked = doubt("place", written, directory)
    assert asked is not None
    assert "osu-james" in [option.value for option in asked.options]
    assert asked.options[-1].label == f"None of these. Keep: {written}"
    interview = Interview(START, Progress(again="place"))
    interview.answer("osu-james")
    assert interview.data["treatment"] == {"site": {"center": "osu-james"}}


def test_a_place_that_nothing_is_like_and_a_zip_code_are_taken_at_once(directory: Directory) -> None:
    assert doubt("place", "Our own clinic on Elm Street", directory) is None
    assert doubt("place", "43210", directory) is None


@pytest.mark.parametrize(("written", "known"), [("snap", "snap"), ("Cost plus", "cost-plus-drugs")])
def test_a_program_is_found_by_what_people_call_it(written: str, known: str, directory: Directory) -> None:
    asked = doubt("help_program", written, directory)
    assert asked is not None
    labels = {option.value: option.label for option in asked.options}
    assert directory[known].organisation in labels[f"program:{known}"]


def test_a_program_that_is_not_known_is_kept_by_its_name_and_no_id_can_be_made_up(directory: Directory) -> None:
    asked = doubt("help_program", "program:no-such-thing", directory)
    assert asked is not None
    kept = asked.options[-1].value
    interview = Interview(START, Progress(again="help_program"))
    interview.answer(kept)
    assert interview.data["help_already_held"] == [{"name": "no-such-thing"}]
