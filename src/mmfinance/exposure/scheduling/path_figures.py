"""The published shares, chances and ratios that a care path's draws stand on, each with its source."""

from collections.abc import Iterator

from mmfinance.exposure.result import FigureUsed
from mmfinance.reference.care_paths import CarePath
from mmfinance.reference.price_files import Level
from mmfinance.reference.prices import price_level, price_source

_RULE_KINDS = frozenset({"planning_rule", "unverified"})


def path_figures(path: CarePath) -> tuple[FigureUsed, ...]:
    """How often the first doses are in hospital, each chance, the rate of unplanned visits: as used in the draws."""
    return tuple(_path_figures(path))


def level_figure(level: Level) -> FigureUsed:
    """What commercial plans pay against Medicare: the middle, and the span where there is one."""
    found = price_level(level)
    spans = found.low != found.high
    return FigureUsed(
        name=f"commercial.{level}",
        value=f"{found.middle} ({found.low} to {found.high})" if spans else str(found.middle),
        period="2022" if found.source else "",
        source=price_source(found.source).title if found.source else "assumption of mmfinance; no ratio was found",
        confidence="low" if found.assumption else "medium",
        fallback=bool(found.source),
    )


def _path_figures(path: CarePath) -> Iterator[FigureUsed]:
    if path.step_up:
        yield _figure("inpatient_share", path.step_up.inpatient_share, path.step_up.source)
    for phase in path.phases:
        if phase.chance is not None and phase.source:
            yield _figure(f"chance.{phase.id}", phase.chance, phase.source)
    if path.unplanned:
        rate = f"{path.unplanned.visits:g} visits in {path.unplanned.in_days} days"
        yield _figure("unplanned_visits", rate, path.unplanned.source)


def _figure(name: str, value: float | str, source: str) -> FigureUsed:
    found = price_source(source)
    return FigureUsed(
        name=f"care_path.{name}",
        value=f"{value}",
        period=found.date or "",
        source=found.title,
        confidence="low" if found.kind in _RULE_KINDS else "medium",
        fallback=False,
    )
