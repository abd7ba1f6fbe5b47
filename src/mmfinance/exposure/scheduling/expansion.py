"""From a care path to dated services and trips with their conditions: pure, and remembered for cases that ask alike."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from mmfinance.case.vocabulary import Network, Purpose, Setting
from mmfinance.exposure.result import FigureUsed
from mmfinance.exposure.scheduling.expanded import Expansion
from mmfinance.exposure.scheduling.happenings import Timing, happenings
from mmfinance.exposure.scheduling.path_figures import path_figures
from mmfinance.exposure.scheduling.payers import PayerSpans, paying_on
from mmfinance.exposure.scheduling.pricing import Line, Paying, Size
from mmfinance.exposure.scheduling.scheduled import ScheduledService, ScheduledTrip
from mmfinance.exposure.scheduling.site_of_care import lines_at_sites
from mmfinance.exposure.services import Service
from mmfinance.reference.care_paths import CarePath, care_path


@dataclass(frozen=True)
class Question:
    """Everything a care path's expansion depends on; two cases with the same question share one answer.

    `other_setting` is the site of care that half of the draws take instead of `setting`; None where the site is known.
    """

    care_path: str
    first_day: date
    start: date
    end: date
    payers: PayerSpans
    setting: Setting
    network: Network
    step_up: Literal["inpatient", "outpatient"] | None
    later_phases: bool
    size: Size
    other_setting: Setting | None = None

    @property
    def timing(self) -> Timing:
        """The part of the question that decides on days."""
        return Timing(self.care_path, self.first_day, self.start, self.end, self.step_up, self.later_phases)


@lru_cache(maxsize=512)
def expand(question: Question) -> Expansion:
    """Expand a care path into what happens from `start` to `end` (both included); days before `start` are left out."""
    found, moved = happenings(question.timing)
    services: list[ScheduledService] = []
    lines: dict[tuple[str, str, str, bool], Line] = {}
    settings = question.setting, question.other_setting
    for happening in found.given:
        day = happening.day + moved
        paying = paying_on(question.payers, day)
        for line, site in lines_at_sites(happening.item, day.replace(day=1), paying, settings, question.size):
            lines.setdefault((line.name, line.price.place, line.price.period, line.price.fallback), line)
            service = scheduled(line, day, paying, happening.purpose, question.network)
            services.append(replace(service, phase=happening.phase, conditions=(*happening.conditions, *site)))
    trips = tuple(_moved(trip, moved) for trip in found.trips)
    return Expansion(tuple(services), trips, tuple(lines.values()), _figures(care_path(question.care_path)))


def _figures(path: CarePath) -> tuple[FigureUsed, ...]:
    """The published shares that the path and one that follows it go by."""
    follower = _figures(care_path(path.followed_by)) if path.followed_by else ()
    return (*path_figures(path), *follower)


def _moved(trip: ScheduledTrip, by: timedelta) -> ScheduledTrip:
    return replace(trip, trip=replace(trip.trip, day=trip.trip.day + by)) if by else trip


def scheduled(line: Line, day: date, paying: Paying, purpose: Purpose, network: Network) -> ScheduledService:
    """One priced line on a day as a service that happens in any case."""
    amount = line.middle
    service = Service(
        day=day,
        name=line.name,
        category=line.category,
        benefit=line.benefit,
        purpose=purpose,
        setting=line.setting,
        network=network,
        allowed=amount.allowed,
        billed=amount.allowed if paying == Paying.BILLED else None,
        medicare_share=amount.medicare_share,
        line_capped=line.line_capped,
        nights=line.nights,
        drug=line.drug,
        source=line.price.source,
    )
    level = None if paying == Paying.MEDICARE else line.level
    by_weight = line.amounts if len(line.amounts) > 1 else ()
    return ScheduledService(service, "", (), level, by_weight)
