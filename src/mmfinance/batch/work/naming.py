"""The folder of a case: safe on every file system, the same whenever the same case comes again, and without a name."""

import hashlib
import re

FOLDERS_TOGETHER = 1_000
"""Cases in one folder or archive: file systems and people slow down beyond some thousands."""
_ANONYMOUS = re.compile(r"row-[0-9]+")
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))})
"""Names that Windows keeps for devices, whatever their ending."""


def name_of_case(case_id: str) -> str:
    """Name a case's folder after its id, in lower case: many file systems take `A1` and `a1` for one.

    What some file system would read differently is followed by a part of its hash.
    """
    name = case_id.lower()
    if name.endswith(".") or name.split(".")[0] in _RESERVED or _ANONYMOUS.fullmatch(name):
        return f"{name.rstrip('.')}-{hashlib.sha256(name.encode()).hexdigest()[:12]}"
    return name


def name_of_row(number: int) -> str:
    """Name the folder of a case without an id after its row."""
    return f"row-{number:07d}"


def folder_of_place(place: int) -> str:
    """The folder that holds a case's folder: `0000001-0001000` for the first thousand places (from 1 on)."""
    first = (place - 1) // FOLDERS_TOGETHER * FOLDERS_TOGETHER + 1
    return f"{first:07d}-{first + FOLDERS_TOGETHER - 1:07d}"
