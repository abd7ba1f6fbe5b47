"""Days as people and spreadsheets write them, by hand."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmfinance.batch.columns.days import day_first, month_and_day, month_first, month_first_since_1904, order_said
from mmfinance.batch.columns.unreadable import Unreadable

MARCH_4_1956 = date(1956, 3, 4)


@pytest.mark.parametrize(
    "text",
    [
        "1956-03-04", "1956/3/4", "1956.03.04", "19560304", "3/4/1956", "03/04/1956", "3-4-1956", "03.04.1956",
        "March 4, 1956", "Mar 4 1956", "mar. 4, 1956", "4-Mar-1956", "4 March 1956", "4th March 1956", "March 4th, 1956",
        "04MAR1956", "1956-03-04 00:00:00", "1956-03-04T00:00:00Z", "3/4/1956 0:00", "3/4/1956 12:00 AM",
        "1956-03-04T00:00:00.000+00:00",
        "20518", "20518.75",  # what =DATE(1956,3,4) is as a number
    ],
)  # fmt: skip
def test_the_fourth_of_march(text: str) -> None:
    assert month_first(text) == MARCH_4_1956


@pytest.mark.parametrize(
    "text",
    [
        "1956", "2026", "3/4/56", "4-Mar-56", "3/1956", "13/13/1956", "2/30/1956", "1956-13-01", "0/0/1956", "Marc 4",
        "Smarch 4, 1956", "4/3/1956/2", "999", "99999", "1e5", "-20518", "0", "soon", "12345678", "2026-11-28x", "9" * 300, "x956-03-04",
    ],
)  # fmt: skip
def test_what_is_no_whole_day_is_said_not_guessed(text: str) -> None:
    with pytest.raises(Unreadable):
        month_first(text)


def test_a_day_that_cannot_be_month_first_is_read_day_first() -> None:
    assert month_first("25/04/2026") == date(2026, 4, 25)
    assert day_first("03/04/2026") == date(2026, 4, 3)
    assert day_first("04/25/2026") == date(2026, 4, 25)


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("3/4/2026", "either"), ("4/4/2026", None), ("25/4/2026", "day first"), ("4/25/2026", "month first"),
        ("2026-04-03", None), ("46000", None), ("3/4/2026 0:00", "either"),
    ],
)  # fmt: skip
def test_what_a_date_shows_of_its_order(text: str, order: str | None) -> None:
    assert order_said(text) == order


@pytest.mark.parametrize(
    ("number", "day"),
    # ECMA-376 part 1, 18.17.4.1: in the 1900 system 2008-12-31 is 39813; in the 1904 system 2008-12-31 is 38351.
    [("39813", date(2008, 12, 31)), ("2101", date(1905, 10, 1)), ("46000", date(2025, 12, 9))],
)
def test_a_spreadsheets_day_numbers(number: str, day: date) -> None:
    assert month_first(number) == day


def test_day_numbers_of_a_workbook_from_1904() -> None:
    assert month_first_since_1904("38351") == date(2008, 12, 31)
    assert month_first_since_1904("2008-12-31") == date(2008, 12, 31)


@pytest.mark.parametrize(
    ("text", "day"),
    [("07-01", "07-01"), ("7/1", "07-01"), ("July 1", "07-01"), ("july", "07-01"), ("Sept 15", "09-15"),
     ("2026-07-01", "07-01"), ("1/1/2026", "01-01"), ("Feb 29", "02-29")],
)  # fmt: skip
def test_the_day_a_plan_year_begins(text: str, day: str) -> None:
    assert month_and_day(text) == day


@pytest.mark.parametrize("text", ["13/13", "Feb 30", "calendar year", "2026", "0/1"])
def test_what_is_no_day_of_a_year(text: str) -> None:
    with pytest.raises(Unreadable):
        month_and_day(text)


@given(st.dates(date(1906, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_back_in_every_form(day: date) -> None:
    for text in (
        day.isoformat(),
        f"{day:%m/%d/%Y}",
        f"{day.month}/{day.day}/{day.year}",
        f"{day:%B} {day.day}, {day.year}",
    ):
        assert month_first(text) == day
    assert day_first(f"{day:%d/%m/%Y}") == day
    serial = (day - date(1899, 12, 30)) / timedelta(days=1)
    assert month_first(f"{serial:.0f}") == day
