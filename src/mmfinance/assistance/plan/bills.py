"""The bills that awards may pay: an estimate's months and groups, opened into kinds of cost."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from mmfinance.assistance.plan.allocation import Bill
from mmfinance.assistance.vocabulary import CostKind
from mmfinance.case.vocabulary import PHARMACY_CATEGORIES, CostGroup, Purpose, ServiceCategory
from mmfinance.exposure.result import Estimate, ServiceShare
from mmfinance.money import apportion

_DRUGS = (*PHARMACY_CATEGORIES, ServiceCategory.PROVIDER_DRUG, ServiceCategory.CELL_THERAPY)
_OTHER_GROUPS: Mapping[CostGroup, CostKind] = {
    CostGroup.TRAVEL_AND_LODGING: CostKind.TRAVEL,
    CostGroup.LOST_WAGES: CostKind.LOST_INCOME,
}

Key = tuple[CostKind, str | None, str | None]
"""Kind of cost, drug, and side of the plan."""


def bills_of(estimate: Estimate) -> tuple[Bill, ...]:
    """Open the expected amount of every month and group into bills by kind and drug; they sum to the expected total.

    The services as scheduled tell how a month's medical amount divides; a month without any is one medical bill.
    """
    weights = _weights(estimate)
    bills = []
    for month in estimate.by_month:
        for group, amount in month.by_group.items():
            for (kind, drug, side), share in _split(amount.expected, group, weights.get((month.label, group), {})):
                bills.append(Bill(month.label, kind, share, drug, side))
    return tuple(bills)


def _weights(estimate: Estimate) -> Mapping[tuple[str, CostGroup], Mapping[Key, int]]:
    weights: dict[tuple[str, CostGroup], dict[Key, int]] = defaultdict(lambda: defaultdict(int))
    for share in estimate.services:
        for key, amount in _kinds(share):
            weights[f"{share.service.day:%Y-%m}", _group(share.service.purpose)][key] += amount
    for trip in estimate.trip_shares:
        kinds = weights[f"{trip.trip.day:%Y-%m}", CostGroup.TRAVEL_AND_LODGING]
        kinds[CostKind.TRAVEL, None, None] += trip.journey + trip.parking
        kinds[CostKind.LODGING, None, None] += trip.lodging
        kinds[CostKind.MEALS, None, None] += trip.meals
    return weights


def _group(purpose: Purpose) -> CostGroup:
    treatment = purpose is Purpose.TREATMENT
    return CostGroup.DEDUCTIBLES_AND_COPAYMENTS if treatment else CostGroup.FOLLOW_UP_AND_SIDE_EFFECTS


def _kinds(share: ServiceShare) -> Iterator[tuple[Key, int]]:
    service = share.service
    drug, side = service.drug, str(service.benefit)
    if service.category in _DRUGS:
        yield (CostKind.DEDUCTIBLE, drug, side), share.deductible
        yield (CostKind.COPAY_DRUG, drug, side), share.copay
        yield (CostKind.COINSURANCE_DRUG, drug, side), share.coinsurance
        yield (CostKind.DRUG, drug, side), share.not_covered + share.balance_bill
        return
    if service.category is ServiceCategory.DRUG_ADMINISTRATION:
        kind = CostKind.DRUG_ADMINISTRATION
    elif service.category in (ServiceCategory.INPATIENT, ServiceCategory.INPATIENT_PROFESSIONAL):
        kind = CostKind.HOSPITAL_BILL
    else:
        kind = CostKind.COPAY_MEDICAL
    yield (kind, None, side), share.patient_pays


def _split(amount: int, group: CostGroup, weights: Mapping[Key, int]) -> Iterator[tuple[Key, int]]:
    used = {key: weight for key, weight in weights.items() if weight > 0}
    if not used:
        yield (_OTHER_GROUPS.get(group, CostKind.COPAY_MEDICAL), None, None), amount
        return
    yield from zip(used, apportion(amount, tuple(used.values())), strict=True)
