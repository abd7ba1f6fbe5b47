"""The flow: what comes next, the way back, resuming; and that any conversation at all leaves a valid case."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mmfinance.assistance.facts.applications import application
from mmfinance.case.reading import read_case
from mmfinance.intake.checking import Unfit, case_of
from mmfinance.intake.interview import MOST_FIRST, Interview, Progress
from mmfinance.intake.question import Answer, Menu, Question, labels
from mmfinance.intake.questions import LATER, QUESTIONS
from mmfinance.intake.saving import save, start_or_resume

TODAY = date(2026, 11, 28)
START = {"schema": "mmfinance/case@1", "as_of": TODAY}
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))

HOSTILE = (
    "null",
    "~",
    "yes",
    "- a",
    "# a",
    "a: b",
    "'",
    '"a',
    "&a",
    "!a",
    "\x07a",
    "a\u202eb",
    "\udce9a",
    "a\nb",
    "王",
    "a" * 200,
)
LINES = (
    *HOSTILE,
    "0",
    "1",
    "2",
    "20",
    "99999",
    "1250.50",
    "3/14/1968",
    "12/07/2026",
    "1/1/2030",
    "43081",
    "00000",
    "OH",
    "Avery",
)


def answers_to(question: Question, interview: Interview) -> st.SearchStrategy[Answer]:
    """Everything a person may say to a question, right or wrong."""
    form = question.form
    written: st.SearchStrategy[Answer] = st.sampled_from(LINES)
    if not isinstance(form, Menu):
        return st.one_of(st.none(), written)
    known = sorted(labels(form.options(interview.case)))
    if form.several:
        return st.one_of(
            st.none(), st.sets(st.sampled_from(known), min_size=1, max_size=3).map(lambda x: tuple(sorted(x)))
        )
    return st.one_of(st.none(), written, st.sampled_from(known)) if known else st.one_of(st.none(), written)


def take_a_step(interview: Interview, data: st.DataObject) -> None:
    question = interview.question()
    if question is None:
        waiting = [each.id for each in LATER if interview.is_open(each)]
        told = [each.id for each in interview.answered()]
        if waiting and (not told or data.draw(st.booleans(), "go on")):
            interview.agree(data.draw(st.lists(st.sampled_from(waiting), max_size=3, unique=True), "agreed"))
        else:
            interview.ask_again(data.draw(st.sampled_from(told), "change"))
        return
    move = data.draw(st.sampled_from(("answer", "answer", "answer", "don't know", "back", "keep")), question.id)
    if move == "back" and interview.can_go_back():
        interview.back()
    elif move == "keep" and question.told(interview.case) is not None:
        interview.keep()
    else:
        try:
            interview.answer(data.draw(answers_to(question, interview), "answer") if move == "answer" else None)
        except Unfit:
            assert interview.question() == question, "a refused answer changes nothing"


@given(st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_any_conversation_leaves_a_valid_case(data: st.DataObject) -> None:
    interview = Interview(START)
    for _ in range(data.draw(st.integers(1, 25), "steps")):
        take_a_step(interview, data)
        assert case_of(interview.data) == interview.case


@given(data=st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_a_resumed_interview_goes_on_as_if_it_had_never_stopped(data: st.DataObject, tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.unlink(missing_ok=True)
    interview = Interview(START)
    for _ in range(data.draw(st.integers(1, 12), "steps")):
        take_a_step(interview, data)
    save(path, interview)
    resumed = start_or_resume(path, TODAY)
    assert read_case(path) == resumed.case == interview.case
    assert resumed.progress == interview.progress
    assert (resumed.question(), resumed.answered()) == (interview.question(), interview.answered())


def run_through(interview: Interview, **answers: Answer) -> list[str]:
    asked = []
    while question := interview.question():
        asked.append(question.id)
        interview.answer(answers.get(question.id))
    return asked


@given(st.sets(st.sampled_from(("employer", "medicare", "tricare", "va", "medicaid", "marketplace")), min_size=1))
def test_a_first_result_comes_after_twelve_questions(kinds: set[str]) -> None:
    asked = run_through(
        Interview(START),
        insurance=tuple(sorted(kinds)),
        medicare_type="both",
        treatment="teclistamab",
        zip="43081",
        place="osu-james",
    )
    assert len(asked) <= MOST_FIRST


def test_car_t_that_failed_is_told_before_the_first_result() -> None:
    had = ("ciltacabtagene autoleucel", "drug")
    interview = Interview(START)
    told: dict[str, Answer] = {"insurance": ("medicare",), "medicare_type": "both", "medigap": "G", "part_d": "yes"}
    asked = run_through(interview, treatments_had=had, car_t_failed="yes", car_t_date="3/9/2026", **told)
    assert asked.index("car_t_date") < MOST_FIRST
    (car_t, drug) = interview.case.treatment.history or ()
    assert (car_t.kind, car_t.product, car_t.failed, car_t.date) == (
        "car_t",
        "ciltacabtagene autoleucel",
        True,
        date(2026, 3, 9),
    )
    assert drug.kind == "drug"
    interview.ask_again("treatments_had")
    interview.answer(("ciltacabtagene autoleucel",))
    assert interview.case.treatment.history == (car_t,), "what was told of it stays"


def test_a_kind_of_treatment_is_kept_where_the_drug_is_not_known() -> None:
    interview = Interview(START)
    asked = run_through(interview, treatment="bispecific")
    assert interview.data["treatment"] == {"kind": "bispecific"}
    assert "start" in asked
    which = QUESTIONS["which_treatment"]
    assert not interview.is_open(which), "in this sitting that was answered: I don't know"
    later = Interview(interview.data)
    assert later.is_open(which)
    later.ask_again("which_treatment")
    later.answer(None)
    assert later.case.treatment.kind == "bispecific"
    later.ask_again("which_treatment")
    later.answer("talquetamab")
    assert later.case.treatment.care_path == "talquetamab"
    later.ask_again("treatment")
    later.answer("oral")
    assert later.data["treatment"] == {"kind": "oral"}


def test_not_knowing_anything_asks_few_questions_and_writes_nothing() -> None:
    interview = Interview(START)
    assert len(run_through(interview)) <= MOST_FIRST
    assert interview.data == START


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_case_on_file_is_only_asked_what_it_lacks_and_keeps_every_fact(path: Path) -> None:
    interview = start_or_resume(path, TODAY)
    before = interview.case
    while question := interview.question():
        assert question.told(interview.case) is None
        interview.answer(None)
    assert interview.case == before


def test_going_back_asks_again_and_keeps_the_answer_until_another_is_given() -> None:
    interview = Interview(START)
    interview.answer("en")
    interview.answer("multiple_myeloma")
    assert asked_now(interview) == "treatments_had"
    interview.back()
    assert asked_now(interview) == "disease"
    assert interview.case.diagnosis.disease == "multiple_myeloma"
    interview.back()
    assert asked_now(interview) == "language"
    assert not interview.can_go_back()
    interview.keep()
    assert asked_now(interview) == "treatments_had"


def test_an_answer_taken_back_becomes_not_known() -> None:
    interview = Interview(START)
    interview.answer("en")
    interview.answer("multiple_myeloma")
    interview.ask_again("disease")
    interview.answer(None)
    assert interview.case.diagnosis.disease is None
    assert "diagnosis" not in interview.data


def test_changing_one_answer_does_not_ask_the_others_again() -> None:
    interview = Interview(START)
    run_through(interview)
    interview.ask_again("disease")
    assert not interview.can_go_back()
    interview.answer("multiple_myeloma")
    assert interview.question() is None


def test_a_changed_insurance_brings_its_questions() -> None:
    interview = Interview(START)
    run_through(interview)
    interview.ask_again("insurance")
    interview.answer(("va",))
    assert asked_now(interview) == "va_treats"


def test_what_was_agreed_comes_next_and_what_no_longer_applies_is_left_out() -> None:
    interview = Interview(START)
    run_through(interview)
    interview.agree(("patient_works", "patient_hours", "veteran"))
    assert asked_now(interview) == "patient_works"
    interview.answer("no")
    assert asked_now(interview) == "veteran"


def test_a_refusal_is_followed_by_its_day_at_once() -> None:
    interview = Interview(START)
    run_through(interview)
    interview.agree(("plan_agreed", "veteran"))
    interview.answer("no")
    assert asked_now(interview) == "denied_on"
    interview.answer("11/02/2026")
    assert interview.case.denial is not None
    assert asked_now(interview) == "veteran"


def held(interview: Interview) -> Any:
    return interview.data.get("help_already_held")


def test_help_that_is_held_is_never_lost_and_leaves_open_what_is_not_told() -> None:
    """Yes alone says that there is help and not which: no program may count as not asked then."""
    interview = Interview(START)
    run_through(interview)
    interview.ask_again("help_held")
    interview.answer("some")
    assert held(interview) == [{}, {}]
    assert [asked_now(interview), application("pan")(interview.case)] == ["help_program", None]
    interview.answer("program:pan")
    interview.answer("granted")
    assert asked_now(interview) == "help_more"
    assert (application("pan")(interview.case), application("other")(interview.case)) == ("granted", None)
    interview.answer("no")
    assert held(interview) == [{"program": "pan", "state": "granted"}]
    assert application("other")(interview.case) == "not_applied"
    interview.ask_again("help_more")
    interview.answer("yes")
    assert application("other")(interview.case) is None
    assert QUESTIONS["help_more"].told(interview.case) == "yes"


@pytest.mark.parametrize(("name", "answer"), [("help_program", "Our church"), ("help_state", "denied")])
def test_help_that_is_told_in_part_is_kept(name: str, answer: str) -> None:
    interview = Interview({**START, "help_already_held": [{}]}, Progress(again=name))
    interview.answer(answer)
    assert QUESTIONS[name].told(interview.case) == answer
    assert application("any")(interview.case) is None


def test_there_is_nothing_to_answer_at_a_crossroads() -> None:
    interview = Interview(START)
    run_through(interview)
    with pytest.raises(LookupError):
        interview.answer("yes")


def test_a_case_of_yesterday_can_be_true_today() -> None:
    interview = Interview({**START, "as_of": TODAY - timedelta(days=1)})
    interview.date_of_today(TODAY)
    assert interview.case.as_of == TODAY


def asked_now(interview: Interview) -> str:
    question = interview.question()
    assert question is not None
    return question.id


ROUND_TRIP: list[tuple[str, Any, str]] = [
    ("weight", "165", "165"),
    ("coinsurance", "20%", "20%"),
    ("income", "$78,500", "$78,500"),
    ("birth_date", "3/14/1968", "March 14, 1968"),
    ("citizen", "resident", "I hold a green card"),
    ("also", ("none",), "None of these"),
    ("supportive_drugs", ("none",), "None of these"),
    ("supportive_drugs", ("denosumab",), "Denosumab, for the bones"),
    ("also", ("kidney_failure", "neuropathy"), "Kidney failure, Nerve pain or numb hands or feet"),
    ("treatments_had", ("none",), "None of these"),
    ("treatments_had", ("car_t", "drug"), "CAR T-cell therapy: another, or I don't know which, Other drugs"),
    ("treatments_had", ("ciltacabtagene autoleucel",), "CAR T-cell therapy: Carvykti (cilta-cel)"),
    ("treatment", "bispecific", "Bispecific antibody (a shot)"),
    ("treatment", "teclistamab", "Teclistamab (Tecvayli)"),
    ("treatment", "repeat_car_t", "CAR T-cell therapy"),
    ("help_held", "none", "No, never"),
    ("plan_year_start", "07-01", "July"),
    ("place", "osu-james", "Ohio State University Comprehensive Cancer Center, James Cancer Hospital, Columbus OH"),
    ("place", "Our clinic", "Our clinic"),
    ("place", "43210", "43210"),
]


@pytest.mark.parametrize(("name", "answer", "shown"), ROUND_TRIP)
def test_what_was_answered_is_shown_as_it_was_meant(name: str, answer: Answer, shown: str) -> None:
    from mmfinance.intake.languages import sayer_of
    from mmfinance.intake.question import told_in_words

    data = {**START, "coverage": [{"kind": "employer"}], "patient": {"address": {"zip": "43081"}}}
    interview = Interview(data, Progress(again=name))
    interview.answer(answer)
    assert told_in_words(QUESTIONS[name], interview.case, sayer_of("en")) == shown
