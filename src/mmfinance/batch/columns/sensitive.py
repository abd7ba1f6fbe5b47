"""Numbers that identify a person and are never read: a header or the look of the values gives them away."""

import re
from collections.abc import Sequence

from mmfinance.batch.columns.plain import looks_like_social_security

_NUMBER = r"(id|ids|number|numbers|no|num|identifier)\b"
_KINDS = (
    (
        "a Social Security or tax number",
        r"\bssn\b|\bsocial security\b|\bsoc sec\b|\bss (number|no|num)\b|^ss$|\bitin\b|\btax id\b|\bsocial$",
    ),
    (
        "a medical record number",
        r"\bmrns?\b|\bmedical record\b|\bmed rec\b|\bmr (number|no)\b|\b(patient|pt)id\b|\bempi\b|^fin$|\bcsn\b"
        r"|\b(chart|record|patient|pt|emr|ehr|epic|cerner|enterprise|hospital|encounter|visit|fin) " + _NUMBER,
    ),
    (
        "an account or card number",
        rf"\b(account|acct)( {_NUMBER})?$|\bhar\b|\b(card|bank|routing) {_NUMBER}",
    ),
    (
        "a member or policy number of an insurance",
        r"\bmbi\b|\bhicn?\b|\brx ?(bin|pcn|grp|group)\b|\b(member|subscriber|policy|group|certificate|enrollee"
        r"|insurance|beneficiary|insured|medicare|medicaid|claim|plan|cardholder) " + _NUMBER,
    ),
    (
        "the number of a document",
        r"\b(drivers? licen[sc]e|passport|state id|(license|alien|dl) (number|no))\b",
    ),
)
_PATTERNS = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS)
_MOST_ODD = 0.2


def named_by_header(words: str) -> str | None:
    """Say what kind of personal number a header in plain words names; None where it names none."""
    return next((kind for kind, pattern in _PATTERNS if pattern.search(words)), None)


def seen_in_values(values: Sequence[str]) -> str | None:
    """Say what kind of personal number the values of a column look like; None where most do not."""
    told = [value.strip() for value in values if value.strip()]
    alike = sum(looks_like_social_security(value) or _nine_digits(value) for value in told)
    if told and alike >= len(told) * (1 - _MOST_ODD):
        return "Social Security numbers"
    return None


def _nine_digits(value: str) -> bool:
    return len(value) == 9 and value.isdecimal()
