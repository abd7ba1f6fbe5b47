"""The Medicare Prescription Payment Plan: Part D costs of a year as monthly bills."""

from collections.abc import Sequence
from decimal import Decimal

from mmfinance.money import round_half_up

MONTHS = 12


def payment_plan_bills(costs: Sequence[int], cap: int, joined: int) -> tuple[int, ...]:
    """The patient's bill for each month of one calendar year, in cents: 12 amounts.

    `costs` are what the patient would pay at the pharmacy in each of the 12 months, `cap` the year's Part D limit,
    `joined` the month of joining (1 to 12). Before joining the pharmacy is paid. In the month of joining the bill is at
    most (cap - costs incurred before) / months left, and never more than the month's cost; after it (what is not yet
    billed + new costs) / months left, the month itself counted (42 CFR 423.137(c)).
    """
    if len(costs) != MONTHS or not 1 <= joined <= MONTHS:
        raise ValueError("expected twelve monthly costs and a month of joining from 1 to 12")
    bills = list(costs[: joined - 1])
    incurred, balance = sum(bills), 0
    for month in range(joined, MONTHS + 1):
        left = MONTHS - month + 1
        balance += costs[month - 1]
        most = _divided(max(cap - incurred, 0) if month == joined else balance, left)
        bills.append(min(most, balance))
        balance -= bills[-1]
    return tuple(bills)


def _divided(amount: int, months: int) -> int:
    return round_half_up(Decimal(amount) / months)
