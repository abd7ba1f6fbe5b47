"""The starting spreadsheet: every column known, the example a case, in both formats."""

from datetime import date
from pathlib import Path

import pytest

from mmfinance.batch.case_rows import case_of_row
from mmfinance.batch.check import check_file
from mmfinance.batch.columns.plan import plan_columns
from mmfinance.batch.sources.source import open_source
from mmfinance.batch.template import COLUMNS, template
from mmfinance.case.model import Case
from mmfinance.errors import InputError

AS_OF = date(2026, 11, 28)


def example_in(path: Path) -> Case:
    path.write_bytes(template(path))
    source = open_source(path)
    (row,) = source
    return case_of_row(row, plan_columns(source.columns), AS_OF)


@pytest.mark.parametrize("name", ["cases.csv", "cases.xlsx"])
def test_every_column_is_read_and_the_example_is_a_case(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(template(path))
    found = check_file(path, None, AS_OF)
    assert [one.header for one in found.plan.columns] == [header for header, _, _ in COLUMNS]
    assert (found.good, found.bad, found.plan.unknown, found.plan.dropped) == (1, 0, (), ())


def test_both_formats_give_the_same_case(tmp_path: Path) -> None:
    assert example_in(tmp_path / "a.csv") == example_in(tmp_path / "b.xlsx")


def test_another_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.csv or \.xlsx"):
        template(tmp_path / "cases.ods")
