"""Random coverage and services for the oracle and for properties, from a seeded generator."""

from datetime import date, timedelta
from random import Random
from typing import Any

from mmfinance.case.vocabulary import Network, Setting
from mmfinance.exposure.services import Service
from tests.exposure.adjudication_cases import service

FIRST = date(2026, 1, 2)
MEDICAL = (
    "office_visit",
    "emergency",
    "inpatient",
    "inpatient_professional",
    "provider_drug",
    "cell_therapy",
    "laboratory",
    "imaging",
    "other",
)
PHARMACY = ("generic_drug", "preferred_brand_drug", "specialty_drug")
KINDS = ("employer", "medicare", "medigap", "part_d", "medicare_advantage", "employer_and_medicare")


def random_coverage(random: Random, kind: str) -> list[dict[str, Any]]:
    """A coverage of a kind as it stands in a case file."""
    if kind == "employer":
        return [random_plan(random)]
    if kind == "medicare_advantage":
        return [random_advantage(random), *_drug_plan(random, 0.0)]
    medicare: list[dict[str, Any]] = [{"kind": "medicare", "part_a": True, "part_b": True}]
    if kind == "employer_and_medicare":
        return [*medicare, random_plan(random) | {"active_employment": True, "employees": 500}]
    if kind == "medigap":
        letter = random.choice("ABCDFGKLMN")
        policy: dict[str, Any] = {"kind": "medigap", "letter": letter}
        if letter in "FG" and random.random() < 0.5:
            policy["high_deductible"] = True
        medicare.append(policy)
    return [*medicare, *_drug_plan(random, 1.0 if kind == "part_d" else 0.5)]


def random_plan(random: Random) -> dict[str, Any]:
    """An employer plan with every design that the engine knows."""
    plan: dict[str, Any] = {
        "kind": "employer",
        "plan_year_start": random.choice(["01-01", "07-01", "03-01"]),
        "coinsurance": random.choice([0, 10, 20, 35]),
        "deductible": {"individual": random.choice([0, 500, 1500, 3500])},
        "out_of_pocket_maximum": {"individual": random.choice([4000, 6000, 9100])},
        "terms": {name: random_terms(random) for name in random.sample((*MEDICAL, *PHARMACY), 5)},
    }
    if random.random() < 0.4:
        people = random.choice([1, 2, 3])
        for name in ("deductible", "out_of_pocket_maximum"):
            plan[name]["family"] = plan[name]["individual"] * people
        if random.random() < 0.5 and plan["plan_year_start"] == "01-01":
            plan["family_design"] = "aggregate"
    if random.random() < 0.4:
        plan["pharmacy"] = {"deductible": {"individual": 250}}
        if random.random() < 0.5:
            plan["pharmacy"]["out_of_pocket_maximum"] = {"individual": 3000}
    if random.random() < 0.5:
        plan["out_of_network"] = {
            "deductible": {"individual": 3000},
            "coinsurance": 40,
            "out_of_pocket_maximum": {"individual": 15000},
        }
    return plan


def random_advantage(random: Random) -> dict[str, Any]:
    plan: dict[str, Any] = {
        "kind": "medicare_advantage",
        "includes_part_d": False,
        "coinsurance": random.choice([0, 20]),
        "deductible": {"individual": random.choice([0, 300])},
        "out_of_pocket_maximum": {"individual": random.choice([3400, 6700])},
        "terms": {"inpatient": {"copay": 350, "per": "day", "days_at_most": 6, "deductible_applies": False}},
    }
    if random.random() < 0.5:
        plan["plan_type"] = "ppo"
        plan["out_of_network"] = {
            "deductible": {"individual": 0},
            "coinsurance": 40,
            "out_of_pocket_maximum": {"individual": 9000},
        }
    return plan


def random_terms(random: Random) -> dict[str, Any]:
    terms: dict[str, Any] = {"deductible_applies": random.random() < 0.5}
    if random.random() < 0.5:
        terms["copay"] = random.choice([10, 45.5, 250])
        if random.random() < 0.3:
            terms["per"] = "day"
            terms["days_at_most"] = 5
    else:
        terms["coinsurance"] = random.choice([0, 15, 50])
        if random.random() < 0.5:
            terms["at_most"] = random.choice([100, 250.25])
    return terms


def random_services(random: Random, count: int) -> list[Service]:
    """Services over two years, several of them on one day."""
    return [random_service(random) for _ in range(count)]


def random_service(random: Random) -> Service:
    category = random.choice((*MEDICAL, *PHARMACY))
    allowed = random.choice([9.99, 136, 707.35, 2007, 9800.01, 43235, 160000])
    out = random.random() < 0.2 and category not in PHARMACY
    day = FIRST + timedelta(days=random.choice([random.randrange(700), 30 * random.randrange(20)]))
    in_hospital = category == "provider_drug" and random.random() < 0.2
    return service(
        day,
        category,
        allowed,
        billed=allowed * 1.5 if random.random() < 0.5 else None,
        network=Network.OUT if out else Network.IN,
        nights=random.choice([1, 6, 15, 75]) if category == "inpatient" else 0,
        setting=Setting.INPATIENT if in_hospital else None,
        medicare_share=round(allowed * 0.13, 2) if category == "provider_drug" and random.random() < 0.5 else None,
        line_capped=category == "cell_therapy",
    )


def _drug_plan(random: Random, chance: float) -> list[dict[str, Any]]:
    if random.random() >= chance:
        return []
    plan: dict[str, Any] = {"kind": "part_d"}
    if random.random() < 0.5:
        plan["deductible"] = random.choice([0, 400])
    if random.random() < 0.4:
        plan["extra_help"] = random.choice(["full", "full_dual", "full_dual_low_income", "institutional"])
    return [plan]
