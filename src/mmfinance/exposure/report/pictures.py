"""The picture of an estimate: the range, and stacked bars by month, as accessible SVG text.

Letters reuse it with words of their own. It prints in black and white: every series has its own hatching. Bars of one
series are one path, and hatching is drawn as lines, not as SVG patterns, so that every renderer shows the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from mmfinance.exposure.report.hatching import Box, hatch

FONT = "mmfinance Sans, sans-serif"
INK, GRID = "#1a1a1a", "#c8c8c8"
LOOKS = (("#1f4e79", None), ("#f2c14e", "rising"), ("#a9cce3", "level"), ("#ffffff", "upright"), ("#8a8a8a", "falling"))
WIDTH, HEIGHT = 640, 340
LEFT, RIGHT, BARS_TOP, BARS_BOTTOM = 64, 12, 120, 286


@dataclass(frozen=True)
class Series:
    """One kind of cost: its name and cents per bar."""

    name: str
    cents: tuple[int, ...]


@dataclass(frozen=True)
class Picture:
    """What a cost picture shows; all words are given, so that a letter can give them in its language.

    ``total`` is low, expected and high in cents (None: no range is drawn); ``labels`` name the bars; ``description``
    says the figures in words.
    """

    title: str
    description: str
    range_label: str
    total: tuple[int, int, int] | None
    labels: tuple[str, ...]
    series: tuple[Series, ...]


def cost_svg(picture: Picture) -> str:
    """Draw the range and the stacked bars as one SVG document, the same bytes for the same picture.

    The title is the first child, as PDF/UA asks of inline SVG.
    """
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}" '
        f'role="img" font-family="{FONT}" font-size="11">',
        f"<title>{escape(picture.title)}</title>",
        f"<desc>{escape(picture.description)}</desc>",
        f'<path fill="#ffffff" d="M0 0H{WIDTH}V{HEIGHT}H0z"/>',
        *_range(picture),
        *_legend(picture.series),
        *_axis(_top(picture)),
        *_bars(picture),
        *_bar_labels(picture.labels),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _top(picture: Picture) -> int:
    """The dollars at the top of the axis: a round number at or above the highest bar."""
    highest = max((sum(stack) for stack in zip(*(one.cents for one in picture.series), strict=True)), default=0) / 100
    step = 1
    while step * 10 < highest:
        step *= 10
    return next(step * times for times in (1, 2, 4, 6, 8, 10) if step * times >= highest)


def _axis(top: int) -> Iterator[str]:
    steps = 4
    levels = [BARS_BOTTOM - (BARS_BOTTOM - BARS_TOP) * step / steps for step in range(steps + 1)]
    lines = "".join(f"M{LEFT} {_n(y)}H{WIDTH - RIGHT}" for y in levels)
    yield f'<path fill="none" stroke="{GRID}" stroke-width="0.7" d="{lines}"/>'
    for step, y in enumerate(levels):
        yield _text(LEFT - 6, y + 4, _axis_dollars(top * step / steps), "end")


def _bars(picture: Picture) -> Iterator[str]:
    for number, boxes in enumerate(_boxes(picture)):
        fill, style = LOOKS[number % len(LOOKS)]
        outline = "".join(box.outline() for box in boxes)
        if not outline:
            continue
        yield f'<path fill="{fill}" stroke="{INK}" stroke-width="0.6" d="{outline}"/>'
        if style:
            yield f'<path fill="none" stroke="{INK}" stroke-width="0.6" d="{hatch(boxes, style)}"/>'


def _boxes(picture: Picture) -> Iterator[list[Box]]:
    """The boxes of each series, one on another."""
    per_dollar = (BARS_BOTTOM - BARS_TOP) / _top(picture)
    floors = [float(BARS_BOTTOM)] * len(picture.labels)
    for series in picture.series:
        boxes = []
        for at, cents in enumerate(series.cents):
            height = cents / 100 * per_dollar
            left, width = _slot(at, len(picture.labels))
            if height >= 0.05:
                boxes.append(Box(left + width * 0.15, floors[at] - height, width * 0.7, height))
            floors[at] -= height
        yield boxes


def _bar_labels(labels: Sequence[str]) -> Iterator[str]:
    for at, label in enumerate(labels):
        left, width = _slot(at, len(labels))
        for line, words in enumerate(label.split("\n")):
            yield _text(left + width / 2, BARS_BOTTOM + 15 + 13 * line, words, "middle")


def _slot(at: int, count: int) -> tuple[float, float]:
    width = (WIDTH - RIGHT - LEFT) / max(count, 1)
    return LEFT + width * at, width


def _legend(series: Sequence[Series]) -> Iterator[str]:
    for number, one in enumerate(series):
        fill, style = LOOKS[number % len(LOOKS)]
        left = LEFT + (number % 2) * 280
        box = Box(left, 72 + (number // 2) * 18, 14, 11)
        yield f'<path fill="{fill}" stroke="{INK}" stroke-width="0.6" d="{box.outline()}"/>'
        if style:
            yield f'<path fill="none" stroke="{INK}" stroke-width="0.6" d="{hatch([box], style)}"/>'
        yield _text(left + 20, box.top + 10, one.name, "start")


def _range(picture: Picture) -> Iterator[str]:
    """A bar from low to high with a mark at the expected amount, on a scale from nothing to the high amount."""
    yield f'<text x="{LEFT}" y="16" fill="{INK}" font-weight="600">{escape(picture.range_label)}</text>'
    if picture.total is None:
        return
    low, expected, high = picture.total
    span = WIDTH - RIGHT - LEFT - 60
    x_low, x_expected, x_high = (LEFT + span * cents / max(high, 1) for cents in (low, expected, high))
    yield f'<path fill="none" stroke="{INK}" stroke-width="0.8" d="M{LEFT} 34H{_n(LEFT + span)}"/>'
    yield f'<path fill="#a9cce3" stroke="{INK}" stroke-width="0.8" d="M{_n(x_low)} 28H{_n(x_high)}V40H{_n(x_low)}z"/>'
    yield f'<path fill="none" stroke="{INK}" stroke-width="3" d="M{_n(x_expected)} 24V44"/>'
    yield from _range_labels(((x_low, low), (x_expected, expected), (x_high, high)))


def _range_labels(marks: Sequence[tuple[float, int]]) -> Iterator[str]:
    """The three amounts under their marks, moved apart where they would run into each other."""
    last = float("-inf")
    for x, cents in marks:
        words = whole_dollars(cents)
        last = max(x, last + 7 * len(words) + 8)
        yield _text(last, 57, words, "middle")


def whole_dollars(cents: int) -> str:
    """Cents as people read them in a picture: whole dollars, rounded half-up."""
    return f"${(cents + 50) // 100:,}"


def _axis_dollars(amount: float) -> str:
    return f"${amount:,.0f}" if amount == int(amount) else f"${amount:,.2f}"


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}" fill="{INK}">{escape(words)}</text>'


def _n(number: float) -> str:
    """A coordinate with at most one decimal: short, and the same on every machine."""
    return f"{number:.1f}".removesuffix(".0")
