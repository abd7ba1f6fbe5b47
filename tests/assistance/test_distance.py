"""The distance from ZIP to ZIP: a straight line leaves a span of road miles, and only a sure answer is given."""

from datetime import date
from typing import Any

import pytest

from mmfinance.assistance.answers import NO, NOT_KNOWN, YES
from mmfinance.assistance.columns import columns_of_cases, columns_of_facts
from mmfinance.assistance.facts import Between, fact
from mmfinance.assistance.predicates.places import DistanceAtLeastMiles, DistanceAtMostMiles
from mmfinance.assistance.reasons import is_missing
from mmfinance.case.model import Case
from mmfinance.reference.figures import figure
from mmfinance.reference.places import great_circle_miles, zip_place

AS_OF = date(2026, 11, 24)


def case(home: str | None, site: dict[str, Any] | None, miles: float | None = None) -> Case:
    return Case.model_validate(
        {
            "schema": "mmfinance/case@1",
            "as_of": AS_OF.isoformat(),
            "patient": {"address": {"zip": home}} if home else {},
            "treatment": {"site": site} if site else {},
            "travel": {"miles_one_way": miles} if miles is not None else {},
        }
    )


def test_told_miles_stand_as_told() -> None:
    assert fact("distance").derive(case("43081", {"zip": "44195"}, 131.5)) == 131.5


def test_two_zips_leave_the_span_of_the_road_factor() -> None:
    straight = great_circle_miles(zip_place("43081"), zip_place("44195"))
    assert straight is not None
    found = fact("distance").derive(case("43081", {"zip": "44195"}))
    low, high = (float(figure(f"planning.road_factor.{level}", AS_OF).value) for level in ("low", "high"))
    assert isinstance(found, Between)
    assert (found.low, found.high) == pytest.approx((straight * low, straight * high))


@pytest.mark.parametrize(
    ("home", "site"),
    [("99501", {"zip": "98109"}), ("00901", {"zip": "33612"}), ("43081", None), (None, {"zip": "44195"})],
)
def test_a_place_that_says_nothing_about_the_road_is_asked_for(home: str | None, site: dict[str, str] | None) -> None:
    told = case(home, site)
    assert fact("distance").derive(told) is None
    assert is_missing(fact("distance").derive(told))


def test_only_a_span_that_straddles_the_limit_is_asked_for() -> None:
    columns = columns_of_facts({"distance": Between(36.0, 44.0)})
    for limit, at_least, at_most in [(35, YES, NO), (36, YES, NOT_KNOWN), (40, NOT_KNOWN, NOT_KNOWN), (45, NO, YES)]:
        assert DistanceAtLeastMiles(distance_at_least_miles=limit).answer(columns)[0] == at_least
        assert DistanceAtMostMiles(distance_at_most_miles=limit).answer(columns)[0] == at_most
    assert DistanceAtMostMiles(distance_at_most_miles=44).answer(columns)[0] == YES


def test_a_span_asks_for_the_miles_in_words() -> None:
    columns = columns_of_cases([case("43081", {"zip": "44195"})])
    value = columns.value("distance")
    rule = DistanceAtLeastMiles(distance_at_least_miles=1_000)
    assert "miles" in str(rule.sentence(value, met=False))
    assert rule.sentence(value, met=None) == fact("distance").question
    assert is_missing(value)
