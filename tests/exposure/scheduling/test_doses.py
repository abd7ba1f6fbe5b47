"""Doses and whole vials, against the worked figures for 80 kg and 1.9 square metres at the 2026 Q3 payment limit."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmfinance.exposure.scheduling.doses import Body, billed_units, bodies, dose_mg, mosteller, whole_vials
from mmfinance.reference import price_files
from mmfinance.reference.care_path_files import Dose
from mmfinance.reference.care_paths import planning
from mmfinance.reference.prices import drug_price

BODY = Body(Decimal(80), Decimal("1.9"))


def dose(**amounts: object) -> Dose:
    return Dose.model_validate(amounts)


# drug, dose, milligrams given, units billed, allowed dollars of whole vials (worked by hand from the CMS tables)
WORKED = [
    ("teclistamab", dose(mg_per_kg="0.06", vials_mg=["30"]), "4.8", 60, "2119.38"),
    ("teclistamab", dose(mg_per_kg="0.3", vials_mg=["30"]), "24", 60, "2119.38"),
    ("teclistamab", dose(mg_per_kg="1.5", vials_mg=["153"]), "120", 306, "10808.84"),
    ("talquetamab", dose(mg_per_kg="0.01", vials_mg=["3"]), "0.8", 12, "920.65"),
    ("talquetamab", dose(mg_per_kg="0.06", vials_mg=["3"]), "4.8", 24, "1841.30"),
    ("talquetamab", dose(mg_per_kg="0.4", vials_mg=["40"]), "32", 160, "12275.36"),
    ("talquetamab", dose(mg_per_kg="0.8", vials_mg=["40"]), "64", 320, "24550.72"),
    ("elranatamab", dose(mg="12"), "12", 44, "8469.21"),
    ("elranatamab", dose(mg="32"), "32", 44, "8469.21"),
    ("elranatamab", dose(mg="76"), "76", 76, "14628.63"),
    ("linvoseltamab", dose(mg="25", vials_mg=["5"]), "25", 25, "2482.63"),
    ("linvoseltamab", dose(mg="200", vials_mg=["200"]), "200", 200, "19861.00"),
    ("carfilzomib", dose(mg_per_m2="20", m2_at_most="2.2"), "38", 40, "2411.64"),
    ("carfilzomib", dose(mg_per_m2="70", m2_at_most="2.2"), "133", 140, "8440.74"),
    ("carfilzomib", dose(mg_per_m2="56", m2_at_most="2.2"), "106.4", 110, "6632.01"),
    ("daratumumab_sc", dose(mg="1800"), "1800", 180, "10269.18"),
    ("daratumumab_iv", dose(mg_per_kg="16"), "1280", 130, "9590.10"),
    ("isatuximab", dose(mg_per_kg="10"), "800", 80, "7052.80"),
    ("elotuzumab", dose(mg_per_kg="10"), "800", 800, "6551.20"),
    ("elotuzumab", dose(mg_per_kg="20"), "1600", 1600, "13102.40"),
    ("bortezomib", dose(mg_per_m2="1.3"), "2.47", 35, "97.69"),
    ("cyclophosphamide", dose(mg_per_m2="300"), "570", 114, "65.55"),
    ("immune_globulin", dose(mg_per_kg="400"), "32000", 64, "3136.90"),
    ("denosumab", dose(mg="120"), "120", 120, "3612.12"),
    ("zoledronic_acid", dose(mg="4"), "4", 4, "20.22"),
    ("pegfilgrastim", dose(mg="6"), "6", 12, "804.29"),
    ("tocilizumab", dose(mg_per_kg="8", mg_at_most="800"), "640", 640, "3461.12"),
]


@pytest.mark.parametrize(("name", "asked", "given_mg", "units", "allowed"), WORKED)
def test_worked_doses(name: str, asked: Dose, given_mg: str, units: int, allowed: str) -> None:
    drug = price_files.drugs()[name]
    assert dose_mg(asked, BODY) == Decimal(given_mg)
    assert billed_units(asked, BODY, drug.unit_mg, drug.vials_mg) == units
    limit = drug_price(name, date(2026, 9, 1)).amount
    assert limit is not None
    assert (limit * units).quantize(Decimal("0.01"), "ROUND_HALF_UP") == Decimal(allowed)


def test_a_dose_without_a_known_unit_has_no_units() -> None:
    assert billed_units(dose(mg_per_kg="2.5"), BODY, None, (Decimal(70),)) is None


def test_one_vial_of_teclistamab_lasts_to_102_kg() -> None:
    treatment = dose(mg_per_kg="1.5", vials_mg=["153"])
    light, heavy = Body(Decimal(102), Decimal(2)), Body(Decimal("102.1"), Decimal(2))
    assert billed_units(treatment, light, Decimal("0.5"), None) == 306
    assert billed_units(treatment, heavy, Decimal("0.5"), None) == 612


def test_the_cap_on_body_surface_and_on_milligrams_holds() -> None:
    big = Body(Decimal(150), Decimal("2.6"))
    assert dose_mg(dose(mg_per_m2="70", m2_at_most="2.2"), big) == Decimal("154.0")
    assert dose_mg(dose(mg_per_kg="8", mg_at_most="800"), big) == Decimal(800)


def test_body_surface_by_mosteller() -> None:
    # 180 cm and 80 kg: root of 4.0 = 2.0 square metres.
    assert mosteller(Decimal(80), Decimal(180)) == Decimal(2)


def test_an_unknown_weight_spans_60_to_100_kg_around_80() -> None:
    steps = bodies(None, None, planning())
    assert [step.weight_kg for step in steps] == [60, 65, 70, 75, 80, 85, 90, 95, 100]
    assert steps[4].surface_m2 == Decimal("1.9")
    (known,) = bodies(72.5, 180, planning())
    assert known.weight_kg == Decimal("72.5")


def brute_force(amount: int, sizes: list[int]) -> int:
    """The least total of vials at or above an amount, by trying every total in turn."""
    reachable = {0}
    total = 0
    while True:
        if total in reachable:
            if total >= amount:
                return total
            reachable |= {total + size for size in sizes}
        total += 1


@given(st.integers(1, 400), st.lists(st.integers(3, 90), min_size=1, max_size=3, unique=True))
@settings(max_examples=150, deadline=None)
def test_whole_vials_leave_the_least_over(amount: int, sizes: list[int]) -> None:
    assert whole_vials(Decimal(amount), tuple(Decimal(size) for size in sizes)) == brute_force(amount, sizes)
