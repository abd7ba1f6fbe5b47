"""What a header means, decided before anything is read: known, left out for a reason, or listed as unknown."""

from pathlib import Path

import pytest

from mmfinance.batch.columns.case_paths import all_paths, choices_at, reading_at
from mmfinance.batch.columns.data_files import read_data
from mmfinance.batch.columns.plan import Column, plan_columns
from mmfinance.batch.columns.readings import READINGS
from mmfinance.errors import InputError, InvalidDocument


def planned(header: str) -> tuple[str, str] | None:
    plan = plan_columns((header, "DOB"))
    column = plan.columns[0]
    return (".".join(column.path), column.reading) if column.header == header else None


@pytest.mark.parametrize(
    ("header", "path", "reading"),
    [
        ("DOB", "patient.birth_date", "date"),
        ("D.O.B.", "patient.birth_date", "date"),
        ("Date of birth", "patient.birth_date", "date"),
        ("Birthdate", "patient.birth_date", "date"),
        ("PatientDOB", "patient.birth_date", "date"),
        ("DOB (MM/DD/YYYY)", "patient.birth_date", "date"),
        ("patient_date_of_birth", "patient.birth_date", "date"),
        ("Last, First", "patient.name", "name"),
        ("Patient Name (Last, First)", "patient.name", "name"),
        ("Patient's first name", "patient.name_parts.first", "text"),
        ("ZIPCode", "patient.address.zip", "zip"),
        ("Zip Code", "patient.address.zip", "zip"),
        ("Income", "household.annual_income", "money_per_year"),
        ("Annual household income ($)", "household.annual_income", "money_per_year"),
        ("Household income per year", "household.annual_income", "money_per_year"),
        ("Monthly income", "household.annual_income", "money_per_month"),
        ("Gross income per month", "household.annual_income", "money_per_month"),
        ("Income/month", "household.annual_income", "money_per_month"),
        ("Household Income (monthly)", "household.annual_income", "money_per_month"),
        ("Monthly income ($)", "household.annual_income", "money_per_month"),
        ("# in household", "household.size", "whole_number"),
        ("Family size", "household.size", "whole_number"),
        ("Household Size", "household.size", "whole_number"),
        ("Insurance type", "coverage", "coverage"),
        ("Secondary Insurance", "coverage", "coverage_beside"),
        ("Medigap letter", "coverage.medigap", "medigap"),
        ("Part D (Y/N)", "coverage.part_d", "present"),
        ("Extra Help/LIS", "coverage.part_d.extra_help", "extra_help"),
        ("QMB", "coverage.medicaid", "qmb"),
        ("Deductible", "coverage.plan.deductible.individual", "money"),
        ("Annual deductible", "coverage.plan.deductible.individual", "money"),
        ("Deductible met", "coverage.plan.deductible.met", "money"),
        ("Out-of-Pocket Max", "coverage.plan.out_of_pocket_maximum.individual", "money"),
        ("OOP met", "coverage.plan.out_of_pocket_maximum.met", "money"),
        ("Premium per month", "coverage.first.premium_monthly", "money"),
        ("Plan year start", "coverage.plan.plan_year_start", "month_day"),
        ("CAR-T product", "treatment.history.car_t.product", "product"),
        ("CAR-T date", "treatment.history.car_t.date", "date"),
        ("CAR T failed?", "treatment.history.car_t.failed", "yes_no"),
        ("Planned Treatment", "treatment.care_path", "care_path"),
        ("Treatment class", "treatment.kind", "word"),
        ("Start date", "treatment.start_date", "date"),
        ("Weight (lbs)", "patient.weight_kg", "pounds"),
        ("Weight in kg", "patient.weight_kg", "number"),
        ("Height (in)", "patient.height_cm", "inches"),
        ("Miles (one way)", "travel.miles_one_way", "number"),
        ("Round-trip miles", "travel.miles_one_way", "round_trip"),
        ("Preferred language", "patient.language", "language"),
        ("E-mail", "patient.contact.email", "text"),
        ("Treatment center", "treatment.site", "center"),
        ("Our reference", "case_id", "identifier"),
        ("Case #", "case_id", "identifier"),
        ("Marital Status", "household.marital_status", "word"),
        ("Has SSN", "patient.has_ssn", "yes_no"),
        ("Medicare", "coverage.medicare", "present"),
        ("Income (2)", "household.annual_income", "money_per_year"),
    ],
)  # fmt: skip
def test_what_clinics_write(header: str, path: str, reading: str) -> None:
    assert planned(header) == (path, reading)


@pytest.mark.parametrize(
    "header",
    [
        "Notes", "Weekly income", "Net income", "AGI", "Weight", "Height", "Premium", "Income per hour", "Distance", "ID",
        "Transplant date", "Provider", "Age", "Sex", "Race", "column C",
    ],
)  # fmt: skip
def test_what_is_not_certain_is_listed_and_never_guessed(header: str) -> None:
    plan = plan_columns((header, "DOB"))
    assert [one.header for one in plan.unknown] == [header]


@pytest.mark.parametrize(
    "header",
    [
        "SSN", "Patient SSN", "Social Security Number", "Soc Sec #", "SS#", "MRN", "Medical Record Number", "Med Rec No",
        "Patient ID", "Chart #", "Account Number", "Acct #", "Member ID", "Subscriber ID", "Policy Number", "Group #",
        "Medicare Number", "Medicaid ID", "MBI", "HICN", "Driver's License", "Passport", "Patient Account", "last 4 of SSN",
        "PatientID", "Hospital account",
    ],
)  # fmt: skip
def test_numbers_of_a_person_are_dropped_with_a_note(header: str) -> None:
    plan = plan_columns((header, "DOB"))
    assert [one.header for one in plan.dropped] == [header]
    assert "never" in plan.dropped[0].why


def test_a_near_miss_is_a_hint_in_the_list_and_no_more() -> None:
    plan = plan_columns(("Houshold size", "DOB"))
    assert plan.unknown[0].why == "is not known; did you mean 'household size'?"


def test_a_header_that_must_say_its_unit_says_so() -> None:
    why = {one.header: one.why for one in plan_columns(("Weight", "Weekly income", "DOB")).unknown}
    assert why == {
        "Weight": "the header must say its unit: kg or lb",
        "Weekly income": "the header says per week; month or year can be read",
    }


def test_a_table_without_any_known_header_is_refused() -> None:
    with pytest.raises(InputError, match="none of the column headers is known: 'a', 'b'"):
        plan_columns(("a", "b"))


def test_documents_need_no_plan() -> None:
    assert plan_columns(()).columns == ()


def test_every_shipped_header_leads_to_a_place_in_a_case() -> None:
    assembled = {"patient.name_parts", "patient.address.street_2", "coverage", "treatment.site", "patient.address"}
    for entry in read_data("headers"):
        path = entry["path"]
        known = reading_at(tuple(path.split("."))) or path in assembled or path.rpartition(".")[0] in assembled
        assert known or path == "treatment.history.car_t", path
        for header in entry["headers"]:
            units = entry.get("units", {"none": entry.get("reading", "")})
            assert set(filter(None, units.values())) <= set(READINGS)
            if "none" in units:
                assert planned(header), header


def test_every_path_of_the_case_model_has_a_reading() -> None:
    for dotted in all_paths():
        path = tuple(dotted.split("."))
        reading = reading_at(path)
        assert reading in READINGS
        assert bool(choices_at(path)) == (reading == "word")


def mapping(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "map.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_mapping_says_what_the_tables_own_headers_mean(tmp_path: Path) -> None:
    path = mapping(
        tmp_path,
        """
        columns:
          Gross pay: household.annual_income per month
          Ins Cd: {to: coverage, words: {MCR2: medicare, BC1: employer}}
          Wt: patient.weight_kg in pounds
          Born: patient.birth_date day first
          Metal: coverage.marketplace.metal
          City: ignore
        """,
    )
    plan = plan_columns(("Gross pay", "Ins Cd", "Wt", "Born", "Metal", "City", "DOB"), path)
    by_header = {column.header: column for column in plan.columns}
    assert by_header["Gross pay"] == Column("Gross pay", ("household", "annual_income"), "money_per_month")
    assert by_header["Ins Cd"].words == (("mcr2", "medicare"), ("bc1", "employer"))
    assert by_header["Wt"].reading == "pounds"
    assert by_header["Born"].reading == "date_day_first"
    assert dict(by_header["Metal"].words)["gold"] == "gold"
    assert [(one.header, one.why) for one in plan.dropped] == [("City", "the mapping says to ignore it")]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("columns: {Gros pay: household.size}", "no such header; did you mean 'Gross pay'?"),
        ("columns: {Gross pay: household.sise}", "did you mean household.size"),
        ("columns: {Gross pay: household.size per month}", "'per month' is no unit of household.size"),
        ("columns: {Gross pay: {to: household.marital_status, words: {a: wed}}}", "'wed' cannot stand there"),
        ("columns: {MRN: case_id}", "a medical record number, which is never read"),
        ("columns: {Gross pay: [a]}", "expected a path"),
        ("rows: {}", "expected `columns:`"),
        ("{columns: {Gross pay: ignore}, row: 1}", "no such key"),
        ("- a", "expected `columns:`"),
        ("columns: {Gross pay: !!python/object/apply:os.system [true]}", "expected a path"),
    ],
)
def test_what_is_wrong_in_a_mapping_is_said_with_its_line(text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidDocument) as caught:
        plan_columns(("Gross pay", "MRN", "DOB"), mapping(tmp_path, text))
    assert message in str(caught.value)
    assert "map.yaml:1" in str(caught.value)
