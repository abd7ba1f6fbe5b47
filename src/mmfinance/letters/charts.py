"""The picture of the costs by month, as plain geometry; the template draws it."""

from dataclasses import dataclass
from datetime import date

from mmfinance.exposure.result import Period
from mmfinance.letters.formats import month_start

WIDTH = 660
HEIGHT = 128
_TOP = 22
_BOTTOM = 34
_BAR_SHARE = 0.62


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


def monthly_chart(months: tuple[Period, ...]) -> Chart:
    """Place a bar for each month: its height is the expected amount, with a line up to the high amount."""
    baseline = float(HEIGHT - _BOTTOM)
    tallest = max([period.total.high for period in months] + [period.total.expected for period in months] + [1])
    slot = WIDTH / max(len(months), 1)
    bars = tuple(_bar(index, period, slot, baseline, tallest) for index, period in enumerate(months))
    return Chart(WIDTH, HEIGHT, baseline, bars)


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
