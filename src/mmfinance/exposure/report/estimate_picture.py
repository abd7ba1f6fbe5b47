"""The picture of one estimate, of a comparison, and of the months in a terminal, in English words."""

from collections.abc import Sequence
from datetime import date

from mmfinance.case.vocabulary import CostGroup
from mmfinance.exposure.compare import Compared
from mmfinance.exposure.report.pictures import Picture, Series, whole_dollars
from mmfinance.exposure.result import Estimate, Period

GROUP_NAMES = {
    CostGroup.DEDUCTIBLES_AND_COPAYMENTS: "Deductibles and copayments",
    CostGroup.TRAVEL_AND_LODGING: "Travel and lodging",
    CostGroup.LOST_WAGES: "Lost wages",
    CostGroup.FOLLOW_UP_AND_SIDE_EFFECTS: "Follow-up care and side effects",
}
GLYPHS, PLAIN_GLYPHS = "█▒░▓", "#=.+"
WORDS_ON_A_LINE = 12


def estimate_picture(estimate: Estimate) -> Picture:
    """The range and the months of an estimate; the description says every month's figures in words."""
    total = estimate.total
    months = "; ".join(f"{month.label} {whole_dollars(month.total.expected)}" for month in estimate.by_month)
    label = (
        f"{whole_dollars(total.low)} to {whole_dollars(total.high)} over {estimate.horizon.months} months; "
        f"expected {whole_dollars(total.expected)}"
    )
    return Picture(
        title="What the coming months may cost",
        description=f"{label}. Expected by month: {months}.",
        range_label=label,
        total=(total.low, total.expected, total.high),
        labels=tuple(_month_label(month.label) for month in estimate.by_month),
        series=tuple(
            Series(name, tuple(month.by_group[group].expected for month in estimate.by_month))
            for group, name in GROUP_NAMES.items()
        ),
    )


def comparison_picture(compared: Sequence[Compared]) -> Picture:
    """The choices side by side, each a bar of its four expected groups."""
    said = "; ".join(f"{one.label}: {whole_dollars(one.total.expected)}" for one in compared)
    return Picture(
        title="The choices side by side",
        description=f"Expected cost: {said}. This recommends nothing.",
        range_label="Expected cost of each choice (premiums apart)",
        total=None,
        labels=tuple(_wrapped(one.label) for one in compared),
        series=tuple(
            Series(name, tuple(dict(one.by_group)[group] for one in compared)) for group, name in GROUP_NAMES.items()
        ),
    )


def terminal_bars(months: Sequence[Period], width: int, glyphs: str = GLYPHS) -> tuple[str, ...]:
    """A bar of characters for each month, `width` for the dearest; every group has its own character."""
    most = max((month.total.expected for month in months), default=0)
    return tuple(_bar(month, most, width, glyphs) for month in months)


def _bar(month: Period, most: int, width: int, glyphs: str) -> str:
    """Cells are shared out at the running sums, so that groups together are as long as the total."""
    bar, running = "", 0
    for glyph, group in zip(glyphs, GROUP_NAMES, strict=True):
        running += month.by_group[group].expected
        bar += glyph * ((running * width + most // 2) // max(most, 1) - len(bar))
    return bar


def _month_label(label: str) -> str:
    day = date.fromisoformat(f"{label}-01")
    return f"{day:%b}\n{day.year}"


def _wrapped(label: str) -> str:
    """Break a label at its words and underscores, for the narrow place under a bar."""
    lines = [""]
    for word in label.replace("_", " ").split():
        if lines[-1] and len(lines[-1]) + len(word) >= WORDS_ON_A_LINE:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)
