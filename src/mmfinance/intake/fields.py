"""Fields of a case by their path: read from the model, written into the data of the file."""

from collections.abc import Callable, Mapping
from typing import Any

from mmfinance.case.coverage import AnyCoverage
from mmfinance.case.model import Case
from mmfinance.intake.question import Data

PRIVATE = ("employer", "cobra", "marketplace", "medicare_advantage")
"""The kinds of coverage that are plans with a deductible and a maximum of their own."""


class Field:
    """A field by its dotted path; with `kinds`, a field of the first coverage entry of one of these kinds."""

    def __init__(self, path: str, kinds: tuple[str, ...] = ()) -> None:
        self._keys = path.split(".")
        self._kinds = kinds

    def value(self, case: Case) -> Any:
        """The model's value; None where it is not known."""
        at: Any = coverage_entry(case, self._kinds) if self._kinds else case
        for key in self._keys:
            at = None if at is None else getattr(at, key)
        return at

    def put(self, data: Data, value: Any) -> None:
        """Write a value, or take it out where it is None; sections left empty go too."""
        start = _entry_data(data, self._kinds) if self._kinds else data
        if start is not None:
            _put(start, self._keys, value)


def coverage_entry(case: Case, kinds: tuple[str, ...]) -> AnyCoverage | None:
    """The first coverage entry of one of the kinds."""
    return next((entry for entry in case.coverage or () if entry.kind in kinds), None)


def covered_by(*kinds: str) -> Callable[[Case], bool]:
    """Whether a case lists coverage of one of the kinds."""
    return lambda case: coverage_entry(case, kinds) is not None


def _entry_data(data: Data, kinds: tuple[str, ...]) -> Data | None:
    return next((entry for entry in data.get("coverage") or () if entry.get("kind") in kinds), None)


def _put(section: Data, keys: list[str], value: Any) -> None:
    key, *rest = keys
    if rest:
        inner = section.get(key)
        inner = dict(inner) if isinstance(inner, Mapping) else {}
        _put(inner, rest, value)
        value = inner or None
    if value is None:
        section.pop(key, None)
    else:
        section[key] = value
