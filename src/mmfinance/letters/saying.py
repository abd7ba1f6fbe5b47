"""Saying in another language what the stations before said in English.

A `Phrase` remembers its template, so the template is translated and its values are written the language's own way.
A sentence that came as plain text is looked up as it is, and else matched against the templates of the catalogue.
What has no translation stays in English: a name, or a program's own words.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import Any

from mmfinance.letters.languages import SOURCE_LANGUAGE, translations
from mmfinance.phrases import Money, Phrase

_ISO_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_SENTENCE_END = re.compile(r"(?<=[.?!]) (?=[A-Z¿])")
_COMMA = re.compile(r", (?=[^.]*$)")
_JOINED_BY = {_SENTENCE_END: " ", _COMMA: ", "}
_SLOT = re.compile(r"\{(\w+)\}")


def sayer(language: str, money: Callable[[int], str], day: Callable[[date], str]) -> Callable[[Any], str]:
    """A function that says a phrase, an amount, a day or a sentence in a language."""
    gettext = translations(language).gettext

    def say(value: Any) -> str:
        if isinstance(value, Money):
            return money(value.cents)
        if isinstance(value, date):
            return day(value)
        if isinstance(value, Phrase):
            return _fill(gettext(value.template), {name: say(each) for name, each in value.values.items()})
        return _say_plain(str(value))

    def _say_plain(text: str) -> str:
        if language != SOURCE_LANGUAGE:
            text = _translated(text)
        return _ISO_DAY.sub(lambda found: _day_or_text(found, day), text)

    def _translated(text: str) -> str:
        known = str(gettext(text)) if text else text
        if known != text:
            return known
        for pattern, template in _patterns(language):
            if match := pattern.fullmatch(text):
                return _fill(template, {name: say(each) for name, each in match.groupdict().items()})
        return _in_parts(text, _SENTENCE_END) or _in_parts(text, _COMMA) or text

    def _in_parts(text: str, boundary: re.Pattern[str]) -> str:
        """Say sentence by sentence, or word by word of a list; empty when the text is one part."""
        parts = boundary.split(text)
        return _JOINED_BY[boundary].join(_translated(part) for part in parts) if len(parts) > 1 else ""

    return say


@cache
def _patterns(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The catalogue's templates with slots, as patterns of their English; the most specific first."""
    catalogue: Mapping[Any, str] = translations(language)._catalog
    sources = [source for source in catalogue if isinstance(source, str) and _SLOT.search(source)]
    sources.sort(key=lambda source: (-len(_SLOT.sub("", source)), source))
    return tuple((_pattern(source), catalogue[source]) for source in sources if _SLOT.sub("", source).strip(" .:,"))


def _pattern(source: str) -> re.Pattern[str]:
    parts = _SLOT.split(source)
    seen: set[str] = set()
    built = ""
    for index, part in enumerate(parts):
        if index % 2 == 0:
            built += re.escape(part)
        elif part in seen:
            built += f"(?P={part})"
        else:
            seen.add(part)
            built += f"(?P<{part}>.+?)"
    return re.compile(built, re.DOTALL)


def _fill(template: str, values: Mapping[str, str]) -> str:
    return _SLOT.sub(lambda slot: values.get(slot[1], slot[0]), template)


def _day_or_text(found: re.Match[str], day: Callable[[date], str]) -> str:
    try:
        return day(date(*map(int, found.groups())))
    except ValueError:
        return found[0]
