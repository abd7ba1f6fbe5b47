"""Coverage that a person may have: which kinds there are, and which of them can be had together."""

from typing import get_args

import pytest

from mmfinance.case.coverage import KindNotSure
from mmfinance.case.coverage_not_sure import entries_not_sure, sets_that_can_be_had, with_coverage
from mmfinance.case.model import Case
from mmfinance.case.vocabulary import CoverageKind


def unsure(*kinds: str) -> Case:
    return Case.model_validate({"as_of": "2026-11-24", "coverage": [{"kind": "va"}], "coverage_not_sure": kinds})


def test_every_kind_but_no_coverage_can_be_not_sure() -> None:
    assert set(get_args(KindNotSure)) == set(CoverageKind) - {CoverageKind.UNINSURED}
    case = unsure(*get_args(KindNotSure))
    assert tuple(entry.kind for entry in entries_not_sure(case)) == get_args(KindNotSure)


@pytest.mark.parametrize(
    ("kinds", "together"),
    [
        ((), set()),
        (("medigap", "part_d", "medigap"), {("medigap", "part_d")}),
        (("medigap", "part_d", "medicare_advantage"), {("medigap", "part_d"), ("part_d", "medicare_advantage")}),
        (("medicare_advantage", "medigap"), {("medicare_advantage",), ("medigap",)}),
        (("tricare", "medicaid", "champva"), {("tricare", "medicaid"), ("medicaid", "champva")}),
    ],
)
def test_the_largest_sets_that_can_be_had(kinds: tuple[str, ...], together: set[tuple[str, ...]]) -> None:
    assert {tuple(entry.kind for entry in each) for each in sets_that_can_be_had(unsure(*kinds))} == together


def test_what_turns_out_to_be_had_is_listed_and_the_rest_stays_not_sure() -> None:
    case = unsure("medigap", "part_d")
    found = with_coverage(case, entries_not_sure(case)[:1])
    assert [entry.kind for entry in found.coverage or ()] == ["va", "medigap"]
    assert found.coverage_not_sure == ("part_d",)
    assert with_coverage(case, entries_not_sure(case)).coverage_not_sure is None
