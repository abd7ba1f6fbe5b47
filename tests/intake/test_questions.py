"""Every question: its words, its answers, what it settles, and its Spanish."""

import re
from datetime import date

import pytest

from mmfinance.assistance.facts import fact, fact_names
from mmfinance.case.model import Case
from mmfinance.case.vocabulary import TreatmentKind
from mmfinance.intake.catalogue import read_conversation_catalogue, said_in_conversation
from mmfinance.intake.languages import sayer_of
from mmfinance.intake.question import Menu, Question, labels
from mmfinance.intake.questions import FIRST, LATER, NAME, QUESTIONS
from mmfinance.reference.care_paths import care_path_ids, care_paths_of
from tests.letters.reading_grade import grade, inflesz

NOBODY = Case(as_of=date(2026, 11, 28))
ALL = tuple(QUESTIONS.values())
NEVER_ASKED = {
    "as_of",  # known of every case
    "county",  # no program of the directory needs more than the ZIP code gives
    "appeal_denied",  # a case has no place for "no"
    "clinical_trial",
    "treatment_state",
}


def name_of(question: Question) -> str:
    return question.id


def test_ids_are_unique_and_every_question_is_in_one_list() -> None:
    assert len(QUESTIONS) == len(FIRST) + len(LATER) + 1
    assert NAME.id in QUESTIONS


def test_every_fact_that_a_person_can_tell_has_a_question() -> None:
    asked = {name for question in ALL for name in question.facts}
    assert set(fact_names()) - asked == NEVER_ASKED


def test_questions_settle_facts_that_exist() -> None:
    for name in {name for question in ALL for name in question.facts} - {"application", "days_since_award"}:
        assert fact(name)


@pytest.mark.parametrize("question", ALL, ids=name_of)
def test_nothing_is_known_of_an_empty_case(question: Question) -> None:
    assert question.told(NOBODY) is None


@pytest.mark.parametrize("question", ALL, ids=name_of)
def test_a_question_is_one_sentence_that_asks(question: Question) -> None:
    assert question.text.count("?") >= 1
    assert len(question.text) <= 110


def test_labels_fit_a_narrow_terminal() -> None:
    for question in ALL:
        if isinstance(question.form, Menu):
            assert max(map(len, labels(question.form.options(NOBODY)).values()), default=0) <= 70


def test_every_care_path_can_be_chosen() -> None:
    form = QUESTIONS["treatment"].form
    assert isinstance(form, Menu)
    kinds = set(TreatmentKind) - {kind for kind in TreatmentKind if len(care_paths_of(kind)) == 1}
    assert set(labels(form.options(NOBODY))) == set(care_path_ids()) | kinds


def test_nobody_is_asked_for_a_social_security_number() -> None:
    asking = [question for question in ALL if "Social Security number" in question.text]
    assert [question.id for question in asking] == ["has_ssn"]
    assert isinstance(asking[0].form, Menu)
    assert "We do not ask for the number" in asking[0].text


def words_of(language: str) -> str:
    say = sayer_of(language)
    parts = [say(part) for question in ALL for part in (question.text, question.help) if part]
    return "\n".join(parts)


def test_questions_need_six_years_of_school() -> None:
    assert grade(words_of("en")) <= 6


def test_spanish_questions_are_fairly_easy() -> None:
    assert inflesz(words_of("es")) >= 65


def test_every_sentence_has_a_translation_with_the_same_places() -> None:
    catalogue = read_conversation_catalogue("es")
    translated = {str(message.id): str(message.string) for message in catalogue if message.id and message.string}
    assert set(said_in_conversation()) - set(translated) == set(), "run python -m mmfinance.intake.catalogue"
    for source, target in translated.items():
        assert sorted(re.findall(r"\{\w+\}", source)) == sorted(re.findall(r"\{\w+\}", target)), source


def test_a_spanish_question_has_no_english_left() -> None:
    say = sayer_of("es")
    assert [question.id for question in ALL if say(question.text) == str(question.text)] == []
