"""Reading plain facts as a person writes them in a program's examples."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from mmfinance.assistance.facts.fact import NEVER, UNDATED, Fact, Known, Shape, Unit
from mmfinance.assistance.facts.registry import fact
from mmfinance.assistance.vocabulary import widen
from mmfinance.errors import UnknownName
from mmfinance.money import cents_from_dollars

_BOOL, _DATE = TypeAdapter(bool), TypeAdapter(date)
_DAY_UNITS = (Unit.DAYS_AGO, Unit.DAYS_AHEAD)


def read_facts(written: Mapping[str, Any]) -> dict[str, Any]:
    """Turn named facts as written (text, lists) into their values; null is missing.

    Raises UnknownName for a fact that does not exist and ValueError for a value that a fact cannot have.
    """
    return {name: None if value is None else read_value(fact(name), value) for name, value in written.items()}


def read_value(of: Fact, value: Any) -> Any:
    """Turn one written value into the value of a fact.

    Raises ValueError when the fact cannot have it, UnknownName for a word that is none of its words.
    """
    try:
        return _READERS[of.shape](of, value)
    except ValidationError:
        raise ValueError(f"{of.name}: found {value!r}; expected {_expected(of)}") from None


def _read_number(of: Fact, value: Any) -> Any:
    if value in (NEVER, UNDATED) and of.unit in _DAY_UNITS:
        return value
    if of.unit is Unit.DOLLARS:
        return cents_from_dollars(value)
    if of.unit is Unit.DATE:
        return _DATE.validate_python(value).toordinal()
    try:
        number = float(value)
    except (TypeError, ValueError):
        raise ValueError(f"{of.name}: found {value!r}; expected a number") from None
    return int(number) if number.is_integer() else number


def _read_word(of: Fact, value: Any) -> str:
    return _known_word(of, value)


def _read_set(of: Fact, value: Any) -> Known:
    words = value if isinstance(value, (list, tuple)) else [value]
    return Known(widen((_known_word(of, word) for word in words), of.implies))


def _known_word(of: Fact, word: Any) -> str:
    if of.words and word not in of.words:
        raise UnknownName(f"value of {of.name}", str(word), of.words)
    return str(word)


def _expected(of: Fact) -> str:
    return "yes or no (true or false)" if of.shape is Shape.FLAG else "a date, written YYYY-MM-DD"


_READERS = {
    Shape.FLAG: lambda of, value: _BOOL.validate_python(value),
    Shape.NUMBER: _read_number,
    Shape.WORD: _read_word,
    Shape.SET: _read_set,
}
