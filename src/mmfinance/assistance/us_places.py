"""The states and territories, and the groups that programs name."""

from collections.abc import Iterable, Mapping

STATES = frozenset(
    {
        "AL",
        "AK",
        "AZ",
        "AR",
        "CA",
        "CO",
        "CT",
        "DE",
        "DC",
        "FL",
        "GA",
        "HI",
        "ID",
        "IL",
        "IN",
        "IA",
        "KS",
        "KY",
        "LA",
        "ME",
        "MD",
        "MA",
        "MI",
        "MN",
        "MS",
        "MO",
        "MT",
        "NE",
        "NV",
        "NH",
        "NJ",
        "NM",
        "NY",
        "NC",
        "ND",
        "OH",
        "OK",
        "OR",
        "PA",
        "RI",
        "SC",
        "SD",
        "TN",
        "TX",
        "UT",
        "VT",
        "VA",
        "WA",
        "WV",
        "WI",
        "WY",
    }
)
TERRITORIES = frozenset({"PR", "VI", "GU", "AS", "MP"})
PLACE_GROUPS: Mapping[str, frozenset[str]] = {
    "US": STATES,
    "territories": TERRITORIES,
    "US_and_territories": STATES | TERRITORIES,
}


def states_in(places: Iterable[str]) -> frozenset[str]:
    """Spell out place groups (`US`, `territories`) into state codes."""
    return frozenset(state for place in places for state in PLACE_GROUPS.get(place, {place}))
