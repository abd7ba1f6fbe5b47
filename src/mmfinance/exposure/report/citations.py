"""The figures that entered an estimate, each once for every value used."""

from collections.abc import Iterable
from datetime import date

from mmfinance.exposure.result import FigureUsed
from mmfinance.exposure.services import Service
from mmfinance.reference.figures import Figure, figure
from mmfinance.reference.price_files import price_sources


def cite(used: Iterable[tuple[str, date]]) -> tuple[FigureUsed, ...]:
    """Look up each name on its day and describe it once for every period; raises UnknownName."""
    found: dict[tuple[str, date | None, bool], FigureUsed] = {}
    for name, day in used:
        one = figure(name, day)
        found.setdefault((one.name, one.start, one.fallback), _used(one))
    return tuple(found[key] for key in sorted(found, key=lambda key: (key[0], str(key[1]), key[2])))


def price_origin(service: Service) -> str | None:
    """Where the price of a service was read: title and address; None where the case itself names the amount."""
    if service.source is None:
        return None
    source = price_sources().get(service.source)
    return service.source if source is None else f"{source.title}" + (f" ({source.url})" if source.url else "")


def applies_on(one: FigureUsed, day: date) -> bool:
    """Whether a cited figure is the one for a day: its period holds the day, or it stands in for a later one."""
    start, _, end = one.period.partition(" to ")
    begun = not _is_date(start) or date.fromisoformat(start) <= day
    over = _is_date(end) and date.fromisoformat(end) < day
    return begun and over == one.fallback


def _is_date(text: str) -> bool:
    return len(text) == 10 and text[4] == "-"


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
