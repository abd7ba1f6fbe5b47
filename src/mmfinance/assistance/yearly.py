"""Days that come every year, written MM-DD."""

import calendar
from datetime import date


def next_yearly(today: date, month_day: str) -> date:
    """Find the next day that a yearly date falls on, today included; 02-29 is 02-28 in a common year."""
    month, day = (int(part) for part in month_day.split("-"))
    for year in (today.year, today.year + 1):
        found = date(year, month, min(day, calendar.monthrange(year, month)[1]))
        if found >= today:
            return found
    raise AssertionError("one of two years holds a day that is still to come")
