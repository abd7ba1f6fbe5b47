"""How words of the files are said to a person."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from mmfinance.assistance.vocabulary import DISEASE_IMPLIES, INSURANCE_IMPLIES
from mmfinance.case.vocabulary import Setting, TherapyKind
from mmfinance.phrases import Phrase

_NAMES: Mapping[str, str] = {
    "employer": "an employer plan",
    "employer_self_funded": "a self-funded employer plan",
    "employer_fully_insured": "a fully insured employer plan",
    "cobra": "COBRA",
    "marketplace": "a marketplace plan",
    "commercial": "private insurance",
    "medicare": "Medicare",
    "original_medicare": "Original Medicare",
    "medicare_part_a": "Medicare Part A",
    "medicare_part_b": "Medicare Part B",
    "medicare_advantage": "Medicare Advantage",
    "medicare_part_d": "Medicare Part D",
    "medigap": "Medigap",
    "medicaid": "Medicaid",
    "medicare_savings_program": "a Medicare Savings Program",
    "qmb": "QMB",
    "slmb": "SLMB",
    "qi": "QI",
    "tricare": "TRICARE",
    "tricare_for_life": "TRICARE For Life",
    "champva": "CHAMPVA",
    "va": "VA care",
    "government": "government insurance",
    "insured": "any insurance",
    "uninsured": "no insurance",
    "al_amyloidosis": "AL amyloidosis",
    "cancer": "cancer",
    "serious_illness": "a serious illness",
    "car_t": "CAR T-cell therapy",
    "US": "the states and DC",
    "territories": "the U.S. territories",
    "US_and_territories": "the states, DC and the territories",
}


_STATES = ("not_applied", "pending", "denied", "granted", "never", "undated")
_DESIGNS = ("counts", "accumulator", "maximizer")
_TRANSLATED = frozenset((*_NAMES, *INSURANCE_IMPLIES, *DISEASE_IMPLIES, *TherapyKind, *Setting, *_STATES, *_DESIGNS))


@lru_cache(maxsize=1_024)
def in_words(word: str) -> str:
    """Write a word of the files as a person reads it; a name (a county, a drug) stays as it is."""
    if word not in _TRANSLATED:
        return word.replace("_", " ")
    return Phrase(_NAMES.get(word) or word.replace("_", " "))


def listed(parts: Sequence[Any]) -> Any:
    """Join parts with commas, each part translated on its own."""
    said = parts[-1]
    for part in reversed(parts[:-1]):
        said = Phrase("{first}, {rest}", first=part, rest=said)
    return said


def either(parts: Sequence[Any]) -> Any:
    """Join parts with "or", each part translated on its own."""
    said = parts[-1]
    for part in reversed(parts[:-1]):
        said = Phrase("{first} or {rest}", first=part, rest=said)
    return said


def word_templates() -> tuple[str, ...]:
    """Every word that a sentence may hold as a value, as a person reads it."""
    return tuple(sorted(str(in_words(word)) for word in _TRANSLATED))
