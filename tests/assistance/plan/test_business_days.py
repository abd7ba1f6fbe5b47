from datetime import date

import pytest

from mmfinance.assistance.plan.business_days import add_business_days, is_business_day, subtract_business_days

# OPM's federal holidays of 2026 and 2027: Thanksgiving 2026-11-26, Christmas 2026-12-25 (Friday),
# New Year's Day 2027-01-01 (Friday), Independence Day 2027-07-04 (Sunday, observed Monday).


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 11, 24), 2, date(2026, 11, 27)),
        (date(2026, 11, 25), 2, date(2026, 11, 30)),
        (date(2026, 12, 24), 1, date(2026, 12, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 4)),
        (date(2027, 7, 2), 1, date(2027, 7, 6)),
        (date(2026, 11, 28), 0, date(2026, 11, 30)),
        (date(2026, 11, 27), 0, date(2026, 11, 27)),
    ],
)
def test_windows_skip_weekends_and_federal_holidays(day: date, count: int, expected: date) -> None:
    assert add_business_days(day, count) == expected


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 12, 2), 4, date(2026, 11, 25)),
        (date(2026, 12, 14), 4, date(2026, 12, 8)),
        (date(2027, 1, 4), 1, date(2026, 12, 31)),
        (date(2026, 11, 29), 1, date(2026, 11, 27)),
        (date(2026, 11, 28), 0, date(2026, 11, 28)),
    ],
)
def test_windows_before_a_day_skip_weekends_and_federal_holidays_too(day: date, count: int, expected: date) -> None:
    assert subtract_business_days(day, count) == expected


def test_thanksgiving_is_no_business_day_and_the_friday_after_it_is() -> None:
    assert not is_business_day(date(2026, 11, 26))
    assert is_business_day(date(2026, 11, 27))
