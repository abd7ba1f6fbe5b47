"""The sentence behind an amount names the rule, the amounts before and after, and a source."""

from typing import Any

import pytest

from mmfinance.case.vocabulary import Network, Setting
from mmfinance.exposure.adjudication.price_unknown import price_unknown
from mmfinance.exposure.adjudication.rules_applied import rule_applied
from mmfinance.exposure.services import Service
from tests.exposure.adjudication.test_adjudicate_properties import KINDS, coverages
from tests.exposure.adjudication_cases import lanes_of, run, service

MEDICARE: dict[str, Any] = {"kind": "medicare", "part_a": True, "part_b": True, "part_b_deductible_met": 163}
PLAN: dict[str, Any] = {
    "kind": "employer",
    "name": "Sample plan",
    "plan_year_start": "01-01",
    "deductible": {"individual": 1000},
    "out_of_pocket_maximum": {"individual": 3000},
    "coinsurance": 20,
    "out_of_network": {"deductible": {"individual": 0}, "coinsurance": 50},
}
DRUG = service("2026-02-01", "provider_drug", 1120)


@pytest.mark.parametrize(
    ("coverage", "services", "sentences"),
    [
        (
            [MEDICARE],
            [DRUG],
            [
                "Part B: $120 of it toward the deductible of $283, of which $120 was not yet met, then $200 coinsurance (20% of $1,000)."
            ],
        ),
        (
            [MEDICARE, {"kind": "medigap", "letter": "G"}],
            [DRUG],
            [
                "Part B: $120 of it toward the deductible of $283, of which $120 was not yet met, then $200 coinsurance "
                "(20% of $1,000). Medigap G leaves you $120 of these $320."
            ],
        ),
        (
            [MEDICARE],
            [service("2026-12-20", "inpatient", 20000, nights=5), service("2027-01-10", "inpatient", 20000, nights=5)],
            [
                "A new benefit period begins: Part A deductible $1,736.",
                "The benefit period goes on and its Part A deductible is paid: no new one.",
            ],
        ),
        (
            [PLAN],
            [service("2026-02-01", "provider_drug", 40000), service("2026-02-08", "provider_drug", 40000)],
            [
                "Sample plan: $1,000 of it toward the deductible of $1,000, of which $1,000 was not yet met, then $2,000 "
                "coinsurance (20% of $39,000 would be $7,800); the out-of-pocket maximum is reached with it.",
                "Sample plan: nothing to pay, the out-of-pocket maximum is met.",
            ],
        ),
        (
            [PLAN],
            [service("2026-02-01", "provider_drug", 1000, billed=1300, network=Network.OUT)],
            [
                "Sample plan: $500 coinsurance (50% of $1,000). $300 is billed above what the plan allows; "
                "no maximum counts it."
            ],
        ),
        (
            [{"kind": "uninsured", "self_pay_discount": 40}],
            [service("2026-02-01", "provider_drug", 600, billed=1000)],
            ["Without coverage you are asked $600 of the bill."],
        ),
        (
            [{"kind": "uninsured", "self_pay_discount": 40, "hospital_aid_discount": 75}],
            [
                service("2026-02-01", "office_visit", 240, billed=400, setting=Setting.OFFICE, quoted=True),
                service("2026-02-02", "provider_drug", 600, billed=1000, quoted=True),
                service("2026-02-03", "office_visit", 400, billed=400, setting=Setting.OFFICE, quoted=True),
                service("2026-02-04", "provider_drug", 600, billed=600, quoted=True),
            ],
            [
                "Without coverage you are asked the self-pay price, $240: a discount for paying yourself is in it.",
                "Without coverage you are asked $150 of the self-pay price of $600: hospital aid takes off the rest.",
                "Without coverage you are asked the bill, $400: the self-pay price is no lower.",
                "Without coverage you are asked $150 of the bill of $600: hospital aid takes off the rest.",
            ],
        ),
        (
            [
                {"kind": "uninsured", "ends_on": "2026-02-28", "self_pay_discount": 40},
                PLAN | {"starts_on": "2026-03-01"},
            ],
            [service("2026-02-01", "provider_drug", 1000, billed=1000)],
            ["Without coverage you are asked $600 of the bill."],
        ),
    ],
)
def test_sentence(coverage: list[dict[str, Any]], services: list[Service], sentences: list[str]) -> None:
    shares = run(coverage, services)
    found = [rule_applied(shares, entry, at) for at, entry in enumerate(services)]
    assert [rule.sentence for rule in found] == sentences
    assert all(rule.source for rule in found)


@pytest.mark.parametrize("kind", KINDS)
def test_every_coverage_has_a_rule(kind: str) -> None:
    services = [DRUG, service("2026-02-02", "specialty_drug", 500), service("2026-02-03", "inpatient", 9000, nights=2)]
    shares = run(coverages(7)[kind], services)
    for at, entry in enumerate(services):
        rule = rule_applied(shares, entry, at)
        assert rule.sentence.endswith(".")
        assert rule.source


def test_an_unknown_price_is_bounded_by_what_is_left_of_the_maximum() -> None:
    services = [service("2026-02-01", "provider_drug", 2000), service("2026-03-01", "cell_therapy", None)]
    (found,) = price_unknown(lanes_of(services), run([PLAN], services))
    assert (found.services, found.plan, found.at_most) == ((1,), "Sample plan", 3000_00 - 1200_00)


def test_an_unknown_price_without_a_maximum_has_no_bound() -> None:
    services = [service("2026-03-01", "cell_therapy", None)]
    (medicare,) = price_unknown(lanes_of(services), run([MEDICARE], services))
    (nobody,) = price_unknown(lanes_of(services), run([{"kind": "uninsured"}], services))
    assert (medicare.at_most, nobody.at_most, nobody.plan) == (None, None, None)
