"""What must hold for every kind of coverage, whatever the services."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmfinance.case.vocabulary import PHARMACY_CATEGORIES, Network, ServiceCategory
from mmfinance.exposure.adjudication.adjudicate import adjudicate
from mmfinance.exposure.adjudication.plan_walk import LayerShares
from mmfinance.exposure.benefits.terms import NO_LIMIT, Layer, MedicareLayer, PlanLayer
from mmfinance.exposure.services import Service
from tests.exposure.adjudication_cases import lanes_of, run, service, stack_of, total
from tests.exposure.random_cases import random_advantage, random_coverage, random_plan

Coverage = list[dict[str, Any]]
MEDICARE: dict[str, Any] = {"kind": "medicare", "part_a": True, "part_b": True}


def coverages(seed: int) -> dict[str, Coverage]:
    """One of every kind of coverage; the seed draws the designs."""
    random = Random(seed)
    plan = random_plan(random)
    return {
        "employer": [plan],
        "accumulator": [plan | {"copay_help": "accumulator"}],
        "cobra": [plan | {"kind": "cobra"}],
        "marketplace": [{"kind": "marketplace", "csr_variant": "87"}],
        "two plans": [plan | {"subscriber": "self"}, random_plan(random) | {"subscriber": "spouse"}],
        "medicare": [MEDICARE],
        "medigap": random_coverage(random, "medigap"),
        "part_d": random_coverage(random, "part_d"),
        "medicare_advantage": [random_advantage(random)],
        "qmb": [MEDICARE, {"kind": "part_d"}, {"kind": "medicaid", "level": "qmb"}],
        "full dual": [MEDICARE, {"kind": "medicaid", "level": "full"}],
        "medicaid": [{"kind": "medicaid", "level": "full"}],
        "tricare": [{"kind": "tricare"}],
        "tricare_for_life": [MEDICARE, {"kind": "tricare", "plan": "for_life"}],
        "champva": [{"kind": "champva"}],
        "va": [{"kind": "va", "priority_group": 5, "treated_at_va": True}],
        "uninsured": [{"kind": "uninsured", "self_pay_discount": 30, "hospital_aid_discount": 60}],
        "employer and medicare": random_coverage(random, "employer_and_medicare"),
    }


KINDS = tuple(coverages(0))
kinds = st.sampled_from(KINDS)
seeds = st.integers(0, 10_000)
amounts = st.one_of(st.just(0), st.integers(1, 3_000), st.integers(3_000, 60_000_000))


@st.composite
def some_services(draw: st.DrawFn, most: int = 7) -> list[Service]:
    return draw(st.lists(one_service(), min_size=1, max_size=most))


@st.composite
def one_service(draw: st.DrawFn) -> Service:
    category = draw(st.sampled_from(list(ServiceCategory)))
    pharmacy = category in PHARMACY_CATEGORIES
    allowed = draw(amounts)
    return service(
        date(2026, 1, 2) + timedelta(days=draw(st.integers(0, 500))),
        category,
        allowed / 100,
        billed=draw(st.sampled_from([None, allowed / 50])),
        network=Network.IN if pharmacy else draw(st.sampled_from([Network.IN, Network.IN, Network.OUT])),
        nights=draw(st.integers(1, 40)) if category is ServiceCategory.INPATIENT else 0,
        line_capped=category is ServiceCategory.CELL_THERAPY,
        drug="capsule" if pharmacy else None,
    )


@settings(max_examples=150, deadline=None)
@given(kinds, seeds, some_services())
def test_shares_are_bounded_and_sum(kind: str, seed: int, services: list[Service]) -> None:
    shares = run(coverages(seed)[kind], services, {"capsule": 500_000})
    parts = (shares.deductible, shares.copay, shares.coinsurance, shares.not_covered, shares.balance_bill)
    assert all((part >= 0).all() for part in parts)
    assert (shares.patient_pays == sum(parts)).all()
    allowed = lanes_of(services).allowed
    assert (shares.patient_pays <= allowed + shares.balance_bill).all()
    assert (shares.card_pays >= 0).all()


@settings(max_examples=100, deadline=None)
@given(kinds, seeds, some_services(12))
def test_counted_spending_never_passes_a_limit(kind: str, seed: int, services: list[Service]) -> None:
    shares = run(coverages(seed)[kind], services)
    walks = [walk for walks in shares.walks.values() for walk in walks if isinstance(walk, LayerShares)]
    for walk in walks:
        limited = np.broadcast_to(walk.counters.limit < NO_LIMIT, walk.left_at_end.shape)
        assert (walk.left_at_end[limited] >= 0).all()
        assert (walk.left_before[:, (walk.counters.limit < NO_LIMIT).all(axis=(0, 2))] >= 0).all()


@settings(max_examples=100, deadline=None)
@given(kinds, seeds, some_services(), some_services(3))
def test_later_services_never_cheapen_earlier_ones(
    kind: str, seed: int, services: list[Service], more: list[Service]
) -> None:
    last = max(entry.day for entry in services)
    later = [
        service(last + timedelta(days=1 + at), entry.category, (entry.allowed or 0) / 100)
        for at, entry in enumerate(more)
    ]
    before = run(coverages(seed)[kind], services).patient_pays
    after = run(coverages(seed)[kind], [*services, *later]).patient_pays
    assert (after[: len(services)] == before).all()


@settings(max_examples=100, deadline=None)
@given(kinds, seeds, some_services(), st.randoms(use_true_random=False))
def test_order_of_the_list_changes_no_total(kind: str, seed: int, services: list[Service], random: Random) -> None:
    one_day = [service(date(2026, 3, 1), s.category, (s.allowed or 0) / 100, network=s.network) for s in services]
    shuffled = random.sample(one_day, len(one_day))
    assert total(coverages(seed)[kind], one_day) == total(coverages(seed)[kind], shuffled)


@settings(max_examples=80, deadline=None)
@given(kinds, seeds, some_services(), st.integers(0, 2**31))
def test_a_lane_alone_equals_the_lane_among_many(kind: str, seed: int, services: list[Service], noise: int) -> None:
    generator = np.random.default_rng(noise)
    prices = generator.integers(0, 9_000_000, size=(len(services), 64))
    stack = stack_of(coverages(seed)[kind], services)
    together = adjudicate(lanes_of(services, prices), stack)
    lane = int(generator.integers(0, 64))
    alone = adjudicate(lanes_of(services, prices[:, [lane]]), stack)
    assert (together.patient_pays[:, lane] == alone.patient_pays[:, 0]).all()


PLAN: dict[str, Any] = {
    "kind": "employer",
    "plan_year_start": "01-01",
    "deductible": {"individual": 1000},
    "out_of_pocket_maximum": {"individual": 5000},
    "coinsurance": 20,
}


@settings(max_examples=100, deadline=None)
@given(
    some_services(), seeds, st.sampled_from(["deductible", "out_of_pocket_maximum", "coinsurance"]), st.integers(1, 40)
)
def test_worse_terms_never_lower_the_total(services: list[Service], seed: int, what: str, by: int) -> None:
    plan = PLAN | {"terms": random_plan(Random(seed))["terms"]}
    worse = dict(plan)
    if what == "coinsurance":
        worse[what] = PLAN[what] + by
    else:
        worse[what] = {"individual": PLAN[what]["individual"] + 100 * by}
    assert total([worse], services) >= total([plan], services)


@settings(max_examples=60, deadline=None)
@given(some_services(), st.integers(1, 283))
def test_less_met_in_medicare_never_lowers_the_total(services: list[Service], met: int) -> None:
    partly = MEDICARE | {"part_b_deductible_met": met}
    assert total([MEDICARE], services) >= total([partly], services)


@settings(max_examples=80, deadline=None)
@given(st.integers(1, 4000), st.integers(1, 4000), st.sampled_from(["employer", "medicare", "part_d", "champva"]))
def test_splitting_a_service_changes_nothing_for_pure_coinsurance(one: int, other: int, kind: str) -> None:
    """Whole dollars and whole percents: no cent is rounded."""
    coverage: dict[str, Coverage] = {
        "employer": [PLAN | {"deductible": {"individual": 0}}],
        "medicare": [MEDICARE | {"part_b_deductible_met": 283}],
        "part_d": [{"kind": "part_d", "deductible_met": 615, "out_of_pocket_met": 615}],
        "champva": [{"kind": "champva", "deductible_met": 50}],
    }
    category = "specialty_drug" if kind == "part_d" else "provider_drug"
    whole = [service("2026-03-01", category, one + other)]
    split = [service("2026-03-01", category, one), service("2026-03-01", category, other)]
    assert total(coverage[kind], whole) == total(coverage[kind], split)


@pytest.mark.parametrize("kind", KINDS)
def test_no_services_cost_nothing(kind: str) -> None:
    assert run(coverages(1)[kind], []).patient_pays.shape == (0, 1)


def test_a_service_that_does_not_happen_opens_no_new_day() -> None:
    """One copay a day of each category: what a draw leaves out must not let an earlier day's copay stand in."""
    plan = PLAN | {"deductible": {"individual": 0}, "terms": {"imaging": {"copay": 50, "per": "day"}}}
    services = [service("2026-03-01", "imaging", 500), service("2026-03-02", "imaging", 400)]
    services.append(service("2026-03-02", "imaging", 500))
    lanes = lanes_of(services)
    lanes.occurs[1] = False
    shares = adjudicate(lanes, stack_of([plan], services))
    assert shares.patient_pays[:, 0].tolist() == [5_000, 0, 5_000]


SINGLE = ("employer", "cobra", "marketplace", "medicare", "part_d", "medicare_advantage", "medicaid", "tricare", "va")


@settings(max_examples=150, deadline=None)
@given(
    some_services(),
    seeds,
    st.sampled_from([*SINGLE, "champva", "medigap"]),
    st.sampled_from(["deductible", "maximum", "coinsurance"]),
    st.integers(1, 400_000),
)
def test_worse_terms_of_any_coverage_never_lower_the_total(
    services: list[Service], seed: int, kind: str, what: str, by: int
) -> None:
    """Every deductible, every maximum or every share of a coverage is raised, whoever sets it."""
    stack = stack_of(coverages(seed)[kind], services)
    worse = replace(stack, layers=tuple(raised(layer, what, by) for layer in stack.layers))
    lanes = lanes_of(services)
    assert adjudicate(lanes, worse).patient_pays.sum() >= adjudicate(lanes, stack).patient_pays.sum()


def raised(layer: Layer, what: str, by: int) -> Layer:
    if isinstance(layer, MedicareLayer):
        part_b = raised(layer.part_b, what, by) if layer.part_b else None
        assert isinstance(part_b, PlanLayer)
        more = layer.inpatient_deductible + (by if what == "deductible" else 0)
        return replace(layer, part_b=part_b, inpatient_deductible=more)
    if not isinstance(layer, PlanLayer):
        return layer
    if what == "coinsurance":
        shares = np.where(layer.terms.coinsurance > 0, layer.terms.coinsurance + by % 5_000, 0)
        return replace(layer, terms=replace(layer.terms, coinsurance=np.minimum(shares, 10_000)))
    named = np.array([name.endswith(what) for name in layer.counters.names]).reshape(1, -1, 1)
    limit = np.where(named & (layer.counters.limit < NO_LIMIT), layer.counters.limit + by, layer.counters.limit)
    return replace(layer, counters=replace(layer.counters, limit=limit))
