"""Saying in another language what the stations before said in English.

A `Phrase` remembers its template, so the template is translated and its values are written the language's own way.
A sentence that came as plain text is looked up as it is. What has no translation stays in English: a name, or a
program's own words.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from mmfinance.letters.languages import translations
from mmfinance.phrases import Money, Phrase

_ISO_DAY = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_SLOT = re.compile(r"\{(\w+)\}")


def sayer(
    language: str,
    money: Callable[[int], str],
    day: Callable[[date], str],
    gettext: Callable[[str], str] | None = None,
) -> Callable[[Any], str]:
    """A function that says a phrase, an amount, a day or a sentence in a language.

    The letters' own catalogue translates, unless `gettext` of a wider one is given.
    """
    gettext = gettext or translations(language).gettext

    def say(value: Any) -> str:
        if isinstance(value, Money):
            return money(value.cents)
        if isinstance(value, date):
            return day(value)
        if isinstance(value, Phrase):
            return _fill(gettext(value.template), {name: say(each) for name, each in value.values.items()})
        return _say_plain(str(value))

    def _say_plain(text: str) -> str:
        text = str(gettext(text)) if text else text
        return _ISO_DAY.sub(lambda found: _day_or_text(found, day), text)

    return say


def _fill(template: str, values: Mapping[str, str]) -> str:
    return _SLOT.sub(lambda slot: values.get(slot[1], slot[0]), template)


def _day_or_text(found: re.Match[str], day: Callable[[date], str]) -> str:
    try:
        return day(date(*map(int, found.groups())))
    except ValueError:
        return found[0]
