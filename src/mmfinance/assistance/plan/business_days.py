"""Business days by the federal holidays (5 U.S.C. 6103), as windows of two business days count them."""

from datetime import date, timedelta
from functools import cache


@cache
def _federal_holidays(year: int) -> frozenset[date]:
    # `holidays` costs a fifth of a second to import: only commands that count days pay it.
    import holidays

    return frozenset(holidays.country_holidays("US", years=year))


def is_business_day(day: date) -> bool:
    """Tell whether a day is neither a weekend day nor a federal holiday."""
    return day.weekday() < 5 and day not in _federal_holidays(day.year)


def add_business_days(day: date, count: int) -> date:
    """Count business days forward; zero gives the day itself or the next business day."""
    while not is_business_day(day):
        day += timedelta(days=1)
    for _ in range(count):
        day += timedelta(days=1)
        while not is_business_day(day):
            day += timedelta(days=1)
    return day


def subtract_business_days(day: date, count: int) -> date:
    """Count business days back from a day: the last day on which so many still lie before it."""
    for _ in range(count):
        day -= timedelta(days=1)
        while not is_business_day(day):
            day -= timedelta(days=1)
    return day
