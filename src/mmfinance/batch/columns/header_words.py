"""A column header as plain words and a unit: `DOB (MM/DD/YYYY)` is `dob`, `Monthly income ($)` is `income` a month."""

import re
from dataclasses import dataclass

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z]{2})")
_NOISE = re.compile(
    r"\b(mm dd yyyy|m d yyyy|yyyy mm dd|mm dd yy|yes no|y n|yn|in dollars|us dollars|dollars?|usd|optional|if known"
    r"|if any|required)\b"
)
_OWNERS = re.compile(r"^(patients?|pts?|clients?|applicants?)( s)? (?=.)")
_UNITS = (
    ("month", re.compile(r"\b(per|a|each|every) (month|mo)\b|\bmonthly\b|\b(month|mo)$")),
    ("year", re.compile(r"\b(per|a|each|every) (year|yr|annum)\b|\b(annual|annually|yearly)\b|\b(year|yr)$")),
    ("week", re.compile(r"\b(per|a|each|every) (week|wk|2 weeks|two weeks)\b|\b(bi ?|semi ?)?weekly\b")),
    ("hour", re.compile(r"\b(per|an) (hour|hr)\b|\bhourly\b")),
    ("kg", re.compile(r"\b(in )?(kgs?|kilos?|kilograms?)$")),
    ("lb", re.compile(r"\b(in )?(lbs?|pounds?)$")),
    ("cm", re.compile(r"\b(in )?(cm|centimet(er|re)s?)$")),
    ("in", re.compile(r"\b(in )?(in|inch|inches)$")),
)


@dataclass(frozen=True)
class HeaderWords:
    """The words of a header, and the unit that it says (`month`, `kg`), or none."""

    words: str
    unit: str


def plain_words(header: str) -> str:
    """Lower-case words without marks; `#` is `number`, joined words such as `DateOfBirth` are divided."""
    divided = _CAMEL.sub(" ", header).lower().replace("#", " number ").replace("&", " and ").replace("w/", "with ")
    joined = re.sub(r"[.'’]", "", divided)
    return " ".join(re.sub(r"[^\w]+|_", " ", joined).split())


def without_noise(words: str) -> str:
    """Leave out what says nothing of the column: `patient`, the form of a date, `in dollars`."""
    shorter = " ".join(_NOISE.sub(" ", words).split())
    return _OWNERS.sub("", shorter) or words


def with_unit(words: str) -> HeaderWords:
    """Take the unit off the words."""
    for unit, pattern in _UNITS:
        if pattern.search(words):
            return HeaderWords(" ".join(pattern.sub(" ", words).split()), unit)
    return HeaderWords(words, "")
