"""Worked examples of Medicare and what stands behind it, to the cent, each with the rule it stands on."""

from typing import Any

import pytest

from mmfinance.case.vocabulary import Network, Setting
from mmfinance.exposure.services import Service
from tests.exposure.adjudication_cases import paid, run, service, stack_of

MEDICARE: dict[str, Any] = {"kind": "medicare", "part_a": True, "part_b": True}
MET = MEDICARE | {"part_b_deductible_met": 283}
PART_D: dict[str, Any] = {"kind": "part_d"}


def drug(day: str, allowed: float, **more: Any) -> Service:
    return service(day, "provider_drug", allowed, **more)


def fill(day: str, allowed: float, category: str = "specialty_drug") -> Service:
    return service(day, category, allowed)


def stay(day: str, nights: int, allowed: float | None = 90000) -> Service:
    return service(day, "inpatient", allowed, nights=nights)


def medigap(letter: str, **more: Any) -> list[dict[str, Any]]:
    return [MEDICARE, {"kind": "medigap", "letter": letter, **more}]


def with_help(level: str) -> list[dict[str, Any]]:
    return [PART_D | {"extra_help": level}]


CMS_AB = "CMS fact sheet 2026 Medicare Parts A and B: Part B deductible 283, Part A 1,736, 434, 868 a day"
CMS_25 = "CMS fact sheet 2025 Medicare Parts A and B: 257, 1,676"
LAB = "42 USC 1395l(a)(1)(D): clinical laboratory tests are paid in full"
IRA = "42 USC 1395w-3a(i)(5): coinsurance on the inflation-adjusted amount"
OPPS = "42 USC 1395l(t)(8)(C): coinsurance of one outpatient line at most the Part A deductible"
PERIOD = "42 CFR 409.60: a benefit period ends after 60 days in a row out of hospital"
YEARS = "42 USC 1395e(b)(3): deductible of the year the period begins, coinsurance of the year of the day"
CHART = "Medigap benefit chart, 42 USC 1395ss(p); medicare.gov compare Medigap plan benefits"
KL = "Plan K limit 8,000, Plan L 4,000 in 2026, without the Part B deductible"
HIGH = "High-deductible F and G: 2,950 in 2026"
DRUGS = "medicare.gov Part D costs 2026: deductible 615, 25%, cap 2,100; 2027: 700, 2,400"
LIS = "CMS Extra Help memo 2026: 5.10 / 12.65; 1.60 / 4.90; nothing above the cap"
QMB = "42 USC 1396a(n)(3): a QMB may not be billed Part A and B cost sharing"
MOOP = "42 CFR 422.100(f)(4): 9,250 in 2026, 9,850 in 2027; combined 13,900 in 2026"

EXAMPLES: list[tuple[str, str, list[dict[str, Any]], list[Service], list[float]]] = [
    (
        "Part B deductible, then 20%",
        CMS_AB,
        [MEDICARE],
        [drug("2026-02-01", 10000), drug("2026-02-08", 10000)],
        [2226.40, 2000],
    ),
    ("no limit in Original Medicare", CMS_AB, [MET], [drug("2026-02-01", 1000000)], [200000]),
    ("deductible met", CMS_AB, [MET], [drug("2026-02-01", 1000)], [200]),
    ("deductible met in part", CMS_AB, [MEDICARE | {"part_b_deductible_met": 183}], [drug("2026-02-01", 1000)], [280]),
    ("below the deductible", CMS_AB, [MEDICARE], [service("2026-02-01", "office_visit", 136)], [136]),
    (
        "a laboratory test costs nothing and fills no deductible",
        LAB,
        [MEDICARE],
        [service("2026-02-01", "laboratory", 500), service("2026-02-02", "office_visit", 136)],
        [0, 136],
    ),
    ("pathology carries a share", CMS_AB, [MEDICARE], [service("2026-02-01", "pathology", 500)], [326.40]),
    ("a drug below 20%", IRA, [MET], [drug("2026-02-01", 10000, medicare_share=1500)], [1500]),
    (
        "a drug below 20%, deductible open",
        IRA,
        [MEDICARE],
        [drug("2026-02-01", 10000, medicare_share=1500)],
        [283 + 1457.55],
    ),
    (
        "outpatient CAR-T as one line",
        OPPS,
        [MET],
        [service("2026-02-01", "cell_therapy", 557000, line_capped=True)],
        [1736],
    ),
    ("many units are many lines", OPPS, [MET], [drug("2026-02-01", 43235)], [8647]),
    ("2025", CMS_25, [MEDICARE], [drug("2025-06-01", 1000)], [405.60]),
    ("2027 not published: the figures of 2026", CMS_AB, [MEDICARE], [drug("2027-02-01", 1000)], [426.40]),
    ("a new year", CMS_AB, [MET], [drug("2026-12-20", 1000), drug("2027-01-05", 1000)], [200, 426.40]),
    ("one stay", PERIOD, [MEDICARE], [stay("2026-01-01", 5)], [1736]),
    (
        "59 days later: the same benefit period",
        PERIOD,
        [MEDICARE],
        [stay("2026-01-01", 5), stay("2026-03-06", 5)],
        [1736, 0],
    ),
    ("60 days later: a new one", PERIOD, [MEDICARE], [stay("2026-01-01", 5), stay("2026-03-07", 5)], [1736, 1736]),
    ("across New Year", PERIOD, [MEDICARE], [stay("2026-12-20", 5), stay("2027-01-10", 5)], [1736, 0]),
    ("2025 deductible, stay goes on", YEARS, [MEDICARE], [stay("2025-12-20", 5), stay("2026-01-10", 5)], [1676, 0]),
    ("days 61 to 70", CMS_AB, [MEDICARE], [stay("2026-01-01", 70)], [1736 + 10 * 434]),
    (
        "30 days of coinsurance, 10 of the reserve",
        CMS_AB,
        [MEDICARE],
        [stay("2026-01-01", 100)],
        [1736 + 30 * 434 + 10 * 868],
    ),
    (
        "two stays count their days together",
        PERIOD,
        [MEDICARE],
        [stay("2026-01-01", 50), stay("2026-03-01", 20)],
        [1736, 10 * 434],
    ),
    (
        "beyond the lifetime reserve the days are the patient's",
        "42 CFR 409.61(a)(2): 60 lifetime reserve days",
        [MEDICARE],
        [stay("2026-01-01", 160, 320000)],
        [1736 + 30 * 434 + 60 * 868 + 10 * 2000],
    ),
    ("coinsurance days after New Year", YEARS, [MEDICARE], [stay("2025-11-02", 65)], [1676 + 5 * 434]),
    (
        "a benefit period open before",
        PERIOD,
        [MEDICARE | {"last_discharge": "2026-01-01", "part_a_deductible_met": 1736}],
        [stay("2026-02-10", 5)],
        [0],
    ),
    (
        "a benefit period open before, deductible met in part",
        PERIOD,
        [MEDICARE | {"last_discharge": "2026-01-01", "part_a_deductible_met": 1000}],
        [stay("2026-02-10", 5)],
        [736],
    ),
    ("a stay long ago", PERIOD, [MEDICARE | {"last_discharge": "2025-10-01"}], [stay("2026-01-15", 5)], [1736]),
    ("a stay whose price is not known", PERIOD, [MEDICARE], [stay("2026-01-15", 5, None)], [1736]),
    (
        "a drug inside the stay is in its payment",
        "42 CFR 409.10, 412.2: inpatient drugs are inside the DRG",
        [MEDICARE],
        [stay("2026-01-15", 5), drug("2026-01-16", 40000, setting=Setting.INPATIENT)],
        [1736, 0],
    ),
    (
        "the doctor in hospital is Part B",
        CMS_AB,
        [MEDICARE],
        [stay("2026-01-15", 5), service("2026-01-16", "inpatient_professional", 2000, setting=Setting.INPATIENT)],
        [1736, 626.40],
    ),
    (
        "no Part B",
        "Part A alone",
        [{"kind": "medicare", "part_a": True, "part_b": False}],
        [drug("2026-02-01", 1000)],
        [1000],
    ),
    (
        "Medigap G leaves the Part B deductible",
        CHART,
        medigap("G"),
        [drug("2026-02-01", 10000), drug("2026-02-08", 10000), stay("2026-03-01", 70)],
        [283, 0, 0],
    ),
    (
        "Medigap A leaves the Part A deductible",
        CHART,
        medigap("A"),
        [stay("2026-03-01", 5), drug("2026-04-01", 10000)],
        [1736, 283],
    ),
    ("Medigap B", CHART, medigap("B"), [stay("2026-03-01", 5), drug("2026-04-01", 10000)], [0, 283]),
    ("Medigap C", CHART, medigap("C"), [stay("2026-03-01", 5), drug("2026-04-01", 10000)], [0, 0]),
    ("Medigap D", CHART, medigap("D"), [stay("2026-03-01", 5), drug("2026-04-01", 10000)], [0, 283]),
    ("Medigap F", CHART, medigap("F"), [stay("2026-03-01", 5), drug("2026-04-01", 10000)], [0, 0]),
    ("Medigap M", CHART, medigap("M"), [stay("2026-03-01", 5), drug("2026-04-01", 10000)], [868, 283]),
    ("Medigap K", CHART, medigap("K"), [stay("2026-03-01", 5), drug("2026-04-01", 10000)], [868, 283 + 971.70]),
    ("Medigap L", CHART, medigap("L"), [stay("2026-03-01", 5), drug("2026-04-01", 10000)], [434, 283 + 485.85]),
    (
        "Medigap K stops at its limit",
        KL,
        medigap("K"),
        [drug("2026-02-01", 200000), drug("2026-02-08", 10000)],
        [8283, 0],
    ),
    (
        "Medigap L stops at its limit",
        KL,
        medigap("L"),
        [drug("2026-02-01", 200000), drug("2026-02-08", 10000)],
        [4283, 0],
    ),
    (
        "Medigap K, limit met in part",
        KL,
        [MET, {"kind": "medigap", "letter": "K", "out_of_pocket_met": 7900}],
        [drug("2026-02-01", 10000)],
        [100],
    ),
    (
        "Medigap N: visits and emergencies",
        CHART,
        [MET, {"kind": "medigap", "letter": "N"}],
        [
            service("2026-02-01", "office_visit", 136),
            service("2026-02-02", "office_visit", 50),
            service("2026-02-03", "emergency", 400),
            drug("2026-02-04", 10000),
        ],
        [20, 10, 50, 0],
    ),
    (
        "high-deductible G",
        HIGH,
        medigap("G", high_deductible=True),
        [drug(f"2026-02-0{d}", 10000) for d in (1, 2, 3)],
        [2226.40, 723.60, 0],
    ),
    (
        "high-deductible G, met in part",
        HIGH,
        [MET, {"kind": "medigap", "letter": "G", "high_deductible": True, "deductible_met": 2900}],
        [drug("2026-02-01", 10000)],
        [50],
    ),
    (
        "Medigap pays no Part D",
        "medicare.gov: Medigap has no drug cover",
        [*medigap("G"), PART_D],
        [fill("2026-02-01", 20000)],
        [2100],
    ),
    ("cap in one fill", DRUGS, [PART_D], [fill("2026-02-01", 20000), fill("2026-03-01", 20000)], [2100, 0]),
    ("inside the deductible", DRUGS, [PART_D], [fill("2026-02-01", 615)], [615]),
    ("deductible and a quarter", DRUGS, [PART_D], [fill("2026-02-01", 1000)], [711.25]),
    (
        "spending that reaches the cap exactly",
        DRUGS,
        [PART_D],
        [fill("2026-02-01", 6555), fill("2026-02-02", 10)],
        [2100, 0],
    ),
    (
        "2027",
        DRUGS,
        [PART_D],
        [fill("2027-02-01", 1000), fill("2027-03-01", 6500), fill("2027-04-01", 9)],
        [775, 1625, 0],
    ),
    (
        "2025",
        "CMS 2025 Part D: 590, cap 2,000",
        [PART_D],
        [fill("2025-02-01", 1000), fill("2025-03-01", 20000)],
        [692.50, 1307.50],
    ),
    ("a new cap in January", DRUGS, [PART_D], [fill("2026-12-20", 20000), fill("2027-01-10", 20000)], [2100, 2400]),
    (
        "cap met in part",
        DRUGS,
        [PART_D | {"out_of_pocket_met": 2000, "deductible_met": 615}],
        [fill("2026-02-01", 20000)],
        [100],
    ),
    (
        "a plan's own copay",
        DRUGS,
        [PART_D | {"deductible": 0, "terms": {"specialty_drug": {"copay": 100}}}],
        [fill("2026-02-01", 20000)],
        [100],
    ),
    (
        "Part B drugs do not count toward the cap",
        DRUGS,
        [MET, PART_D],
        [drug("2026-02-01", 100000), fill("2026-02-02", 20000)],
        [20000, 2100],
    ),
    ("no drug plan", "Medicare covers no pharmacy drugs by itself", [MET], [fill("2026-02-01", 20000)], [20000]),
    (
        "Extra Help: brand and generic",
        LIS,
        with_help("full"),
        [fill("2026-02-01", 1000), fill("2026-02-02", 1000, "generic_drug")],
        [12.65, 5.10],
    ),
    (
        "Extra Help: nothing above the cap",
        LIS,
        with_help("full"),
        [fill("2026-02-01", 20000), fill("2026-03-01", 20000)],
        [12.65, 0],
    ),
    (
        "Extra Help: full dual below 100%",
        LIS,
        with_help("full_dual_low_income"),
        [fill("2026-02-01", 1000), fill("2026-02-02", 1000, "generic_drug")],
        [4.90, 1.60],
    ),
    ("Extra Help: full dual above 100%", LIS, with_help("full_dual"), [fill("2026-02-01", 1000)], [12.65]),
    ("Extra Help: in an institution", LIS, with_help("institutional"), [fill("2026-02-01", 1000)], [0]),
    ("Extra Help: a cheap drug", LIS, with_help("full"), [fill("2026-02-01", 3, "generic_drug")], [3]),
    (
        "QMB",
        QMB,
        [MEDICARE, {"kind": "medicaid", "level": "qmb"}],
        [drug("2026-02-01", 10000), stay("2026-03-01", 70)],
        [0, 0],
    ),
    (
        "QMB brings Extra Help",
        LIS,
        [MEDICARE, PART_D, {"kind": "medicaid", "level": "qmb"}],
        [fill("2026-02-01", 1000)],
        [12.65],
    ),
    (
        "QMB Plus, income unknown: the higher copays",
        LIS,
        [MEDICARE, PART_D, {"kind": "medicaid", "level": "qmb_plus"}],
        [fill("2026-02-01", 1000), fill("2026-02-02", 1000, "generic_drug")],
        [12.65, 5.10],
    ),
    (
        "QMB in a Medicare Advantage plan",
        QMB,
        [{"kind": "medicare_advantage", "deductible": {"individual": 0}}, {"kind": "medicaid", "level": "qmb"}],
        [drug("2026-02-01", 10000)],
        [0],
    ),
    (
        "SLMB pays a premium only",
        "42 USC 1396a(a)(10)(E)(iii)",
        [MEDICARE, PART_D, {"kind": "medicaid", "level": "slmb"}],
        [drug("2026-02-01", 10000), fill("2026-02-02", 1000)],
        [2226.40, 12.65],
    ),
    (
        "QI pays a premium only",
        "42 USC 1396a(a)(10)(E)(iv)",
        [MEDICARE, {"kind": "medicaid", "level": "qi"}],
        [drug("2026-02-01", 10000)],
        [2226.40],
    ),
    (
        "full dual: Medicaid's copay at most",
        "42 CFR 447.52; Medicaid pays Medicare's cost sharing",
        [MEDICARE, {"kind": "medicaid", "level": "full", "terms": {"provider_drug": {"copay": 4}}}],
        [drug("2026-02-01", 10000)],
        [4],
    ),
    (
        "Medicare Advantage to its own limit",
        MOOP,
        [
            {
                "kind": "medicare_advantage",
                "deductible": {"individual": 0},
                "coinsurance": 20,
                "out_of_pocket_maximum": {"individual": 5000},
            }
        ],
        [drug("2026-02-01", 43235), drug("2026-02-08", 43235)],
        [5000, 0],
    ),
    (
        "Medicare Advantage, limit not known",
        MOOP,
        [{"kind": "medicare_advantage", "deductible": {"individual": 0}, "coinsurance": 20}],
        [drug("2026-02-01", 100000), drug("2027-02-01", 100000)],
        [9250, 9850],
    ),
    (
        "Medicare Advantage, share not known",
        "42 CFR 422.100(j): at most Medicare's share for clinic drugs",
        [{"kind": "medicare_advantage", "deductible": {"individual": 0}}],
        [drug("2026-02-01", 10000)],
        [2000],
    ),
    (
        "a PPO's combined limit",
        MOOP,
        [
            {
                "kind": "medicare_advantage",
                "plan_type": "ppo",
                "deductible": {"individual": 0},
                "coinsurance": 20,
                "out_of_pocket_maximum": {"individual": 5000},
                "out_of_network": {
                    "deductible": {"individual": 0},
                    "coinsurance": 40,
                    "out_of_pocket_maximum": {"individual": 8000},
                },
            }
        ],
        [
            drug("2026-02-01", 43235),
            drug("2026-03-01", 20000, network=Network.OUT),
            drug("2026-04-01", 20000, network=Network.OUT),
        ],
        [5000, 3000, 0],
    ),
    (
        "Medicare Advantage and its drug side",
        MOOP,
        [{"kind": "medicare_advantage", "includes_part_d": True, "deductible": {"individual": 0}, "coinsurance": 20}],
        [drug("2026-02-01", 100000), fill("2026-02-02", 20000)],
        [9250, 2100],
    ),
    (
        "from Medicare Advantage to Original Medicare",
        "42 USC 1395w-21(i)(1)",
        [
            MEDICARE,
            {"kind": "medicare_advantage", "ends_on": "2026-12-31", "deductible": {"individual": 0}, "coinsurance": 10},
        ],
        [drug("2026-12-20", 10000), drug("2027-01-05", 10000)],
        [1000, 2226.40],
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


@pytest.mark.parametrize(
    ("income", "level", "pays"),
    [(15_650, "full", 4.90), (15_651, "full", 12.65), (15_000, "qmb_plus", 4.90), (15_000, "qmb", 12.65)],
)
def test_full_duals_up_to_the_guideline_have_the_lowest_copays(income: int, level: str, pays: float) -> None:
    """42 USC 1395w-114(a)(1)(D)(ii): 4.90 for a brand in 2026; on January 1 the guideline for one is still 15,650."""
    coverage = [MEDICARE, PART_D, {"kind": "medicaid", "level": level}]
    facts = {"household": {"size": 1, "annual_income": income}, "patient": {"address": {"state": "OH"}}}
    assert paid(coverage, [fill("2026-02-01", 1000)], **facts) == [round(100 * pays)]


EMPLOYER: dict[str, Any] = {
    "kind": "employer",
    "plan_year_start": "01-01",
    "active_employment": True,
    "deductible": {"individual": 1500},
    "out_of_pocket_maximum": {"individual": 6000},
    "coinsurance": 20,
}


@pytest.mark.parametrize(
    ("employees", "entitled_by", "active", "first"),
    [
        (20, "age", True, "employer plan"),
        (19, "age", True, "Original Medicare"),
        (100, "disability", True, "employer plan"),
        (99, "disability", True, "Original Medicare"),
        (5, "esrd", True, "employer plan"),
        (5000, "age", False, "Original Medicare"),
    ],
)
def test_size_rule_of_employer_and_medicare(employees: int, entitled_by: str, active: bool, first: str) -> None:
    """42 USC 1395y(b)(1): 20 employees by age, 100 by disability, kidney failure whatever the size."""
    coverage = [
        MEDICARE | {"entitled_by": entitled_by},
        EMPLOYER | {"employees": employees, "active_employment": active},
    ]
    services = [drug("2026-02-01", 1500)]
    shares = run(coverage, services)
    assert shares.stack.layers[int(shares.payer[0, 0])].name == first
    # Employer first: it leaves 1500, Medicare alone would pay 1500 - 526.40. Medicare first: it leaves 526.40, and the
    # employer plan alone would pay nothing below its deductible.
    assert shares.patient_pays[0, 0] == 526_40


def test_large_claim_behind_an_employer_plan_is_paid_in_full() -> None:
    """42 CFR 411.33: Medicare pays what the employer plan leaves, up to its own payment."""
    assert paid([MEDICARE, EMPLOYER | {"employees": 50}], [drug("2026-02-01", 10000)]) == [0]


@pytest.mark.parametrize(
    ("began", "first", "assumed", "warned"),
    [
        ("2025-06-01", "employer plan", False, False),
        ("2023-01-01", "Original Medicare", False, False),
        ("2024-03-01", "employer plan", False, True),
        (None, "employer plan", True, False),
    ],
)
def test_kidney_failure_puts_the_employer_plan_first_for_30_months(
    began: str | None, first: str, assumed: bool, warned: bool
) -> None:
    """42 USC 1395y(b)(1)(C): 30 months from entitlement; services from February to December 2026."""
    medicare = MEDICARE | {"entitled_by": "esrd"} | ({"starts_on": began} if began else {})
    stack = stack_of([medicare, EMPLOYER | {"employees": 5}], [drug("2026-02-01", 1), drug("2026-12-01", 1)])
    assert stack.layers[0].name == first
    assert ("kidney_failure_months" in {one.name for one in stack.assumptions}) is assumed
    assert bool(stack.warnings) is warned
