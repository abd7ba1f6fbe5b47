"""The figures that entered an estimate, each once for every value used."""

from collections.abc import Iterable
from datetime import date

from mmfinance.exposure.result import FigureUsed
from mmfinance.reference.figures import Figure, figure


def cite(used: Iterable[tuple[str, date]]) -> tuple[FigureUsed, ...]:
    """Look up each name on its day and describe it once for every period; raises UnknownName."""
    found: dict[tuple[str, date | None, bool], FigureUsed] = {}
    for name, day in used:
        one = figure(name, day)
        found.setdefault((one.name, one.start, one.fallback), _used(one))
    return tuple(found[key] for key in sorted(found, key=lambda key: (key[0], str(key[1]), key[2])))


def _used(one: Figure) -> FigureUsed:
    source = one.source
    where = f"{source.publisher}: {source.title}" + (f" ({source.url})" if source.url else "")
    return FigureUsed(one.name, _value(one), _period(one), where, one.confidence, one.fallback)


def _value(one: Figure) -> str:
    return "not published" if one.value is None else f"{one.value} {one.unit}"


def _period(one: Figure) -> str:
    if one.start is None and one.end is None:
        return "no end known"
    return f"{one.start or '...'} to {one.end or '...'}"
