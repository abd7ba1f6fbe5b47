"""Insurance as clinics write it."""

from typing import Any

import pytest

from mmfinance.batch.columns.coverage_words import coverage, coverage_beside
from mmfinance.batch.columns.data_files import read_data
from mmfinance.batch.columns.unreadable import Unreadable
from mmfinance.case.model import Case

READ: list[tuple[str, dict[str, dict[str, Any]]]] = [
    ("Medicare", {"medicare": {}}),
    ("Original Medicare", {"medicare": {}}),
    ("Medicare A & B", {"medicare": {"part_a": True, "part_b": True}}),
    ("Medicare Part A and B", {"medicare": {"part_a": True, "part_b": True}}),
    ("Medicare Advantage", {"medicare_advantage": {}}),
    ("Medicare Advantage (Part C)", {"medicare_advantage": {}}),
    ("Part C", {"medicare_advantage": {}}),
    ("Medicare HMO", {"medicare_advantage": {"plan_type": "hmo"}}),
    ("Medicaid", {"medicaid": {}}),
    ("Medi-Cal", {"medicaid": {"state": "CA"}}),
    ("commercial/employer", {"employer": {}}),
    ("Commercial", {"employer": {}}),
    ("Marketplace (ACA)", {"marketplace": {}}),
    ("ACA", {"marketplace": {}}),
    ("TRICARE", {"tricare": {}}),
    ("Tricare for Life", {"tricare": {"plan": "for_life"}}),
    ("VA", {"va": {}}),
    ("CHAMPVA", {"champva": {}}),
    ("Uninsured", {"uninsured": {}}),
    ("self-pay", {"uninsured": {}}),
    ("None", {"uninsured": {}}),
    ("Medicare + Medigap G + Part D", {"medicare": {}, "medigap": {"letter": "G"}, "part_d": {}}),
    ("Medicare, Medicare Supplement Plan N", {"medicare": {}, "medigap": {"letter": "N"}}),
    ("Medicare/Medicaid", {"medicare": {}, "medicaid": {}}),
    ("Medicare and QMB", {"medicare": {}, "medicaid": {"level": "qmb"}}),
    ("dual eligible", {"medicare": {}, "medicaid": {}}),
]


@pytest.mark.parametrize(("text", "entries"), READ)
def test_what_is_read(text: str, entries: dict[str, dict[str, Any]]) -> None:
    assert coverage(text) == entries


@pytest.mark.parametrize(
    "text",
    ["BCBS PPO", "Aetna", "PPO", "HMO", "private", "MA", "Medicare + BCBS", "TRICARE + Tricare Prime", "yes", "?!"],
)
def test_a_word_that_does_not_say_the_kind_is_asked_for(text: str) -> None:
    with pytest.raises(Unreadable):
        coverage(text)


def test_no_second_coverage_is_not_uninsured() -> None:
    assert coverage_beside("none") == {}
    assert coverage_beside("Medigap F") == {"medigap": {"letter": "F"}}


def test_every_word_means_coverage_that_a_case_can_hold() -> None:
    for entry in read_data("coverage"):
        entries = coverage(entry["words"][0])
        listed = [{"kind": kind, **fields} for kind, fields in entries.items()]
        assert Case.model_validate({"as_of": "2026-11-28", "coverage": listed}).coverage
        for word in entry["words"]:
            assert coverage(word.upper()) == entries
