"""What a row of a file of many cases is, between reading the file and working the row out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mmfinance.errors import InputError


@dataclass(frozen=True, order=True)
class RowProblem:
    """One mistake in one row: `what` was found, in words that repeat no personal data, and what is `expected`."""

    row: int
    column: str
    what: str
    expected: str


@dataclass(frozen=True)
class RawRow:
    """One row as its file has it, not checked yet.

    `number` is the row as a person sees it in the file: the header of a table is row 1, the first line of JSON Lines
    is row 1, the first file of a folder is row 1. `file` is the file's name without its folder. `content` maps column
    headers to text for a table, and is the parsed document for JSON Lines and folders; it is None where `problems`
    say why the row cannot be read at all. `from_1904` says that the workbook counts its days from 1904, not 1900.
    """

    number: int
    file: str
    content: Mapping[str, Any] | None
    problems: tuple[RowProblem, ...] = ()
    from_1904: bool = False


class InvalidRow(InputError):
    """A row with one or more problems, all of them listed."""

    def __init__(self, problems: tuple[RowProblem, ...]) -> None:
        self.problems = tuple(sorted(problems))
        count = "a problem" if len(problems) == 1 else f"{len(problems)} problems"
        super().__init__(f"row {self.problems[0].row}: {count}")

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel from a worker process with all problems."""
        return InvalidRow, (self.problems,)
