"""The lanes agree with a plain-Python adjudicator to the cent on 10,000 random cases."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from random import Random
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from mmfinance.case.vocabulary import Benefit, ServiceCategory
from mmfinance.exposure.adjudication.adjudicate import adjudicate
from mmfinance.exposure.adjudication.steps import payment_order
from mmfinance.exposure.services import Service
from tests.exposure.adjudication_cases import lanes_of, priced, stack_of
from tests.exposure.oracle import adjudicate_plainly
from tests.exposure.oracle_public import INCOME, adjudicate_public
from tests.exposure.random_cases import KINDS, random_coverage, random_plan, random_services

SEEDS = 334
LANES = 5
PUBLIC: list[dict[str, Any]] = [
    {"kind": "medicaid", "level": "full"},
    {"kind": "medicaid", "level": "full", "terms": {"office_visit": {"copay": 4}, "specialty_drug": {"copay": 8}}},
    {"kind": "tricare"},
    {"kind": "tricare", "plan": "select", "sponsor": "active_duty", "group": "A"},
    {"kind": "tricare", "plan": "prime", "sponsor": "retired", "group": "B"},
    {"kind": "champva"},
    {"kind": "va", "treated_at_va": True, "priority_group": 5},
    {"kind": "va", "treated_at_va": True, "service_connected_percent": 50},
    {"kind": "uninsured"},
    {"kind": "uninsured", "self_pay_discount": 30, "hospital_aid_discount": 60},
]


@pytest.mark.parametrize("kind", KINDS)
def test_lanes_agree_with_plain_python(kind: str) -> None:
    """6 kinds x 334 seeds x 5 lanes of different prices: 10,020 cases."""
    for seed in range(SEEDS):
        random = Random(f"{kind} {seed}")
        coverage = random_coverage(random, kind)
        services = random_services(random, random.randrange(1, 14))
        amounts = prices(random, services)
        compare(coverage, services, amounts, partial(adjudicate_plainly, coverage))


@pytest.mark.parametrize("design", ["counts", "accumulator", "maximizer", "health savings account"])
def test_cards_agree_with_plain_python(design: str) -> None:
    """4 designs x 100 seeds x 5 lanes: 2,000 cases with makers' money for two drugs."""
    for seed in range(100):
        random = Random(f"{design} {seed}")
        of = {"hdhp": True} if design == "health savings account" else {"copay_help": design}
        plan = random_plan(random) | of
        services = [with_drug(random, entry) for entry in random_services(random, random.randrange(2, 14))]
        cards = {"capsule": random.choice([100_000, 900_001]), "infusion": random.choice([0, 2_600_000])}
        expected = partial(adjudicate_plainly, [plan], cards=cards)
        compare([plan], services, prices(random, services), expected, cards)


@pytest.mark.parametrize("entry", PUBLIC, ids=lambda entry: "-".join(map(str, entry.values()))[:60])
def test_public_coverage_agrees_with_plain_python(entry: dict[str, Any]) -> None:
    """10 coverages x 60 seeds x 5 lanes: 3,000 cases."""
    for seed in range(60):
        random = Random(f"{entry} {seed}")
        services = random_services(random, random.randrange(1, 14))
        income = {"household": {"annual_income": INCOME}}
        services = [replace(each, quoted=random.random() < 0.5) for each in services]
        compare([entry], services, prices(random, services), partial(adjudicate_public, entry), **income)


def with_drug(random: Random, entry: Service) -> Service:
    if entry.category is ServiceCategory.PROVIDER_DRUG:
        return replace(entry, drug="infusion")
    return replace(entry, drug="capsule") if entry.benefit is Benefit.PHARMACY and random.random() < 0.8 else entry


def prices(random: Random, services: list[Service]) -> NDArray[np.int64]:
    """Every service on every lane at some share of its price, now and then none."""
    return np.array(
        [[round((entry.allowed or 0) * random.choice([0, 0.5, 1, 1.31])) for _ in range(LANES)] for entry in services]
    )


def compare(
    coverage: list[dict[str, Any]],
    services: list[Service],
    amounts: NDArray[np.int64],
    expected: Callable[[list[Service]], list[int]],
    cards: dict[str, int] | None = None,
    **facts: Any,
) -> None:
    """Every lane against the plain adjudicator, which takes services in the order of payment."""
    shares = adjudicate(lanes_of(services, amounts), stack_of(coverage, services, **facts), cards)
    order = payment_order(tuple(services)).tolist()
    for lane in range(LANES):
        at_lane = priced(services, amounts[:, lane].tolist())
        found = [int(shares.patient_pays[i, lane]) for i in order]
        assert found == expected([at_lane[i] for i in order]), (lane, coverage, [at_lane[i] for i in order])
