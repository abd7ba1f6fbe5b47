"""In which plan year a day falls, so that every cost belongs to exactly one."""

from collections.abc import Iterator
from datetime import date, timedelta

from mmfinance.case.vocabulary import CoverageKind
from mmfinance.exposure.benefits.coverage_stack import Stack
from mmfinance.exposure.benefits.terms import Layer, MedicareLayer, PlanLayer, Span
from mmfinance.exposure.result import Horizon

NO_PLAN = "calendar_year"
"""Stands for the plan where no coverage is in force."""


class PlanYears:
    """Names plan years after the coverage that pays first on a day: ``employer 2026-07-01``."""

    def __init__(self, stack: Stack) -> None:
        self._spans = tuple(_spans(stack))
        self._known: dict[date, str] = {}

    def label(self, day: date) -> str:
        """The plan year of a day; the calendar year where no coverage is in force."""
        if day not in self._known:
            self._known[day] = self._find(day)
        return self._known[day]

    def uncovered_from(self, horizon: Horizon) -> date | None:
        """The first day after coverage on which none is in force; None where there was none, or it goes on."""
        covered = False
        for at in range((horizon.end - horizon.start).days + 1):
            day = horizon.start + timedelta(days=at)
            if not self.label(day).startswith(NO_PLAN):
                covered = True
            elif covered:
                return day
        return None

    def _find(self, day: date) -> str:
        for kind, span in self._spans:
            if int(span.first_day[0]) <= day.toordinal() <= int(span.last_day[0]):
                return f"{kind} {_start(span, day).isoformat()}"
        return f"{NO_PLAN} {date(day.year, 1, 1).isoformat()}"


def _spans(stack: Stack) -> Iterator[tuple[CoverageKind, Span]]:
    """Medical coverage first, then any other."""
    plans = [layer for layer in stack.layers if isinstance(layer, PlanLayer | MedicareLayer)]
    for layer in sorted(plans, key=lambda layer: not layer.medical):
        yield layer.kind, layer.span


def _start(span: Span, day: date) -> date:
    starts = [date.fromordinal(int(start)) for start in span.year_starts[:, 0]]
    return max((start for start in starts if start <= day), default=starts[0])


def layer_year_start(layer: Layer, year: int) -> date:
    """The first day of a layer's plan year by its index."""
    return date.fromordinal(int(layer.span.year_starts[year, 0]))
