"""Facts of many people as NumPy columns; one person is columns of length one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mmfinance.assistance.answers import NO, NOT_KNOWN, YES, Answers
from mmfinance.assistance.facts import NEVER, UNDATED, Between, Known, fact
from mmfinance.case.model import Case

Whole = NDArray[np.int64]

MISSING = np.iinfo(np.int64).min
NEVER_HAPPENED = MISSING + 1
NO_DATE = MISSING + 2
_MARKS = {None: MISSING, NEVER: NEVER_HAPPENED, UNDATED: NO_DATE}
_FLAGS = {None: NOT_KNOWN, False: NO, True: YES}


@dataclass(frozen=True)
class Words:
    """One word a person: `codes` point into `words`, -1 is not known."""

    codes: NDArray[np.int32]
    words: tuple[str, ...]


@dataclass(frozen=True)
class WordSets:
    """A set of words a person, as bits in the order of the fact's words: what is certain, and what may be."""

    has: NDArray[np.uint64]
    maybe: NDArray[np.uint64]


class Columns:
    """The facts of `people` persons, each encoded when a criterion first reads it.

    `read` gives the plain values of a fact, one a person; `encoded` may bring finished columns instead.
    """

    def __init__(
        self,
        people: int,
        read: Callable[[str], Sequence[Any]],
        encoded: Mapping[str, Any] | None = None,
    ) -> None:
        self.people = people
        self._read = read
        self._encoded: dict[str, Any] = dict(encoded or {})
        self._given = frozenset(self._encoded)

    def flag(self, name: str) -> Answers:
        """Read a yes/no fact as answers."""
        column: Answers = self._column(name, _encode_flags)
        return column

    def number(self, name: str) -> Whole:
        """Read a number: cents, days, people, or hundredths of miles and hours; MISSING where not known."""
        column: Whole = self._column(name, _encode_numbers)
        return column

    def number_at_most(self, name: str) -> Whole:
        """Read the upper bound of a number of which only a span may be known; `number` reads the lower one."""
        if name in self._given:
            return self.number(name)
        return self.remember(
            f"{name}.at_most", lambda: _encode_numbers(name, [_most(each) for each in self._read(name)])
        )

    def words(self, name: str) -> Words:
        """Read a fact that is one word a person."""
        column: Words = self._column(name, _encode_words)
        return column

    def word_sets(self, name: str) -> WordSets:
        """Read a fact that is a set of words a person."""
        column: WordSets = self._column(name, _encode_sets)
        return column

    def value(self, name: str, person: int = 0) -> Any:
        """Read one person's plain value, to explain an answer."""
        return self._read(name)[person]

    def remember(self, name: str, make: Callable[[], Whole]) -> Whole:
        """Keep a column that several criteria work out from others, such as a poverty guideline."""
        if name not in self._encoded:
            self._encoded[name] = make()
        column: Whole = self._encoded[name]
        return column

    def _column(self, name: str, encode: Callable[[str, Sequence[Any]], Any]) -> Any:
        if name not in self._encoded:
            self._encoded[name] = encode(name, self._read(name))
        return self._encoded[name]


def columns_of_cases(cases: Sequence[Case]) -> Columns:
    """Derive the facts of cases, each fact once and only when a criterion reads it."""
    derived: dict[str, list[Any]] = {}

    def read(name: str) -> Sequence[Any]:
        if name not in derived:
            derive = fact(name).derive
            derived[name] = [derive(case) for case in cases]
        return derived[name]

    return Columns(len(cases), read)


def columns_of_facts(facts: Mapping[str, Any]) -> Columns:
    """One person from plain facts, as in a program's examples; a fact not given is missing."""
    return Columns(1, lambda name: [facts.get(name)])


def bits(name: str, words: Sequence[str]) -> np.uint64:
    """Turn words into the bits of a set fact."""
    known = fact(name).words
    return np.uint64(sum(1 << known.index(word) for word in set(words)))


def _encode_flags(name: str, values: Sequence[bool | None]) -> Answers:
    return np.array([_FLAGS[value] for value in values], dtype=np.int8)


def _encode_numbers(name: str, values: Sequence[Any]) -> Whole:
    scale = fact(name).scale
    least = (value.low if isinstance(value, Between) else value for value in values)
    return np.array(
        [_MARKS[value] if value is None or isinstance(value, str) else round(value * scale) for value in least],
        dtype=np.int64,
    )


def _most(value: Any) -> Any:
    return value.high if isinstance(value, Between) else value


def _encode_words(name: str, values: Sequence[str | None]) -> Words:
    words = tuple(sorted({value for value in values if value is not None}))
    code = {word: index for index, word in enumerate(words)}
    return Words(np.array([-1 if value is None else code[value] for value in values], dtype=np.int32), words)


def _encode_sets(name: str, values: Sequence[Known | None]) -> WordSets:
    known = fact(name).words
    everything = (1 << len(known)) - 1
    place = {word: 1 << index for index, word in enumerate(known)}

    def pack(words: frozenset[str]) -> int:
        return sum(place.get(word, 0) for word in words)

    has = [0 if value is None else pack(value.has) for value in values]
    maybe = [everything if value is None else pack(value.maybe) for value in values]
    return WordSets(np.array(has, dtype=np.uint64), np.array(maybe, dtype=np.uint64))
