"""Parquet files, by the real library."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mmfinance.batch.rows import RawRow
from mmfinance.batch.sources.source import open_source
from mmfinance.errors import InputError


def test_rows_are_the_text_of_their_values(tmp_path: Path) -> None:
    path = tmp_path / "cases.parquet"
    table = pa.table(
        {
            "DOB": [date(1956, 3, 4), None],
            "Start date": [datetime(2026, 12, 8, 9), None],
            "ZIP": pa.array([2139, None]),
            "Income": [Decimal("52000.50"), None],
            "Miles one way": [12.5, float("nan")],
            "Working": [True, None],
            "Notes": [None, ["a", "list"]],
        }
    )
    pq.write_table(table, path)
    source = open_source(path)
    first, second = source
    assert first == RawRow(
        2,
        "cases.parquet",
        {
            "DOB": "1956-03-04", "Start date": "2026-12-08", "ZIP": "2139", "Income": "52000.50", "Miles one way": "12.5",
            "Working": "yes", "Notes": "",
        },
    )  # fmt: skip
    assert {value for header, value in (second.content or {}).items() if header != "Notes"} == {""}
    assert [(one.row, one.column, one.what) for one in second.problems] == [(3, "Notes", "is no single value")]


def test_a_file_is_read_in_batches(tmp_path: Path) -> None:
    path = tmp_path / "cases.parquet"
    pq.write_table(pa.table({"Case ID": [f"c{number}" for number in range(2_500)]}), path)
    numbers = [row.number for row in open_source(path)]
    assert numbers == list(range(2, 2_502))


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1 broken PAR1"])
def test_what_is_no_parquet_is_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "cases.parquet"
    path.write_bytes(content)
    with pytest.raises(InputError, match="is no Parquet file"):
        open_source(path)
