"""What the `Case` model holds: cents, basis points, text that stays text, and nothing assumed."""

from datetime import date

import pytest
from pydantic import ValidationError

from mmfinance.case.coverage import Employer
from mmfinance.case.model import Case
from mmfinance.case.vocabulary import CoverageKind, ServiceCategory


def case(**parts: object) -> Case:
    return Case.model_validate({"as_of": "2026-11-24", **parts})


def test_dollars_become_cents_and_percents_become_basis_points() -> None:
    plan = case(
        coverage=[{"kind": "employer", "coinsurance": "12.5%", "deductible": {"individual": "$1,250.50"}}]
    ).coverage
    assert plan is not None
    assert isinstance(plan[0], Employer)
    assert plan[0].coinsurance == 1_250
    assert plan[0].deductible is not None
    assert plan[0].deductible.individual == 125_050


def test_unknown_is_none() -> None:
    empty = case()
    assert empty.coverage is None
    assert empty.household.annual_income is None
    assert empty.patient.us_citizen is None
    assert empty.treatment.history is None


def test_terms_are_keyed_by_category() -> None:
    plan = case(coverage=[{"kind": "cobra", "terms": {"specialty_drug": {"copay": 90, "per": "fill"}}}]).coverage
    assert plan is not None
    assert plan[0].model_dump()["terms"][ServiceCategory.SPECIALTY_DRUG]["copay"] == 9_000


def test_covers_asks_for_kinds() -> None:
    both = case(coverage=[{"kind": "medicare"}, {"kind": "part_d"}])
    assert both.covers(CoverageKind.PART_D)
    assert both.covers(CoverageKind.VA, CoverageKind.MEDICARE)
    assert not both.covers(CoverageKind.EMPLOYER)
    assert not case().covers(CoverageKind.EMPLOYER)


def test_a_case_can_be_seen_on_another_day() -> None:
    assert case().on(date(2026, 1, 2)).as_of == date(2026, 1, 2)


def test_a_case_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        case().as_of = date(2026, 1, 1)


@pytest.mark.parametrize(
    "parts",
    [
        {"patient": {"birth_date": "2026-11-25"}},
        {"coverage": [{"kind": "va", "starts_on": "2026-02-01", "ends_on": "2026-01-31"}]},
        {
            "coverage": [
                {"kind": "employer", "deductible": {"individual": 6}, "out_of_pocket_maximum": {"individual": 5}}
            ]
        },
        {
            "coverage": [
                {"kind": "employer", "pharmacy": {"deductible": {"family": 6}, "out_of_pocket_maximum": {"family": 5}}}
            ]
        },
        {"patient": {"ssn": "x"}},
        {"patient": {"birth_date": 1960}},
        {"patient": {"address": {"zip": "٠٢١٣٤"}}},
        {"household": {"annual_income": -1}},
    ],
)
def test_what_cannot_be_is_refused(parts: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        case(**parts)


def test_a_birth_on_the_day_itself_is_possible() -> None:
    assert case(patient={"birth_date": "2026-11-24"}).patient.birth_date == date(2026, 11, 24)
