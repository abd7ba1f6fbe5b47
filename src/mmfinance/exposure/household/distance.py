"""How far it is from home to the place of treatment: as told, or from ZIP to ZIP without a network."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from mmfinance.case.model import Case
from mmfinance.exposure.result import Assumption
from mmfinance.phrases import Phrase
from mmfinance.reference.centers import Center, center
from mmfinance.reference.figures import figure
from mmfinance.reference.places import Place, great_circle_miles, zip_place

Lane = NDArray[np.float64]

ASK_FOR_MILES = Phrase("How many miles is it, one way, from home to the place of treatment, and how do you get there?")
NO_ROAD_BY_RULE = frozenset({"AK", "HI", "PR", "VI", "GU", "AS", "MP", "FM", "MH", "PW", "AA", "AE", "AP"})
"""States and islands where the straight line says little about the journey: the miles are asked for."""


@dataclass(frozen=True)
class Distance:
    """Miles one way by road: as told, or a straight line in miles to be lengthened. Both None: not known."""

    told: float | None
    straight: float | None
    minutes: float | None
    assumption: Assumption | None

    @property
    def known(self) -> bool:
        return self.told is not None or self.straight is not None


def distance(case: Case) -> Distance:
    """Find the distance from what was told, or from the patient's ZIP to the site's centre or ZIP.

    Alaska, Hawaii and islands are asked for, since no road factor holds there. Raises UnknownName for a ZIP or a centre
    that does not exist.
    """
    minutes = case.travel.minutes_one_way
    if case.travel.miles_one_way is not None:
        return Distance(case.travel.miles_one_way, None, minutes, None)
    home, site = _home(case), _site(case)
    if home is None or site is None or {home.state, site.state} & NO_ROAD_BY_RULE:
        return Distance(None, None, minutes, None)
    straight = great_circle_miles(home, site)
    return Distance(None, straight, minutes, None if straight is None else _road_assumption(straight, case.as_of))


def miles_on_lanes(found: Distance, uniform: Lane, on: date) -> Lane:
    """Miles one way on lanes; a straight line is lengthened by the road factor, low to high as the uniform goes 0 to 1.

    The factor is the expected one where the uniform is one half. The distance must be known.
    """
    if found.told is not None:
        return np.full(uniform.shape, found.told)
    low, middle, high = (_road_factor(level, on) for level in ("low", "expected", "high"))
    assert found.straight is not None
    return found.straight * np.interp(uniform, (0.0, 0.5, 1.0), (low, middle, high))


def minutes_on_lanes(found: Distance, miles: Lane, on: date) -> Lane:
    """Minutes one way: as told, or miles at the planning speed."""
    if found.minutes is not None:
        return np.full(miles.shape, found.minutes)
    return miles / float(figure("planning.road_speed", on).value) * 60


def _road_factor(level: str, on: date) -> float:
    return float(figure(f"planning.road_factor.{level}", on).value)


def _home(case: Case) -> Place | None:
    address = case.patient.address
    return zip_place(address.zip) if address and address.zip else None


def _site(case: Case) -> Place | Center | None:
    """The centre's own point, or that of the site's ZIP."""
    site = case.treatment.site
    if site is None:
        return None
    return center(site.center) if site.center else zip_place(site.zip) if site.zip else None


def _road_assumption(straight: float, on: date) -> Assumption:
    low, middle, high = (_road_factor(level, on) for level in ("low", "expected", "high"))
    return Assumption(
        "travel.miles_one_way",
        Phrase(
            "The road is taken as {miles} miles one way: {straight} miles in a straight line times {middle} (from "
            "{low} to {high}).",
            miles=f"{straight * middle:,.0f}",
            straight=f"{straight:,.0f}",
            middle=f"{middle:g}",
            low=f"{low:g}",
            high=f"{high:g}",
        ),
        ASK_FOR_MILES,
    )
