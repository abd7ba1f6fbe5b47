"""One row as a case: hand tables of what clinics write, and every problem of a row at once."""

import pickle
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmfinance.batch.case_rows import case_of_row, only_read
from mmfinance.batch.columns.plan import plan_columns
from mmfinance.batch.rows import InvalidRow, RawRow, RowProblem
from mmfinance.batch.sources.source import open_source
from mmfinance.case.model import Case
from mmfinance.case.reading import read_case

AS_OF = date(2026, 11, 28)


def case(**cells: str) -> Case:
    """The case of one row; an underscore in a name is a blank in the header."""
    content = {header.replace("_", " "): text for header, text in cells.items()}
    return case_of_row(RawRow(2, "cases.csv", content), plan_columns(tuple(content)), AS_OF)


def problems(**cells: str) -> tuple[RowProblem, ...]:
    with pytest.raises(InvalidRow) as caught:
        case(**cells)
    return caught.value.problems


def told(model: Any) -> Any:
    return model.model_dump(exclude_none=True, exclude_defaults=True, mode="json")


def test_a_row_becomes_the_case_that_a_person_would_have_typed() -> None:
    made = case(
        Case_ID="a-1", Last_First="Doe, Jane A.", DOB="3/4/1956", State="Massachusetts", ZIP="2139", Family_size="2",
        Monthly_income="$2,500.50", Insurance="Medicare", Medigap="g", Part_D="Yes", Extra_Help="N/A",
        CAR_T_product="Carvykti", CAR_T_date="6/12/2024", Failed="Y", Planned_treatment="Tecvayli",
    )  # fmt: skip
    assert told(made) == {
        "case_id": "a-1",
        "as_of": "2026-11-28",
        "patient": {
            "name": "Jane A. Doe", "birth_date": "1956-03-04", "address": {"state": "MA", "zip": "02139"},
        },
        "household": {"size": 2, "annual_income": 30_006_00},
        "coverage": [{"kind": "medicare"}, {"kind": "medigap", "letter": "G"}, {"kind": "part_d"}],
        "treatment": {
            "history": [
                {"kind": "car_t", "product": "ciltacabtagene autoleucel", "date": "2024-06-12", "failed": True}
            ],
            "care_path": "teclistamab",
        },
    }  # fmt: skip


def test_all_problems_of_a_row_come_at_once_with_the_headers_of_the_file_and_without_the_values() -> None:
    found = problems(Date_of_birth="13/13/1956", Household_size="3.5", ZIP="94110", State="OH", Insurance="BCBS PPO")
    assert [problem.column for problem in found] == ["Date of birth", "Household size", "Insurance", "ZIP"]
    assert all(problem.row == 2 for problem in found)
    for value in ("13/13", "3.5", "94110", "BCBS"):
        assert value not in repr(found)


def test_a_plan_and_an_invalid_row_travel_to_another_process() -> None:
    plan = plan_columns(("DOB", "Insurance"))
    assert pickle.loads(pickle.dumps(plan)) == plan
    error = InvalidRow((RowProblem(3, "DOB", "is no day", "a day"),))
    assert pickle.loads(pickle.dumps(error)).problems == error.problems


def test_blanks_and_words_that_say_nothing_are_not_known() -> None:
    made = case(DOB="n/a", Insurance="unknown", Income="-", Household_size="?", Working="", Part_D="N/A", State=" ")
    assert told(made) == {"as_of": "2026-11-28"}
    assert made.coverage is None


def test_zero_and_no_are_answers() -> None:
    made = case(Income="0", Working="no", Insurance="none")
    assert made.household.annual_income == 0
    assert made.work.patient is not None
    assert made.work.patient.working is False
    assert told(made)["coverage"] == [{"kind": "uninsured"}]


def coverage(**cells: str) -> Any:
    return told(case(**cells)).get("coverage")


def test_what_is_said_of_a_plan_goes_to_the_plan_of_the_row() -> None:
    cells = {
        "Deductible": "1500",
        "OOP_max": "6000",
        "OOP_met": "200",
        "Plan_year_start": "July",
        "Plan_name": "Blue PPO",
    }
    fields = {
        "deductible": {"individual": 150_000},
        "out_of_pocket_maximum": {"individual": 600_000, "met": 20_000},
        "plan_year_start": "07-01",
    }
    for word, kind in (("Employer", "employer"), ("ACA", "marketplace"), ("Medicare Advantage", "medicare_advantage")):
        assert coverage(Insurance=word, **cells) == [{"kind": kind, "name": "Blue PPO", **fields}]
    assert coverage(Insurance="Medicaid + Employer", Deductible="1500") == [
        {"kind": "medicaid"},
        {"kind": "employer", "deductible": {"individual": 150_000}},
    ]


def test_a_deductible_without_a_plan_is_a_problem_and_never_lost() -> None:
    (problem,) = problems(Insurance="Medicare", Deductible="1500")
    assert (problem.column, problem.what) == (
        "Deductible", "belongs to a plan with a deductible of its own, and this row has none",
    )  # fmt: skip
    (problem,) = problems(Plan_name="Blue PPO")
    assert problem.what == "belongs to a coverage, and this row does not say its kind"


def test_a_coverage_that_cannot_be_read_is_the_only_problem_of_its_row() -> None:
    assert [one.column for one in problems(Insurance="BCBS PPO", Deductible="1500", Plan_name="x")] == ["Insurance"]


@pytest.mark.parametrize(
    ("cells", "entries"),
    [
        ({"Insurance": "Medicare", "Extra_Help": "yes"}, [{"kind": "medicare"}, {"kind": "part_d", "extra_help": "full"}]),
        ({"Insurance": "Medicare", "Part_D": "yes", "Extra_Help": "no"},
         [{"kind": "medicare"}, {"kind": "part_d", "extra_help": "none"}]),
        ({"Insurance": "Employer", "Extra_Help": "no", "QMB": "no", "Medigap": "none", "Part_D": "no"}, [{"kind": "employer"}]),
        ({"Insurance": "Medicare", "QMB": "yes", "Extra_Help": "yes"},
         [{"kind": "medicare"}, {"kind": "medicaid", "level": "qmb"}, {"kind": "part_d"}]),
        ({"Insurance": "Medicare Advantage", "Part_D": "yes"}, [{"kind": "medicare_advantage", "includes_part_d": True}]),
        ({"Insurance": "Medicare Advantage", "Part_D_deductible": "300"},
         [{"kind": "medicare_advantage", "includes_part_d": True, "part_d": {"kind": "part_d", "deductible": 30_000}}]),
        ({"Primary_insurance": "Medicare", "Secondary_insurance": "Medigap G"},
         [{"kind": "medicare"}, {"kind": "medigap", "letter": "G"}]),
        ({"Primary_insurance": "Medicare", "Secondary_insurance": "none"}, [{"kind": "medicare"}]),
        ({"Medicare": "yes", "Medicaid": "no", "VA": "Y"}, [{"kind": "medicare"}, {"kind": "va"}]),
    ],
)  # fmt: skip
def test_coverage_from_several_columns(cells: dict[str, str], entries: list[dict[str, Any]]) -> None:
    assert coverage(**cells) == entries


@pytest.mark.parametrize(
    ("cells", "not_sure"),
    [
        ({"Insurance": "Medicare", "Medigap": "?", "Part_D": "yes"}, ("medigap",)),
        ({"Insurance": "Medicare", "Medigap": "", "Part_D": "unknown", "QMB": "n/a"}, ("medigap", "part_d", "medicaid")),
        ({"Insurance": "Medicare", "Medigap": "no", "Part_D": "no", "QMB": "no"}, None),
        ({"Insurance": "Medicare", "Secondary_insurance": "Medigap G", "Medigap": ""}, None),
        ({"Insurance": "Medicare", "Part_D": "", "Extra_Help": "yes"}, None),
        ({"Insurance": "Medicare Advantage", "Medigap": "", "Part_D": "?", "QMB": ""}, ("medicaid",)),
        ({"Insurance": "Employer", "Medigap": "", "Part_D": "?", "QMB": "", "VA": "", "TRICARE": "-"}, None),
        ({"Insurance": "Employer", "VA": "patient unsure", "Medicaid": "UNK"}, ("medicaid", "va")),
        ({"Insurance": "uninsured", "Medicaid": "?"}, None),
        ({"Insurance": "?", "Medigap": "?"}, None),
        ({"Insurance": "TRICARE", "CHAMPVA": "?"}, None),
        ({"Insurance": "Medicare", "Secondary_insurance": "unknown", "Medigap": "no", "VA": "no"},
         ("employer", "cobra", "marketplace", "part_d", "medicare_advantage", "medicaid", "tricare", "champva")),
        ({"Insurance": "Medicare", "Secondary_insurance": ""}, None),
    ],
)  # fmt: skip
def test_a_cell_that_does_not_answer_is_not_a_no(cells: dict[str, str], not_sure: tuple[str, ...] | None) -> None:
    assert case(**cells).coverage_not_sure == not_sure


def test_coverages_that_contradict_point_at_a_column() -> None:
    (problem,) = problems(Insurance="Medicare Advantage", Medigap="G")
    assert problem.column == "Medigap"
    assert "pays nothing toward" in problem.what


def test_a_deductible_above_the_maximum_points_at_its_column() -> None:
    assert [one.column for one in problems(Insurance="Employer", Deductible="9000", OOP_max="6000")] == ["Deductible"]


def test_two_columns_of_one_meaning_must_agree() -> None:
    assert case(DOB="3/4/1956", Birthdate="1956-03-04").patient.birth_date == date(1956, 3, 4)
    assert case(DOB="", Birthdate="1956-03-04").patient.birth_date == date(1956, 3, 4)
    (problem,) = problems(DOB="3/4/1956", Birthdate="1956-03-05")
    assert (problem.column, problem.what) == ("Birthdate", "says something else than the column DOB")


def test_two_insurance_columns_of_one_kind_are_a_problem() -> None:
    (problem,) = problems(Primary_insurance="Employer", Secondary_insurance="Commercial")
    assert problem.column == "Secondary insurance"
    assert "the same kind" in problem.what


def test_names_and_streets_are_joined() -> None:
    made = case(First_name="Jane", Middle_initial="A.", Last_name="Doe", Suffix="Jr.", Address="1 Main St", Apt="Apt 3")
    assert made.patient.name == "Jane A. Doe, Jr."
    assert made.patient.address is not None
    assert made.patient.address.street == "1 Main St, Apt 3"
    assert case(Last_name="Doe").patient.name == "Doe"


def test_a_mere_no_tells_of_no_car_t() -> None:
    assert case(Failed="no").treatment.history is None
    assert told(case(Failed="no", CAR_T="yes"))["treatment"]["history"] == [{"kind": "car_t", "failed": False}]
    assert told(case(Failed="yes"))["treatment"]["history"] == [{"kind": "car_t", "failed": True}]


@pytest.mark.parametrize(
    "identifier", ["../../etc/passwd", "a/b", "C:\\x", "..", ".hidden", "a b", "x" * 65, "123-45-6789"]
)
def test_a_case_id_that_is_no_plain_name_is_a_problem(identifier: str) -> None:
    (problem,) = problems(Case_ID=identifier)
    assert problem.column == "Case ID"
    assert identifier not in problem.what + problem.expected


@pytest.mark.parametrize("text", ["=1+1", "@x", "a\x00b", "a\u202eb", "x" * 100_000, "y" * 500, "123-45-6789"])
def test_hostile_words_are_problems_of_their_cell(text: str) -> None:
    (problem,) = problems(Name=text, DOB="1956-03-04")
    assert problem.column == "Name"
    assert text not in problem.what + problem.expected


def test_markup_is_plain_text() -> None:
    assert case(Name="<script>alert(1)</script> {{ 7*7 }}").patient.name == "<script>alert(1)</script> {{ 7*7 }}"


def test_the_day_of_the_row_wins_over_the_day_of_the_run() -> None:
    assert case(As_of="2026-01-05", DOB="1956-03-04").as_of == date(2026, 1, 5)


def document(content: Any, plan_of: tuple[str, ...] = ()) -> Case:
    return case_of_row(RawRow(7, "cases.jsonl", content), plan_columns(plan_of), AS_OF)


def test_a_case_document_is_checked_like_a_case_file() -> None:
    assert document({"patient": {"name": "Jane"}}).as_of == AS_OF
    assert document({"as_of": "2026-01-05", "patient": {"address": {"street": None}}}).as_of == date(2026, 1, 5)
    with pytest.raises(InvalidRow) as caught:
        document({"as_of": "2026-01-05", "household": {"sise": 2, "size": "many"}, "patient": {"birth_date": "secret"}})
    assert [(one.row, one.column) for one in caught.value.problems] == [
        (7, "household.sise"), (7, "household.size"), (7, "patient.birth_date"),
    ]  # fmt: skip
    assert "secret" not in repr(caught.value.problems)
    assert "many" not in repr(caught.value.problems)


def test_contradictions_of_a_document_are_found() -> None:
    with pytest.raises(InvalidRow) as caught:
        document({"patient": {"address": {"zip": "94110", "state": "OH"}}})
    assert caught.value.problems[0].column == "patient.address.zip"


def test_a_row_that_could_not_be_read_keeps_its_own_problems() -> None:
    problem = RowProblem(4, "", "has 3 cells", "5 cells")
    with pytest.raises(InvalidRow) as caught:
        case_of_row(RawRow(4, "cases.csv", None, (problem,)), plan_columns(("DOB",)), AS_OF)
    assert caught.value.problems == (problem,)


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parents[2] / "examples").glob("*.yaml")), ids=lambda path: path.stem
)
def test_every_example_read_as_a_row_is_the_case_of_its_file(path: Path) -> None:
    (row,) = (row for row in open_source(path.parent) if row.file == path.name)
    assert case_of_row(row, plan_columns(()), AS_OF) == read_case(path)


@settings(max_examples=60)
@given(
    born=st.dates(date(1930, 1, 1), date(2000, 1, 1)),
    cents=st.integers(0, 50_000_000),
    size=st.integers(1, 12),
    letter=st.sampled_from("ABCDFGKLMN"),
    failed=st.booleans(),
)
def test_a_case_is_read_back_from_the_cells_a_person_would_write(
    born: date, cents: int, size: int, letter: str, failed: bool
) -> None:
    made = case(
        DOB=f"{born.month}/{born.day}/{born.year}", Annual_income=f"${cents / 100:,.2f}", Family_size=str(size),
        Insurance="Medicare", Medigap=letter, CAR_T="yes", Failed="Y" if failed else "N",
    )  # fmt: skip
    assert (made.patient.birth_date, made.household.annual_income, made.household.size) == (born, cents, size)
    assert told(made)["coverage"][1] == {"kind": "medigap", "letter": letter}
    assert told(made)["treatment"]["history"] == [{"kind": "car_t", "failed": failed}]


@settings(max_examples=100)
@given(
    st.dictionaries(st.sampled_from(("DOB", "Name", "Insurance", "Income", "ZIP", "Case ID", "Deductible")), st.text())
)
def test_any_row_is_a_case_or_a_list_of_problems_that_repeats_no_value(content: dict[str, str]) -> None:
    row = RawRow(2, "cases.csv", {"DOB": "", **content})
    try:
        case_of_row(row, plan_columns(tuple(row.content or ())), AS_OF)
    except InvalidRow as error:
        said = " ".join(problem.what for problem in error.problems)
        assert not any(len(value) > 12 and value in said for value in content.values())


def test_what_is_dropped_or_not_known_goes_no_further_than_the_file() -> None:
    plan = plan_columns(("DOB", "SSN", "Notes"))
    broken = RowProblem(2, "Notes", "holds the error #N/A", "a value, or blank")
    whole = RowProblem(2, "", "holds a value in column D, which has no header", "a header, or blank")
    row = RawRow(2, "cases.xlsx", {"DOB": "1956-03-04", "SSN": "123-45-6789", "Notes": ""}, (broken, whole))
    kept = only_read(row, plan)
    assert kept == RawRow(2, "cases.xlsx", {"DOB": "1956-03-04"}, (whole,))
    with pytest.raises(InvalidRow) as caught:
        case_of_row(row, plan, AS_OF)
    assert caught.value.problems == (whole,)
    assert only_read(RawRow(2, "cases.jsonl", {"as_of": "2026-11-28"}), plan_columns(())).content == {
        "as_of": "2026-11-28"
    }


def test_a_zip_code_that_does_not_exist_is_a_problem_of_its_column_before_a_run() -> None:
    found = problems(Home_zip="99999", Diagnosis="myeloma")
    assert [(problem.column, problem.what) for problem in found] == [
        ("Home zip", "there is no ZIP code named '999**'"),
    ]


def test_a_kind_of_treatment_is_read_where_no_drug_is_planned_yet() -> None:
    assert case(Treatment_class="Bispecific").treatment.kind == "bispecific"
    assert [problem.column for problem in problems(Treatment_class="a shot")] == ["Treatment class"]


def test_a_start_of_treatment_is_read_under_the_short_words_of_a_clinic() -> None:
    made = case(Next_Tx="Tecvayli", Tx_Start="12/07/2026")
    assert (made.treatment.care_path, made.treatment.start_date) == ("teclistamab", date(2026, 12, 7))
