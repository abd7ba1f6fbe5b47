"""What is expected where, in plain words: one sentence for each kind of validation error."""

import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any

from mmfinance.case.places import Place, keys_of, sections_with

LONGEST_ECHO = 60

Context = Mapping[str, Any]

_EXPECTED: dict[str, Callable[[Context], str]] = {
    "bool_parsing": lambda context: "yes or no (true or false)",
    "bool_type": lambda context: "yes or no (true or false)",
    "int_parsing": lambda context: "a whole number",
    "int_type": lambda context: "a whole number",
    "int_from_float": lambda context: "a whole number, without decimals",
    "int_parsing_size": lambda context: "a smaller whole number",
    "float_parsing": lambda context: "a number",
    "float_type": lambda context: "a number",
    "finite_number": lambda context: "a finite number",
    "decimal_parsing": lambda context: "a number",
    "decimal_type": lambda context: "a number",
    "greater_than": lambda context: f"a number above {_number(context['gt'])}",
    "greater_than_equal": lambda context: f"a number of {_number(context['ge'])} or more",
    "less_than": lambda context: f"a number below {_number(context['lt'])}",
    "less_than_equal": lambda context: f"a number of {_number(context['le'])} or less",
    "multiple_of": lambda context: f"a multiple of {_number(context['multiple_of'])}",
    "string_type": lambda context: "text",
    "string_too_short": lambda context: f"at least {_counted(context['min_length'], 'character')}",
    "string_too_long": lambda context: f"at most {_counted(context['max_length'], 'character')}",
    "string_pattern_mismatch": lambda context: "text of another form",
    "too_short": lambda context: f"at least {_counted(context['min_length'], 'entry', 'entries')}",
    "too_long": lambda context: f"at most {_counted(context['max_length'], 'entry', 'entries')}",
    "date_type": lambda context: "a date, written YYYY-MM-DD",
    "date_parsing": lambda context: "a date, written YYYY-MM-DD",
    "date_from_datetime_parsing": lambda context: "a date, written YYYY-MM-DD",
    "date_from_datetime_inexact": lambda context: "a date without a time, written YYYY-MM-DD",
    "model_type": lambda context: "keys with values (key: value)",
    "model_attributes_type": lambda context: "keys with values (key: value)",
    "dict_type": lambda context: "keys with values (key: value)",
    "mapping_type": lambda context: "keys with values (key: value)",
    "tuple_type": lambda context: "a list (each entry on its own line, after a dash)",
    "list_type": lambda context: "a list (each entry on its own line, after a dash)",
    "set_type": lambda context: "a list (each entry on its own line, after a dash)",
    "frozen_set_type": lambda context: "a list (each entry on its own line, after a dash)",
    "enum": lambda context: _one_of(_quoted(context["expected"])),
    "literal_error": lambda context: _one_of(_quoted(context["expected"])),
    "none_required": lambda context: "nothing (leave the value out)",
    "url_parsing": lambda context: "a web address, such as https://example.org/page",
    "url_scheme": lambda context: "a web address that starts with https://",
    "url_type": lambda context: "a web address, such as https://example.org/page",
}
_STRUCTURE = frozenset(
    {"model_type", "model_attributes_type", "dict_type", "mapping_type"} | {"tuple_type", "list_type", "set_type"}
)
_OWN_WORDS = frozenset({"value_error", "assertion_error"})


def unknown_key(place: Place) -> str:
    """Say that a key is not known here, with the nearest key that is."""
    key = str(place.path[-1])
    known = keys_of(place.owner) if place.owner else ()
    elsewhere = [_kind(model) for model in place.siblings if model is not place.owner and key in keys_of(model)]
    near = get_close_matches(key, known, n=1, cutoff=0.6)
    elsewhere += [f"the section {name}" for name in (sections_with(place.owner, key) if place.owner else ())]
    hints = [f"it belongs to {' or '.join(elsewhere)}"] if elsewhere else []
    hints += [f"did you mean {near[0]!r}?"] if near else []
    return f"there is no key {_shortened(key)} here; " + ("; ".join(hints) or f"the keys here are {', '.join(known)}")


def missing_key(place: Place) -> str:
    """Say that a required key is missing."""
    return f"this key is missing; expected {place.description}" if place.description else "this key is missing"


def missing_tag(context: Context) -> str:
    """Say that the key which names the kind of an entry is missing."""
    return "this key is missing; it names the kind of the entry"


def wrong_tag(place: Place, context: Context) -> str:
    """Say which kinds there are, with the nearest one."""
    kinds = _quoted(context["expected_tags"])
    return f"found {_shortened(context['tag'])}; expected {_one_of(kinds)}{_hint(context['tag'], kinds)}"


def expected(kind: str, context: Context, place: Place) -> str:
    """Say in plain words what a value of this place looks like."""
    if kind == "string_pattern_mismatch" and place.description:
        return place.description
    if kind in _STRUCTURE and place.model:
        return f"keys with values, such as {keys_of(place.model)[0]}: ..."
    words = _EXPECTED.get(kind)
    return words(context) if words else place.description or "another value"


def found_and_expected(kind: str, context: Context, place: Place, wishes: list[str]) -> str:
    """Say what was found and what is expected; a person's own data is never repeated."""
    if kind in _OWN_WORDS:
        return _own_words(str(context.get("error", "is not valid")), kind, place)
    wish = " or ".join(dict.fromkeys(wishes))
    if _hides_value(kind, place):
        return f"found a value (not repeated here); expected {wish}"
    hint = _hint(place.data, _quoted(context["expected"])) if "expected" in context else ""
    return f"found {_described(kind, place)}; expected {wish}{hint}"


def _own_words(message: str, kind: str, place: Place) -> str:
    if not place.found or isinstance(place.data, dict):
        return message
    found = "a value (not repeated here)" if _hides_value(kind, place) else _described(kind, place)
    return f"found {found}; {message}"


def _hides_value(kind: str, place: Place) -> bool:
    return place.personal and kind not in _STRUCTURE and isinstance(place.data, str)


def _described(kind: str, place: Place) -> str:
    data = place.data
    if data is None:
        return "nothing"
    if isinstance(data, dict):
        return "keys with values"
    if isinstance(data, list):
        return "a list"
    return "plain text" if kind in _STRUCTURE else _shortened(data)


def _shortened(value: Any) -> str:
    text = str(value)
    return repr(text if len(text) <= LONGEST_ECHO else text[: LONGEST_ECHO - 1] + "…")


def _hint(value: Any, known: list[str]) -> str:
    near = get_close_matches(str(value).lower(), known, n=1, cutoff=0.6)
    return f"; did you mean {near[0]!r}?" if near else ""


def _quoted(listed: str) -> list[str]:
    return re.findall(r"'([^']*)'", listed) or [listed]


def _one_of(choices: list[str]) -> str:
    return choices[0] if len(choices) == 1 else f"one of {', '.join(choices)}"


def _kind(model: Any) -> str:
    field = model.model_fields.get("kind")
    return f"kind {field.annotation.__args__[0]}" if field else model.__name__


def _number(value: Any) -> str:
    return f"{value:,.10g}" if isinstance(value, (int, float)) else str(value)


def _counted(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"
