"""Leaving out of a case what could tell whose it is, by the Safe Harbor method (45 CFR 164.514(b)(2)).

Only what is listed as harmless stays: yes and no, numbers, words of a closed list, the state, and names of care paths,
drugs and programs that are public. All other text goes, so a field added tomorrow goes until somebody decides.
Of a date the year stays, as 1 January; an age over 89 becomes 90. The state is the smallest place that stays.
"""

from collections.abc import Collection, Mapping
from datetime import date
from enum import Enum
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

from mmfinance.case.model import Case
from mmfinance.case.person import age_on

HARMLESS_TEXTS = frozenset({"state", "language", "plan_year_start", "schema"})
"""Keys whose text names no person: a state, two letters of a language, the month and day a plan's year begins."""
OLDEST_AGE = 89
REMOVED = "removed"
"""Stands where a case file needs some text."""


def redacted(case: Case, data: Mapping[str, Any], public_names: Collection[str]) -> dict[str, Any]:
    """What a case file says without the 18 identifiers of Safe Harbor; it is a valid case file again.

    `data` is what the file says and `case` the same, checked. `public_names` are the ids of care paths, drugs and
    programs that may stay.
    """
    kept: dict[str, Any] = _part(case, data, frozenset(public_names))
    patient = kept.get("patient")
    if patient and case.patient.birth_date and age_on(case.patient.birth_date, case.as_of) > OLDEST_AGE:
        patient["birth_date"] = f"{case.as_of.year - OLDEST_AGE - 1}-01-01"
    return kept


def _part(part: BaseModel, data: Mapping[str, Any], public: frozenset[str]) -> dict[str, Any]:
    kept = {}
    fields = {field.alias or name: (name, field) for name, field in type(part).model_fields.items()}
    for key, told in data.items():
        name, field = fields[key]
        value = _value(getattr(part, name), told, public, _is_closed(field.annotation) or key in HARMLESS_TEXTS)
        if value is not None:
            kept[key] = value
        elif field.is_required():
            kept[key] = REMOVED
    return kept


def _value(value: Any, told: Any, public: frozenset[str], closed: bool) -> Any:
    """One value as the file may say it; None where it goes."""
    if told is None:
        return None
    if isinstance(value, BaseModel):
        return _part(value, told, public) or None
    if isinstance(value, Mapping):
        return {key: _value(value[key], part, public, closed) for key, part in told.items()}
    if isinstance(value, tuple):
        parts = [_value(one, part, public, closed) for one, part in zip(value, told, strict=True)]
        return [{} if part is None else part for part in parts]
    if isinstance(value, date):
        return f"{value.year}-01-01"
    if isinstance(value, str) and not isinstance(value, Enum):
        return told if closed or value in public else None
    return told


def _is_closed(annotation: Any) -> bool:
    """Whether a field takes only words of a closed list."""
    if get_origin(annotation) is Literal or (isinstance(annotation, type) and issubclass(annotation, Enum)):
        return True
    parts = [part for part in get_args(annotation) if part not in (type(None), Ellipsis)]
    return bool(parts) and all(_is_closed(part) for part in parts)
