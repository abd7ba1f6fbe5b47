"""One row as a case: hand tables of what clinics write, and every problem of a row at once."""

import pickle
from datetime import date
from typing import Any

import pytest

from mmfinance.batch.case_rows import case_of_row
from mmfinance.batch.columns.plan import plan_columns
from mmfinance.batch.rows import InvalidRow, RawRow, RowProblem
from mmfinance.case.model import Case

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
