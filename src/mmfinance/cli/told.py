"""Reading the case that a command was given, locked or not, as on the day asked for."""

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mmfinance.case.model import Case

PASSPHRASE_VARIABLE = "MMFINANCE_PASSPHRASE"


def told_case(path: Path, as_of: datetime | None = None) -> "Case":
    """Read a case file, ask for the passphrase of a locked one, and see the case as on another day if told.

    Raises as `read_case`, and InputError where a passphrase is needed and nobody can be asked.
    """
    from mmfinance.case.reading import read_case

    case = read_case(path, ask_passphrase)
    return case.on(as_of.date()) if as_of else case


def ask_passphrase(file: str) -> str:
    """Ask for the passphrase or recovery code of a locked case; MMFINANCE_PASSPHRASE answers for a person.

    Raises InputError where neither the variable is set nor a terminal is there.
    """
    import os
    from getpass import getpass

    from mmfinance.errors import InputError

    if told := os.environ.get(PASSPHRASE_VARIABLE):
        return told
    if not sys.stdin.isatty():
        raise InputError(f"{file} is locked: give its passphrase at a terminal, or in {PASSPHRASE_VARIABLE}")
    return getpass(f"Passphrase or recovery code of {file}: ")
