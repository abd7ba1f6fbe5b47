"""Checking an answer before it is kept: the form of the question first, then the whole case with the answer in it."""

import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

from mmfinance.case.model import Case
from mmfinance.case.reading import case_from_document
from mmfinance.documents import Document
from mmfinance.errors import InvalidDocument
from mmfinance.intake.forms import read_words, read_zip
from mmfinance.intake.question import Answer, Data, Line, Menu, Question, labels
from mmfinance.phrases import Phrase

_EXPECTED: dict[str, Callable[..., Phrase]] = {
    r"expected a number of ([\d,.]+) or more": lambda n: Phrase("Write a number of {n} or more.", n=n),
    r"expected a number of ([\d,.]+) or less": lambda n: Phrase("Write a number of {n} or less.", n=n),
    r"expected a whole number": lambda: Phrase("Write a whole number."),
    r"expected at most ([\d,]+) characters": lambda n: Phrase("Write {n} letters or fewer.", n=n),
    r"expected a date between 1900 and 2100": lambda: Phrase("Write a year between 1900 and 2100."),
}
_CONTRADICTIONS = {
    "birth_date: is after as_of": Phrase("You cannot be born after today. Look at the year."),
    "is after as_of": Phrase("This day is still to come. Write a day in the past."),
    "history holds treatment of the past": Phrase("This day is still to come. Write a day in the past."),
    "no plan year is known then": Phrase("That is too far ahead. Look at the year, please."),
    "is before the birth date": Phrase("This day is before you were born."),
    "years before as_of": Phrase("Look at the year again, please."),
    "leaves no adult": Phrase("Then no adult would live there. Look at the number of people, please."),
    "people; size says": Phrase("The file lists more people than that."),
    "less than the incomes of its members": Phrase("The file lists incomes that are more than that together."),
    "is above the individual amount": Phrase("You cannot have paid more than the whole amount."),
    "out-of-pocket maximum": Phrase("The deductible cannot be more than the out-of-pocket maximum."),
    "is above the plan's deductible": Phrase("You cannot have paid more than the whole amount."),
    "is above the family amount": Phrase("That is more than the amount for the whole family."),
    "is before the treatment's date": Phrase("This day is before the treatment."),
    "a person with coverage is not uninsured": Phrase(
        "You marked an insurance and also none. Only one of them can be true."
    ),
    "CHAMPVA is for families": Phrase("No one can have CHAMPVA and TRICARE. Look at the card, please."),
    "ZIP code of another state": Phrase("This ZIP code is in another state than the one in the file."),
    "rules out a stand-alone drug plan": Phrase("With this kind of plan there can be no drug plan of its own."),
    "includes drug coverage already": Phrase("The Medicare Advantage plan pays for drugs already."),
}
"""What the case model says, in plain words; a message without plain words is shown as it is."""


class Unfit(ValueError):
    """An answer that cannot be: `why` is a sentence for the person."""

    def __init__(self, why: str) -> None:
        super().__init__(str(why))
        self.why = why


def case_of(data: Mapping[str, Any]) -> Case:
    """The case that some data are. Raises InvalidDocument for data that are no case, or contradict themselves."""
    return case_from_document(Document("case", data, {}))


def with_answer(data: Data, question: Question, answer: Answer) -> tuple[Data, Case]:
    """Put an answer into a copy of the data; gives the data and the case. Raises Unfit for an answer that cannot be."""
    value = answer if answer is None else _read(question, data, answer)
    changed = deepcopy(data)
    question.write(changed, value)
    try:
        return changed, case_of(changed)
    except InvalidDocument as error:
        raise Unfit(_in_plain_words(str(error), question)) from None


def _read(question: Question, data: Data, answer: str | tuple[str, ...]) -> Any:
    form = question.form
    if isinstance(form, Line):
        return _read_line(form, str(answer).strip())
    known = labels(form.options(case_of(data)))
    values = answer if isinstance(answer, tuple) else (answer,)
    if all(value in known for value in values):
        return _chosen(form, values)
    if form.other is None or len(values) != 1:
        raise Unfit(Phrase("Choose one of the answers."))
    return _read_other(values[0].strip(), form.other)


def _chosen(form: Menu, values: tuple[str, ...]) -> Answer:
    if not form.several:
        return values[0]
    if "none" in values and len(values) > 1:
        raise Unfit(Phrase("You marked none of these and one of them. Only one of them can be true."))
    return values


def _read_line(form: Line, text: str) -> Any:
    try:
        return form.read(_printable(text))
    except ValueError:
        raise Unfit(form.expects) from None


def _read_other(text: str, expects: str) -> str:
    try:
        return read_zip(text) if text.isdecimal() else read_words(_printable(text))
    except ValueError:
        raise Unfit(expects) from None


def _printable(text: str) -> str:
    """Refuse control characters and marks that turn text round: a case file cannot hold them. Raises ValueError."""
    if not text.isprintable():
        raise ValueError
    return text


def _in_plain_words(message: str, question: Question) -> str:
    for part, sentence in _CONTRADICTIONS.items():
        if part in message:
            return sentence
    for pattern, wish in _EXPECTED.items():
        if found := re.search(pattern, message):
            return wish(*found.groups())
    return question.form.expects if isinstance(question.form, Line) else message
