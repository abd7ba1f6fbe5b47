"""The Medicare Prescription Payment Plan: Part D costs of a year as monthly bills."""

from collections.abc import Sequence
from decimal import Decimal

from mmfinance.case.vocabulary import Benefit
from mmfinance.exposure.services import Service
from mmfinance.money import round_half_up

MONTHS = 12


def payment_plan_bills(costs: Sequence[int], cap: int, joined: int, incurred_before: int = 0) -> tuple[int, ...]:
    """The patient's bill for each month of one calendar year, in cents: 12 amounts.

    `costs` are what the patient would pay at the pharmacy in each of the 12 months, `cap` the year's Part D limit,
    `joined` the month of joining (1 to 12), `incurred_before` what counted toward the cap without being in `costs`
    (paid before an estimate begins). Before joining the pharmacy is paid. In the month of joining the bill is at
    most (cap - costs incurred before) / months left, and never more than the month's cost; after it (what is not yet
    billed + new costs) / months left, the month itself counted (42 CFR 423.137(c)).
    """
    if len(costs) != MONTHS or not 1 <= joined <= MONTHS:
        raise ValueError("expected twelve monthly costs and a month of joining from 1 to 12")
    bills = list(costs[: joined - 1])
    incurred, balance = incurred_before + sum(bills), 0
    for month in range(joined, MONTHS + 1):
        left = MONTHS - month + 1
        balance += costs[month - 1]
        most = _divided(max(cap - incurred, 0) if month == joined else balance, left)
        bills.append(min(most, balance))
        balance -= bills[-1]
    return tuple(bills)


def drug_costs_by_month(services: Sequence[Service], paid: Sequence[int], year: int) -> tuple[int, ...]:
    """What the patient owes for pharmacy drugs in each month of a calendar year, in cents: 12 amounts."""
    costs = [0] * MONTHS
    for service, cents in zip(services, paid, strict=True):
        if service.benefit is Benefit.PHARMACY and service.day.year == year:
            costs[service.day.month - 1] += int(cents)
    return tuple(costs)


def _divided(amount: int, months: int) -> int:
    return round_half_up(Decimal(amount) / months)
