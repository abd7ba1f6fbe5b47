"""The picture of the costs by month, as plain geometry; the template draws it."""

from dataclasses import dataclass
from datetime import date
from math import ceil

from mmfinance.exposure.result import Period
from mmfinance.letters.formats import month_start

WIDTH = 660
HEIGHT = 128
_TOP = 22
_BOTTOM = 34
_BAR_SHARE = 0.62


MOST_BARS = 13
"""Bars in one picture: twelve months may touch thirteen of the calendar. More would run into one another."""


@dataclass(frozen=True)
class Bar:
    """One month: where the bar stands (points from the top left), how tall it is, and its amounts in cents."""

    month: date
    left: float
    middle: float
    width: float
    top: float
    height: float
    high_top: float
    expected: int
    high: int
    is_first_of_year: bool


@dataclass(frozen=True)
class Chart:
    """A bar a month on one scale."""

    width: int
    height: int
    baseline: float
    bars: tuple[Bar, ...]


def monthly_charts(months: tuple[Period, ...]) -> tuple[Chart, ...]:
    """Place a bar for each month: its height is the expected amount, with a line up to the high amount.

    Months that do not fit side by side go into further pictures of the same scale.
    """
    tallest = max([period.total.high for period in months] + [period.total.expected for period in months] + [1])
    pictures = max(ceil(len(months) / MOST_BARS), 1)
    size = max(ceil(len(months) / pictures), 1)
    return tuple(_chart(months[start : start + size], size, tallest) for start in range(0, len(months), size))


def _chart(months: tuple[Period, ...], slots: int, tallest: int) -> Chart:
    baseline = float(HEIGHT - _BOTTOM)
    bars = (_bar(index, period, WIDTH / slots, baseline, tallest) for index, period in enumerate(months))
    return Chart(WIDTH, HEIGHT, baseline, tuple(bars))


def _bar(index: int, period: Period, slot: float, baseline: float, tallest: int) -> Bar:
    scale = (baseline - _TOP) / tallest
    height = round(period.total.expected * scale, 1)
    month = month_start(period.label)
    return Bar(
        month=month,
        left=round(index * slot + slot * (1 - _BAR_SHARE) / 2, 1),
        middle=round((index + 0.5) * slot, 1),
        width=round(slot * _BAR_SHARE, 1),
        top=round(baseline - height, 1),
        height=height,
        high_top=round(baseline - period.total.high * scale, 1),
        expected=period.total.expected,
        high=period.total.high,
        is_first_of_year=index == 0 or month.month == 1,
    )
