"""What a person or hospital sets once, in one small TOML file, instead of typing it each time.

A value comes from the flag, else from the environment, else from the file, else from the program. A setting is the
option that carries its environment variable, in whichever commands have it.
"""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from mmfinance.errors import InputError, InvalidDocument, Problem, UnknownName
from mmfinance.exposure.horizon import MOST_MONTHS

FILE_VARIABLE = "MMFINANCE_CONFIG"
PREFIX = "MMFINANCE_"


@dataclass(frozen=True)
class Setting:
    """One thing that can be set."""

    kind: Literal["folder", "language", "yes or no", "months"]
    otherwise: str

    def problem(self, value: object) -> str | None:
        """Say what is wrong with a value of the file, if anything."""
        expected = {
            "folder": ("a folder in quotes", isinstance(value, str) and value != ""),
            "language": ("en or es in quotes", value in ("en", "es")),
            "yes or no": ("true or false", isinstance(value, bool)),
            "months": (f"a whole number from 1 to {MOST_MONTHS}", _is_months(value)),
        }
        wish, fits = expected[self.kind]
        return None if fits else f"found {value!r}; expected {wish}"


SETTINGS = {
    "programs": Setting("folder", "the shipped programs"),
    "overlay": Setting("folder", "a folder with this system's program data (config show names it)"),
    "templates": Setting("folder", "the shipped templates"),
    "language": Setting("language", "the language of the case"),
    "large_print": Setting("yes or no", "false"),
    "months": Setting("months", "12"),
}


def settings_file() -> Path:
    """The file of settings: as MMFINANCE_CONFIG says, or where this system keeps such files; it need not be there."""
    if told := os.environ.get(FILE_VARIABLE):
        return Path(told).expanduser()
    from platformdirs import user_config_path

    return user_config_path("mmfinance", appauthor=False) / "config.toml"


def read_settings(path: Path) -> dict[str, Any]:
    """Read the settings of a file; without a file there are none. Folders are seen from where the file lies.

    Raises InvalidDocument with every unknown setting (and the nearest known one) and every wrong value, InputError for
    a file that cannot be read or that MMFINANCE_CONFIG names in vain.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        if os.environ.get(FILE_VARIABLE):
            raise InputError(f"{path}: there is no such file; {FILE_VARIABLE} names it") from None
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or 'UTF-8 is expected'}") from None
    found = _parsed(path, text)
    if problems := list(_problems(path, text, found)):
        raise InvalidDocument(problems)
    return {name: _seen_from(path, SETTINGS[name], value) for name, value in found.items()}


def defaults_of(command: object, settings: Mapping[str, Any]) -> dict[str, Any]:
    """Give each command the settings that its options carry, in the shape that the command line takes as defaults."""
    inner = {name: defaults_of(part, settings) for name, part in getattr(command, "commands", {}).items()}
    own = {parameter.name: settings[name] for parameter, name in _carried(command) if name in settings}
    return inner | own


def _parsed(path: Path, text: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{path}: is not valid TOML: {error}") from None


def _carried(command: object) -> Iterator[tuple[Any, str]]:
    for parameter in getattr(command, "params", ()):
        variable = getattr(parameter, "envvar", None)
        if isinstance(variable, str) and variable.startswith(PREFIX):
            yield parameter, variable.removeprefix(PREFIX).lower()


def _problems(path: Path, text: str, found: Mapping[str, Any]) -> Iterator[Problem]:
    for name, value in found.items():
        line = _line_of(name, text)
        if name not in SETTINGS:
            yield Problem(path.name, line, "", str(UnknownName("setting", name, tuple(SETTINGS))))
        elif wrong := SETTINGS[name].problem(value):
            yield Problem(path.name, line, name, wrong)


def _line_of(name: str, text: str) -> int:
    start = re.compile(rf"""\s*\[?["']?{re.escape(name)}["']?\s*[\]=.]""")
    return next((number for number, line in enumerate(text.splitlines(), 1) if start.match(line)), 0)


def _seen_from(path: Path, setting: Setting, value: Any) -> Any:
    return str(path.parent / Path(value).expanduser()) if setting.kind == "folder" else value


def _is_months(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST_MONTHS
