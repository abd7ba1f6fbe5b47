"""One criterion at a time: yes, no, not known, and what only the program decides."""

from datetime import date
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from mmfinance.assistance.answers import NO, NOT_KNOWN, PROGRAM_DECIDES, YES
from mmfinance.assistance.columns import columns_of_facts
from mmfinance.assistance.facts import NEVER, UNDATED, Known, Shape, fact
from mmfinance.assistance.facts.reading import read_facts
from mmfinance.assistance.predicates import Tree, criterion_keys
from mmfinance.assistance.predicates.tree import CRITERIA

TREE: TypeAdapter[Any] = TypeAdapter(Tree)


def answer(rule: dict[str, Any], **facts: Any) -> int:
    read = {"as_of": date(2026, 11, 25).toordinal(), **read_facts(facts)}
    return int(TREE.validate_python(rule).answer(columns_of_facts(read))[0])


@pytest.mark.parametrize(
    ("rule", "facts", "expected"),
    [
        ({"age_at_least": 65}, {"age": 65}, YES),
        ({"age_at_least": 65}, {"age": 64}, NO),
        ({"age_at_most": 64}, {"age": 65}, NO),
        ({"veteran": True}, {"veteran": False}, NO),
        ({"veteran": False}, {"veteran": False}, YES),
        ({"diagnosis_any_of": ["blood_cancer"]}, {"diagnoses": ["multiple_myeloma"]}, YES),
        ({"diagnosis_any_of": ["multiple_myeloma"]}, {"diagnoses": ["blood_cancer"]}, NO),
        ({"diagnosis_all_of": ["multiple_myeloma", "al_amyloidosis"]}, {"diagnoses": ["multiple_myeloma"]}, NO),
        ({"insurance_any_of": ["medicare"]}, {"insurance": ["medigap"]}, YES),
        ({"insurance_none_of": ["government"]}, {"insurance": ["employer", "tricare"]}, NO),
        ({"insurance_all_of": ["medicare_part_a", "medicare_part_b"]}, {"insurance": ["medicare_part_a"]}, NO),
        ({"drug_any_of": ["teclistamab"]}, {"drugs": ["selinexor"]}, NO),
        ({"residence_any_of": ["US"]}, {"state": "PR"}, NO),
        ({"residence_any_of": ["US_and_territories"]}, {"state": "PR"}, YES),
        ({"residence_none_of": ["MA"]}, {"state": "MA"}, NO),
        ({"residence_none_of": ["MA"]}, {"state": "CA"}, YES),
        ({"zip_any_of": ["631"]}, {"zip": "63103"}, YES),
        ({"zip_any_of": ["63104"]}, {"zip": "63103"}, NO),
        ({"county_any_of": ["Kings, NY"]}, {"county": "Kings, NY"}, YES),
        ({"distance_at_least_miles": 40}, {"distance": 40}, YES),
        ({"distance_at_least_miles": 40}, {"distance": 39.5}, NO),
        ({"distance_at_least_miles": None}, {"distance": 1}, PROGRAM_DECIDES),
        ({"therapy_had": ["car_t"], "within_days": 365}, {"days_since_car_t": 365}, YES),
        ({"therapy_had": ["car_t"], "within_days": 365}, {"days_since_car_t": 366}, NO),
        ({"therapy_had": ["car_t"], "within_days": 365}, {"days_since_car_t": UNDATED}, NOT_KNOWN),
        ({"therapy_had": ["car_t"]}, {"days_since_car_t": UNDATED}, YES),
        ({"therapy_had": ["car_t"]}, {"days_since_car_t": NEVER}, NO),
        ({"therapy_had": ["car_t"], "within_days": 9}, {"days_since_car_t": -3}, NO),
        ({"treated_within_days": 180}, {"days_since_treatment": 181}, NO),
        ({"treatment_starts_within_days": 60}, {"days_until_treatment": 60}, YES),
        ({"treatment_starts_within_days": 60}, {"days_until_treatment": 61}, NO),
        ({"treatment_starts_within_days": 60}, {"days_until_treatment": -5}, YES),
        ({"never_awarded": True, "of_program": "some-fund"}, {"days_since_award.some-fund": NEVER}, YES),
        ({"never_awarded": True, "of_program": "some-fund"}, {"days_since_award.some-fund": 999}, NO),
        ({"not_awarded_within_months": 12, "of_program": "x"}, {"days_since_award.x": 372}, NO),
        ({"not_awarded_within_months": 12, "of_program": "x"}, {"days_since_award.x": 373}, YES),
        ({"application_to": {"program": "x", "any_of": ["denied"]}}, {"application.x": "denied"}, YES),
        ({"application_to": {"program": "x", "any_of": ["denied"]}}, {"application.x": "pending"}, NO),
        ({"on_or_before": "2027-12-31"}, {"as_of": "2027-12-31"}, YES),
        ({"on_or_before": "2027-12-31"}, {"as_of": "2028-01-01"}, NO),
        ({"on_or_after": "2027-01-01"}, {"as_of": "2026-12-31"}, NO),
        ({"in_yearly_window": {"opens": "10-15", "closes": "12-07"}}, {"as_of": "2026-10-14"}, NO),
        ({"in_yearly_window": {"opens": "10-15", "closes": "12-07"}}, {"as_of": "2026-10-15"}, YES),
        ({"in_yearly_window": {"opens": "10-15", "closes": "12-07"}}, {"as_of": "2026-12-07"}, YES),
        ({"in_yearly_window": {"opens": "10-15", "closes": "12-07"}}, {"as_of": "2026-12-08"}, NO),
        ({"in_yearly_window": {"opens": "11-01", "closes": "01-15"}}, {"as_of": "2027-01-15"}, YES),
        ({"in_yearly_window": {"opens": "11-01", "closes": "01-15"}}, {"as_of": "2027-01-16"}, NO),
        ({"judged_by_program": "financial need, no number"}, {}, PROGRAM_DECIDES),
        ({"please_check": "your plan has no carve-out"}, {}, PROGRAM_DECIDES),
        ({"copay_help_any_of": ["accumulator"]}, {"copay_help_design": "counts"}, NO),
        ({"drug_payer_none_of": ["government"], "benefit": "pharmacy"}, {"pharmacy_drug_payer": ["employer"]}, YES),
        ({"patient_employer_size_at_least": 50}, {"patient_employer_size": 49}, NO),
    ],
)
def test_answers(rule: dict[str, Any], facts: dict[str, Any], expected: int) -> None:
    assert answer(rule, **facts) == expected


@pytest.mark.parametrize("key", criterion_keys())
def test_a_missing_fact_never_gives_a_no(key: str) -> None:
    criterion = TREE.validate_python({key: SAMPLES[key] if key in SAMPLES else _sample(key)})
    if key in ("on_or_after", "on_or_before", "in_yearly_window"):
        return
    found = criterion.model_copy(update=_settled(criterion)).answer(columns_of_facts({"as_of": 740_000}))[0]
    assert found in (NOT_KNOWN, PROGRAM_DECIDES)


SAMPLES: dict[str, Any] = {
    "income_at_most_greater_of": {"dollars": "1", "percent_fpl": "1"},
    "income_at_most_percent_fpl_by_state": {"OH": "1"},
    "income_at_most_dollars": {"1": "1"},
    "income_below_dollars": {"1": "1"},
    "income_at_most_single_couple": {"single": "1", "couple": "1"},
    "resources_at_most": {"single": "1", "couple": "1"},
    "application_to": {"program": "x", "any_of": ["denied"]},
    "on_or_after": "2030-01-01",
    "on_or_before": "2020-01-01",
    "in_yearly_window": {"opens": "10-15", "closes": "12-07"},
    "county_any_of": ["Kings, NY"],
    "zip_any_of": ["631"],
    "evaluated_for_any_of": ["car_t"],
    "therapy_had": ["car_t"],
    "copay_help_any_of": ["counts"],
    "treatment_setting_any_of": ["office"],
    "judged_by_program": "the program decides",
    "please_check": "please check this",
}


def _sample(key: str) -> Any:
    """A value by the look of the key."""
    if key.endswith(("_any_of", "_all_of", "_none_of")):
        kind = key.rsplit("_", 2)[0]
        words = {"diagnosis": "multiple_myeloma", "drug": "teclistamab", "insurance": "medicare", "drug_payer": "va"}
        return [words.get(kind, "OH")]
    shape = fact(CRITERIA[key].fact).shape if not key.startswith(("never", "not_awarded")) else Shape.NUMBER
    return "true" if shape is Shape.FLAG or key == "never_awarded" else "1"


def _settled(criterion: Any) -> dict[str, Any]:
    return {"of_program": "x"} if "of_program" in type(criterion).model_fields else {}


def test_what_a_list_leaves_open_is_not_known() -> None:
    rule = TREE.validate_python({"insurance_none_of": ["va"]})
    maybe = Known(frozenset({"employer"}), frozenset({"va"}))
    assert rule.answer(columns_of_facts({"insurance": maybe}))[0] == NOT_KNOWN


def test_a_yearly_window_names_its_next_day() -> None:
    rule = TREE.validate_python({"in_yearly_window": {"opens": "10-15", "closes": "12-07"}})
    inside, outside = date(2026, 11, 28).toordinal(), date(2026, 12, 8).toordinal()
    assert rule.sentence(inside, True) == "The window of this year is open until December 7, 2026."
    assert rule.sentence(outside, False) == "The next window opens on October 15, 2027."
    assert rule.what_would_change(outside) == "This changes on October 15, 2027."


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ({"state_anyof": ["OH"]}, "there is no such criterion"),
        ({"income_atmost_percent_fpl": 3}, "did you mean 'income_at_most_percent_fpl'"),
        ({"age_at_least": 3, "veteran": True}, "one key an entry"),
        ({"diagnosis_any_of": ["multiple_mieloma"]}, "expected a disease"),
        ({"residence_any_of": ["Ohio"]}, "expected a state code"),
        ({"drug_any_of": ["tecvayli"]}, "expected a drug by generic name"),
        ({"all_of": []}, "at least one entry"),
    ],
)
def test_a_wrong_rule_is_refused_in_words(written: dict[str, Any], words: str) -> None:
    with pytest.raises(ValidationError, match="(?s)" + words.replace("(", r"\(")):
        TREE.validate_python(written)
