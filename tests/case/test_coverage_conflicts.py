"""Which coverages can stand beside each other at one time, and which follow one another."""

from itertools import permutations

import pytest

from mmfinance.case.coverage_conflicts import coverage_conflicts
from mmfinance.case.model import Case
from mmfinance.documents import parse_document


def conflicts(*entries: str) -> list[str]:
    text = "as_of: 2026-11-24\ncoverage:\n" + "".join(f"- {{{entry}}}\n" for entry in entries)
    case = Case.model_validate(parse_document(text, "c.yaml").data)
    return [message for _, message in coverage_conflicts(case.coverage or ())]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("kind: uninsured", "kind: employer", "a person with coverage is not uninsured"),
        ("kind: uninsured", "kind: medicaid", "a person with coverage is not uninsured"),
        ("kind: medicare", "kind: medicare", "only one of them can be in force at a time"),
        ("kind: part_d", "kind: part_d", "only one of them"),
        ("kind: medigap, letter: G", "kind: medigap, letter: N", "only one of them"),
        ("kind: marketplace", "kind: marketplace", "only one of them"),
        ("kind: employer, subscriber: self", "kind: employer, subscriber: self", "both are the plan of the same subscriber (self)"),
        ("kind: medigap, letter: G", "kind: medicare_advantage", "a Medigap policy pays nothing"),
        ("kind: part_d", "kind: medicare_advantage, includes_part_d: true", "includes drug coverage already"),
        ("kind: part_d", "kind: medicare_advantage, plan_type: hmo", "HMO rules out a stand-alone drug plan"),
        ("kind: champva", "kind: tricare", "CHAMPVA is for families who cannot have TRICARE"),
    ],
)  # fmt: skip
def test_these_exclude_each_other_in_any_order(one: str, other: str, reason: str) -> None:
    for pair in permutations((one, other)):
        (message,) = conflicts(*pair)
        assert reason in message
        assert "give ends_on and starts_on" in message


@pytest.mark.parametrize(
    "entries",
    [
        ("kind: medicare", "kind: medigap, letter: G", "kind: part_d"),
        ("kind: medicare", "kind: medicare_advantage, includes_part_d: true"),
        ("kind: medicare", "kind: part_d", "kind: medicaid, level: qmb"),
        ("kind: medicare", "kind: employer", "kind: va"),
        ("kind: medicare", "kind: tricare, plan: for_life"),
        ("kind: employer, subscriber: self", "kind: employer, subscriber: spouse"),
        ("kind: employer, subscriber: self, active_employment: true", "kind: employer, subscriber: self, active_employment: false"),
        ("kind: employer", "kind: employer"),
        ("kind: part_d", "kind: medicare_advantage"),
        ("kind: part_d", "kind: medicare_advantage, includes_part_d: false, plan_type: pffs"),
        ("kind: uninsured",),
    ],
)  # fmt: skip
def test_these_can_stand_beside_each_other(entries: tuple[str, ...]) -> None:
    assert conflicts(*entries) == []


@pytest.mark.parametrize(
    ("dates_of_one", "dates_of_other", "together"),
    [
        ("", "", True),
        (", starts_on: 2026-01-01, ends_on: 2026-12-31", ", starts_on: 2027-01-01", False),
        (", starts_on: 2026-01-01, ends_on: 2027-01-01", ", starts_on: 2027-01-01", True),
        (", starts_on: 2026-01-01", ", starts_on: 2026-01-01", True),
        # nobody said when the first ends, or when the second starts: nothing is proved
        (", starts_on: 2026-01-01", ", starts_on: 2027-01-01", False),
        (", ends_on: 2026-12-31", ", starts_on: 2026-06-01", False),
        (", starts_on: 2026-01-01, ends_on: 2026-12-31", "", False),
    ],
)
def test_only_a_proved_overlap_is_a_conflict(dates_of_one: str, dates_of_other: str, together: bool) -> None:
    for pair in permutations(("kind: marketplace" + dates_of_one, "kind: marketplace" + dates_of_other)):
        assert bool(conflicts(*pair)) is together


def test_the_later_entry_is_the_one_to_look_at() -> None:
    case = Case.model_validate(
        {"as_of": "2026-11-24", "coverage": [{"kind": "va"}, {"kind": "medicaid"}, {"kind": "uninsured"}]}
    )
    assert [path for path, _ in coverage_conflicts(case.coverage or ())] == [("coverage", 2), ("coverage", 2)]
