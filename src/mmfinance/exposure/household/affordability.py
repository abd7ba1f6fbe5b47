"""An estimate beside an income: the share it takes, and the published measure of underinsurance.

The measure (The Commonwealth Fund) counts a year's out-of-pocket cost of care, without premiums, of insured people; so
travel and lost pay stay out of it here.
"""

from dataclasses import dataclass

from mmfinance.case.model import Case
from mmfinance.case.vocabulary import CostGroup, CoverageKind
from mmfinance.exposure.report.plan_years import NO_PLAN
from mmfinance.exposure.result import Estimate
from mmfinance.reference.figures import Figure, figure
from mmfinance.reference.poverty import guideline_year, percent_of_poverty, region_of_state

CARE = (CostGroup.DEDUCTIBLES_AND_COPAYMENTS, CostGroup.FOLLOW_UP_AND_SIDE_EFFECTS)
MONTHS_OF_THE_MEASURE = 12


@dataclass(frozen=True)
class ShareOfIncome:
    """Fractions of a year's income: everything (low, expected, high), and the care alone (expected).

    ``reached`` says whether the care reaches the threshold; None where the measure does not apply.
    """

    income: int
    everything: tuple[float, float, float]
    care: float
    threshold: Figure | None
    reached: bool | None


def share_of_income(case: Case, estimate: Estimate) -> ShareOfIncome | None:
    """Put an estimate beside the household's income (cents a year); None where the income is not known or nothing."""
    income = household_income(case)
    if not income:
        return None
    care = sum(estimate.by_group[group].expected for group in CARE) / income
    threshold = _threshold(case, estimate, income)
    reached = None if threshold is None else care >= float(threshold.value)
    total = estimate.total
    everything = (total.low / income, total.expected / income, total.high / income)
    return ShareOfIncome(income, everything, care, threshold, reached)


def household_income(case: Case) -> int | None:
    """The household's yearly income in cents: as told, or the sum of its members where every one is told."""
    household = case.household
    if household.annual_income is not None:
        return household.annual_income
    incomes = [member.annual_income for member in household.members or ()]
    known = [income for income in incomes if income is not None]
    return sum(known) if known and len(known) == len(incomes) else None


def _threshold(case: Case, estimate: Estimate, income: int) -> Figure | None:
    """The share from which the measure calls an insured person underinsured; None where it does not apply."""
    in_force = not any(year.label.startswith(NO_PLAN) for year in estimate.by_plan_year)
    insured = bool(case.coverage) and not case.covers(CoverageKind.UNINSURED) and in_force
    percent = _percent_of_poverty(case, income)
    if not insured or percent is None or estimate.horizon.months != MONTHS_OF_THE_MEASURE:
        return None
    low_income = percent < figure("affordability.underinsured.low_income", case.as_of).value
    name = "share_of_low_income" if low_income else "share_of_income"
    return figure(f"affordability.underinsured.{name}", case.as_of)


def _percent_of_poverty(case: Case, income: int) -> float | None:
    address, size = case.patient.address, case.household.size
    region = region_of_state(address.state) if address and address.state else None
    if size is None or region is None:
        return None
    return percent_of_poverty(income, size, region, guideline_year(case.as_of))
