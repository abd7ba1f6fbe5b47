"""The monthly bills of the Medicare Prescription Payment Plan, for those who are in it."""

from collections.abc import Iterator
from datetime import date

from mmfinance.case.coverage import AnyCoverage, MedicareAdvantage, PartD
from mmfinance.case.model import Case
from mmfinance.case.vocabulary import Benefit
from mmfinance.exposure.adjudication.payment_plan import MONTHS, payment_plan_bills
from mmfinance.exposure.outcome import Outcome
from mmfinance.exposure.result import DrugBill
from mmfinance.reference.figures import figure_cents

CAP = "medicare.part_d.oop_cap"


def drug_bills(case: Case, found: Outcome) -> tuple[DrugBill, ...]:
    """What the pharmacy would ask in each month of lane 0, and what the payment plan bills instead.

    The plan spreads the same money over the calendar year and renews itself; it saves nothing. Empty for those who are
    not in it.
    """
    horizon = found.schedule.horizon
    years = range(horizon.start.year, horizon.end.year + 1)
    plans = ((year, _drug_plan(case, year)) for year in years)
    return tuple(bill for year, plan in plans if plan is not None for bill in _bills_of(year, case, plan, found))


def _drug_plan(case: Case, year: int) -> PartD | None:
    """The drug plan of a calendar year whose bills the payment plan spreads; a new plan is joined anew."""
    for entry in case.coverage or ():
        plan = entry.part_d if isinstance(entry, MedicareAdvantage) else entry
        if isinstance(plan, PartD) and plan.payment_plan and _in_force(entry, year):
            return plan
    return None


def _in_force(entry: AnyCoverage, year: int) -> bool:
    first, last = entry.starts_on or date.min, entry.ends_on or date.max
    return first.year <= year <= last.year


def _bills_of(year: int, case: Case, plan: PartD, found: Outcome) -> Iterator[DrugBill]:
    """The bills of one calendar year within the horizon; what was paid before it counts as paid at the pharmacy."""
    horizon = found.schedule.horizon
    first = horizon.start.month if year == horizon.start.year else 1
    last = horizon.end.month if year == horizon.end.year else MONTHS
    costs = [0] * MONTHS
    for service, cents in zip(found.lanes.services, found.shares.patient_pays[:, 0], strict=True):
        if service.benefit is Benefit.PHARMACY and service.day.year == year:
            costs[service.day.month - 1] += int(cents)
    joined = max(first, _joined(plan, year))
    if joined > 1 and year == case.as_of.year:
        costs[0] += plan.out_of_pocket_met or 0
    bills = payment_plan_bills(costs, figure_cents(CAP, date(year, 12, 31)), joined)
    for month in range(first, last + 1):
        at_pharmacy = costs[month - 1]
        yield DrugBill(f"{year}-{month:02}", at_pharmacy, bills[month - 1])


def _joined(plan: PartD, year: int) -> int:
    """The month of joining; in later years the plan has renewed itself from January on."""
    joined = plan.payment_plan_joined_on
    return joined.month if joined is not None and joined.year == year else 1
