"""The errors of mmfinance, each with the exit code a command ends with.

MmfinanceError
├── InputError            2  bad usage or bad input
│   ├── InvalidDocument   2  a case or other user file with one or more problems
│   ├── OutsideMonths     2  dates of a case that all lie outside the months counted
│   ├── UnknownName       2  a name that does not exist, with the nearest ones
│   └── UnwritableOutput  2  the output path cannot be written
├── BrokenData            3  the directory or the reference data is broken
└── MissingEnvironment    4  the machine lacks something (`mmfinance doctor` says what)
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

MOST_NAMES_TO_LIST = 12


class MmfinanceError(Exception):
    """Anything of ours that a user sees as one message and an exit code."""

    exit_code = 2


class InputError(MmfinanceError):
    """Bad usage or bad input."""


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in one file: where it is, what was found, what is expected."""

    file: str
    line: int
    path: str
    message: str

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else self.file
        return f"{where}: {self.path}: {self.message}" if self.path else f"{where}: {self.message}"


class InvalidDocument(InputError):
    """A file with one or more problems, all of them listed."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))


class UnknownName(InputError):
    """A name that does not exist, with the nearest names that do, or all of them where they are few."""

    def __init__(self, what: str, name: str, known: Sequence[str], meant: Sequence[str] = ()) -> None:
        near = meant or get_close_matches(name, known, n=3, cutoff=0.5)
        few = f"; expected one of {', '.join(known)}" if 0 < len(known) <= MOST_NAMES_TO_LIST else ""
        hint = f"; did you mean {', '.join(near)}?" if near else few
        super().__init__(f"there is no {what} named {name!r}{hint}")


class OutsideMonths(InputError):
    """Dates of a case that all lie outside the months counted: at `path`, with a way on that repeats none of them."""

    def __init__(self, path: tuple[str | int, ...], found: str, way_on: str) -> None:
        self.path, self.way_on = path, way_on
        super().__init__(f"{found}: {way_on}")
        self._told = path, found, way_on

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel from a worker process whole."""
        return OutsideMonths, self._told


class UnwritableOutput(InputError):
    """The output path cannot be written."""


class BrokenData(MmfinanceError):
    """The program directory or the reference data is broken: never answered by a silent no."""

    exit_code = 3

    def __init__(self, problems: Iterable[Problem] | str) -> None:
        self.problems = () if isinstance(problems, str) else tuple(sorted(problems))
        super().__init__(problems if isinstance(problems, str) else "\n".join(str(p) for p in self.problems))


class MissingEnvironment(MmfinanceError):
    """The machine lacks something that a command needs."""

    exit_code = 4


class StampedLetterDiffers(UserWarning):
    """A stamped letter was not what WeasyPrint lays out. The letter written is WeasyPrint's."""
