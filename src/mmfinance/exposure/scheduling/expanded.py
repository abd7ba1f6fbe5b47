"""What a care path or a person's own list expands into, with what can be read off it, worked out once."""

from dataclasses import dataclass
from functools import cached_property

from mmfinance.exposure.result import FigureUsed
from mmfinance.exposure.scheduling import schedule_words as words
from mmfinance.exposure.scheduling.path_figures import level_figure
from mmfinance.exposure.scheduling.pricing import Line
from mmfinance.exposure.scheduling.scheduled import Condition, ScheduledService, ScheduledTrip
from mmfinance.reference.prices import Price, price_source


@dataclass(frozen=True)
class Expansion:
    """The dated services and trips, and the priced lines they stand on."""

    services: tuple[ScheduledService, ...]
    trips: tuple[ScheduledTrip, ...]
    lines: tuple[Line, ...]
    shares: tuple[FigureUsed, ...] = ()

    @cached_property
    def factors(self) -> dict[str, str]:
        """Every factor that may vary, by name, with a sentence for the reader, in a fixed order."""
        conditions: set[Condition] = {condition for entry in self.services for condition in entry.conditions}
        conditions |= {condition for trip in self.trips for group in trip.any_of for condition in group}
        names = {condition.factor for condition in conditions}
        names |= {f"price:{entry.level}" for entry in self.services if entry.level}
        if any(entry.by_weight for entry in self.services):
            names.add("weight")
        return {name: words.factor(name) for name in sorted(names)}

    @cached_property
    def price_unknown(self) -> tuple[str, ...]:
        """The names of what has no price, each once."""
        unknown = (entry.service.name for entry in self.services if entry.service.allowed is None)
        return tuple(dict.fromkeys(unknown))

    @cached_property
    def figures_used(self) -> tuple[FigureUsed, ...]:
        """The dated prices, published shares and price ratios that were used, in a fixed order."""
        found = [price for line in self.lines for price in (line.price, *line.also)]
        by_key = {_key(price): _figure(price) for price in found}
        levels = sorted({entry.level for entry in self.services if entry.level})
        return (*(by_key[key] for key in sorted(by_key)), *(level_figure(level) for level in levels), *self.shares)


def _key(found: Price) -> tuple[str, str, str, bool]:
    """A price stands twice where it was used both inside its period and after it."""
    return found.id, found.place, found.period, found.fallback


def _figure(found: Price) -> FigureUsed:
    return FigureUsed(
        name=f"price.{found.id}" if found.place == "any" else f"price.{found.id}.{found.place}",
        value="not known" if found.amount is None else str(found.amount),
        period=found.period,
        source=price_source(found.source).title,
        confidence=found.confidence,
        fallback=found.fallback,
    )
