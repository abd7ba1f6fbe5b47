"""Facts out of cases: what is told is there, what is not told is missing, and nothing is guessed."""

from typing import Any

import pytest

from mmfinance.assistance.facts import NEVER, UNDATED, Known, fact, fact_names
from mmfinance.assistance.facts.reading import read_facts
from mmfinance.assistance.match import match
from mmfinance.assistance.predicates.criterion import spoken
from mmfinance.assistance.vocabulary import CAR_T_DRUGS, DRUG_BENEFITS
from mmfinance.case.model import Case
from mmfinance.errors import UnknownName
from mmfinance.reference.care_paths import care_path_ids


def case_of(**sections: Any) -> Case:
    return Case.model_validate({"as_of": "2026-11-25", **sections})


def value(name: str, **sections: Any) -> Any:
    return fact(name).derive(case_of(**sections))


def classes(name: str, *coverage: dict[str, Any], **sections: Any) -> Known:
    found = value(name, coverage=list(coverage), **sections)
    assert isinstance(found, Known)
    return found


@pytest.mark.parametrize("name", [name for name in fact_names() if name != "as_of"])
def test_an_empty_case_has_no_facts(name: str) -> None:
    assert value(name) is None
    assert fact(name).question.endswith(("?", ".", ")"))


def test_a_kind_of_treatment_brings_what_all_of_its_care_paths_do_and_may_bring_what_one_does() -> None:
    found = value("drugs", treatment={"kind": "bispecific"})
    assert (found.has, {"teclistamab", "talquetamab"} <= found.maybe) == (frozenset(), True)
    assert "lenalidomide" not in found.maybe
    assert "Which treatment" in fact("drugs").question_about(found)
    assert spoken(found, fact("drugs")) == "not chosen yet"
    assert value("off_label", treatment={"kind": "bispecific"}) is False
    assert value("clinical_trial", treatment={"kind": "trial"}) is True
    one = value("drugs", treatment={"kind": "follow_up"})
    assert (one.has, one.maybe) == tuple(vars(value("drugs", treatment={"care_path": "follow_up"})).values())[:2]


def test_age_counts_birthdays() -> None:
    assert value("age", patient={"birth_date": "1961-11-25"}) == 65
    assert value("age", patient={"birth_date": "1961-11-26"}) == 64


def test_income_adds_the_members_only_when_all_are_told() -> None:
    assert value("annual_income", household={"members": [{"annual_income": 100}, {"annual_income": 50}]}) == 15_000
    assert value("annual_income", household={"members": [{"annual_income": 100}, {}]}) is None


def test_the_household_size_is_never_guessed_from_the_members() -> None:
    assert value("household_size", household={"members": [{"annual_income": 100}]}) is None


def test_state_comes_from_the_zip_code() -> None:
    assert value("state", patient={"address": {"zip": "02134"}}) == "MA"


def test_medicare_advantage_may_bring_part_d() -> None:
    found = classes("insurance", {"kind": "medicare_advantage"})
    assert "medicare_part_d" in found.maybe
    assert {"medicare", "medicare_part_b", "government", "insured"} <= found.has
    sure = classes("insurance", {"kind": "medicare_advantage", "includes_part_d": True})
    assert "medicare_part_d" in sure.has


def test_a_savings_program_is_not_medicaid() -> None:
    medicare = {"kind": "medicare"}
    assert "medicaid" not in classes("insurance", medicare, {"kind": "medicaid", "level": "slmb"}).has
    assert {"medicaid", "qmb"} <= classes("insurance", medicare, {"kind": "medicaid", "level": "qmb_plus"}).has
    open_level = classes("insurance", medicare, {"kind": "medicaid"})
    assert "medicaid" in open_level.maybe
    assert "medicaid" in classes("insurance", {"kind": "medicaid"}).has


def test_ended_coverage_does_not_count_and_later_coverage_may() -> None:
    ended = {"kind": "employer", "ends_on": "2026-10-31"}
    later = {"kind": "medicare", "starts_on": "2027-01-01"}
    found = classes("insurance", ended, {"kind": "cobra"}, later)
    assert "employer" not in found.has | found.maybe
    assert "medicare" in found.maybe


def test_an_empty_list_of_coverage_says_nothing() -> None:
    assert value("insurance", coverage=[]) is None


def test_part_d_pays_at_the_pharmacy_and_medicare_at_the_clinic() -> None:
    entries = ({"kind": "medicare"}, {"kind": "part_d"}, {"kind": "medigap"})
    assert "medicare_part_d" in classes("pharmacy_drug_payer", *entries).has
    assert "medicare_part_d" not in classes("medical_drug_payer", *entries).has
    assert classes("pharmacy_drug_payer", {"kind": "medicare"}).has == {"uninsured"}


def test_va_care_pays_only_where_va_treats() -> None:
    employer = {"kind": "employer"}
    assert "va" in classes("medical_drug_payer", employer, {"kind": "va"}).maybe
    told = classes("medical_drug_payer", employer, {"kind": "va", "treated_at_va": False})
    assert "va" not in told.has | told.maybe


def test_therapies_of_a_given_history() -> None:
    history = [{"kind": "car_t", "date": "2025-11-25"}, {"kind": "bispecific"}]
    assert value("days_since_car_t", treatment={"history": history}) == 365
    assert value("days_since_bispecific", treatment={"history": history}) == UNDATED
    assert value("days_since_radiation", treatment={"history": history}) == NEVER


def test_drugs_of_a_care_path() -> None:
    found = value("drugs", treatment={"care_path": "teclistamab"})
    assert found.has == {"teclistamab"}
    assert "denosumab" in found.maybe


def test_supportive_drugs_that_are_told_settle_the_drugs_of_a_care_path() -> None:
    told = {"care_path": "teclistamab", "supportive_drugs": ["denosumab"]}
    assert value("drugs", treatment=told) == Known(frozenset({"teclistamab", "denosumab"}))
    assert value("drugs", treatment=told | {"supportive_drugs": []}) == Known(frozenset({"teclistamab"}))


def test_follow_up_brings_no_drug_but_the_car_t_that_is_followed() -> None:
    followed = {"care_path": "follow_up", "supportive_drugs": []}
    failed = {"history": [{"kind": "car_t", "failed": True}]}
    assert value("drugs", treatment=followed) == Known(frozenset(), CAR_T_DRUGS)
    assert value("drugs", treatment=followed | failed) == Known(frozenset())


@pytest.mark.parametrize("care_path", ["clinical_trial", "allogeneic_transplant"])
def test_a_care_path_that_names_no_drug_may_bring_any(care_path: str) -> None:
    found = value("drugs", treatment={"care_path": care_path})
    assert (found.has, found.maybe) == (frozenset(), frozenset(DRUG_BENEFITS))


def test_nobody_who_chose_a_treatment_is_asked_which_one_is_planned() -> None:
    for care_path in care_path_ids():
        known = value("drugs", treatment={"care_path": care_path})
        assert fact("drugs").question_about(known).startswith("Which other drugs are part of your care")
    assert fact("drugs").question_about(None) == "Which treatment is planned for you?"


@pytest.mark.parametrize(
    ("treatment", "asked"),
    [
        ({}, {"Which treatment is planned for you?"}),
        (
            {"care_path": "teclistamab"},
            {"Which other drugs are part of your care, such as a bone drug or immune globulin?"},
        ),
        ({"care_path": "teclistamab", "supportive_drugs": []}, set()),
    ],
)
def test_a_match_asks_only_for_the_drugs_that_are_not_told(treatment: dict[str, Any], asked: set[str]) -> None:
    found = match(case_of(treatment=treatment))
    assert {each.question for each in found.missing if each.fact == "drugs"} == asked


def test_a_service_without_a_drug_name_may_be_any_drug() -> None:
    dated = {"date": "2026-12-01", "name": "Infusion", "category": "provider_drug"}
    named = dated | {"drug": "isatuximab"}
    assert "carfilzomib" in value("drugs", services=[named, dated]).maybe
    assert "carfilzomib" not in value("drugs", services=[named]).maybe


def test_extra_help_shows_in_the_drug_plan() -> None:
    coverage = [{"kind": "part_d", "extra_help": "full"}]
    assert value("application.medicare-extra-help-lis", coverage=coverage) == "granted"
    assert value("application.medicare-extra-help-lis") is None
    assert value("application.medicare-extra-help-lis", help_already_held=[]) == "not_applied"


@pytest.mark.parametrize(
    ("coverage", "not_sure", "may", "surely"),
    [
        ([{"kind": "medicare"}], ["medigap"], {"medigap"}, {"original_medicare", "government"}),
        ([{"kind": "medicare"}], ["medicare_advantage"], {"original_medicare", "medicare_advantage"}, {"medicare"}),
        ([{"kind": "employer"}], ["medicare"], {"medicare_part_b", "government"}, {"employer", "insured"}),
        ([{"kind": "employer"}], ["medicaid"], {"medicaid", "qmb", "slmb", "qi"}, {"commercial"}),
        ([{"kind": "medicaid"}], ["medicare"], {"medicaid", "qmb", "medicare"}, {"government"}),
        ([{"kind": "employer", "self_funded": True}], ["employer"], {"employer_fully_insured"}, {"employer"}),
    ],
)
def test_coverage_that_is_not_sure_may_be_had(
    coverage: list[dict[str, Any]], not_sure: list[str], may: set[str], surely: set[str]
) -> None:
    found = classes("insurance", *coverage, coverage_not_sure=not_sure)
    assert may <= found.maybe
    assert surely <= found.has


def test_without_any_list_nothing_is_known_whatever_is_not_sure() -> None:
    assert value("insurance", coverage_not_sure=["medigap"]) is None
    assert value("pharmacy_drug_payer", coverage_not_sure=["part_d"]) is None


def test_a_drug_plan_that_is_not_sure_may_pay_at_the_pharmacy_and_not_at_the_clinic() -> None:
    told: dict[str, Any] = {"coverage_not_sure": ["part_d"]}
    pharmacy = classes("pharmacy_drug_payer", {"kind": "medicare"}, **told)
    assert pharmacy.has == frozenset()
    assert {"uninsured", "medicare_part_d"} <= pharmacy.maybe
    assert classes("medical_drug_payer", {"kind": "medicare"}, **told).maybe == {"medicare_part_a", "medicare_part_b"}


def test_a_second_private_plan_that_is_not_sure_leaves_the_plan_open() -> None:
    plan = {"kind": "employer", "copay_help": "counts", "out_of_pocket_maximum": {"individual": 5000}}
    told = {"coverage": [plan], "coverage_not_sure": ["marketplace"]}
    assert (value("copay_help_design", **told), value("plan_maximum", **told)) == (None, None)


def test_what_is_not_sure_is_asked_for_by_its_name() -> None:
    told = {"coverage": [{"kind": "medicare", "part_a": True, "part_b": True}]}
    known = value("insurance", **told, coverage_not_sure=["medigap", "part_d"])
    question = fact("insurance").question_about(known)
    assert question == "Do you have Medicare Part D or Medigap? Your insurance cards say it."
    match_ = match(case_of(**told, coverage_not_sure=["medigap", "part_d"]))
    assert question in [each.question for each in match_.missing]
    assert question not in [each.question for each in match(case_of(**told)).missing]


def test_many_kinds_are_asked_for_in_one_plain_sentence() -> None:
    told = {"coverage": [{"kind": "medicare", "part_a": True, "part_b": True}]}
    known = value("insurance", **told, coverage_not_sure=["medigap", "part_d", "medicaid"])
    assert fact("insurance").question_about(known) == (
        "Do you have Medicaid, Medicare Part D, Medigap or a Medicare Savings Program? Your insurance cards say it."
    )


def test_coverage_that_is_not_sure_may_show_help_that_is_held() -> None:
    told: dict[str, Any] = {"coverage": [{"kind": "medicare"}], "help_already_held": []}
    for program, kind in (("medicaid-expansion-adult", "medicaid"), ("medicare-extra-help-lis", "part_d")):
        assert value(f"application.{program}", **told) == "not_applied"
        assert value(f"application.{program}", **told, coverage_not_sure=[kind]) is None
    told["help_already_held"] = [{"program": "medicare-extra-help-lis", "state": "denied"}]
    assert value("application.medicare-extra-help-lis", **told, coverage_not_sure=["part_d"]) == "denied"


def test_a_refusal_is_known_and_silence_is_not_a_yes() -> None:
    assert value("covered_by_plan", denial={"denied_on": "2026-11-01"}) is False
    assert value("insurer_denied") is None


def test_unknown_facts_and_words_are_refused() -> None:
    with pytest.raises(UnknownName, match="household_size"):
        fact("household_sise")
    with pytest.raises(UnknownName, match="medicare"):
        read_facts({"insurance": ["medicar"]})
    with pytest.raises(ValueError, match="yes or no"):
        read_facts({"veteran": "perhaps"})
    with pytest.raises(ValueError, match="expected a number"):
        read_facts({"age": "old"})
