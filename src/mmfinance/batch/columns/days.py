"""Days as people and spreadsheets write them.

A date such as 03/04/2026 is read month first, as is usual in the USA; 25/04/2026 cannot be, and is read day first. A
spreadsheet's day number counts from 1900 (with its leap day that never was, so that 60 is not a day) or from 1904.
"""

import re
from datetime import date, timedelta

from mmfinance.batch.columns.unreadable import Unreadable

EXPECTED = "a day, written YYYY-MM-DD or MM/DD/YYYY, with all four digits of the year"
_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})")
_COMPACT = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_NUMBERS = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})")
_MONTH_NAME_FIRST = re.compile(r"([a-z]{3,9})\.? *-?([0-9]{1,2})(?:st|nd|rd|th)?,?[ -]+([0-9]{4})")
_DAY_THEN_MONTH_NAME = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[ -]*([a-z]{3,9})\.?,?[ -]*([0-9]{4})")
_TIME = re.compile(r"[ t]+[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?(\.[0-9]+)?( *[ap]m)?(z|[+-][0-9]{2}:?[0-9]{2})?$")
_SERIAL = re.compile(r"([0-9]{4,5})(\.[0-9]+)?")
_MONTH_DAY = re.compile(r"([0-9]{1,2})[-/]([0-9]{1,2})")
_NAMED_DAY = re.compile(r"([a-z]{3,9})\.?(?: +([0-9]{1,2})(?:st|nd|rd|th)?)?")
_YEARS = range(1900, 2101)
_DAY_ZERO_1900 = date(1899, 12, 30)
_DAY_ZERO_1904 = date(1904, 1, 1)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


def month_first(text: str) -> date:
    """Read a day, month before day where both are numbers. Raises Unreadable for what is no whole day."""
    return _day(text, month_leads=True, day_zero=_DAY_ZERO_1900)


def month_first_since_1904(text: str) -> date:
    """Read a day of a workbook whose day numbers count from 1904."""
    return _day(text, month_leads=True, day_zero=_DAY_ZERO_1904)


def day_first(text: str) -> date:
    """Read a day, day before month where both are numbers."""
    return _day(text, month_leads=False, day_zero=_DAY_ZERO_1900)


def order_said(text: str) -> str | None:
    """Say what a date in numbers shows of its order: `month first`, `day first`, `either`; None for other dates."""
    match = _NUMBERS.fullmatch(_TIME.sub("", text.lower()))
    if not match:
        return None
    first, second = int(match[1]), int(match[2])
    if first == second or (first > 12 and second > 12):
        return None
    return "either" if first <= 12 and second <= 12 else "day first" if first > 12 else "month first"


def month_and_day(text: str) -> str:
    """Read the month and day on which a year begins, as MM-DD; a month without a day is its first day."""
    word = text.lower().strip()
    if match := _MONTH_DAY.fullmatch(word):
        month, day = int(match[1]), int(match[2])
    elif (match := _NAMED_DAY.fullmatch(word)) and (named := _month_named(match[1])):
        month, day = named, int(match[2] or 1)
    else:
        whole = month_first(text)
        month, day = whole.month, whole.day
    try:
        return f"{date(2024, month, day):%m-%d}"
    except ValueError:
        raise Unreadable("is no day of the year", "a month and day, such as 07-01, July 1 or July") from None


def _day(text: str, month_leads: bool, day_zero: date) -> date:
    word = text.lower()
    if ":" in word:
        word = _TIME.sub("", word)
    try:
        if match := _ISO.fullmatch(word) or _COMPACT.fullmatch(word):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _NUMBERS.fullmatch(word):
            return _ordered(int(match[1]), int(match[2]), int(match[3]), month_leads)
        if match := _SERIAL.fullmatch(word):
            return _counted(int(match[1]), day_zero)
        return _named(word)
    except (ValueError, OverflowError):
        raise Unreadable("is no day that can be read", EXPECTED) from None


def _ordered(first: int, second: int, year: int, month_leads: bool) -> date:
    month, day = (first, second) if month_leads else (second, first)
    if month > 12:
        month, day = day, month
    return date(year, month, day)


def _counted(days: int, day_zero: date) -> date:
    if days in _YEARS:
        raise Unreadable("is a year, or a number too small for a day", EXPECTED)
    counted = day_zero + timedelta(days=days)
    if counted.year not in _YEARS:
        raise Unreadable("is a number too large for a day", EXPECTED)
    return counted


def _named(word: str) -> date:
    if match := _MONTH_NAME_FIRST.fullmatch(word):
        return date(int(match[3]), _month_named(match[1]), int(match[2]))
    if match := _DAY_THEN_MONTH_NAME.fullmatch(word):
        return date(int(match[3]), _month_named(match[2]), int(match[1]))
    if re.fullmatch(r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2}", word):
        raise Unreadable("has a year of two digits, which may mean two centuries", EXPECTED)
    raise ValueError


def _month_named(word: str) -> int:
    """Find a month by its name or its first three letters (or `sept`); 0, which is no month, where there is none."""
    return next((at for at, name in enumerate(_MONTHS, 1) if word in (name, name[:3], name[:4])), 0)
