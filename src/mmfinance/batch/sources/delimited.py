"""CSV and its kin: cells divided by commas, semicolons or tabs, one record a row, streamed."""

import contextlib
import csv
from collections import deque
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TextIO

from mmfinance.batch.rows import RawRow, RowProblem
from mmfinance.batch.sources.encoding import Encoding, encoding_of
from mmfinance.batch.sources.headers import unique_headers
from mmfinance.errors import InputError

MOST_LINES_OF_A_ROW = 200
MOST_CHARACTERS_OF_A_LINE = 1_000_000
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_LOOKED_AT = 20
EXPLANATION = "# explanation"
"""How the first cell of a row begins that explains the columns and is no case, as `batch template` writes it."""
_NO_TEXT = ("%PDF", "PK\x03\x04", "\x7fELF", "{\\rtf", "\xd0\xcf\x11\xe0", "ÐÏ\x11à")


def open_file(path: Path) -> "DelimitedFile":
    """Open a table of text. Raises InputError for a file that is no text, is empty, or has no headers."""
    try:
        return DelimitedFile(path)
    except OSError as error:
        raise InputError(f"{path.name}: cannot be read: {error.strerror}") from None


class DelimitedFile:
    """A table of text, read row by row."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._encoding: Encoding = encoding_of(path)
        with self._open() as stream:
            sample = list(islice(_lines(stream), _LOOKED_AT))
        _refuse_no_text(sample, path.name)
        self._delimiter = _delimiter(sample)
        header = next((cells for _, cells in self._records() if isinstance(cells, list) and any(cells)), None)
        if header is None:
            raise InputError(f"{path.name}: there is no row of column headers")
        self.columns = unique_headers(header, path.name)
        divided = "" if self._delimiter == "," else f"cells are divided by {_DELIMITERS[self._delimiter]}"
        self.notes = tuple(note for note in (self._encoding.note, divided) if note)

    def __iter__(self) -> Iterator[RawRow]:
        """Read the rows under the header; a row that is no row says why, and the next one is read."""
        records = self._records()
        for _, cells in records:
            if isinstance(cells, list) and any(cells):
                break
        for number, cells in records:
            if isinstance(cells, str):
                yield self._unreadable(number, cells, "cells as in the other rows")
            elif any(cells) and not cells[0].startswith(EXPLANATION):
                yield self._row(number, cells)

    def _row(self, number: int, cells: list[str]) -> RawRow:
        width = len(self.columns)
        if len(cells) < width or any(cells[width:]):
            what = f"has {len(cells)} cells"
            return self._unreadable(number, what, f"{width} cells, one under each column header")
        return RawRow(number, self.path.name, dict(zip(self.columns, cells, strict=False)))

    def _unreadable(self, number: int, what: str, expected: str) -> RawRow:
        return RawRow(number, self.path.name, None, (RowProblem(number, "", what, expected),))

    def _open(self) -> TextIO:
        return self.path.open(encoding=self._encoding.name, errors=self._encoding.errors, newline="")

    def _records(self) -> Iterator[tuple[int, list[str] | str]]:
        """Give every record its number, blank ones too; in place of one that cannot be divided, say why."""
        with self._open() as stream:
            lines = _Lines(stream)
            reader = csv.reader(lines, delimiter=self._delimiter, strict=True)
            number = 0
            while True:
                number += 1
                lines.start_record()
                try:
                    cells = next(reader)
                except StopIteration:
                    return
                except csv.Error as error:
                    lines.keep_only_first()
                    yield number, _why(str(error))
                else:
                    yield number, cells


class _Lines:
    """Lines for the CSV reader that can be given back: a quotation mark that never closes must not eat what follows."""

    def __init__(self, stream: TextIO) -> None:
        self._fresh = _lines(stream)
        self._given_back: deque[str] = deque()
        self._of_record: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self._of_record) >= MOST_LINES_OF_A_ROW:
            raise csv.Error("unclosed")
        line = self._given_back.popleft() if self._given_back else next(self._fresh)
        self._of_record.append(line)
        return line

    def start_record(self) -> None:
        self._of_record = []

    def keep_only_first(self) -> None:
        self._given_back.extendleft(reversed(self._of_record[1:]))


def _lines(stream: TextIO) -> Iterator[str]:
    """Read lines of bounded length; the rest of a longer one follows as a line of its own."""
    while line := stream.readline(MOST_CHARACTERS_OF_A_LINE):
        yield line


def _why(error: str) -> str:
    if "field larger" in error:
        return "has a cell of more than 131,072 characters"
    return "has a quotation mark that is never closed, or one inside a cell that is not doubled"


def _refuse_no_text(sample: list[str], file: str) -> None:
    start = "".join(sample)[:2000]
    if not start.strip("\ufeff \r\n\t"):
        raise InputError(f"{file}: is empty")
    if start.startswith(_NO_TEXT) or "\x00" in sample[0]:
        raise InputError(f"{file}: is no table of text; save it as CSV (UTF-8) and try again")


def _delimiter(sample: list[str]) -> str:
    """Choose what divides the cells: what divides most lines like the first; commas where nothing does."""
    return max(_DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def _evenness(sample: list[str], delimiter: str) -> tuple[float, float, int]:
    """How alike a mark divides the lines; then how few cells begin with a blank, as after a comma in a sentence."""
    records: list[list[str]] = []
    with contextlib.suppress(csv.Error):
        records += (cells for cells in csv.reader(sample, delimiter=delimiter) if any(cells))
    if not records or len(records[0]) == 1:
        return 0.0, 0.0, 0
    width = len(records[0])
    alike = sum(len(cells) == width for cells in records) / len(records)
    blanks = sum(cell.startswith(" ") for cells in records for cell in cells) / sum(map(len, records))
    return alike, -blanks, width
