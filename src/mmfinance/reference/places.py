"""ZIP codes as places on the map, without a network.

Source: the `zipcodes` package, whose points come from GeoNames (CC BY 4.0). A point is that of the ZIP, not of a house.
"""

from dataclasses import dataclass
from functools import cache
from math import asin, cos, radians, sin, sqrt
from typing import Any, Protocol

from mmfinance.errors import UnknownName

EARTH_RADIUS_MILES = 3958.7613
"""The mean radius of the earth (IUGG R1, 6,371.0088 km)."""


class Located(Protocol):
    """Anything with a point on the map, in degrees; None where the point is not known."""

    @property
    def latitude(self) -> float | None: ...

    @property
    def longitude(self) -> float | None: ...


@dataclass(frozen=True)
class Place:
    """Where a ZIP is; a military ZIP has no county and no point."""

    zip: str
    city: str
    county: str | None
    state: str
    latitude: float | None
    longitude: float | None


@cache
def zip_place(zip_code: str) -> Place:
    """Find a ZIP (five digits, or nine with a hyphen).

    Raises UnknownName for a ZIP that does not exist; the message shows its first three digits only, since a ZIP is a
    part of somebody's address.
    """
    digits = zip_code.strip().split("-")[0]
    found = _look_up(digits) if len(digits) == 5 and digits.isdecimal() else None
    if found is None:
        raise UnknownName("ZIP code", f"{digits[:3]}**", [])
    latitude, longitude = float(found["lat"] or 0), float(found["long"] or 0)
    on_map = (latitude, longitude) != (0.0, 0.0)
    return Place(
        zip=digits,
        city=found["city"],
        county=found["county"] or None,
        state=found["state"],
        latitude=latitude if on_map else None,
        longitude=longitude if on_map else None,
    )


def great_circle_miles(here: Located, there: Located) -> float | None:
    """Measure the straight line between two points on the earth, in miles (haversine); None without both points."""
    if here.latitude is None or here.longitude is None or there.latitude is None or there.longitude is None:
        return None
    north = radians(there.latitude - here.latitude) / 2
    east = radians(there.longitude - here.longitude) / 2
    chord = sin(north) ** 2 + cos(radians(here.latitude)) * cos(radians(there.latitude)) * sin(east) ** 2
    return 2 * EARTH_RADIUS_MILES * asin(min(1.0, sqrt(chord)))


def _look_up(digits: str) -> dict[str, Any] | None:
    import zipcodes  # reads 40,000 places on the first look-up

    matching: Any = zipcodes.matching
    matches: list[dict[str, Any]] = matching(digits)
    return matches[0] if matches else None
