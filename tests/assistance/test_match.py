"""Verdicts with their reasons, for one person."""

import json
from pathlib import Path
from typing import Any

import pytest

from mmfinance.assistance.directory import load_directory
from mmfinance.assistance.document import match_document
from mmfinance.assistance.interview import Interview
from mmfinance.assistance.match import match
from mmfinance.assistance.result import Availability, ProgramMatch, Verdict
from mmfinance.assistance.wording import match_lines
from mmfinance.case.model import Case
from mmfinance.errors import BrokenData, UnknownName
from tests.assistance.files import write_program

MEDICARE = [{"kind": "medicare", "part_a": True, "part_b": True}, {"kind": "part_d"}]
ME: dict[str, Any] = {"diagnosis": {"disease": "multiple_myeloma"}, "patient": {"address": {"state": "OH"}}}


def case(**sections: Any) -> Case:
    return Case.model_validate({"as_of": "2026-11-25", **sections})


def one(found: Case, name: str, folder: Path | None = None) -> ProgramMatch:
    return {each.program_id: each for each in match(found, load_directory(folder)).programs}[name]


def test_the_source_of_a_reason_is_one_that_shows_the_rules() -> None:
    for program in load_directory().programs.values():
        shown = {source.title for source in program.sources if source.shows == "contact"}
        assert program.best_source.title not in shown, program.id


def test_a_reason_says_value_limit_year_and_source() -> None:
    found = one(case(**ME, household={"annual_income": 30_000, "size": 2}), "bcu-copay-assistance-myeloma")
    income = next(reason for reason in found.reasons if reason.fact == "annual_income")
    assert (income.value, income.limit, income.met, income.year) == (3_000_000, 2_164_000 * 6, True, 2026)
    assert "$30,000" in income.sentence
    assert income.source.title
    assert income.source.checked_on is not None


def test_the_text_shows_the_limit_of_this_household_in_dollars() -> None:
    told = case(**ME, coverage=MEDICARE, household={"annual_income": 30_000, "size": 2})
    directory = load_directory()
    lines = "\n".join(match_lines(match(told, directory), directory, explain=False, why="msp-qmb"))
    assert "income is $30,000: above 100% of the current poverty guideline, but the program leaves some income" in lines
    assert "[limit $21,640, guideline 2026]" in lines


def test_a_no_says_what_would_change_it() -> None:
    found = one(
        case(
            coverage=MEDICARE,
            patient={"address": {"state": "OH"}, "receives_ssi": False},
            household={"annual_income": 15_000, "size": 1, "countable_resources": 40_000, "marital_status": "single"},
        ),
        "medicare-extra-help-lis",
    )
    assert found.verdict is Verdict.INELIGIBLE
    no = [reason for reason in found.reasons if reason.met is False and reason.fact == "countable_resources"]
    assert no[0].would_change is not None


def test_a_card_is_never_for_government_insurance() -> None:
    found = case(
        coverage=[{"kind": "employer"}, *MEDICARE], treatment={"care_path": "daratumumab_iv_pomalidomide_dexamethasone"}
    )
    assert one(found, "jnj-withme-savings-darzalex").verdict is Verdict.INELIGIBLE


def test_closed_programs_say_since_when_and_where_to_go() -> None:
    found = one(case(**ME), "lazarex-care")
    assert (found.verdict, found.availability) == (Verdict.INELIGIBLE, Availability.CLOSED)
    assert "December 31, 2025" in found.reasons[0].sentence


def test_low_confidence_is_at_most_possible(tmp_path: Path) -> None:
    me = case(**ME, household={"annual_income": 10_000, "size": 1})
    write_program(tmp_path, "my-fund")
    assert one(me, "my-fund", tmp_path).verdict is Verdict.ELIGIBLE
    write_program(tmp_path, "my-fund", ("confidence: medium", "confidence: low"))
    assert one(me, "my-fund", tmp_path).verdict is Verdict.POSSIBLE
    write_program(tmp_path, "my-fund", ("operation: active", "operation: unverified"))
    assert one(me, "my-fund", tmp_path).verdict is Verdict.POSSIBLE


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (None, Verdict.POSSIBLE),
        ("applied", Verdict.POSSIBLE),
        ("denied", Verdict.ELIGIBLE),
        ("granted", Verdict.INELIGIBLE),
    ],
)
def test_an_application_that_comes_first(tmp_path: Path, state: str | None, expected: Verdict) -> None:
    write_program(tmp_path, "first-fund")
    write_program(tmp_path, "my-fund", more="requires_first: [{program: first-fund, state: denied}]\n")
    held = {"help_already_held": [{"program": "first-fund", "state": state}]} if state else {}
    me = case(**ME, household={"annual_income": 10_000, "size": 1}, **held)
    assert one(me, "my-fund", tmp_path).verdict is expected


def test_an_application_that_comes_first_for_some(tmp_path: Path) -> None:
    write_program(tmp_path, "first-fund")
    write_program(tmp_path, "my-fund", more="requires_first: [{program: first-fund, when: {age_at_least: 65}}]\n")
    household = {"annual_income": 10_000, "size": 1}
    young = case(diagnosis=ME["diagnosis"], household=household, patient=ME["patient"] | {"birth_date": "1980-01-01"})
    old = case(diagnosis=ME["diagnosis"], household=household, patient=ME["patient"] | {"birth_date": "1940-01-01"})
    assert one(young, "my-fund", tmp_path).verdict is Verdict.ELIGIBLE
    assert one(old, "my-fund", tmp_path).verdict is Verdict.POSSIBLE


def test_missing_facts_are_ranked_by_how_much_they_decide() -> None:
    result = match(case(), load_directory())
    counts = [missing.decides for missing in result.missing]
    assert counts == sorted(counts, reverse=True)
    assert len({missing.fact for missing in result.missing}) == len(counts)


def test_nothing_is_asked_that_no_longer_decides() -> None:
    found = one(case(coverage=[{"kind": "uninsured"}]), "bcu-copay-assistance-myeloma")
    assert found.verdict is Verdict.INELIGIBLE
    assert found.missing == ()


def test_a_broken_rule_stops_everything_and_names_its_program(monkeypatch: pytest.MonkeyPatch) -> None:
    from mmfinance.assistance.predicates.people import AgeAtLeast
    from mmfinance.assistance.predicates.treatment import DiagnosisAnyOf

    def broken(*_: Any) -> None:
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr(DiagnosisAnyOf, "answer", broken)
    with pytest.raises(BrokenData, match=r"^[a-z0-9-]+: eligible_when: the rule broke"):
        match(case(), load_directory())
    assert AgeAtLeast.key == "age_at_least"


def test_the_document_has_what_readers_rely_on() -> None:
    directory = load_directory()
    result = match(case(**ME, coverage=MEDICARE, household={"annual_income": 30_000.5, "size": 1}), directory)
    document = json.loads(json.dumps(match_document(result, directory)))
    assert document["schema"] == "mmfinance/match@1"
    assert len(document["programs"]) == len(directory.programs)
    for program in document["programs"]:
        assert program["verdict"] in list(Verdict)
        assert program["availability"] in list(Availability)
        for reason in program["reasons"]:
            assert {"fact", "value", "limit", "met", "source", "checked_on"} <= reason.keys()
            assert reason["met"] in (True, False, None)
            if reason["fact"] == "annual_income":
                assert reason["value"] == 30_000.5
        assert all({"fact", "question"} == each.keys() for each in program["missing"])


def test_lines_for_a_person() -> None:
    directory = load_directory()
    result = match(case(**ME, coverage=MEDICARE), directory)
    text = "\n".join(match_lines(result, directory, explain=True, why=None))
    assert "More facts are needed" in text
    assert "source:" in text
    only = list(match_lines(result, directory, explain=False, why="lazarex-care"))
    assert only[0].startswith("  Lazarex Cancer Foundation")


def test_the_interview_asks_what_still_decides_and_takes_i_do_not_know() -> None:
    directory = load_directory()
    interview = Interview(case(), directory)
    first = interview.next_question()
    assert first is not None
    interview.answer(first, "")
    second = interview.next_question()
    assert second is not None
    assert second.fact != first.fact
    asked = {first.fact}
    while question := interview.next_question():
        assert question.fact not in asked
        asked.add(question.fact)
        interview.answer(question, "")


def test_an_answer_of_the_interview_counts(tmp_path: Path) -> None:
    write_program(tmp_path, "my-fund")
    interview = Interview(case(), load_directory(tmp_path))
    answers = {"annual_income": "20,000", "household_size": "1", "state": "oh", "diagnoses": "multiple myeloma"}
    while question := interview.next_question():
        interview.answer(question, answers[question.fact])
    assert interview.result().programs[0].verdict is Verdict.ELIGIBLE


def test_a_wrong_answer_is_asked_again() -> None:
    interview = Interview(case(**ME), load_directory())
    question = interview.next_question()
    assert question is not None
    with pytest.raises(Exception, match=r"expected|yes or no|no value"):
        interview.answer(question, "seventeen purple horses")
    assert interview.next_question() == question


def test_alternatives_that_cannot_help_are_left_out() -> None:
    found = one(case(coverage=MEDICARE), "medicare-extra-help-lis")
    assert not [reason for reason in found.reasons if reason.met is False]
    card = one(case(coverage=[{"kind": "uninsured"}]), "jnj-withme-savings-darzalex")
    assert [reason.fact for reason in card.reasons if reason.met is False] == ["medical_drug_payer"]


def test_every_no_of_an_ineligible_verdict_decides() -> None:
    """Of a program that is not ruled out, no reason is a plain no."""
    for found in match(case(**ME, coverage=MEDICARE), load_directory()).programs:
        if found.verdict is not Verdict.INELIGIBLE:
            assert not [reason for reason in found.reasons if reason.met is False], found.program_id


def test_the_interview_takes_dates_and_no(tmp_path: Path) -> None:
    rules = ("diagnosis_any_of: [cancer]", "therapy_had: [car_t]\n      within_days: 365\n    - age_at_least: 18")
    write_program(tmp_path, "my-fund", rules)
    told = {"annual_income": "20000", "household_size": "1", "state": "OH", "age": "1960-01-02"}
    for answer, expected in (
        ("2026-01-31", Verdict.ELIGIBLE),
        ("2025-01-31", Verdict.INELIGIBLE),
        ("no", Verdict.INELIGIBLE),
    ):
        interview = Interview(case(), load_directory(tmp_path))
        while question := interview.next_question():
            interview.answer(question, (told | {"days_since_car_t": answer})[question.fact])
        assert interview.result().programs[0].verdict is expected


def test_an_unknown_care_path_is_the_cases_fault() -> None:
    with pytest.raises(UnknownName, match="care path"):
        match(case(treatment={"care_path": "no-such-path"}), load_directory())
