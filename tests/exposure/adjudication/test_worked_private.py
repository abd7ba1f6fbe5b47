"""Worked examples of private plans, to the cent, each with the rule it stands on."""

from typing import Any

import pytest

from mmfinance.case.vocabulary import Network
from mmfinance.exposure.services import Service
from tests.exposure.adjudication_cases import paid, run, service

PLAN: dict[str, Any] = {
    "kind": "employer",
    "plan_year_start": "01-01",
    "deductible": {"individual": 1500},
    "out_of_pocket_maximum": {"individual": 6000},
    "coinsurance": 20,
}


def plan(**changes: Any) -> list[dict[str, Any]]:
    return [PLAN | changes]


def drug(day: str, allowed: float, **more: Any) -> Service:
    return service(day, "provider_drug", allowed, **more)


def fill(day: str, allowed: float, **more: Any) -> Service:
    return service(day, "specialty_drug", allowed, **more)


def outside(day: str, allowed: float, billed: float) -> Service:
    return drug(day, allowed, billed=billed, network=Network.OUT)


MET = {"deductible": {"individual": 1500, "met": 1500}}
OON = {
    "out_of_network": {
        "covered": True,
        "deductible": {"individual": 3000},
        "out_of_pocket_maximum": {"individual": 15000},
        "coinsurance": 40,
    }
}
LAW = "45 CFR 156.130(a), (c); healthcare.gov glossary: deductible, coinsurance, out-of-pocket maximum"
SBC = "45 CFR 147.200 Summary of Benefits and Coverage: copay, coinsurance and deductible columns"
NSA = "42 USC 300gg-111: emergency care outside the network is shared as in network and never balance billed"
ACA = "45 CFR 156.130: 10,600 in 2026, 12,000 in 2027 (CMS memo of the 2027 limits)"
CSR = "45 CFR 156.420; KFF on cost-sharing reductions: 3,500 (87, 94) and 8,450 (73) in 2026"
HSA = "Rev. Proc. 2025-19: an HSA plan's maximum is at most 8,500 in 2026"

EXAMPLES: list[tuple[str, str, list[dict[str, Any]], list[Service], list[float]]] = [
    ("below the deductible", LAW, plan(), [drug("2026-02-01", 1000)], [1000]),
    (
        "deductible, then a share",
        LAW,
        plan(),
        [drug("2026-02-01", 1000), drug("2026-02-08", 1000)],
        [1000, 500 + 100],
    ),
    (
        "maximum in one claim, then nothing",
        LAW,
        plan(),
        [drug("2026-02-01", 40000), drug("2026-02-08", 40000)],
        [6000, 0],
    ),
    ("deductible met before", LAW, plan(**MET), [drug("2026-02-01", 10000)], [2000]),
    (
        "almost at the maximum",
        LAW,
        plan(**MET, out_of_pocket_maximum={"individual": 6000, "met": 5900}),
        [drug("2026-02-01", 10000)],
        [100],
    ),
    (
        "a new calendar year",
        "figures.md 1: restart on 1 January",
        plan(),
        [drug("2026-12-20", 40000), drug("2027-01-05", 40000)],
        [6000, 6000],
    ),
    (
        "a plan year from July",
        "plan document: plan year 1 July to 30 June",
        plan(plan_year_start="07-01"),
        [drug("2026-06-30", 40000), drug("2026-07-01", 40000), drug("2027-01-10", 40000)],
        [6000, 6000, 0],
    ),
    (
        "amounts met count in this plan year only",
        LAW,
        plan(**MET, out_of_pocket_maximum={"individual": 6000, "met": 6000}),
        [drug("2026-12-20", 1000), drug("2027-01-05", 1000)],
        [0, 1000],
    ),
    (
        "copay without deductible",
        SBC,
        plan(terms={"office_visit": {"copay": 40, "deductible_applies": False}}),
        [service("2026-02-01", "office_visit", 200)],
        [40],
    ),
    (
        "copay after the deductible",
        SBC,
        plan(terms={"office_visit": {"copay": 40, "deductible_applies": True}}),
        [service("2026-02-01", "office_visit", 1500), service("2026-02-02", "office_visit", 200)],
        [1500, 40],
    ),
    (
        "copay above the price",
        SBC,
        plan(terms={"generic_drug": {"copay": 15, "deductible_applies": False}}),
        [service("2026-02-01", "generic_drug", 9)],
        [9],
    ),
    (
        "most for one fill",
        SBC,
        plan(terms={"specialty_drug": {"coinsurance": 30, "at_most": 250, "deductible_applies": False}}),
        [fill("2026-02-01", 20000)],
        [250],
    ),
    (
        "most for one fill, after the deductible",
        SBC,
        plan(terms={"specialty_drug": {"coinsurance": 30, "at_most": 250}}),
        [fill("2026-02-01", 20000)],
        [1750],
    ),
    (
        "copay a day, at most five days",
        SBC,
        plan(terms={"inpatient": {"copay": 300, "per": "day", "days_at_most": 5, "deductible_applies": False}}),
        [service("2026-02-01", "inpatient", 90000, nights=8), service("2026-04-01", "inpatient", 30000, nights=3)],
        [1500, 900],
    ),
    (
        "copay an admission",
        SBC,
        plan(terms={"inpatient": {"copay": 500, "per": "admission", "deductible_applies": False}}),
        [service("2026-02-01", "inpatient", 90000, nights=8)],
        [500],
    ),
    (
        "copay once a day",
        SBC,
        plan(terms={"outpatient_procedure": {"copay": 250, "per": "day", "deductible_applies": False}}),
        [
            service("2026-02-01", "outpatient_procedure", 3000),
            service("2026-02-01", "outpatient_procedure", 5000),
            service("2026-02-02", "outpatient_procedure", 5000),
        ],
        [250, 0, 250],
    ),
    (
        "family deductible nearly met by others",
        "embedded design: 45 CFR 156.130(c); plan document",
        plan(deductible={"individual": 1500, "family": 3000, "family_met": 2000}),
        [drug("2026-02-01", 1000), drug("2026-02-08", 1000)],
        [1000, 200],
    ),
    (
        "aggregate family plan stops at the self-only limit",
        ACA,
        plan(
            family_design="aggregate",
            deductible={"family": 3000},
            out_of_pocket_maximum={"family": 12000},
        ),
        [drug("2026-02-01", 60000)],
        [10600],
    ),
    (
        "aggregate HSA family plan stops at the same self-only limit",
        ACA,
        plan(
            hdhp=True, family_design="aggregate", deductible={"family": 4000}, out_of_pocket_maximum={"family": 17000}
        ),
        [drug("2026-02-01", 90000)],
        [10600],
    ),
    (
        "family maximum nearly met by others",
        LAW,
        plan(**MET, out_of_pocket_maximum={"individual": 6000, "family": 12000, "family_met": 11500}),
        [drug("2026-02-01", 40000)],
        [500],
    ),
    (
        "pharmacy deductible apart",
        "plan document: separate drug deductible",
        plan(pharmacy={"deductible": {"individual": 200}}, terms={"specialty_drug": {"coinsurance": 30}}),
        [fill("2026-02-01", 1000), drug("2026-02-08", 1000)],
        [440, 1000],
    ),
    (
        "pharmacy maximum apart",
        "plan document: separate drug maximum",
        plan(
            pharmacy={"deductible": {"individual": 200}, "out_of_pocket_maximum": {"individual": 2000}},
            terms={"specialty_drug": {"coinsurance": 30}},
        ),
        [fill("2026-02-01", 20000), drug("2026-02-08", 40000)],
        [2000, 6000],
    ),
    (
        "medical and pharmacy together",
        LAW,
        plan(),
        [fill("2026-02-01", 40000), drug("2026-02-08", 40000)],
        [6000, 0],
    ),
    (
        "outside the network, with a balance bill",
        "figures.md 2: balance bills never count",
        plan(**OON),
        [outside("2026-02-01", 10000, 12000)],
        [3000 + 2800 + 2000],
    ),
    (
        "outside maximum, balance bill beyond it",
        "figures.md 2: balance bills never count",
        plan(**OON),
        [outside("2026-02-01", 100000, 130000), outside("2026-03-01", 100000, 130000)],
        [45000, 30000],
    ),
    (
        "outside spending leaves the in-network maximum open",
        "figures.md 2: out-of-network care is not counted",
        plan(**OON),
        [outside("2026-02-01", 100000, 100000), drug("2026-03-01", 40000)],
        [15000, 6000],
    ),
    (
        "not covered outside",
        "EPO plan document",
        plan(out_of_network={"covered": False}),
        [outside("2026-02-01", 1000, 1500)],
        [1500],
    ),
    (
        "emergency outside the network",
        NSA,
        plan(terms={"emergency": {"copay": 250, "deductible_applies": False}}, out_of_network={"covered": False}),
        [service("2026-02-01", "emergency", 3000, billed=9000, network=Network.OUT)],
        [250],
    ),
    (
        "unknown maximum",
        ACA,
        plan(out_of_pocket_maximum=None),
        [drug("2026-02-01", 100000), drug("2027-02-01", 100000)],
        [10600, 12000],
    ),
    (
        "unknown maximum of an HSA plan",
        HSA,
        plan(out_of_pocket_maximum=None, hdhp=True),
        [drug("2026-02-01", 90000)],
        [8500],
    ),
    (
        "unknown deductible",
        "conservative: up to the maximum",
        plan(deductible=None),
        [drug("2026-02-01", 4000)],
        [4000],
    ),
    (
        "unknown share",
        "conservative: all of it to the maximum",
        plan(coinsurance=None),
        [drug("2026-02-01", 4000)],
        [4000],
    ),
    (
        "a category not covered",
        SBC,
        plan(terms={"other": {"covered": False}}),
        [service("2026-02-01", "other", 700)],
        [700],
    ),
    (
        "another plan in mid-year starts again",
        "a new plan has its own accumulators",
        [
            PLAN | {"ends_on": "2026-06-30"},
            PLAN
            | {
                "starts_on": "2026-07-01",
                "deductible": {"individual": 500},
                "out_of_pocket_maximum": {"individual": 3000},
                "coinsurance": 10,
            },
        ],
        [drug("2026-06-15", 40000), drug("2026-07-10", 20000)],
        [6000, 500 + 1950],
    ),
    (
        "COBRA goes on with the same plan year",
        "29 USC 1162(1): COBRA coverage is identical; 26 CFR 54.4980B-5 Q&A 2: deductibles carry over",
        [
            PLAN
            | {
                "kind": "cobra",
                "deductible": {"individual": 1500, "met": 1500},
                "out_of_pocket_maximum": {"individual": 6000, "met": 5000},
            }
        ],
        [drug("2026-02-01", 10000)],
        [1000],
    ),
    ("half-up to the cent", "money.py", plan(**MET), [drug("2026-02-01", 333.33)], [66.67]),
    (
        "a gap in coverage",
        "no plan is in force",
        [PLAN | {"ends_on": "2026-06-30"}],
        [drug("2026-06-01", 1000), drug("2026-07-10", 1000)],
        [1000, 1000],
    ),
    (
        "silver 94, amounts unknown",
        CSR,
        [{"kind": "marketplace", "csr_variant": "94"}],
        [drug("2026-02-01", 40000)],
        [3500],
    ),
    (
        "silver 87, amounts unknown",
        CSR,
        [{"kind": "marketplace", "csr_variant": "87"}],
        [drug("2027-02-01", 40000)],
        [4000],
    ),
    (
        "silver 73, amounts unknown",
        CSR,
        [{"kind": "marketplace", "csr_variant": "73"}],
        [drug("2026-02-01", 40000)],
        [8450],
    ),
    ("marketplace, amounts unknown", ACA, [{"kind": "marketplace"}], [drug("2026-02-01", 40000)], [10600]),
    (
        "two plans: one's own first, then the spouse's",
        "NAIC Coordination of Benefits Model Regulation 120",
        [
            PLAN | {"subscriber": "spouse", "deductible": {"individual": 0}, "coinsurance": 10},
            PLAN | {"subscriber": "self"},
        ],
        [drug("2026-02-01", 1000)],
        [100],
    ),
    (
        "the second plan pays at most what is left",
        "NAIC Coordination of Benefits Model Regulation 120",
        [
            PLAN | {"subscriber": "self", "deductible": {"individual": 0}},
            PLAN | {"subscriber": "parent", "deductible": {"individual": 0}, "coinsurance": 10},
        ],
        [drug("2026-02-01", 1000)],
        [0],
    ),
]


@pytest.mark.parametrize(
    ("source", "coverage", "services", "dollars"), [e[1:] for e in EXAMPLES], ids=[e[0] for e in EXAMPLES]
)
def test_worked_example(
    source: str, coverage: list[dict[str, Any]], services: list[Service], dollars: list[float]
) -> None:
    assert source
    assert paid(coverage, services) == [round(100 * amount) for amount in dollars]


def monthly_fills() -> list[Service]:
    return [fill(f"2026-{month:02}-05", 18000, drug="capsule") for month in range(1, 13)]


CARD = {"capsule": 20_000_00}
CARD_PLAN = {"deductible": {"individual": 3000}, "out_of_pocket_maximum": {"individual": 8000}}


@pytest.mark.parametrize(
    ("design", "patient", "card"),
    [
        # Jan-Mar: 3000 + 20% of 15,000 = 6000 a fill, all from the card, none counts. April: 2000 from the card, 4000
        # from the patient, who now meets the deductible; May: 20% of 18,000; June: what is left to 8000.
        ("accumulator", [0, 0, 0, 4000, 3600, 400, 0, 0, 0, 0, 0, 0], [6000, 6000, 6000, 2000, 0, 0]),
        # Card money counts: January 6000, February the last 2000 to the maximum.
        ("counts", [0] * 12, [6000, 2000, 0, 0, 0, 0]),
        # A twelfth of 20,000 each month; nothing counts, nothing is asked of the patient.
        ("maximizer", [0] * 12, [1666.67] * 6),
    ],
)
def test_card_money_by_design(design: str, patient: list[float], card: list[float]) -> None:
    shares = run(plan(**CARD_PLAN, copay_help=design), monthly_fills(), CARD)
    assert shares.patient_pays[:, 0].tolist() == [round(100 * dollars) for dollars in patient]
    assert shares.card_pays[:6, 0].tolist() == [round(100 * dollars) for dollars in card]


def test_card_money_leaves_the_deductible_of_an_hsa_plan_open() -> None:
    """IRS Notice 2004-50, Q&A 9: only what the patient pays satisfies the deductible of an HSA-type plan."""
    services = [fill("2026-01-05", 2000, drug="capsule"), drug("2026-02-05", 2000)]
    counted = run(plan(**CARD_PLAN), services, CARD)
    hsa = run(plan(**CARD_PLAN, hdhp=True), services, CARD)
    assert counted.patient_pays[:, 0].tolist() == [0, 1000_00 + 200_00]
    assert hsa.patient_pays[:, 0].tolist() == [0, 2000_00]


def test_card_money_starts_again_in_january() -> None:
    services = [fill(day, 20000, drug="capsule") for day in ("2026-12-05", "2027-01-05")]
    shares = run(plan(**CARD_PLAN, copay_help="accumulator"), services, {"capsule": 6_400_00})
    assert shares.card_pays[:, 0].tolist() == [6_400_00, 6_400_00]


def test_no_card_pays_beside_medicare() -> None:
    shares = run([{"kind": "part_d"}], [fill("2026-02-01", 20000, drug="capsule")], CARD)
    assert shares.card_pays.sum() == 0
    assert shares.patient_pays.sum() == 2100_00
