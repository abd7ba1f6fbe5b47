"""The same independent adjudicator for coverage outside private plans and Medicare: one lane, plain Python, cents.

Figures of 2026 stand for 2027 too where no later one is published. Income is 20,000 dollars a year.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from mmfinance.exposure.services import Service

Entry = Mapping[str, Any]
Used = dict[tuple[str, object], int]
INCOME = 20_000
QUARTER_CAP = INCOME * 100 * 5 // 100 // 4
CHAMPVA_DEDUCTIBLE, CHAMPVA_CAP = 5_000, 300_000
TRICARE_CAPS = {"active_duty A": 100_000, "active_duty B": 132_400, "retired B": 463_500, None: 463_500}
VA_MEDICATION_CAP = 70_000
VA_CLINIC, VA_GENERIC, VA_BRAND = 5_000, 800, 1_100
VA_NO_CLINIC_COPAY = ("laboratory", "inpatient", "inpatient_professional", "ambulance")
HOSPITAL = ("inpatient", "outpatient_hospital")


def adjudicate_public(entry: Entry, services: Sequence[Service]) -> list[int]:
    """What the patient pays for each service under one coverage, for services in the order of payment."""
    used: Used = {}
    return [RULES[entry["kind"]](entry, service, used) for service in services]


def _medicaid(entry: Entry, service: Service, used: Used) -> int:
    """42 CFR 447.52 and 447.56(f): stated copays, or anything, up to 5% of a quarter's income."""
    allowed = service.allowed or 0
    terms = entry.get("terms")
    asked = min(allowed, terms.get(service.category.value, {}).get("copay", 0) * 100) if terms else allowed
    return _up_to(QUARTER_CAP, ("quarter", _quarter(service.day)), asked, used)


def _tricare(entry: Entry, service: Service, used: Used) -> int:
    """10 USC 1075: everything until the yearly cap of the family."""
    group = f"{entry['sponsor']} {entry['group']}" if "sponsor" in entry else None
    return _up_to(TRICARE_CAPS[group], ("cap", service.day.year), service.allowed or 0, used)


def _champva(_: Entry, service: Service, used: Used) -> int:
    """38 CFR 17.274: a yearly deductible, then a quarter, up to the yearly cap."""
    allowed, key = service.allowed or 0, ("deductible", service.day.year)
    deductible = min(allowed, CHAMPVA_DEDUCTIBLE - used.get(key, 0))
    pays = _up_to(CHAMPVA_CAP, ("cap", service.day.year), deductible + ((allowed - deductible) * 25 + 50) // 100, used)
    used[key] = used.get(key, 0) + min(deductible, pays)
    return pays


def _va(entry: Entry, service: Service, used: Used) -> int:
    """38 CFR 17.108 and 17.110: one copay a clinic day, one a fill until the yearly cap; nothing from a rating of half."""
    rating, allowed = entry.get("service_connected_percent", 0), service.allowed or 0
    if entry.get("priority_group") == 1 or rating >= 50:
        return 0
    if service.benefit == "pharmacy":
        copay = VA_GENERIC if service.category == "generic_drug" else VA_BRAND
        return _up_to(VA_MEDICATION_CAP, ("cap", service.day.year), min(allowed, copay), used)
    if rating >= 10 or service.category in VA_NO_CLINIC_COPAY:
        return 0
    return _up_to(
        VA_CLINIC, ("clinic", service.day), min(allowed, VA_CLINIC - used.get(("clinic", service.day), 0)), used
    )


def _uninsured(entry: Entry, service: Service, _: Used) -> int:
    """The bill less the larger discount that holds at the place; a self-pay price that was quoted less aid alone."""
    discount: int = 0 if service.quoted else entry.get("self_pay_discount", 0)
    if service.setting in HOSPITAL:
        discount = max(discount, entry.get("hospital_aid_discount", 0))
    price = service.allowed if service.quoted else service.billed or service.allowed
    return ((price or 0) * (100 - discount) + 50) // 100


def _up_to(cap: int, key: tuple[str, object], asked: int, used: Used) -> int:
    pays = min(asked, cap - used.get(key, 0))
    used[key] = used.get(key, 0) + pays
    return pays


def _quarter(day: date) -> tuple[int, int]:
    return day.year, (day.month - 1) // 3


RULES: dict[str, Callable[[Entry, Service, Used], int]] = {
    "medicaid": _medicaid,
    "tricare": _tricare,
    "champva": _champva,
    "va": _va,
    "uninsured": _uninsured,
}
