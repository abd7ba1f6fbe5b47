"""The table a screening writes, line by line: CSV, or Parquet where the extra is installed."""

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import IO, Any, Protocol

from mmfinance.assistance.result import Verdict
from mmfinance.batch.screen.screened import Screened
from mmfinance.case.vocabulary import CostGroup
from mmfinance.errors import InputError, MissingEnvironment

WORDS = tuple(verdict.value for verdict in reversed(Verdict))
"""The word of each digit of a verdict."""
_DIGIT = ord("0")
GROUPS = tuple(group.value for group in CostGroup)
FORMATS = (".csv", ".parquet")


class Table(Protocol):
    """Takes screened rows, slice by slice."""

    def write(self, rows: Iterable[Screened]) -> None: ...

    def close(self) -> None: ...


def format_of(path: Path) -> str:
    """The format that a file's name asks for. Raises InputError for another, MissingEnvironment without its extra."""
    ending = path.suffix.lower()
    if ending not in FORMATS:
        raise InputError(f"{path.name} ends with neither {' nor '.join(FORMATS)}")
    if ending == ".parquet":
        _pyarrow()
    return ending


def open_table(path: Path, ending: str, programs: Sequence[str]) -> Table:
    """Start a table in a file that is there already, empty and private."""
    return ParquetTable(path, programs) if ending == ".parquet" else CsvTable(path, programs)


def header_of(programs: Sequence[str]) -> tuple[str, ...]:
    """The columns: who, what it may cost in dollars, how many programs, and each program's verdict."""
    return ("row", "case_id", "as_of", "expected_total", *GROUPS, *WORDS[::-1], *programs)


class CsvTable:
    """A CSV file: what is not known is blank."""

    def __init__(self, path: Path, programs: Sequence[str]) -> None:
        self._stream: IO[str] = path.open("w", encoding="utf-8", newline="")
        self._table = csv.writer(self._stream)
        self._table.writerow(header_of(programs))

    def write(self, rows: Iterable[Screened]) -> None:
        self._table.writerows(_line(row) for row in rows)

    def close(self) -> None:
        self._stream.close()


def _line(row: Screened) -> list[str | int]:
    counts = [row.verdicts.count(_DIGIT + digit) for digit in reversed(range(len(WORDS)))]
    money = [_dollars(cents) for cents in (row.total, *row.groups)]
    verdicts = [WORDS[digit - _DIGIT] for digit in row.verdicts]
    return [row.row, row.case_id or "", row.as_of.isoformat() if row.as_of else "", *money, *counts, *verdicts]


def _dollars(cents: int | None) -> str:
    return "" if cents is None else f"{cents // 100}.{cents % 100:02d}"


class ParquetTable:
    """A Parquet file: money as decimals, verdicts as dictionaries, what is not known as null."""

    def __init__(self, path: Path, programs: Sequence[str]) -> None:
        arrow = self._arrow = _pyarrow()
        types = [arrow.int64(), arrow.string(), arrow.date32()]
        types += [arrow.decimal128(14, 2)] * (1 + len(GROUPS)) + [arrow.int32()] * len(WORDS)
        self._verdict = arrow.dictionary(arrow.int8(), arrow.string())
        types += [self._verdict] * len(programs)
        self._schema = arrow.schema(list(zip(header_of(programs), types, strict=True)))
        self._writer = arrow.parquet.ParquetWriter(path, self._schema)

    def write(self, rows: Iterable[Screened]) -> None:
        arrow, known = self._arrow, list(rows)
        if not known:
            return
        plain: list[list[Any]] = [[row.row, row.case_id, row.as_of, *_decimals(row), *_counts(row)] for row in known]
        columns = [
            arrow.array(values, kind.type) for values, kind in zip(zip(*plain, strict=True), self._schema, strict=False)
        ]
        columns += [self._verdicts(known, at) for at in range(len(known[0].verdicts))]
        self._writer.write_table(arrow.Table.from_arrays(columns, schema=self._schema))

    def _verdicts(self, rows: Sequence[Screened], at: int) -> Any:
        codes = self._arrow.array([row.verdicts[at] - _DIGIT for row in rows], self._arrow.int8())
        return self._arrow.DictionaryArray.from_arrays(codes, self._arrow.array(WORDS))

    def close(self) -> None:
        self._writer.close()


def _counts(row: Screened) -> list[int]:
    return [row.verdicts.count(_DIGIT + digit) for digit in reversed(range(len(WORDS)))]


def _decimals(row: Screened) -> list[Decimal | None]:
    return [None if cents is None else Decimal(cents) / 100 for cents in (row.total, *row.groups)]


def _pyarrow() -> Any:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        raise MissingEnvironment("Parquet needs an extra: pip install 'mmfinance[parquet]'") from None
    return pyarrow
