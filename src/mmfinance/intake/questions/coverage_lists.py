"""The two lists of coverage in the data of a case: what the person has, and what nobody is sure of."""

from typing import Any

from mmfinance.intake.question import Data

COVERAGE, NOT_SURE = "coverage", "coverage_not_sure"


def set_coverage(data: Data, entries: list[Data]) -> None:
    """Write the list of what the person has; an empty one is not known and goes."""
    _set_list(data, COVERAGE, entries)


def set_not_sure(data: Data, *kinds: str) -> None:
    """Say of kinds of coverage that nobody knows whether the person has them."""
    _set_list(data, NOT_SURE, list(dict.fromkeys((*(data.get(NOT_SURE) or ()), *kinds))))


def set_sure(data: Data, *kinds: str) -> None:
    """Say of kinds of coverage that it is known whether the person has them."""
    _set_list(data, NOT_SURE, [kind for kind in data.get(NOT_SURE) or () if kind not in kinds])


def _set_list(data: Data, key: str, entries: list[Any]) -> None:
    if entries:
        data[key] = entries
    else:
        data.pop(key, None)
