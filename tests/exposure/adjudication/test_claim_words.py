"""What a plan asks first, what stops it, and what a manufacturer card pays of it, in words; amounts checked by hand."""

from datetime import date, timedelta
from typing import Any

import pytest

from mmfinance.case.vocabulary import Network
from mmfinance.exposure.adjudication.rules_applied import rule_applied
from mmfinance.exposure.services import Service
from tests.exposure.adjudication_cases import run, service

PLAN: dict[str, Any] = {
    "kind": "employer",
    "name": "Sample plan",
    "plan_year_start": "01-01",
    "deductible": {"individual": 2000},
    "out_of_pocket_maximum": {"individual": 8000},
    "coinsurance": 20,
}
NO_DEDUCTIBLE = PLAN | {"deductible": {"individual": 0}}
WHOLE_SHARE = (
    "Sample plan: $2,000 of it toward the deductible of $2,000, of which $2,000 was not yet met, then $1,600 coinsurance "
    "(20% of $8,000)."
)
NOT_COUNTED = "nothing that it pays counts toward your deductible or maximum."


def fill(day: str, dollars: float = 10_000) -> Service:
    return service(day, "specialty_drug", dollars, drug="capsule")


def sentences(plan: dict[str, Any], services: list[Service], card: int | None = None, *behind: Any) -> list[str]:
    shares = run([plan, *behind], services, {"capsule": card * 100} if card is not None else None)
    return [rule_applied(shares, entry, at).sentence for at, entry in enumerate(services)]


def test_a_card_under_an_accumulator() -> None:
    """2,000 + 20% of 8,000 = 3,600; of 5,000 the card has 1,400 left; the third fill finds the deductible met at last."""
    fills = [fill("2026-01-12"), fill("2026-02-09"), fill("2026-03-09")]
    assert sentences(PLAN | {"copay_help": "accumulator"}, fills, 5000) == [
        f"{WHOLE_SHARE} A manufacturer card pays all of these $3,600; {NOT_COUNTED}",
        f"{WHOLE_SHARE} A manufacturer card pays $1,400 of these $3,600 and leaves you $2,200; {NOT_COUNTED}",
        "Sample plan: $2,000 coinsurance (20% of $10,000).",
    ]


@pytest.mark.parametrize(
    ("design", "counts"),
    [
        ({"copay_help": "counts"}, "; what it pays counts as if you had paid it."),
        ({}, "."),
        ({"hdhp": True}, "; what it pays counts toward your maximum, not toward your deductible."),
    ],
)
def test_a_card_that_counts(design: dict[str, Any], counts: str) -> None:
    """The third design: IRS Notice 2004-50, Q&A 9, for a plan that goes with a health savings account."""
    (said,) = sentences(PLAN | design, [fill("2026-01-12")], 3000)
    assert said == f"{WHOLE_SHARE} A manufacturer card pays $3,000 of these $3,600 and leaves you $600{counts}"


def test_a_maximizer() -> None:
    """6,000 a year is 500 for each of twelve fills; nothing is left to pay even when the card is empty."""
    fills = [fill("2026-01-12"), fill("2026-02-09")]
    through = "The plan's maximizer takes {} from a manufacturer card and leaves you nothing of these $3,600; "
    assert sentences(PLAN | {"copay_help": "maximizer"}, fills, 6000) == [
        f"{WHOLE_SHARE} {through.format('$500')}{NOT_COUNTED}" for _ in fills
    ]


def test_a_maximizer_with_an_empty_card() -> None:
    """A fill every 28 days makes thirteen in a year, and twelve have taken all of the card."""
    first = date(2026, 1, 1)
    fills = [fill((first + timedelta(days=28 * at)).isoformat()) for at in range(13)]
    *_, twelfth, thirteenth = sentences(PLAN | {"copay_help": "maximizer"}, fills, 6000)
    assert "takes $500 from a manufacturer card" in twelfth
    assert thirteenth == (
        f"{WHOLE_SHARE} The plan's maximizer leaves you nothing of these $3,600, although the card is empty; "
        "nothing of it counts toward your deductible or maximum."
    )


def test_the_most_that_is_asked_for_one_fill() -> None:
    """25% of 24,000 would be 6,000; docs/explanation/coverage.md has the same fill."""
    plan = NO_DEDUCTIBLE | {"terms": {"specialty_drug": {"coinsurance": 25, "per": "fill", "at_most": 250}}}
    assert sentences(plan, [fill("2026-03-03", 24_000)]) == [
        "Sample plan: $250 coinsurance (25% of $24,000 would be $6,000; at most $250 is asked for one fill)."
    ]


def test_the_most_that_is_asked_for_one_service_in_a_clinic() -> None:
    plan = NO_DEDUCTIBLE | {"terms": {"provider_drug": {"coinsurance": 25, "at_most": 250}}}
    (said,) = sentences(plan, [service("2026-03-03", "provider_drug", 24_000)])
    assert said.endswith("(25% of $24,000 would be $6,000; at most $250 is asked for one service).")


def test_one_hospital_line_of_medicare_is_capped() -> None:
    """42 USC 1395l(t)(8)(C): at most the Part A deductible, 1,736 in 2026; 20% of 500,000 would be 100,000."""
    medicare = {"kind": "medicare", "part_a": True, "part_b": True, "part_b_deductible_met": 283}
    (said,) = sentences(medicare, [service("2026-03-03", "cell_therapy", 500_000, line_capped=True)])
    assert said == (
        "Part B: $1,736 coinsurance (20% of $500,000 would be $100,000; at most $1,736 is asked for one service)."
    )


def test_a_lower_share_of_medicare_is_said_in_percent() -> None:
    """A sourced share of 130 of 1,000 is 13%."""
    medicare = {"kind": "medicare", "part_a": True, "part_b": True, "part_b_deductible_met": 283}
    (said,) = sentences(medicare, [service("2026-03-03", "provider_drug", 1000, medicare_share=130)])
    assert said == "Part B: $130 coinsurance (13% of $1,000)."


def test_the_maximum_cuts_the_coinsurance() -> None:
    """20% of 50,000 would be 10,000, and 8,000 is the maximum."""
    assert sentences(NO_DEDUCTIBLE, [fill("2026-01-12", 50_000), fill("2026-02-09")]) == [
        "Sample plan: $8,000 coinsurance (20% of $50,000 would be $10,000); the out-of-pocket maximum is reached with it.",
        "Sample plan: nothing to pay, the out-of-pocket maximum is met.",
    ]


def test_the_maximum_cuts_what_a_card_then_pays() -> None:
    """Nothing counts, so the maximum is not reached, and the second fill is asked just as much."""
    fills = [fill("2026-01-12", 50_000), fill("2026-02-09", 50_000)]
    asked = "Sample plan: $8,000 coinsurance (20% of $50,000 would be $10,000); only $8,000 was left to the out-of-pocket maximum."
    assert sentences(NO_DEDUCTIBLE | {"copay_help": "accumulator"}, fills, 16_000) == [
        f"{asked} A manufacturer card pays all of these $8,000; {NOT_COUNTED}" for _ in fills
    ]


def test_a_share_that_is_not_known_is_not_called_a_percent() -> None:
    """Until the plan's share is told, all is counted as the patient's, up to the maximum."""
    not_told = {name: terms for name, terms in NO_DEDUCTIBLE.items() if name != "coinsurance"}
    assert sentences(not_told, [fill("2026-01-12")]) == [
        "Sample plan: $8,000 coinsurance (all of $10,000 until a limit stops it); the out-of-pocket maximum is reached with it."
    ]


def test_another_maximum_that_is_met_is_no_reason() -> None:
    """The maximum outside the network was met before; a free scan inside it has nothing to do with that."""
    outside = {
        "coinsurance": 40,
        "deductible": {"individual": 0},
        "out_of_pocket_maximum": {"individual": 9000, "met": 9000},
    }
    plan = NO_DEDUCTIBLE | {"out_of_network": outside, "terms": {"imaging": {"coinsurance": 0}}}
    inside, beyond = (service("2026-01-12", "imaging", 900, network=each) for each in (Network.IN, Network.OUT))
    assert sentences(plan, [inside, beyond]) == [
        "Sample plan: nothing to pay for this kind of service.",
        "Sample plan: nothing to pay, the out-of-network maximum is met.",
    ]


def test_a_second_plan_pays_after_the_card() -> None:
    """20% of 10,000 is 2,000; the card pays 500; the second plan would have paid 9,000 of 10,000: all of the 1,500."""
    first, second = (
        NO_DEDUCTIBLE | {"subscriber": "self"},
        NO_DEDUCTIBLE | {"subscriber": "spouse", "name": "Other plan"},
    )
    (said,) = sentences(first, [fill("2026-01-12")], 500, second | {"coinsurance": 10})
    assert said == (
        "Sample plan: $2,000 coinsurance (20% of $10,000). A manufacturer card pays $500 of these $2,000 and leaves you "
        "$1,500. Other plan leaves you $0 of these $1,500."
    )
