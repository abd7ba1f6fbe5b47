"""The first digit of a ZIP code allows some states (checked against the zipcodes package)."""

from typing import Any

import zipcodes

from mmfinance.case.states import STATES, zip_can_be_in

list_all: Any = zipcodes.list_all


def test_fifty_states_and_the_rest() -> None:
    assert len(STATES) == 62


def test_no_real_zip_code_is_refused() -> None:
    # 88888 is a post office of the Navy's letters to Santa; 72643 is in Arkansas, on the border to Missouri
    refused = {z["zip_code"] for z in list_all() if not zip_can_be_in(z["zip_code"], z["state"])}
    assert refused <= {"88888", "72643"}


def test_a_zip_code_of_another_region_is_noticed() -> None:
    assert not zip_can_be_in("02134", "OH")
    assert zip_can_be_in("43081", "OH")
