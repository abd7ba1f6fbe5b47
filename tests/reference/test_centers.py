"""Cancer centers: the list, its sources, and which are near."""

import pytest

from mmfinance.case.states import STATES
from mmfinance.errors import UnknownName
from mmfinance.reference.centers import center, centers, nearest_centers
from mmfinance.reference.places import great_circle_miles, zip_place


def test_every_center_is_sourced_and_lies_in_its_state() -> None:
    assert len(centers()) == 78
    for one in centers():
        assert one.sources, one.id
        assert one.state in STATES
        assert zip_place(one.zip).state == one.state, one.id
        miles = great_circle_miles(one, zip_place(one.zip))
        assert miles is not None
        assert miles < 30, one.id


def test_what_no_source_says_is_unknown() -> None:
    known = [one.car_t for one in centers()]
    assert known.count(True) == 24
    assert None in known
    assert sum(one.transplant is True for one in centers()) == 22
    assert sum(one.lodging is True for one in centers()) == 36


def test_a_center_by_its_id() -> None:
    assert center("mayo-clinic-rochester").state == "MN"
    with pytest.raises(UnknownName, match="mayo-clinic-rochester"):
        center("mayo-clinic-rochestar")


def test_the_nearest_come_first() -> None:
    near = nearest_centers(zip_place("35233"))
    assert near[0][0].id == "oneal-uab"
    assert [miles for _, miles in near] == sorted(miles for _, miles in near)
    assert nearest_centers(zip_place("09001")) == ()
