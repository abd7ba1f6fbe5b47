"""Revising a case file: a YAML file keeps its comments, its order and its way of writing; JSON stays JSON."""

import io
import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from mmfinance.case.reading import case_from_document
from mmfinance.case.writing import case_text
from mmfinance.documents import Document, parse_document
from mmfinance.errors import InvalidDocument

HEADER = '# A case file for mmfinance. What is not here is not known: never zero, never "no".\n'
_NEVER_FOLD = 100_000


def revised_text(data: Mapping[str, Any], path: Path, before: str = "") -> str:
    """Write case data as the text of a file with this name; `before` is the text that stands in it now.

    The text reads back as the same case: where keeping the old text's comments would not give that, they are dropped.
    Raises InvalidDocument for data that are no case.
    """
    if path.suffix.lower() == ".json":
        return json.dumps(data, indent=2, ensure_ascii=False, default=date.isoformat) + "\n"
    case = case_from_document(Document(path.name, data, {}))
    if before:
        text = _merged(before, path.name, data)
        if text and _reads_as(text, path.name) == case:
            return text
    return HEADER + case_text(_as_text(data))


def _reads_as(text: str, name: str) -> Any:
    try:
        return case_from_document(parse_document(text, name))
    except InvalidDocument:
        return None


def _merged(before: str, name: str, data: Mapping[str, Any]) -> str:
    """The text before with only those values changed that differ; empty where it cannot be read for that."""
    from ruamel.yaml.error import YAMLError

    round_trip = _yaml()
    try:
        kept = round_trip.load(before)
    except YAMLError:
        return ""
    _merge(kept, parse_document(before, name).data, data)
    return _written(round_trip, kept)


def _as_text(value: Any) -> Any:
    """Case data as they are read from a file: all text but for mappings, lists and nothing."""
    if isinstance(value, Mapping):
        return {key: _as_text(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_as_text(each) for each in value]
    return value if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _yaml() -> Any:
    from ruamel.yaml import YAML

    round_trip = YAML()
    round_trip.preserve_quotes = True
    round_trip.width = _NEVER_FOLD
    round_trip.indent(mapping=2, sequence=4, offset=2)
    return round_trip


def _written(round_trip: Any, content: Any) -> str:
    stream = io.StringIO()
    round_trip.dump(content, stream)
    return stream.getvalue()


def _merge(kept: Any, old: Mapping[str, Any], new: Mapping[str, Any]) -> None:
    """Change in the kept mapping what differs between the old data and the new."""
    for key in [key for key in old if key not in new and not _says_nothing(old[key])]:
        del kept[key]
    for key, value in new.items():
        if key not in old or (old[key] != value and not _merged_inside(kept[key], old[key], value)):
            kept[key] = value


def _merged_inside(kept: Any, old: Any, new: Any) -> bool:
    """Change what differs inside a section, or inside the entries of a list; false where the whole is to be written."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        _merge(kept, old, new)
        return True
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        return all(was == now or _merged_inside(at, was, now) for at, was, now in zip(kept, old, new, strict=True))
    return False


def _says_nothing(value: Any) -> bool:
    """Whether a part of a file is blank, as most of a new skeleton is: it may stay with its comments."""
    if isinstance(value, dict):
        return all(_says_nothing(each) for each in value.values())
    return value is None
