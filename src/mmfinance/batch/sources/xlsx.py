"""XLSX workbooks, streamed: the first sheet that is not hidden, its cells as the text that a person reads in them.

openpyxl reads the workbook (with defusedxml, so that no entity is expanded). Formulas are never worked out: the value
that the spreadsheet program saved is read, and a formula without one is a problem of its row.
"""

import warnings
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import repeat
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from mmfinance.batch.rows import RawRow, RowProblem
from mmfinance.batch.sources.archive import check_archive, look_through_sheets
from mmfinance.batch.sources.headers import MOST_COLUMNS, column_letters, unique_headers
from mmfinance.errors import InputError

MOST_ROWS = 1_048_576
_ROWS_BEFORE_HEADERS = 50
_EXTRA_COLUMNS_SEEN = 8
_DAMAGED = (BadZipFile, OSError, EOFError, ValueError, KeyError, IndexError, TypeError, AttributeError, SyntaxError)


def open_file(path: Path) -> "Workbook":
    """Open a workbook. Raises InputError for a file that is none, is damaged, or is larger inside than any table."""
    check_archive(path)
    look = look_through_sheets(path)
    try:
        return Workbook(path, look.has_formulas, look.has_far_cells)
    except _DAMAGED:
        raise InputError(f"{path.name}: the workbook is damaged and cannot be read") from None


class Workbook:
    """The first sheet of a workbook, read row by row."""

    def __init__(self, path: Path, has_formulas: bool, has_far_cells: bool) -> None:
        # Its warnings tell of looks it does not keep and of dates that cannot be, which come as error cells anyway.
        warnings.filterwarnings("ignore", module=r"openpyxl\..*")
        self.path, self._has_formulas = path, has_formulas
        with _Opened(path) as opened:
            self._from_1904 = opened.from_1904
            self._header_row, self.columns = self._headers(opened.sheet)
            others = opened.others
        self.notes = tuple(_notes(others, has_far_cells))

    def __iter__(self) -> Iterator[RawRow]:
        """Read the rows under the headers; where the sheet is broken, its last row says so."""
        number = self._header_row
        with _Opened(self.path) as values, _Opened(self.path, formulas=True) as formulas:
            try:
                pairs = zip(
                    self._rows(values), self._rows(formulas) if self._has_formulas else repeat(()), strict=False
                )
                blank: Sequence[Any] = ()
                for number, (cells, originals) in enumerate(pairs, start=self._header_row + 1):
                    if cells is blank:  # openpyxl fills gaps, which may be a million rows long, with one tuple
                        continue
                    if any(cell.value is not None for cell in cells) or any(_is_formula(cell) for cell in originals):
                        yield self._row(number, cells, originals)
                    else:
                        blank = cells
            except _DAMAGED:
                broken = RowProblem(number + 1, "", "is broken, and nothing after it can be read", "a whole workbook")
                yield RawRow(number + 1, self.path.name, None, (broken,))

    def _headers(self, sheet: Any) -> tuple[int, tuple[str, ...]]:
        for number, cells in enumerate(sheet.iter_rows(max_row=_ROWS_BEFORE_HEADERS, max_col=MOST_COLUMNS), start=1):
            if any(cell.value is not None for cell in cells):
                return number, unique_headers([cell_text(cell) for cell in cells], self.path.name)
        raise InputError(f"{self.path.name}: there is no row of column headers")

    def _rows(self, opened: "_Opened") -> Iterator[Sequence[Any]]:
        rows: Iterator[Sequence[Any]] = opened.sheet.iter_rows(
            min_row=self._header_row + 1, max_row=MOST_ROWS, max_col=len(self.columns) + _EXTRA_COLUMNS_SEEN
        )
        return rows

    def _row(self, number: int, cells: Sequence[Any], originals: Sequence[Any]) -> RawRow:
        content = dict(zip(self.columns, map(cell_text, cells), strict=False))
        problems = (*self._problems(number, cells), *self._uncalculated(number, cells, originals))
        return RawRow(number, self.path.name, content, problems, self._from_1904)

    def _problems(self, number: int, cells: Sequence[Any]) -> Iterator[RowProblem]:
        for at, cell in enumerate(cells):
            if cell.data_type == "e":
                yield RowProblem(number, self._name(at), f"holds the error {cell.value}", "a value, or blank")
            elif at >= len(self.columns) and cell.value is not None:
                what = f"holds a value in column {column_letters(at)}, which has no header"
                yield RowProblem(number, "", what, "a header, or blank")

    def _uncalculated(self, number: int, cells: Sequence[Any], originals: Sequence[Any]) -> Iterator[RowProblem]:
        for at, original in enumerate(originals):
            if _is_formula(original) and cells[at].value is None:
                what = "holds a formula without a saved result"
                yield RowProblem(
                    number, self._name(at), what, "a value; opening and saving the file works formulas out"
                )

    def _name(self, at: int) -> str:
        return self.columns[at] if at < len(self.columns) else f"column {column_letters(at)}"


class _Opened:
    """The workbook's first sheet that is not hidden, and how many others there are."""

    def __init__(self, path: Path, formulas: bool = False) -> None:
        from openpyxl import load_workbook
        from openpyxl.utils.datetime import CALENDAR_MAC_1904

        self._book = load_workbook(path, read_only=True, data_only=not formulas, keep_links=False)
        visible = [sheet for sheet in self._book.worksheets if sheet.sheet_state == "visible"]
        if not visible:
            raise InputError(f"{path.name}: the workbook has no sheet that is not hidden")
        self.sheet: Any = visible[0]
        self.sheet.reset_dimensions()  # what the file claims of its size may be wrong
        self.others = len(self._book.sheetnames) - 1
        self.from_1904 = self._book.epoch == CALENDAR_MAC_1904

    def __enter__(self) -> "_Opened":
        return self

    def __exit__(self, *error: object) -> None:
        self._book.close()


def cell_text(cell: Any) -> str:
    """Write a cell's value as a person would type it: a day as YYYY-MM-DD, 20% as 20%, true as yes."""
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, float)):
        percent = "%" in (cell.number_format or "")
        return f"{_number_text(value * 100)}%" if percent else _number_text(value)
    return str(value)


def _number_text(value: float) -> str:
    """A number with the fifteen digits that a spreadsheet keeps, whole ones without a point."""
    text = f"{value:.15g}"
    return f"{value:.0f}" if "e" in text and value == int(value) else text


def _is_formula(cell: Any) -> bool:
    return bool(cell.data_type == "f")


def _notes(others: int, has_far_cells: bool) -> Iterator[str]:
    if others:
        yield f"the first visible sheet is read; {others} other {'sheet is' if others == 1 else 'sheets are'} not"
    if has_far_cells:
        yield "there are cells beyond column ZZ, which are not read"
