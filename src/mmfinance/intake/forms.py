"""The forms of answers: yes or no, one or several of a list, an amount, a number, a day, a ZIP code, words."""

import re
from datetime import date, datetime
from typing import Any

from mmfinance.batch.columns.places import state as state_of
from mmfinance.batch.columns.unreadable import Unreadable
from mmfinance.case.model import Case
from mmfinance.errors import UnknownName
from mmfinance.intake.doubts import unlikely
from mmfinance.intake.fields import Field
from mmfinance.intake.question import Answer, Data, Line, Menu, Option, Question
from mmfinance.money import cents_from_dollars
from mmfinance.phrases import Money, Phrase
from mmfinance.reference.places import zip_place

YES_OR_NO = (Option("yes", Phrase("Yes")), Option("no", Phrase("No")))
NONE = Option("none", Phrase("None of these"))
_FLAGS = {"yes": True, "no": False}
_FLAG_WORDS = {True: "yes", False: "no"}
_AMERICAN_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_NAMED_MONTH = re.compile(r"([A-Za-z]{3})[a-z]*\.? +(\d{1,2}),? +(\d{4})")
_SSN = re.compile(r"(?<!\d)\d{3}[- ]?\d{2}[- ]?\d{4}(?!\d)")


def yes_or_no(identifier: str, text: str, field: Field, **more: Any) -> Question:
    """A question answered by yes or no."""
    return Question(
        identifier,
        text,
        Menu(lambda case: YES_OR_NO),
        lambda case: _FLAG_WORDS.get(field.value(case)),
        lambda data, answer: field.put(data, _FLAGS.get(answer)),
        **more,
    )


def one_of(identifier: str, text: str, field: Field, options: tuple[Option, ...], **more: Any) -> Question:
    """A question answered by one option of a list, whose values are those of the field."""
    return Question(
        identifier,
        text,
        Menu(lambda case: options),
        lambda case: _as_text(field.value(case)),
        field.put,
        **more,
    )


def several_of(identifier: str, text: str, field: Field, options: tuple[Option, ...], **more: Any) -> Question:
    """A question answered by several options of a list, or by "none", which writes an empty list."""

    def told(case: Case) -> tuple[str, ...] | None:
        values = field.value(case)
        return None if values is None else tuple(map(str, values)) or (NONE.value,)

    def write(data: Data, answer: Answer) -> None:
        chosen = (answer,) if isinstance(answer, str) else answer
        field.put(data, None if chosen is None else [str(each) for each in chosen if each != NONE.value])

    return Question(identifier, text, Menu(lambda case: (*options, NONE), several=True), told, write, **more)


def amount(
    identifier: str, text: str, field: Field, likely: tuple[int, int], yearly: bool = False, **more: Any
) -> Question:
    """A question answered by an amount in dollars; one outside `likely` is asked about, if `yearly` for a month."""

    def told(case: Case) -> Money | None:
        cents = field.value(case)
        return None if cents is None else Money(cents)

    expects = Phrase("Write an amount in dollars, such as 1250.")
    doubt = unlikely(_read_dollars, *likely, in_dollars=True, yearly=yearly)
    return Question(identifier, text, Line(_read_dollars, expects), told, field.put, doubt=doubt, **more)


def number(identifier: str, text: str, field: Field, likely: tuple[int, int], **more: Any) -> Question:
    """A question answered by a number; one outside `likely` is asked about before it is kept."""
    expects = Phrase("Write a number, such as 2.")
    doubt = unlikely(_read_number, *likely)
    return Question(identifier, text, Line(_read_number, expects), field.value, field.put, doubt=doubt, **more)


def percent(identifier: str, text: str, field: Field, **more: Any) -> Question:
    """A question answered by a percent."""

    def told(case: Case) -> str | None:
        basis_points = field.value(case)
        return None if basis_points is None else f"{basis_points / 100:g}%"

    read = Line(lambda written: _read_number(written.removesuffix("%").strip()), Phrase("Write a percent, such as 20."))
    return Question(identifier, text, read, told, field.put, **more)


def day(identifier: str, text: str, field: Field, **more: Any) -> Question:
    """A question answered by a day."""
    expects = Phrase("Write month/day/year, such as 12/31/2026.")
    return Question(identifier, text, Line(read_day, expects), field.value, field.put, **more)


def words(identifier: str, text: str, field: Field, **more: Any) -> Question:
    """A question answered in words."""
    return Question(identifier, text, Line(read_words, Phrase("Write a few words.")), field.value, field.put, **more)


def zip_code(identifier: str, text: str, field: Field, **more: Any) -> Question:
    """A question answered by a ZIP code that exists."""
    expects = Phrase("Write the five digits of a ZIP code, such as 43081.")
    return Question(identifier, text, Line(read_zip, expects), field.value, field.put, **more)


def state(identifier: str, text: str, field: Field, **more: Any) -> Question:
    """A question answered by a state, in two letters or by its name."""
    expects = Phrase("Write the state, such as OH or Ohio.")
    return Question(identifier, text, Line(_read_state, expects), field.value, field.put, **more)


def read_day(text: str) -> date:
    """Read a day written the American way, with the name of the month, or as year-month-day. Raises ValueError."""
    if found := _AMERICAN_DAY.fullmatch(text):
        month, number, year = map(int, found.groups())
        return date(year, month, number)
    if found := _NAMED_MONTH.fullmatch(text):
        return datetime.strptime(" ".join(found.groups()), "%b %d %Y").date()
    if len(text) != 10:
        raise ValueError
    return date.fromisoformat(text)


def read_zip(text: str) -> str:
    """Read a ZIP code that exists. Raises ValueError."""
    if not re.fullmatch(r"[0-9]{5}", text):
        raise ValueError
    try:
        return zip_place(text).zip
    except UnknownName:
        raise ValueError from None


def read_words(text: str) -> str:
    """Take words as they are; a line without any letter, such as a Social Security number, raises ValueError."""
    if not any(mark.isalpha() for mark in text) or _SSN.search(text):
        raise ValueError
    return text


def _read_dollars(text: str) -> int | float:
    cents = cents_from_dollars(text)
    return cents // 100 if cents % 100 == 0 else cents / 100


def _read_number(text: str) -> int | float:
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,2})?", text.replace(",", "")):
        raise ValueError
    value = float(text.replace(",", ""))
    return int(value) if value.is_integer() else value


def _read_state(text: str) -> str:
    try:
        return state_of(text)
    except Unreadable:
        raise ValueError from None


def _as_text(value: Any) -> str | None:
    return None if value is None else str(value)
