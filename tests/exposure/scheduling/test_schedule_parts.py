"""Parts of a schedule: whose price level holds on a day, months of real dates, the set of prices a path stands on."""

from datetime import date
from typing import Any

import pytest

from mmfinance.case.model import Case
from mmfinance.exposure.scheduling.payers import payer_spans, paying_on
from mmfinance.exposure.scheduling.pricing import Paying
from mmfinance.exposure.scheduling.schedule import build_schedule
from mmfinance.exposure.scheduling.timing import add_months
from mmfinance.reference.care_paths import care_path_ids
from mmfinance.reference.price_files import price_sources

START, END = date(2026, 12, 1), date(2027, 11, 30)


def level(coverage: list[dict[str, Any]] | None, day: date = START) -> Paying:
    case = Case.model_validate({"as_of": "2026-11-25", "coverage": coverage})
    return paying_on(payer_spans(case, START, END), day)


@pytest.mark.parametrize(
    ("kinds", "paying"),
    [
        (["medicare"], Paying.MEDICARE),
        (["medicare", "medigap", "part_d"], Paying.MEDICARE),
        (["medicare_advantage"], Paying.MEDICARE),
        (["medicaid"], Paying.MEDICARE),
        (["tricare"], Paying.MEDICARE),
        (["champva"], Paying.MEDICARE),
        (["va"], Paying.MEDICARE),
        (["employer"], Paying.COMMERCIAL),
        (["cobra"], Paying.COMMERCIAL),
        (["marketplace"], Paying.COMMERCIAL),
        (["employer", "medicaid"], Paying.COMMERCIAL),
        (["employer", "medicare"], Paying.MEDICARE),
        (["uninsured"], Paying.BILLED),
        ([], Paying.BILLED),
    ],
)
def test_whose_price_level_holds(kinds: list[str], paying: Paying) -> None:
    assert level([{"kind": kind} for kind in kinds]) is paying


def test_a_plan_through_present_work_sets_the_price_before_medicare() -> None:
    assert level([{"kind": "employer", "active_employment": True}, {"kind": "medicare"}]) is Paying.COMMERCIAL


def test_a_gap_between_plans_is_billed() -> None:
    coverage = [{"kind": "employer", "ends_on": "2026-12-31"}, {"kind": "marketplace", "starts_on": "2027-02-01"}]
    days = (date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 31), date(2027, 2, 1))
    assert [level(coverage, day) for day in days] == [
        Paying.COMMERCIAL,
        Paying.BILLED,
        Paying.BILLED,
        Paying.COMMERCIAL,
    ]


def test_months_are_real_months() -> None:
    assert add_months(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert add_months(date(2026, 12, 1), 12) == date(2027, 12, 1)
    assert add_months(date(2028, 2, 29), 12) == date(2029, 2, 28)


@pytest.mark.parametrize("path", care_path_ids())
def test_every_figure_has_a_source_and_every_service_names_it(path: str) -> None:
    fields = {"as_of": "2026-11-25", "coverage": [{"kind": "employer"}], "treatment": {"care_path": path}}
    schedule = build_schedule(Case.model_validate(fields), 12)
    assert all(figure.source and figure.confidence for figure in schedule.figures_used)
    assert {entry.service.source for entry in schedule.services} <= set(price_sources())
    names = [figure.name for figure in schedule.figures_used]
    assert "commercial.hospital" in names or not any(entry.level == "hospital" for entry in schedule.services)
