"""How amounts, days and months are written in a letter's language."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from babel.dates import format_date, format_skeleton
from babel.numbers import format_currency, format_decimal

from mmfinance.errors import InputError
from mmfinance.letters.languages import LOCALES
from mmfinance.letters.saying import sayer
from mmfinance.money import round_half_up


def formats(language: str, gettext: Callable[[str], str] | None = None) -> dict[str, Callable[..., Any]]:
    """The Jinja2 filters of a language: said, money, day, short_day, month, number, tel, shown_url, host.

    What is said is translated by the letters' own catalogue, unless `gettext` of a wider one is given.
    """
    locale = LOCALES[language]

    def money(cents: int) -> str:
        return format_currency(whole_dollars(cents), "USD", "¤#,##0", locale=locale, currency_digits=False)

    def exact_money(cents: int) -> str:
        if cents % 100 == 0:
            return money(cents)
        return format_currency(Decimal(cents) / 100, "USD", "¤#,##0.00", locale=locale)

    def long_day(day: date) -> str:
        return _non_breaking(format_date(day, "long", locale=locale))

    return {
        "said": sayer(language, exact_money, long_day, gettext),
        "money": money,
        "day": long_day,
        "short_day": lambda day: _non_breaking(format_skeleton("MMMd", day, locale=locale)),
        "month": lambda day: format_date(day, "LLL", locale=locale).removesuffix("."),
        "number": lambda value: format_decimal(value, locale=locale),
        "tel": tel,
        "shown_url": shown_url,
        "host": lambda url: shown_url(url).split("/", 1)[0],
    }


def whole_dollars(cents: int) -> int:
    """An amount as it stands on paper: whole dollars, half-up."""
    return round_half_up(Decimal(cents) / 100)


def tel(phone: str) -> str:
    """The ``tel:`` address of a phone number; digits only, so nothing else can get into a link."""
    digits = re.sub(r"\D", "", phone.split("x")[0].split("ext")[0])
    return f"tel:{digits}"


def shown_url(url: str) -> str:
    """A web address as it is printed. Raises InputError for anything but http and https, which never become a link."""
    if not url.startswith(("https://", "http://")):
        raise InputError(f"a letter links to web pages only, not to {url[:80]}")
    return url.split("://", 1)[1].removeprefix("www.").rstrip("/")


def month_start(label: str) -> date:
    """The first day of a month written ``2026-12``."""
    year, month = label.split("-")
    return date(int(year), int(month), 1)


def _non_breaking(text: str) -> str:
    return text.replace(" ", "\u00a0")
