"""Insurance as clinics write it in a cell: one or more kinds of coverage, or a word that does not say the kind."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from mmfinance.batch.columns.data_files import read_data
from mmfinance.batch.columns.unreadable import Unreadable
from mmfinance.batch.columns.yes_no import no_or_yes

Entries = dict[str, dict[str, Any]]

KINDS = "employer, marketplace, COBRA, Medicare, Medicare Advantage, Part D, Medigap, Medicaid, TRICARE, CHAMPVA, VA"
EXPECTED = f"the kind of coverage: {KINDS} or uninsured"
RULE = "the kind of coverage, several divided by +, / or commas; a company's name alone does not say it"
MEDIGAP_LETTERS = "abcdfgklmn"
MEDICAID_LEVELS = ("full", "qmb", "qmb_plus", "slmb", "slmb_plus", "qi", "spend_down", "emergency")


_DIVIDERS = re.compile(r"[+;,/&\n]|\band\b|\bwith\b|\bplus\b", re.IGNORECASE)
_MEDIGAP = re.compile(r"(?:medigap|medicare supp(?:lement(?:al)?)?|med ?supp|supplement)(?: plan)? ([abcdfgklmn])")


def coverage(text: str) -> Entries:
    """Read one or more kinds of coverage, in the order they are written.

    Raises Unreadable for a word that does not say the kind: a company (BCBS) or a network (PPO) sells several.
    """
    whole = _known(text)
    if whole is not None:
        return whole
    entries: Entries = {}
    for part in _DIVIDERS.split(text):
        found = _known(part) if part.strip() else {}
        if found is None:
            raise Unreadable("does not say the kind of coverage", EXPECTED)
        if entries.keys() & found.keys():
            raise Unreadable("names the same kind of coverage twice", "each kind once; a case file can hold two")
        entries = {**entries, **found}
    return entries


def coverage_beside(text: str) -> Entries:
    """Read a second coverage: none says only that there is no second one."""
    entries = coverage(text)
    return {} if "uninsured" in entries else entries


def medigap(text: str) -> dict[str, str] | None:
    """Read a Medigap policy by its letter, or yes or no. Raises Unreadable for other words."""
    word = _normal(text).removeprefix("medigap ").removeprefix("plan ")
    if len(word) == 1 and word in MEDIGAP_LETTERS and text != "n":
        return {"letter": word.upper()}
    return {} if no_or_yes(text) else None


def present(text: str) -> dict[str, Any] | None:
    """Read whether the coverage that the column names is there."""
    return {} if no_or_yes(text) else None


def medicaid(text: str) -> dict[str, str] | None:
    """Read whether there is Medicaid, or at which level. Raises Unreadable for other words."""
    level = _normal(text).replace(" ", "_")
    if level in MEDICAID_LEVELS:
        return {"level": level}
    return {} if no_or_yes(text) else None


def qmb(text: str) -> dict[str, str] | None:
    """Read whether Medicaid pays Medicare's cost sharing (QMB), or another level of the Medicare Savings Programs."""
    level = _normal(text).replace(" ", "_")
    if level in MEDICAID_LEVELS:
        return {"level": level}
    return {"level": "qmb"} if no_or_yes(text) else None


def extra_help(text: str) -> str:
    """Read Extra Help. `yes` stays yes: its level depends on Medicaid, which another column tells."""
    word = _normal(text).replace(" ", "_")
    if word in ("full", "full_dual", "full_dual_low_income", "institutional"):
        return word
    return "yes" if no_or_yes(text) else "none"


def _known(text: str) -> Entries | None:
    word = _normal(text)
    if match := _MEDIGAP.fullmatch(word):
        return {"medigap": {"letter": match[1].upper()}}
    return _kinds_by_word().get(word)


@cache
def _kinds_by_word() -> Mapping[str, Entries]:
    found: dict[str, Entries] = {}
    for entry in read_data("coverage"):
        entries = {kind: {key: _as_said(value) for key, value in told.items()} for kind, told in entry["means"].items()}
        found |= dict.fromkeys(entry["words"], entries)
    return found


def _as_said(value: str) -> bool | str:
    """A document leaves every value text."""
    return value == "true" if value in ("true", "false") else value


def _normal(text: str) -> str:
    """Lower-case words without marks between them."""
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text.lower()).split())
