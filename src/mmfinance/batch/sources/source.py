"""Opening a file of many cases, whatever its format."""

import stat
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from mmfinance.batch.rows import RawRow
from mmfinance.errors import InputError


class Source(Protocol):
    """The rows of one file: iterating reads them one by one, and iterating again reads them again from the start.

    `columns` are the headers of a table, and empty for JSON Lines and folders of case files. `notes` say aloud what had
    to be decided to read the file: its encoding, what divides its cells.
    """

    @property
    def columns(self) -> tuple[str, ...]: ...

    @property
    def notes(self) -> tuple[str, ...]: ...

    def __iter__(self) -> Iterator[RawRow]: ...


# The module of a format is imported only when a file of that format is opened: a spreadsheet's reader is not light.
_FORMATS: Mapping[str, str] = {
    ".csv": "delimited",
    ".tsv": "delimited",
    ".txt": "delimited",
    ".jsonl": "json_lines",
    ".ndjson": "json_lines",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".parquet": "parquet",
}


def open_source(path: Path) -> Source:
    """Open CSV, XLSX, JSON Lines, Parquet or a folder of case files; the name's ending says which it is.

    Problems of a single row travel with the row and never stop the others. Raises InputError for a file that is
    missing, cannot be read, or is no such table at all.
    """
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise InputError(f"{path.name}: {getattr(error, 'strerror', None) or 'cannot be read'}") from None
    if stat.S_ISDIR(mode):
        return _opener("folder")(path)
    if not stat.S_ISREG(mode):
        raise InputError(f"{path.name}: is a pipe, a device or a socket; a file or a folder is expected")
    ending = path.suffix.lower()
    if ending == ".xls":
        raise InputError(f"{path.name}: is an old kind of workbook; save it as .xlsx and try again")
    if ending not in _FORMATS:
        raise InputError(f"{path.name}: the name ends with none of {', '.join(_FORMATS)}, and it is no folder")
    return _opener(_FORMATS[ending])(path)


def _opener(module: str) -> Callable[[Path], Source]:
    return cast("Callable[[Path], Source]", import_module(f"mmfinance.batch.sources.{module}").open_file)
