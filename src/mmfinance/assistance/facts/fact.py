"""What a fact is: its name, shape, unit, the question to ask when it is missing, and how it comes out of a case."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from mmfinance.assistance.vocabulary import ASKED_AS_ONE, PARTS, widen
from mmfinance.assistance.words import either, in_words, listed
from mmfinance.case.model import Case
from mmfinance.phrases import Phrase


class Shape(StrEnum):
    """How the values of a fact look."""

    FLAG = "flag"
    NUMBER = "number"
    WORD = "word"
    SET = "set"


class Unit(StrEnum):
    """What a number counts; money is cents inside."""

    DOLLARS = "dollars"
    PEOPLE = "people"
    YEARS = "years"
    DAYS_AGO = "days ago"
    DAYS_AHEAD = "days from now"
    MILES = "miles"
    HOURS = "hours a week"
    MONTHS = "months"
    COUNT = "count"
    DATE = "date"


NEVER = "never"
UNDATED = "undated"
"""Values of a day count beside numbers: it never happened; it happened on a day that is not known."""


@dataclass(frozen=True)
class Known:
    """What is known of a set: the words that certainly belong to it, and those that may.

    `in_part` is false where nothing was told but what kind of words they are: the whole question is still to be asked.
    """

    has: frozenset[str]
    maybe: frozenset[str] = frozenset()
    in_part: bool = True


@dataclass(frozen=True)
class Between:
    """What is known of a number: it lies between two bounds, in the unit of its fact."""

    low: float
    high: float


@dataclass(frozen=True)
class Fact:
    """One named fact. `derive` gives None where the case does not say: missing is missing, never a no.

    `question_of_rest` asks for what is open where a part is known; its slot `{rest}` is filled with what may be.
    `words` are the values a word or a set can take (empty: any word); `implies` widens the words of a set.
    """

    name: str
    label: str
    question: str
    shape: Shape
    derive: Callable[[Case], Any]
    unit: Unit | None = None
    words: tuple[str, ...] = ()
    implies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    question_of_rest: str = ""

    def question_about(self, value: Any) -> Phrase:
        """The question to ask of a value that is not, or not fully, known."""
        if not self.question_of_rest or not (isinstance(value, Known) and value.in_part):
            return Phrase(self.question)
        rest = [in_words(word) for word in self._asked_as_one(self.narrowest(value.maybe))]
        return Phrase(self.question_of_rest, rest=either([listed(rest[:-1]), rest[-1]] if rest[1:] else rest or [""]))

    def _asked_as_one(self, words: tuple[str, ...]) -> tuple[str, ...]:
        for one, parts in ASKED_AS_ONE.items():
            if one in self.words and set(parts) <= set(words):
                words = (*(word for word in words if word not in parts), one)
        return words

    def narrowest(self, words: frozenset[str]) -> tuple[str, ...]:
        """Leave out the wider words that another word brings with it: what a person would say."""
        brought = {wider for word in words for wider in widen(self.implies.get(word, ()), self.implies)}
        parts = {part for word in words for part in PARTS.get(word, ())}
        return tuple(sorted(words - brought - parts))

    @property
    def scale(self) -> int:
        """How many of the whole numbers in a column make one unit."""
        return 100 if self.unit in (Unit.MILES, Unit.HOURS) else 1
