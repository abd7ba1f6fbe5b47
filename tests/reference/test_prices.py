"""Prices by name and date. Amounts beside each test are those of the CMS tables named in the price files."""

from datetime import date
from decimal import Decimal

import pytest

from mmfinance.errors import UnknownName
from mmfinance.reference import price_files
from mmfinance.reference.prices import (
    drug_price,
    fill_price,
    price,
    price_level,
    price_names,
    price_source,
    service_prices,
    stay_price,
)

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize("name", price_names())
def test_every_price_has_a_known_source_and_is_not_negative(name: str) -> None:
    found = price(name, TODAY)
    assert price_source(found.source).title
    assert found.amount is None or found.amount >= 0
    assert (found.amount is None) == (found.confidence == "none")


def test_a_drug_takes_the_quarter_of_the_day() -> None:
    in_quarter = drug_price("teclistamab", date(2026, 8, 1))
    assert (in_quarter.amount, in_quarter.period, in_quarter.fallback) == (Decimal("35.323"), "2026Q3", False)
    earlier = drug_price("teclistamab", date(2025, 12, 31))
    assert (earlier.amount, earlier.period, earlier.fallback) == (Decimal("33.575"), "2025Q4", False)


def test_an_unpublished_quarter_falls_back_and_says_so() -> None:
    later = drug_price("teclistamab", TODAY)
    assert (later.period, later.fallback) == ("2026Q3", True)
    before = drug_price("teclistamab", date(2020, 1, 1))
    assert (before.period, before.fallback) == ("2025Q4", True)


def test_the_share_below_twenty_percent_is_kept() -> None:
    # ASC addendum BB July 2026: 6.73 a unit; ASP file Q4 2025: 19.759% of 33.575.
    assert drug_price("teclistamab", TODAY).patient_share == Decimal("6.73")
    assert drug_price("teclistamab", date(2025, 11, 1)).patient_share == Decimal("33.575") * Decimal("19.759") / 100
    assert drug_price("isatuximab", date(2025, 11, 1)).patient_share is None, "20% is the ordinary share"


def test_pomalidomide_has_a_medicare_price_from_2027() -> None:
    # CMS negotiated prices for 2027: Pomalyst 8,650 for 30 days.
    assert fill_price("pomalidomide", date(2026, 12, 31), medicare=True).amount == Decimal("25049.70")
    assert fill_price("pomalidomide", date(2027, 1, 1), medicare=True).amount == Decimal("8650")
    assert fill_price("pomalidomide", date(2027, 1, 1), medicare=False).amount == Decimal("25049.70")


@pytest.mark.parametrize("name", ["belantamab_mafodotin", "venetoclax", "lenalidomide_generic", "step_up_stay"])
def test_what_has_no_price_stays_unknown(name: str) -> None:
    assert price(name, TODAY).amount is None


def test_a_visit_in_a_hospital_has_two_parts() -> None:
    # OPPS 2024 APC 5012: 125.95; PFS 2026 for the visit: 135.61.
    parts = {part.place: part.amount for part in service_prices("clinic_visit", TODAY)}
    assert parts == {"office": Decimal("135.61"), "hospital": Decimal("125.95"), "professional": Decimal("135.61")}


def test_a_stay_is_dated() -> None:
    found = stay_price("car_t_stay", date(2026, 2, 1))
    assert (found.amount, found.code, found.fallback) == (Decimal("314231"), "MS-DRG 018", False)
    assert stay_price("car_t_stay", TODAY).fallback


def test_an_unknown_price_names_the_nearest() -> None:
    with pytest.raises(UnknownName, match="did you mean teclistamab"):
        price("teclistimab", TODAY)


def test_commercial_levels_are_those_of_the_study() -> None:
    # RAND round 5.1: hospitals 254%, surgery centers 171% of Medicare; drugs 205% of ASP = 1.934 x 106% of ASP.
    assert price_level("hospital").middle == Decimal("2.54")
    assert price_level("surgery_center").middle == Decimal("1.71")
    drug = price_level("provider_drug")
    assert (drug.low, drug.middle) == (Decimal("1.0"), Decimal("1.934"))
    assert price_level("office").assumption


def test_no_melphalan_flufenamide() -> None:
    assert not [name for name in price_files.drugs() if "flufenamide" in name]
