"""The least hospital aid that state law asks for; where a state has no floor here, the federal rules stand (501(r))."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from mmfinance.reference.figure_files import figure_file
from mmfinance.reference.figures import Figure, figure

InsuredIncluded = Literal[True, False, "if_costs_pass_10_percent_of_income", "residual_bills_may_qualify"]


@dataclass(frozen=True)
class HospitalAidTier:
    """Incomes, as fractions of the poverty guideline, up to which care is free or discounted; None: no such line."""

    hospitals: str
    free: float | None
    discount_to: float | None


@dataclass(frozen=True)
class HospitalAidFloor:
    """A state's floor: its tiers by kind of hospital, whether insured people are included, and the law."""

    state: str
    tiers: tuple[HospitalAidTier, ...]
    insured_included: InsuredIncluded
    citation: str
    figure: Figure


def hospital_aid_floor(state: str, on: date) -> HospitalAidFloor | None:
    """Give the floor of a state on a day; None where none is known or in force."""
    name = f"state.{state}"
    if name not in figure_file("hospital_aid")[1]:
        return None
    found = figure(f"hospital_aid.{name}", on)
    if found.value is None:
        return None
    tiers = tuple(HospitalAidTier(hospitals, **lines) for hospitals, lines in found.value["tiers"].items())
    return HospitalAidFloor(state, tiers, found.value["insured_included"], found.value["citation"], found)
