"""Worked examples of Medicaid, TRICARE, CHAMPVA, VA and no coverage, to the cent, each with its rule."""

from typing import Any

import pytest

from mmfinance.case.vocabulary import Setting
from mmfinance.exposure.adjudication.payment_plan import drug_costs_by_month, payment_plan_bills
from mmfinance.exposure.services import Service
from tests.exposure.adjudication_cases import paid, run, service


def drug(day: str, allowed: float, **more: Any) -> Service:
    return service(day, "provider_drug", allowed, **more)


MEDICARE: dict[str, Any] = {"kind": "medicare", "part_a": True, "part_b": True}
MEDICAID: dict[str, Any] = {"kind": "medicaid", "level": "full"}
INCOME = {"household": {"annual_income": 20000}}
CAP = "42 CFR 447.56(f): 5% of the family's income, by quarter: 20,000 x 5% / 4 = 250"
TRICARE_CAPS = "tricare.mil 2026: 1,000; 1,324; 3,000; 4,381; 4,635"
CHAMPVA = "38 CFR 17.274: deductible 50, 25%, cap 3,000"
VA = "38 CFR 17.108, 17.110; VA copay rates"
BILL = "26 CFR 1.501(r)-5; the bill less a confirmed discount"

EXAMPLES: list[tuple[str, str, list[dict[str, Any]], dict[str, Any], list[Service], list[float]]] = [
    (
        "Medicaid copay",
        "42 CFR 447.52",
        [MEDICAID | {"terms": {"office_visit": {"copay": 4}}}],
        INCOME,
        [service("2026-02-01", "office_visit", 100), drug("2026-02-01", 1000)],
        [4, 0],
    ),
    (
        "Medicaid, copays unknown: the quarter's cap",
        CAP,
        [MEDICAID],
        INCOME,
        [drug("2026-02-01", 9000), drug("2026-03-31", 9000), drug("2026-04-01", 9000)],
        [250, 0, 250],
    ),
    (
        "Medicaid, income unknown: the highest income of the group",
        "138% of 15,960 = 22,024.80; x 5% / 4 = 275.31",
        [MEDICAID],
        {},
        [drug("2026-02-01", 9000)],
        [275.31],
    ),
    (
        "TRICARE active duty family, group A",
        TRICARE_CAPS,
        [{"kind": "tricare", "plan": "prime", "group": "A", "sponsor": "active_duty"}],
        {},
        [drug("2026-02-01", 10000)],
        [1000],
    ),
    (
        "TRICARE active duty family, group B",
        TRICARE_CAPS,
        [{"kind": "tricare", "plan": "prime", "group": "B", "sponsor": "active_duty"}],
        {},
        [drug("2026-02-01", 10000)],
        [1324],
    ),
    (
        "TRICARE retiree Prime, group A",
        TRICARE_CAPS,
        [{"kind": "tricare", "plan": "prime", "group": "A", "sponsor": "retired"}],
        {},
        [drug("2026-02-01", 10000)],
        [3000],
    ),
    (
        "TRICARE retiree Select, group A, part met",
        TRICARE_CAPS,
        [{"kind": "tricare", "plan": "select", "group": "A", "sponsor": "retired", "catastrophic_cap_met": 4000}],
        {},
        [drug("2026-02-01", 10000)],
        [381],
    ),
    (
        "TRICARE, group unknown: the highest cap",
        TRICARE_CAPS,
        [{"kind": "tricare"}],
        {},
        [drug("2026-02-01", 10000)],
        [4635],
    ),
    (
        "TRICARE with its copays stated",
        "10 USC 1075: copays up to the yearly cap; the amounts are the card's",
        [
            {
                "kind": "tricare",
                "plan": "prime",
                "group": "A",
                "sponsor": "retired",
                "catastrophic_cap_met": 2950,
                "terms": {"specialist_visit": {"copay": 39}, "provider_drug": {"copay": 0}},
            }
        ],
        {},
        [
            service("2026-02-01", "specialist_visit", 200),
            drug("2026-02-01", 10000),
            service("2026-02-08", "specialist_visit", 200),
        ],
        [39, 0, 11],
    ),
    (
        "TRICARE Select: a deductible, then a share",
        "10 USC 1075(d); the amounts are the card's",
        [
            {
                "kind": "tricare",
                "plan": "select",
                "group": "A",
                "sponsor": "retired",
                "deductible": 150,
                "deductible_met": 50,
                "terms": {"provider_drug": {"coinsurance": 25}},
            }
        ],
        {},
        [drug("2026-02-01", 1000), drug("2026-02-08", 100000)],
        [100 + 225, 4381 - 325],
    ),
    (
        "TRICARE For Life keeps TRICARE's drugs, up to the cap",
        "10 USC 1074g, 1075; tricare.mil 2026: 4,635 the highest cap",
        [MEDICARE, {"kind": "tricare", "plan": "for_life"}],
        {},
        [service("2026-02-01", "specialty_drug", 20000), service("2026-03-01", "specialty_drug", 20000)],
        [4635, 0],
    ),
    (
        "TRICARE For Life after Medicare",
        "10 USC 1086(d)",
        [MEDICARE, {"kind": "tricare", "plan": "for_life"}],
        {},
        [drug("2026-02-01", 10000)],
        [0],
    ),
    ("CHAMPVA", CHAMPVA, [{"kind": "champva"}], {}, [drug("2026-02-01", 1000)], [287.50]),
    (
        "CHAMPVA to its cap",
        CHAMPVA,
        [{"kind": "champva"}],
        {},
        [drug("2026-02-01", 100000), drug("2026-02-08", 100000)],
        [3000, 0],
    ),
    ("CHAMPVA after Medicare", CHAMPVA, [MEDICARE, {"kind": "champva"}], {}, [drug("2026-02-01", 10000)], [0]),
    (
        "VA, priority group 1",
        VA,
        [{"kind": "va", "priority_group": 1, "treated_at_va": True}],
        {},
        [drug("2026-02-01", 10000), service("2026-02-01", "specialty_drug", 900)],
        [0, 0],
    ),
    (
        "VA: one copay a day in the clinic whatever is done there, none for laboratory tests",
        VA,
        [{"kind": "va", "priority_group": 8, "treated_at_va": True}],
        {},
        [
            service("2026-02-01", "laboratory", 100),
            service("2026-02-01", "office_visit", 200),
            drug("2026-02-01", 10000),
            service("2026-02-01", "drug_administration", 100),
            drug("2026-02-08", 10000),
        ],
        [0, 50, 0, 0, 50],
    ),
    (
        "VA: copays by fill",
        VA,
        [{"kind": "va", "priority_group": 5, "treated_at_va": True}],
        {},
        [service("2026-02-01", "specialty_drug", 500), service("2026-03-01", "generic_drug", 500)],
        [11, 8],
    ),
    (
        "VA: no clinic copay from a rating of 10%, fills are still paid",
        VA,
        [{"kind": "va", "service_connected_percent": 10, "treated_at_va": True}],
        {},
        [drug("2026-02-01", 10000), service("2026-02-02", "specialty_drug", 500)],
        [0, 11],
    ),
    (
        "VA: stated copays stand first, and fills stop at the medication cap",
        "va.gov 2025 copay rates: 700 a calendar year",
        [{"kind": "va", "priority_group": 8, "treated_at_va": True, "terms": {"specialty_drug": {"copay": 400}}}],
        {},
        [service(f"2026-0{month}-01", "specialty_drug", 500) for month in (2, 3, 4)],
        [400, 300, 0],
    ),
    (
        "VA when the myeloma is service-connected",
        VA,
        [{"kind": "va", "priority_group": 3, "myeloma_service_connected": True, "treated_at_va": True}],
        {},
        [service("2026-02-01", "specialty_drug", 500)],
        [0],
    ),
    ("the whole bill", BILL, [{"kind": "uninsured"}], {}, [drug("2026-02-01", 6000, billed=10000)], [10000]),
    (
        "a self-pay discount",
        BILL,
        [{"kind": "uninsured", "self_pay_discount": 40}],
        {},
        [drug("2026-02-01", 6000, billed=10000)],
        [6000],
    ),
    (
        "hospital aid works in the hospital only",
        BILL,
        [{"kind": "uninsured", "hospital_aid_discount": 100}],
        {},
        [
            drug("2026-02-01", 6000, billed=10000),
            service("2026-02-02", "office_visit", 200, billed=300, setting=Setting.OFFICE),
        ],
        [0, 300],
    ),
    ("coverage unknown", BILL, [], {}, [drug("2026-02-01", 6000, billed=10000)], [10000]),
]


@pytest.mark.parametrize(
    ("source", "coverage", "facts", "services", "dollars"), [e[1:] for e in EXAMPLES], ids=[e[0] for e in EXAMPLES]
)
def test_worked_example(
    source: str,
    coverage: list[dict[str, Any]],
    facts: dict[str, Any],
    services: list[Service],
    dollars: list[float],
) -> None:
    assert source
    assert paid(coverage, services, **facts) == [round(100 * amount) for amount in dollars]


def test_uninsured_parts_are_not_covered_and_balance_bill() -> None:
    shares = run([{"kind": "uninsured"}], [drug("2026-02-01", 6000, billed=10000)])
    assert (shares.not_covered[0, 0], shares.balance_bill[0, 0]) == (6000_00, 4000_00)


@pytest.mark.parametrize(
    ("costs", "cap", "joined", "bills"),
    [
        # 2,100 in January: 2,100 / 12 each month.
        ([2100] + [0] * 11, 2100, 1, [175] * 12),
        # January 1,000: first bill min(1,000, 2,100 / 12) = 175; then (825 + 1,100) / 11 = 175 each month.
        ([1000, 1100] + [0] * 10, 2100, 1, [175] * 12),
        # A cost below the first month's limit is billed whole.
        ([100] + [0] * 11, 2100, 1, [100] + [0] * 11),
        # Joined in September with 600 paid before: (2,100 - 600) / 4 = 375 at most, then (1,500 - 375) / 3 = 375.
        ([600] + [0] * 7 + [1500, 0, 0, 0], 2100, 9, [600] + [0] * 7 + [375] * 4),
        # January 50 whole; February 120 / 11 months left, the cents settled in December.
        (
            [50, 120] + [0] * 10,
            2100,
            1,
            [50, 10.91, 10.91, 10.91, 10.91, 10.91, 10.91, 10.91, 10.91, 10.91, 10.91, 10.90],
        ),
        # Joined in December: nothing is spread.
        ([0] * 11 + [2100], 2100, 12, [0] * 11 + [2100]),
    ],
)
def test_payment_plan_bills_by_the_formula(costs: list[float], cap: int, joined: int, bills: list[float]) -> None:
    """42 CFR 423.137(c); CMS Medicare Prescription Payment Plan guidance, monthly cap calculation."""
    found = payment_plan_bills([round(100 * cost) for cost in costs], cap * 100, joined)
    assert list(found) == [round(100 * bill) for bill in bills]
    assert sum(found) == round(100 * sum(costs))


def test_payment_plan_counts_what_was_incurred_before_the_estimate() -> None:
    """Joined in November with 1,500 of 2,100 incurred: (2,100 - 1,500) / 2 months left."""
    costs = [0] * 10 + [600_00, 0]
    assert payment_plan_bills(costs, 2100_00, 11, incurred_before=1500_00) == (*[0] * 10, 300_00, 300_00)


def test_drug_costs_by_month_leave_other_years_and_part_b_out() -> None:
    services = [
        service("2026-02-01", "specialty_drug", 1000),
        service("2026-02-20", "specialty_drug", 1000),
        drug("2026-02-21", 500),
        service("2027-01-02", "specialty_drug", 1000),
    ]
    found = drug_costs_by_month(services, paid([MEDICARE, {"kind": "part_d"}], services), 2026)
    assert found == (0, 711_25 + 250_00, *[0] * 10)


def test_payment_plan_wants_a_whole_year() -> None:
    with pytest.raises(ValueError, match="twelve"):
        payment_plan_bills([1] * 11, 2100, 1)
