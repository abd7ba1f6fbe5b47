"""A folder of case files (YAML or JSON): each file is one row, in the order of their names."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mmfinance.batch.rows import RawRow, RowProblem
from mmfinance.documents import read_document
from mmfinance.errors import InputError, InvalidDocument

_CASE_FILES = frozenset({".yaml", ".yml", ".json"})


def open_file(path: Path) -> "Folder":
    """Open a folder. Raises InputError for one that holds no case file or cannot be listed."""
    try:
        return Folder(path)
    except OSError as error:
        raise InputError(f"{path.name}: cannot be listed: {error.strerror}") from None


class Folder:
    """The case files of a folder, not of folders inside it."""

    columns: tuple[str, ...] = ()

    def __init__(self, path: Path) -> None:
        self.path = path
        visible = sorted(entry.name for entry in path.iterdir() if not entry.name.startswith("."))
        self._names = [name for name in visible if Path(name).suffix.lower() in _CASE_FILES]
        if not self._names:
            raise InputError(f"{path.name}: holds no case file (.yaml, .yml or .json)")
        others = len(visible) - len(self._names)
        self.notes: tuple[str, ...] = (_others(others),) if others else ()

    def __iter__(self) -> Iterator[RawRow]:
        """Read the files; one that cannot be read says why, and the next one is read."""
        for number, name in enumerate(self._names, start=1):
            try:
                document = read_document(self.path / name)
            except InvalidDocument as error:
                yield RawRow(number, name, None, _row_problems(number, error))
            else:
                yield _row(number, name, document.data)


def _row(number: int, name: str, data: Any) -> RawRow:
    if isinstance(data, dict):
        return RawRow(number, name, data)
    return RawRow(number, name, None, (RowProblem(number, "", "is no document with keys", "a case file"),))


def _row_problems(number: int, error: InvalidDocument) -> tuple[RowProblem, ...]:
    return tuple(
        RowProblem(number, problem.path or f"line {problem.line}", problem.message, "a case file")
        for problem in error.problems
    )


def _others(count: int) -> str:
    return "1 other name in the folder is not read" if count == 1 else f"{count} other names in the folder are not read"
