"""Sentences that can be said in another language: plain English text that remembers its template and values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True)
class Money:
    """An amount in a sentence, in cents; each language writes it its own way."""

    cents: int

    def __str__(self) -> str:
        return f"${self.cents / 100:,.0f}" if self.cents % 100 == 0 else f"${self.cents / 100:,.2f}"


class Phrase(str):
    """English text made from a template; letters translate the template and write the values in their language.

    Values are text, numbers, dates, `Money` or phrases themselves. ``str(phrase)`` is the English sentence.
    """

    template: str
    values: Mapping[str, Any]

    def __new__(cls, template: str, **values: Any) -> "Phrase":
        """Fill an English template."""
        phrase = super().__new__(cls, template.format_map(_in_english(values)))
        phrase.template = template
        phrase.values = MappingProxyType(values)
        return phrase

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to another process with template and values."""
        return _rebuilt, (self.template, dict(self.values))


def _rebuilt(template: str, values: Mapping[str, Any]) -> Phrase:
    return Phrase(template, **values)


def _in_english(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The values with their dates spelled out; most phrases have none, and a million of them are made in a batch."""
    for value in values.values():
        if isinstance(value, date):
            return {name: _english(each) for name, each in values.items()}
    return values


def _english(value: Any) -> Any:
    return f"{value:%B} {value.day}, {value.year}" if isinstance(value, date) else value
