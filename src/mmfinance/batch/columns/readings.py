"""How the words of a cell are read, one function a kind of value; each takes text without blanks around it.

Money, percents, dates and places are handed on as the case model reads them, so that its own checks have the last word.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from mmfinance.batch.columns import coverage_words, days, names, places, treatment_words
from mmfinance.batch.columns.plain import identifier, plain_text
from mmfinance.batch.columns.unreadable import Unreadable
from mmfinance.batch.columns.yes_no import no_or_yes
from mmfinance.money import cents_from_dollars


@dataclass(frozen=True)
class Reading:
    """One way to read a cell, and the rule in a sentence for a person to check."""

    read: Callable[[str], Any]
    rule: str


_MONEY = re.compile(r"(?:\$|usd)? *(-?[0-9][0-9,]*(?:\.[0-9]*)?|\.[0-9]+) *(?:usd|dollars)?")
_POUND_IN_KG = 0.45359237
_INCH_IN_CM = 2.54


def money(text: str) -> str:
    """Read dollars such as `$1,234.50`. Raises Unreadable for thousands as `52k`, ranges and amounts below zero."""
    match = _MONEY.fullmatch(text.lower())
    try:
        if match:
            cents_from_dollars(match[1])
            return match[1]
        what = "is no amount in dollars"
    except ValueError:
        what = "is an amount that cannot be"
    raise Unreadable(what, "an amount in dollars, such as 1250 or $1,234.50; blank where it is not known")


def money_per_month(text: str) -> str:
    """Read dollars a month as dollars a year."""
    return str(Decimal(money(text).replace(",", "")) * 12)


def percent(text: str) -> str:
    """Read a percent such as `20` or `20%`. Raises Unreadable below one without the sign: 0.2 may mean 20%."""
    try:
        if not text.endswith("%") and 0 < Decimal(text) < 1:
            raise Unreadable("is below 1 and has no % sign: it may be a fraction", "a percent, such as 20 or 20%")
    except InvalidOperation:
        raise Unreadable("is no percent", "a percent from 0 to 100, such as 20 or 20%") from None
    return text.rstrip("% ")


def number(text: str) -> str:
    """Read a number; thousands may be divided by commas."""
    plain = text.replace(",", "") if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", text) else text
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]*)?|-?\.[0-9]+", plain):
        raise Unreadable("is no number", "a number, such as 12 or 12.5; blank where it is not known")
    return plain


def whole_number(text: str) -> str:
    """Read a whole number; `3.0`, as a spreadsheet may write it, is 3."""
    plain = number(text)
    whole, _, rest = plain.partition(".")
    if rest.strip("0"):
        raise Unreadable("is no whole number", "a whole number, such as 3; blank where it is not known")
    return whole


def kilograms_from_pounds(text: str) -> float:
    """Read pounds as kilograms, to a tenth."""
    return round(float(number(text)) * _POUND_IN_KG, 1)


def centimetres_from_inches(text: str) -> float:
    """Read inches as centimetres, to a tenth."""
    return round(float(number(text)) * _INCH_IN_CM, 1)


def half_of_round_trip(text: str) -> float:
    """Read the miles of both ways as miles one way."""
    return float(number(text)) / 2


def _network(text: str) -> str:
    return "in" if no_or_yes(text, {"in": True, "out": False, "in network": True, "out of network": False}) else "out"


READINGS: Mapping[str, Reading] = {
    "text": Reading(plain_text, "as it is written"),
    "identifier": Reading(identifier, "as it is written: letters, digits, dots, dashes and underscores"),
    "yes_no": Reading(no_or_yes, "yes, y, true, 1, x; no, n, false, 0; anything else is a problem"),
    "money": Reading(money, "dollars, such as 1250 or $1,234.50"),
    "money_per_year": Reading(money, "dollars a year; a header that says per month is multiplied by 12"),
    "money_per_month": Reading(money_per_month, "dollars a month, multiplied by 12"),
    "percent": Reading(percent, "percent, 20 or 20%; below 1 the % sign is needed"),
    "number": Reading(number, "a number"),
    "whole_number": Reading(whole_number, "a whole number"),
    "pounds": Reading(kilograms_from_pounds, "pounds, turned into kilograms"),
    "inches": Reading(centimetres_from_inches, "inches, turned into centimetres"),
    "round_trip": Reading(half_of_round_trip, "miles of both ways, halved"),
    "date": Reading(
        days.month_first,
        "YYYY-MM-DD or MM/DD/YYYY; day first only where the first number is no month; or a spreadsheet's day number",
    ),
    "date_day_first": Reading(days.day_first, "DD/MM/YYYY, YYYY-MM-DD, or a spreadsheet's day number"),
    "month_day": Reading(days.month_and_day, "a month and day: 07-01, 7/1, July 1 or July"),
    "zip": Reading(
        places.zip_code, "five digits; zeros lost at the front are put back; the part after ZIP+4 is left out"
    ),
    "state": Reading(places.state, "two letters or the name"),
    "city_state_zip": Reading(places.city_state_zip, "City, ST 12345"),
    "name": Reading(names.full_name, "as it is written; Last, First is turned round"),
    "language": Reading(names.language, "the name of a language, or its two letters"),
    "network": Reading(_network, "in, out, yes or no"),
    "product": Reading(treatment_words.car_t_product, "a product or brand name of a CAR-T"),
    "had_car_t": Reading(treatment_words.had_car_t, "yes, no, or the name of the product"),
    "care_path": Reading(treatment_words.care_path, "an id of `mmfinance carepaths`, or a common name"),
    "center": Reading(treatment_words.center, "an id or name of `mmfinance centers`; any other name is kept as it is"),
    "word": Reading(plain_text, "one of a list of words"),
    "coverage": Reading(coverage_words.coverage, coverage_words.RULE),
    "coverage_beside": Reading(coverage_words.coverage_beside, f"{coverage_words.RULE}; none adds nothing"),
    "present": Reading(coverage_words.present, "yes adds this coverage; no adds nothing"),
    "medigap": Reading(coverage_words.medigap, "the letter of the plan, or yes or no"),
    "medicaid": Reading(coverage_words.medicaid, "yes or no, or the level"),
    "qmb": Reading(coverage_words.qmb, "yes or no, or the level: QMB, SLMB, QI"),
    "extra_help": Reading(coverage_words.extra_help, "yes or no, or the level; yes is the full level"),
}
"""Every reading by name."""

SINCE_1904: Mapping[str, Callable[[str], Any]] = {"date": days.month_first_since_1904}
"""What reads instead where a workbook counts its days from 1904."""
