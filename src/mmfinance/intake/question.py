"""What a question is: its words, the answers it takes, and the field of the case that an answer writes."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from mmfinance.assistance.directory import Directory
from mmfinance.case.model import Case
from mmfinance.phrases import Money, Phrase

Data = dict[str, Any]
"""A case as it stands in its file: mappings, lists and plain values."""

Answer = str | tuple[str, ...] | None
"""What a person said: the value of an option, the values of several, or written words. None is "I don't know"."""

Told = str | tuple[str, ...] | Money | date | int | float | None
"""What the case tells of a question already, in a form that can be shown."""


@dataclass(frozen=True)
class Option:
    """One answer to choose; `more` are finer ones, asked for when this one is chosen; without one of them it stands."""

    value: str
    label: str
    more: tuple["Option", ...] = ()


@dataclass(frozen=True)
class Menu:
    """Answers to choose from: one, or `several`; `other` says what to write where none of them fits."""

    options: Callable[[Case], tuple[Option, ...]]
    several: bool = False
    other: str | None = None


@dataclass(frozen=True)
class Line:
    """An answer to write. `read` turns words into the value for the case (else ValueError); `expects` says how."""

    read: Callable[[str], Any]
    expects: str


@dataclass(frozen=True)
class Doubt:
    """What to ask about a written answer before it is kept; the value of each option is an answer to take for it."""

    text: str
    options: tuple[Option, ...]


@dataclass(frozen=True)
class Question:
    """One question. `facts` and `assumptions` name what its answer settles for the matcher and for the estimate.

    An answer to one that `may_leave_open` does not settle them for sure: it can lead to another question.

    `doubt` looks at a written answer, with the programs at hand, and says what to ask about it; None for nothing.
    `told` reads the answer out of a case (None: not known), `write` puts one into the case's data (None takes it out).
    """

    id: str
    text: str
    form: Menu | Line
    told: Callable[[Case], Told]
    write: Callable[[Data, Any], None]
    help: str = ""
    applies: Callable[[Case], bool] = lambda case: True
    facts: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    may_leave_open: bool = False
    doubt: Callable[[str, Directory], Doubt | None] = lambda written, directory: None


def labels(options: tuple[Option, ...]) -> dict[str, str]:
    """The label of every value, the finer ones included."""
    found = {option.value: option.label for option in options}
    for option in options:
        found |= labels(option.more)
    return found


def told_in_words(question: Question, case: Case, say: Callable[[Any], str]) -> str:
    """What the case tells of a question, as a person reads it; empty where it is not known."""
    told = question.told(case)
    if told is None:
        return ""
    if isinstance(question.form, Menu):
        known = labels(question.form.options(case))
        values = told if isinstance(told, tuple) else (told,)
        return ", ".join(say(known.get(str(value), str(value))) for value in values) or say(Phrase("None of these"))
    return say(told)
