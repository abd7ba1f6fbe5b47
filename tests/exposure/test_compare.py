"""The same case under several choices."""

from datetime import date
from pathlib import Path

import pytest

from mmfinance.case.consistency import contradictions
from mmfinance.case.reading import read_case
from mmfinance.case.vocabulary import Setting
from mmfinance.errors import InputError, InvalidDocument, UnknownName
from mmfinance.exposure.compare import (
    COLUMNS,
    STATEMENT,
    compare,
    comparison_document,
    options,
    own_months,
    read_coverage,
)
from mmfinance.exposure.estimate import estimate

EXAMPLES = Path(__file__).parents[2] / "examples"
CASE = read_case(EXAMPLES / "employer-crossing-plan-year.yaml")

PLAN = """
coverage:
  - kind: employer
    name: {name}
    plan_year_start: 01-01
    deductible: {{individual: {deductible}}}
    out_of_pocket_maximum: {{individual: {maximum}}}
    coinsurance: 20
    premium_monthly: {premium}
"""


def test_choices_combine_in_the_order_named() -> None:
    found = options(
        CASE, care_paths=["teclistamab", "talquetamab"], sites=[Setting.OFFICE, Setting.OUTPATIENT_HOSPITAL]
    )
    assert [one.label for one in found] == [
        "teclistamab, office",
        "teclistamab, outpatient hospital",
        "talquetamab, office",
        "talquetamab, outpatient hospital",
    ]


def test_one_choice_is_no_comparison_and_too_many_are_refused() -> None:
    with pytest.raises(InputError, match="at least two"):
        options(CASE, care_paths=["teclistamab"])
    with pytest.raises(InputError, match="combinations"):
        options(CASE, starts=[date(2026, 12, day) for day in range(1, 31)])


def test_each_choice_is_the_estimate_of_its_case() -> None:
    chosen = options(CASE, starts=[date(2026, 12, 15), date(2027, 1, 5)])
    found = compare(chosen, draws=50)
    assert [one.total for one in found] == [estimate(one.case, draws=50).total for one in chosen]
    assert all(one.travel_days > 0 and one.worst_month for one in found)


def test_choices_that_start_apart_are_said_to_cover_different_months() -> None:
    """A December and a January start each run 12 months: the later one ends in another plan year."""
    apart = compare(options(CASE, starts=[date(2026, 12, 15), date(2027, 1, 5)]), draws=1)
    said = own_months(apart)
    assert said is not None
    assert "2026-12-15 to 2027-12-14, 2027-01-05 to 2028-01-04" in said
    assert own_months(compare(options(CASE, care_paths=["teclistamab", "follow_up"]), draws=1)) is None


@pytest.mark.parametrize("column", COLUMNS)
def test_the_order_is_that_of_the_column_picked(column: str) -> None:
    found = compare(options(CASE, care_paths=["teclistamab", "follow_up", "talquetamab"]), draws=1, sort=column)
    keys = [COLUMNS[column](one) for one in found]
    assert keys == sorted(keys)


def test_next_years_plans(tmp_path: Path) -> None:
    for name, deductible, maximum, premium in (("low", 500, 3000, 500), ("high", 6000, 9000, 120)):
        text = PLAN.format(name=name, deductible=deductible, maximum=maximum, premium=premium)
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    coverages = [(name, read_coverage(tmp_path / f"{name}.yaml")) for name in ("low", "high")]
    low, high = compare(options(CASE, starts=[date(2027, 1, 5)], coverages=coverages), draws=50)
    assert low.label == "start 2027-01-05, low"
    assert low.total.expected < high.total.expected
    assert low.premiums is not None
    assert low.premiums.expected == 12 * 50_000
    assert low.plan_maximum is not None
    assert low.plan_maximum % 300_000 == 0


def test_next_years_plan_follows_this_years(tmp_path: Path) -> None:
    """Open enrollment: what falls due in December is the same under every choice, and nobody is without coverage."""
    for name, maximum in (("low", 3000), ("high", 9000)):
        text = PLAN.format(name=name, deductible=500, maximum=maximum, premium=500) + "    starts_on: 2027-01-01\n"
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    coverages = [(name, read_coverage(tmp_path / f"{name}.yaml")) for name in ("low", "high")]
    low, high = options(CASE, coverages=coverages)
    found = [estimate(one.case, draws=20) for one in (low, high)]
    assert [one.by_month[0].total for one in found] == [estimate(CASE, draws=20).by_month[0].total] * 2
    assert found[0].by_plan_year[1].total.expected < found[1].by_plan_year[1].total.expected
    assert not any("no coverage is known" in warning for one in found for warning in one.warnings)
    assert not contradictions(low.case)


def test_a_choice_that_contradicts_itself_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "plan.yaml"
    wrong.write_text("coverage:\n  - kind: part_d\n  - kind: part_d\n", encoding="utf-8")
    with pytest.raises(InvalidDocument, match=r"coverage\[1\].*only one of them"):
        read_coverage(wrong)


def test_a_file_that_is_no_coverage_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "plan.yaml"
    wrong.write_text("coverag: []\n", encoding="utf-8")
    with pytest.raises(InvalidDocument, match="coverage"):
        read_coverage(wrong)


def test_a_care_path_that_does_not_exist_names_the_nearest() -> None:
    with pytest.raises(UnknownName, match="teclistamab"):
        compare(options(CASE, care_paths=["teclistamabb", "follow_up"]), draws=1)


def test_the_document_says_that_nothing_is_recommended() -> None:
    found = compare(options(CASE, care_paths=["teclistamab", "follow_up"]), draws=1)
    document = comparison_document(CASE, found, None)
    assert document["statement"] == STATEMENT
    assert "recommends nothing" in STATEMENT
    assert [option["label"] for option in document["options"]] == ["teclistamab", "follow_up"]
