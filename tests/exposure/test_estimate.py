"""Whole estimates of every example: exact sums, sane ranges, the same bytes, and rows that can be rebuilt."""

import json
from functools import cache
from pathlib import Path

import pytest

from mmfinance.case.model import Case
from mmfinance.case.reading import read_case
from mmfinance.case.vocabulary import CostGroup, ServiceCategory
from mmfinance.errors import InputError, UnknownName
from mmfinance.exposure.estimate import estimate
from mmfinance.exposure.report.document import estimate_document
from mmfinance.exposure.report.explain import explanation_document, open_months, open_service
from mmfinance.exposure.result import Estimate, Range

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.yaml"))
each_example = pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)


@cache
def estimated(path: Path, draws: int = 200) -> Estimate:
    return estimate(read_case(path), 12, draws)


def example(name: str) -> Case:
    return read_case(EXAMPLES[0].parent / f"{name}.yaml")


@each_example
@pytest.mark.parametrize("draws", [1, 200])
def test_group_month_and_plan_year_sums_equal_the_total(path: Path, draws: int) -> None:
    found = estimated(path, draws)
    total = found.total.expected
    assert sum(found.by_group[group].expected for group in CostGroup) == total
    for periods in (found.by_month, found.by_plan_year):
        assert sum(period.total.expected for period in periods) == total
        for period in periods:
            assert sum(part.expected for part in period.by_group.values()) == period.total.expected
    for group in CostGroup:
        assert sum(period.by_group[group].expected for period in found.by_month) == found.by_group[group].expected


@each_example
def test_ranges_hold_their_mean(path: Path) -> None:
    found = estimated(path)
    premiums = [found.premiums] if found.premiums else []
    ranges = [found.total, *premiums, *found.by_group.values(), *(month.total for month in found.by_month)]
    assert all(0 <= one.low <= one.expected <= one.high for one in ranges)


@each_example
def test_the_expected_schedule_can_be_rebuilt_row_by_row(path: Path) -> None:
    """The table of services, the trips and the days of work sum to the estimate of one draw, month by month."""
    found = estimated(path, 1)
    opened = open_months(found)
    assert [month.label for month in opened] == [period.label for period in found.by_month]
    for month, period in zip(opened, found.by_month, strict=True):
        nights_cross = any(share.nights for share in found.trip_shares)
        assert month.amount == period.total.expected or nights_cross
    assert sum(month.amount for month in opened) == found.total.expected


@each_example
def test_every_row_of_groups_and_months_can_be_rebuilt_from_its_parts(path: Path) -> None:
    """What a letter's table shows over all draws opens into parts that sum to it to the cent."""
    found = estimated(path)
    for month, opened in zip(found.by_month, open_months(found), strict=True):
        assert sum(part.expected for part in opened.parts) == opened.expected == month.total.expected
        for group, amounts in month.by_group.items():
            assert sum(part.expected for part in opened.parts if part.group is group) == amounts.expected
    for group, amounts in found.by_group.items():
        assert sum(part.expected for part in found.parts if part.group is group) == amounts.expected
    assert all(0 < part.in_draws <= 1 and part.expected >= 0 for part in found.parts)


@each_example
def test_the_parts_of_a_service_sum_and_counters_only_fill(path: Path) -> None:
    for share in estimated(path).services:
        parts = share.deductible + share.copay + share.coinsurance + share.not_covered + share.balance_bill
        assert share.patient_pays == parts
        assert share.why.endswith(".")
        assert share.rule_source
        assert all(0 <= one.left_after <= one.left_before <= one.limit for one in share.counters)


@each_example
def test_every_figure_has_a_source_and_every_question_a_sentence(path: Path) -> None:
    found = estimated(path)
    assert all(one.source and one.value for one in found.figures_used)
    assert all(one.sentence for one in found.assumptions)
    assert len({one.name for one in found.assumptions}) == len(found.assumptions)


@each_example
def test_the_same_case_gives_the_same_bytes(path: Path) -> None:
    again = estimate(read_case(path), 12, 200)
    first, second = (json.dumps(estimate_document(one)) for one in (estimated(path), again))
    assert first == second


def test_another_seed_moves_the_range_a_little() -> None:
    case = example("employer-crossing-plan-year")
    first, second = estimate(case, seed=0).total, estimate(case, seed=1).total
    assert first != second
    assert first.expected == pytest.approx(second.expected, rel=0.05)


def test_amounts_met_and_the_new_plan_year_show() -> None:
    found = estimated(EXAMPLES[0].parent / "employer-crossing-plan-year.yaml")
    years = {one.plan_year: one for one in found.accumulators if one.name == "out-of-pocket maximum"}
    this, following = (years[label] for label in sorted(years))
    assert this.at_start
    assert following.at_start == 0
    assert following.met_on is not None
    assert [period.label for period in found.by_plan_year] == sorted(years)


def test_original_medicare_without_a_supplement_is_said_to_be_uncapped() -> None:
    found = estimated(EXAMPLES[0].parent / "medicare-no-supplement.yaml")
    assert any("no yearly limit" in one.sentence for one in found.uncapped)


def test_travel_that_is_not_known_is_not_a_silent_zero() -> None:
    case = example("employer-crossing-plan-year")
    lost = case.model_copy(
        update={
            "travel": case.travel.model_copy(update={"miles_one_way": None, "parking_per_visit": None}),
            "patient": case.patient.model_copy(update={"address": None}),
        }
    )
    found = estimate(lost, 12, 50)
    assert found.by_group[CostGroup.TRAVEL_AND_LODGING] == Range(0, 0, 0)
    assert CostGroup.TRAVEL_AND_LODGING in found.not_counted
    assert estimate_document(found)["by_month"][0]["by_group"]["travel_and_lodging"]["expected"] is None
    assert estimate_document(found)["total"]["expected"] is not None
    left_out = [one for one in found.assumptions if one.name == "travel.not_counted"]
    assert left_out
    assert found.assumptions[0].question
    assert found.assumptions[0].left_out


def test_without_a_treatment_every_group_is_not_known_and_null_in_json() -> None:
    found = estimate(Case.model_validate({"as_of": "2026-11-25"}), 12, 50)
    assert found.not_counted == tuple(CostGroup)
    document = estimate_document(found)
    periods = [document, *document["by_month"], *document["by_plan_year"]]
    amounts = [amount for period in periods for amount in (period["total"], *period["by_group"].values())]
    assert all(amount == {"low": None, "expected": None, "high": None} for amount in amounts)


def test_coverage_that_is_not_told_is_asked_first_and_never_called_no_coverage() -> None:
    found = estimate(example("employer-crossing-plan-year").model_copy(update={"coverage": None}), 12, 50)
    assert found.assumptions[0].name == "coverage"
    assert found.uncapped == ()
    assert {share.plan for share in found.services} == {"coverage not known"}
    assert not any("ithout coverage" in share.why for share in found.services)
    assert found.total.expected > 0


def test_opening_a_service_of_an_estimate_without_services_says_so() -> None:
    found = estimate(Case.model_validate({"as_of": "2026-11-25"}), 12, 50)
    with pytest.raises(InputError, match="no services"):
        open_service(found, 999)


def test_an_unknown_price_raises_the_high_end_to_the_plans_limit_and_not_the_mean() -> None:
    case = Case.model_validate(
        {
            "as_of": "2026-11-25",
            "coverage": [
                {
                    "kind": "employer",
                    "plan_year_start": "01-01",
                    "deductible": {"individual": "1000"},
                    "out_of_pocket_maximum": {"individual": "4000"},
                    "coinsurance": "20",
                }
            ],
            "services": [
                {"date": "2027-02-01", "name": "Scan", "category": "imaging", "allowed": "1000"},
                {"date": "2027-03-01", "name": "New drug", "category": "provider_drug"},
            ],
        }
    )
    found = estimate(case, 12, 50)
    assert (found.total.low, found.total.expected, found.total.high) == (100_000, 100_000, 400_000)
    assert found.price_unknown == ("New drug",)
    assert any("Price unknown: New drug" in warning for warning in found.warnings)


def test_an_unknown_price_without_a_limit_is_said_to_have_none() -> None:
    case = Case.model_validate(
        {
            "as_of": "2026-12-31",
            "coverage": [{"kind": "medicare"}],
            "services": [{"date": "2027-03-01", "name": "New drug", "category": "provider_drug"}],
        }
    )
    found = estimate(case, 12, 1)
    assert found.total.high < 100_000
    assert any("no limit is known for the rest" in warning for warning in found.warnings)


def test_a_service_opens_into_counters_and_rules() -> None:
    found = estimated(EXAMPLES[0].parent / "medicare-no-supplement.yaml")
    number = next(at for at, share in enumerate(found.services, 1) if share.deductible and share.counters)
    opened = open_service(found, number)
    assert any(one.name == "medicare.part_b.deductible" for one in opened.figures)
    assert opened.price_source
    assert explanation_document(opened)["service"] == number


def test_a_service_opens_with_the_figures_of_its_own_part_of_medicare() -> None:
    found = estimate(example("medicare-no-supplement"), draws=1)
    by_category = {share.service.category: at for at, share in enumerate(found.services, start=1)}
    blood = {one.name.rsplit(".", 1)[0] for one in open_service(found, by_category[ServiceCategory.LABORATORY]).figures}
    assert blood == {"medicare.part_b"}


def test_what_is_not_there_cannot_be_opened() -> None:
    found = estimated(EXAMPLES[0])
    with pytest.raises(UnknownName, match="month"):
        open_months(found, "1999-01")
    with pytest.raises(InputError, match="--service"):
        open_service(found, 10_000)


def carded(copay_help: str) -> Estimate:
    """A drug of 2,000 a month under a plan with a 5,000 deductible, and a maker's card of 6,000 a year."""
    fills = [
        {
            "date": f"2027-{month:02}-05",
            "name": "Capsules",
            "category": "specialty_drug",
            "allowed": "2000",
            "drug": "x",
        }
        for month in range(1, 13)
    ]
    plan = {
        "kind": "employer",
        "deductible": {"individual": "5000"},
        "out_of_pocket_maximum": {"individual": "6000"},
        "coinsurance": "20",
        "copay_help": copay_help,
    }
    held = [{"program": "a-card", "state": "granted", "amount": "6000", "drug": "x"}]
    case = {"as_of": "2026-12-31", "coverage": [plan], "services": fills, "help_already_held": held}
    return estimate(Case.model_validate(case), 12, 1)


def test_the_surprise_bill_in_spring_shows_under_a_copay_accumulator() -> None:
    """The card pays January to March; with an accumulator nothing was counted, so the deductible falls due in April."""
    months = {month.label: month.total.expected for month in carded("accumulator").by_month}
    assert [months[f"2027-{month:02}"] for month in (1, 2, 3)] == [0, 0, 0]
    assert months["2027-04"] == 200_000
    counted = {month.label: month.total.expected for month in carded("counts").by_month}
    assert sum(counted.values()) == 0


@pytest.mark.parametrize(
    ("category", "nights", "amount", "why"),
    [
        ("provider_drug", None, 0, "The price is not known, and nothing is counted for it here."),
        (
            "inpatient",
            3,
            173_600,
            "The price is not known; this much is due whatever it is. A new benefit period begins: Part A deductible "
            "$1,736.",
        ),
    ],
)
def test_what_is_due_whatever_the_price_is_said_so(category: str, nights: int | None, amount: int, why: str) -> None:
    listed = {"date": "2026-03-01", "name": "No price", "category": category, "nights": nights}
    case = Case.model_validate({"as_of": "2026-01-01", "coverage": [{"kind": "medicare"}], "services": [listed]})
    (share,) = estimate(case, 12, 1).services
    assert (share.patient_pays, share.why) == (amount, why)


def test_the_rule_that_was_applied_stands_with_its_source() -> None:
    listed = {"date": "2026-03-01", "name": "Drug", "category": "provider_drug", "allowed": "1283"}
    coverage = [{"kind": "medicare", "part_a": True, "part_b": True}]
    case = Case.model_validate({"as_of": "2026-01-01", "coverage": coverage, "services": [listed]})
    (share,) = estimate(case, 12, 1).services
    assert share.why.startswith("Part B: $283 of it toward the deductible")
    assert share.why.endswith("then $200 coinsurance (20% of $1,000).")
    assert share.rule_source == "42 USC 1395l (Part B)"


@pytest.mark.parametrize(
    ("example", "counters"),
    [
        ("medicare-medicaid-qmb", {("deductible", "medicare"), ("deductible", "part_d")}),
        ("medicare-extra-help", {("deductible", "part_d")}),
        ("medicare-medigap-g-part-d", set()),
        ("employer-crossing-plan-year", set()),
    ],
)
def test_a_limit_that_others_fill_is_said_to_be_theirs(example: str, counters: set[tuple[str, str]]) -> None:
    """QMB pays the Part B deductible, Extra Help the drug plan's; Medigap G leaves the Part B deductible."""
    found = estimate(read_case(EXAMPLES[0].parent / f"{example}.yaml"), draws=20)
    filled = [one for one in found.accumulators if one.at_end.high > 0]
    assert {(one.name, one.plan_year.split()[0]) for one in filled if one.paid_by_others} == counters
