"""Cells about coverage that say nothing: the person may have it, which is not the same as a no."""

from collections.abc import Collection
from typing import get_args

from mmfinance.batch.columns.yes_no import NOT_KNOWN
from mmfinance.case.coverage import KindNotSure

_KINDS: tuple[str, ...] = get_args(KindNotSure)
_MEDICARE = frozenset({"medicare", "medicare_advantage"})
_BESIDE_ORIGINAL_MEDICARE = frozenset({"medigap", "part_d"})
_QMB = "qmb"
_NOT_BESIDE = {"tricare": "champva", "champva": "tricare", "medicare_advantage": "medigap"}
"""What rules a kind out where it is listed."""


def left_open(path: tuple[str, ...], reading: str, text: str) -> Collection[str]:
    """The kinds of coverage that a cell without an answer leaves open.

    Whoever names Medicare often names no more: a blank under Medigap, Part D or QMB is not known. Of other kinds an
    empty cell adds nothing to the insurance that the row names, and a word such as `unknown` leaves them open.
    """
    says_not_known = text.lower() in NOT_KNOWN
    if path == ("coverage",):
        return _KINDS if reading == "coverage_beside" and says_not_known else ()
    if len(path) != 2 or path[0] != "coverage" or path[1] not in _KINDS:
        return ()
    if reading == _QMB:
        return (_QMB,)
    return (path[1],) if says_not_known or path[1] in _BESIDE_ORIGINAL_MEDICARE else ()


def may_be_had(kinds: Collection[str], listed: Collection[str]) -> list[str]:
    """Those of the kinds that are left open which a person with the listed kinds may have; QMB is help of Medicaid."""
    if not listed or "uninsured" in listed:
        return []
    ruled_out = {kind for kind, other in _NOT_BESIDE.items() if other in listed}
    if "medicare" not in listed or "medicare_advantage" in listed:
        ruled_out |= _BESIDE_ORIGINAL_MEDICARE
    by_qmb = {"medicaid"} if _QMB in kinds and _MEDICARE & set(listed) else set()
    return [kind for kind in _KINDS if kind in {*kinds, *by_qmb} and kind not in {*listed, *ruled_out}]
