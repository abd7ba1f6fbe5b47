"""ZIP codes on the map: places, distances checked by hand, and what has no point."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mmfinance.errors import UnknownName
from mmfinance.reference.places import Place, great_circle_miles, zip_place

POINTS = st.builds(
    lambda north, east: Place("00000", "x", None, "TX", north, east), st.floats(-89, 89), st.floats(-180, 180)
)


def test_a_zip_is_a_place() -> None:
    place = zip_place("02134")
    assert (place.city, place.county, place.state) == ("Allston", "Suffolk County", "MA")
    assert place == zip_place("02134-1000")
    assert zip_place("00501").state == "NY"


# Straight-line miles between the cities, as any atlas gives them: New York-Houston 1,420, Boston-New York 190,
# Chicago-Rochester (MN) 290
@pytest.mark.parametrize(
    ("here", "there", "miles"), [("10001", "77030", 1423), ("02134", "10001", 186), ("60611", "55905", 287)]
)
def test_distances_checked_by_hand(here: str, there: str, miles: float) -> None:
    assert great_circle_miles(zip_place(here), zip_place(there)) == pytest.approx(miles, abs=4)


def test_one_degree_along_a_meridian_is_69_miles() -> None:
    here, there = (Place("00000", "x", None, "TX", north, -95.0) for north in (30.0, 31.0))
    assert great_circle_miles(here, there) == pytest.approx(69.09, abs=0.01)  # 2 pi 3958.76 / 360


@pytest.mark.parametrize("wrong", ["00000", "99999", "1234", "123456", "abcde", "", "²2134"])
def test_a_zip_that_does_not_exist(wrong: str) -> None:
    with pytest.raises(UnknownName, match="no ZIP code") as caught:
        zip_place(wrong)
    assert len(wrong) < 4 or wrong not in str(caught.value)


def test_a_military_zip_has_no_point_and_no_distance() -> None:
    place = zip_place("09001")
    assert (place.county, place.latitude) == (None, None)
    assert great_circle_miles(place, zip_place("10001")) is None


@settings(max_examples=60)
@given(POINTS, POINTS)
def test_a_distance_is_the_same_both_ways_and_never_beyond_half_the_earth(here: Place, there: Place) -> None:
    out, back = great_circle_miles(here, there), great_circle_miles(there, here)
    assert out is not None
    assert out == pytest.approx(back)
    assert 0 <= out <= 12_437
    assert great_circle_miles(here, here) == 0
