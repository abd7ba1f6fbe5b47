"""Leaving parts of a file's data out: wrong values for a second look at the rest, and blanks that say nothing."""

from collections.abc import Collection, Iterable
from typing import Any

from mmfinance.documents import KeyPath


def paths_to_leave_out(wrong: Iterable[KeyPath], left_out: Collection[KeyPath]) -> set[KeyPath]:
    """Choose what to leave out: the wrong key itself, or the list or section around it.

    A list loses no single entry, so that the entries keep their numbers; and where leaving a key out did not help
    (`left_out`), the key was required and what is around it goes. The empty path means the whole file.
    """
    return {_outward(path, left_out) for path in wrong}


def without(data: Any, paths: Collection[KeyPath], here: KeyPath = ()) -> Any:
    """Copy data without the keys at these paths."""
    if isinstance(data, dict):
        kept = ((key, value) for key, value in data.items() if (*here, key) not in paths)
        return {key: without(value, paths, (*here, key)) for key, value in kept}
    if isinstance(data, list):
        return [without(item, paths, (*here, index)) for index, item in enumerate(data)]
    return data


def without_blanks(data: Any) -> Any:
    """Copy data with every section that holds only nulls as one null: an unfilled skeleton says nothing.

    An entry of a list stays an entry, so that nobody in a household is lost.
    """
    if isinstance(data, dict):
        kept = {key: without_blanks(value) for key, value in data.items()}
        return None if all(value is None for value in kept.values()) else kept
    if isinstance(data, list):
        return [
            {} if isinstance(item, dict) and blank is None else blank
            for item, blank in zip(data, map(without_blanks, data), strict=True)
        ]
    return data


def _outward(path: KeyPath, left_out: Collection[KeyPath]) -> KeyPath:
    while path and (path in left_out or isinstance(path[-1], int)):
        path = path[:-1]
    return path
