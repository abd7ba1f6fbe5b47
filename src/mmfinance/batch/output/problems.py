"""The list of problems: a table that a spreadsheet opens without taking any cell for a formula."""

import csv
from collections.abc import Iterable
from typing import IO

from mmfinance.batch.rows import RowProblem

COLUMNS = ("row", "column", "what", "expected")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class ProblemsTable:
    """Writes problems to an open file, one a line, below a header."""

    def __init__(self, stream: IO[str]) -> None:
        self._table = csv.writer(stream)
        self._table.writerow(COLUMNS)

    def add(self, problems: Iterable[RowProblem]) -> None:
        """Write the problems of one row."""
        for problem in problems:
            self._table.writerow([problem.row, *map(safe_cell, (problem.column, problem.what, problem.expected))])


def safe_cell(text: str) -> str:
    """Keep a spreadsheet from taking text for a formula: an apostrophe stands before what could start one."""
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
