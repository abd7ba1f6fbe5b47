"""What the Tab key can finish: the ids of programs and care paths, figures, the keys of a case, kinds of letters.

Each gives the names that begin with what is typed; Typer hands them to the shell. The modules that know the names are
imported only when the Tab key is pressed.
"""

import os
from collections.abc import Iterable
from pathlib import Path


def program_ids(incomplete: str) -> list[str]:
    """Ids of the programs in the directory that is set, or the shipped one: its file names."""
    return _beginning(incomplete, (path.stem for path in _programs_directory().rglob("*.yaml")))


def care_path_ids(incomplete: str) -> list[str]:
    """Ids of the care paths."""
    from mmfinance.reference.care_paths import care_path_ids as known

    return _beginning(incomplete, known())


def figure_names(incomplete: str) -> list[str]:
    """Names of the official figures."""
    from mmfinance.reference.figures import figure_names as known

    return _beginning(incomplete, known())


def case_keys(incomplete: str) -> list[str]:
    """Keys of a case file, written with dots."""
    from mmfinance.case.keys import case_keys as known

    return _beginning(incomplete, known())


def letter_kinds(incomplete: str) -> list[str]:
    """Kinds of letters."""
    from mmfinance.letters.kinds import KINDS

    return _beginning(incomplete, KINDS)


def kinds_of_help(incomplete: str) -> list[str]:
    """Kinds of help that programs give."""
    from mmfinance.assistance.vocabulary import Kind

    return _beginning(incomplete, (kind.value for kind in Kind))


def languages(incomplete: str) -> list[str]:
    """Languages of letters."""
    from mmfinance.letters.languages import LOCALES

    return _beginning(incomplete, LOCALES)


def _beginning(incomplete: str, names: Iterable[str]) -> list[str]:
    return sorted(name for name in names if name.startswith(incomplete))


def _programs_directory() -> Path:
    from mmfinance.cli.settings import read_settings, settings_file
    from mmfinance.errors import MmfinanceError
    from mmfinance.shipped import shipped_directory

    told = os.environ.get("MMFINANCE_PROGRAMS")
    try:
        told = told or read_settings(settings_file()).get("programs")
    except MmfinanceError:
        told = None  # a command says what is wrong with the file; the Tab key has no place for it
    return Path(told) if told else shipped_directory("programs")
