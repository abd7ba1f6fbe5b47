"""Parquet files, read in batches of rows; needs the extra `mmfinance[parquet]`."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from mmfinance.batch.rows import RawRow, RowProblem
from mmfinance.batch.sources.headers import unique_headers
from mmfinance.errors import InputError, MissingEnvironment

ROWS_AT_ONCE = 1_000
_SCALARS = (str, int, float, bool, date, Decimal)


def open_file(path: Path) -> "Parquet":
    """Open a Parquet file. Raises InputError for a file that is none, MissingEnvironment where pyarrow is missing."""
    try:
        import pyarrow.parquet  # noqa: F401
    except ImportError:
        raise MissingEnvironment("reading Parquet needs pyarrow: pip install 'mmfinance[parquet]'") from None
    return Parquet(path)


class Parquet:
    """The rows of a Parquet file; the first one is row 2, as in a table with headers."""

    notes: tuple[str, ...] = ()

    def __init__(self, path: Path) -> None:
        self.path = path
        with self._open() as file:
            self._names = list(file.schema_arrow.names)
        self.columns = unique_headers(self._names, path.name)

    def __iter__(self) -> Iterator[RawRow]:
        """Read the rows; a value that is no single text, number, date or yes or no is a problem of its row."""
        number = 1
        with self._open() as file:
            for batch in file.iter_batches(batch_size=ROWS_AT_ONCE):
                for values in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                    number += 1
                    yield self._row(number, values)

    def _row(self, number: int, values: tuple[Any, ...]) -> RawRow:
        problems = tuple(
            RowProblem(number, header, "is no single value", "text, a number, a date, yes or no")
            for header, value in zip(self.columns, values, strict=True)
            if value is not None and not isinstance(value, _SCALARS)
        )
        return RawRow(number, self.path.name, dict(zip(self.columns, map(_text, values), strict=True)), problems)

    def _open(self) -> Any:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile

        try:
            return ParquetFile(self.path)
        except (ArrowException, OSError, ValueError):
            raise InputError(f"{self.path.name}: is no Parquet file, or is damaged") from None


def _text(value: Any) -> str:
    if value is None or value != value:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat()
    return f"{value:.15g}" if isinstance(value, float) else str(value)
