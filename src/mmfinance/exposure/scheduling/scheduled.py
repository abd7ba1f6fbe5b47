"""What a schedule is made of: services and trips, and the conditions under which they happen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mmfinance.exposure.result import Assumption, FigureUsed, Horizon
from mmfinance.exposure.services import Service, Trip
from mmfinance.reference.price_files import Level

EXPECTED = 0.5
"""The draw of every factor in the expected lane."""


@dataclass(frozen=True)
class Condition:
    """Something happens when the draw of a factor (0 to 1) is above `low` and at most `high`.

    ``offset`` turns one factor into many chances: each shifts the draw by its own offset, round the circle. The
    expected lane knows no offset: a chance below a half does not happen in it, one of a half or more does.
    """

    factor: str
    low: float
    high: float
    offset: float = 0.0

    def expected(self) -> bool:
        """Whether it holds in the expected lane."""
        return self.low < EXPECTED <= self.high


Conditions = tuple[Condition, ...]


@dataclass(frozen=True)
class Amount:
    """An allowed amount in cents with Medicare's sourced share of it; None is not known, or the ordinary 20%."""

    allowed: int | None
    medicare_share: int | None = None


@dataclass(frozen=True)
class ScheduledService:
    """A service, the phase it belongs to, and what may vary: whether it happens, its price level, the weight.

    ``level`` names the price level that a commercial price varies by, or is None where the price is fixed;
    ``by_weight`` holds the amount for each step of the weight span, lightest first, or is empty.
    """

    service: Service
    phase: str
    conditions: Conditions = ()
    level: Level | None = None
    by_weight: tuple[Amount, ...] = ()


@dataclass(frozen=True)
class ScheduledTrip:
    """A trip that is made when any of several groups of conditions holds.

    ``kind`` is ``visit`` (one outpatient day), ``hospital_stay`` (the patient sleeps in hospital for ``trip.nights``)
    or ``near_centre`` (``trip.nights`` of lodging from that day on, for those who live far; the visits in between are
    listed too). ``hours`` of the patient's time, the road apart.
    """

    trip: Trip
    kind: str
    visit: str
    hours: float
    any_of: tuple[Conditions, ...] = ((),)


@dataclass(frozen=True)
class Schedule:
    """The dated services and trips of one case. `price_unknown` names what has no published price."""

    services: tuple[ScheduledService, ...]
    trips: tuple[ScheduledTrip, ...]
    assumptions: tuple[Assumption, ...]
    warnings: tuple[str, ...]
    figures_used: tuple[FigureUsed, ...]
    price_unknown: tuple[str, ...]
    care_path: str | None
    horizon: Horizon
    factors: Mapping[str, str]

    def days(self) -> tuple[date, ...]:
        """Every day on which something is scheduled."""
        return tuple(sorted({entry.service.day for entry in self.services}))
