"""The headers of a table: each needs a name of its own, since a row is read by its headers."""

from collections.abc import Sequence

from mmfinance.errors import InputError

MOST_COLUMNS = 702  # to column ZZ
LONGEST_HEADER = 200


def unique_headers(cells: Sequence[str], file: str) -> tuple[str, ...]:
    """Give every column a name: a second `Income` becomes `Income (2)`, a blank header `column C`.

    Raises InputError for a table with too many columns, or headers that are no words.
    """
    trimmed = [" ".join(cell.split()) for cell in cells]
    while trimmed and not trimmed[-1]:
        trimmed.pop()
    if not trimmed:
        raise InputError(f"{file}: there is no row of column headers")
    if len(trimmed) > MOST_COLUMNS:
        raise InputError(f"{file}: has {len(trimmed)} columns; at most {MOST_COLUMNS} are read")
    if any(len(header) > LONGEST_HEADER or not header.isprintable() for header in trimmed):
        raise InputError(f"{file}: the first row holds no column headers (too long, or not plain text)")
    names: list[str] = []
    for at, header in enumerate(trimmed):
        names.append(_unused(header or f"column {column_letters(at)}", names))
    return tuple(names)


def column_letters(at: int) -> str:
    """Name a column as a spreadsheet does: 0 is A, 26 is AA."""
    letters = ""
    while at >= 0:
        letters = chr(ord("A") + at % 26) + letters
        at = at // 26 - 1
    return letters


def _unused(header: str, taken: Sequence[str]) -> str:
    name, number = header, 1
    while name in taken:
        number += 1
        name = f"{header} ({number})"
    return name
