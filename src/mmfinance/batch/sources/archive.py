"""Looking through a spreadsheet's archive before it is opened: nothing in it may be larger than it pretends to be.

An .xlsx file is a ZIP archive of XML. Python's `zipfile` never gives more bytes than the archive declares for a part,
so that declared sizes can be trusted as upper limits; what is inside a sheet is looked at in pieces.
"""

import re
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile

from mmfinance.errors import InputError

MOST_PARTS = 2_000
MOST_BYTES_OF_A_SHEET = 8_000_000_000
MOST_BYTES_OF_SHARED_STRINGS = 400_000_000
MOST_BYTES_OF_ANOTHER_PART = 40_000_000
MOST_TIMES_SMALLER = 300
_MAY_SHRINK = 20_000_000
_LONGEST_TEXT = 1_000_000
_LONGEST_ROW = 10_000_000
_CHUNK = 1 << 20
_SHEETS = "xl/worksheets/"
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_FAR_COLUMN = re.compile(rb'\sr="[A-Z]{3}[0-9]')
_ROW = re.compile(rb"<(?:\w+:)?row[\s>]")
_OVERLAP = 64


@dataclass(frozen=True)
class SheetLook:
    """What a sheet holds: formulas, and cells beyond column ZZ."""

    has_formulas: bool
    has_far_cells: bool


def check_archive(path: Path) -> None:
    """Raise InputError for a file that is no archive, or one whose parts are too many, too large or shrunk too well."""
    try:
        with ZipFile(path) as archive:
            parts = archive.infolist()
    except (BadZipFile, OSError, ValueError, NotImplementedError):
        raise InputError(
            f"{path.name}: is no .xlsx workbook (save an old or locked one as .xlsx without a password first)"
        ) from None
    if len(parts) > MOST_PARTS or len({part.filename for part in parts}) < len(parts):
        raise InputError(f"{path.name}: is no usual workbook (too many parts, or parts of the same name)")
    for part in parts:
        if part.file_size > _most_bytes(part.filename):
            raise InputError(
                f"{path.name}: a part of the workbook would take {part.file_size:,} bytes, too many to read"
            )
        if part.file_size > max(_MAY_SHRINK, MOST_TIMES_SMALLER * part.compress_size):
            raise InputError(f"{path.name}: a part of the workbook is shrunk more than any table is; it is not opened")


def look_through_sheets(path: Path) -> SheetLook:
    """Read the sheets once as bytes, in constant memory.

    Raises InputError where one cell or row is so long that reading it would need much memory, or the bytes are damaged.
    """
    try:
        with ZipFile(path) as archive:
            looks = [_look(archive.open(part)) for part in archive.namelist() if part.startswith(_SHEETS)]
    except (BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError, zlib.error):
        raise InputError(f"{path.name}: the workbook is damaged and cannot be read") from None
    found = [look for look in looks if look]
    if len(found) < len(looks):
        raise InputError(f"{path.name}: the workbook holds a cell or a row that is too long for a table")
    return SheetLook(any(look.has_formulas for look in found), any(look.has_far_cells for look in found))


def _look(sheet: IO[bytes]) -> SheetLook | None:
    """Look through one sheet; None where a cell or row in it is too long."""
    formulas = far_cells = False
    text_from, row_from, read, rest = 0, 0, 0, b""
    with sheet:
        while chunk := sheet.read(_CHUNK):
            text = rest + chunk
            formulas = formulas or _FORMULA.search(text) is not None
            far_cells = far_cells or _FAR_COLUMN.search(text) is not None
            for seen_at in (match.start() + read for match in _ROW.finditer(chunk)):
                if seen_at - row_from > _LONGEST_ROW:
                    return None
                row_from = seen_at
            read += len(chunk)
            text_from = read - len(chunk) + chunk.rfind(b"<") if b"<" in chunk else text_from
            if read - text_from > _LONGEST_TEXT + _CHUNK or read - row_from > _LONGEST_ROW:
                return None
            rest = text[-_OVERLAP:]
    return SheetLook(formulas, far_cells)


def _most_bytes(name: str) -> int:
    if name.startswith(_SHEETS):
        return MOST_BYTES_OF_A_SHEET
    return MOST_BYTES_OF_SHARED_STRINGS if name.endswith("sharedStrings.xml") else MOST_BYTES_OF_ANOTHER_PART
