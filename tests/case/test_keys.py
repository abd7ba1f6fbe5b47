"""Every key of a case file can be looked up by its path."""

import pytest

from mmfinance.case.keys import case_key, case_keys
from mmfinance.errors import UnknownName


def test_keys_come_in_the_order_of_the_file_with_their_parts() -> None:
    keys = case_keys()
    assert keys.index("as_of") < keys.index("patient") < keys.index("coverage.deductible.individual")
    assert len(keys) == len(set(keys))


def test_a_key_says_what_it_means_and_what_may_stand_there() -> None:
    found = case_key("treatment.start_date")
    assert found.meaning == "the day the coming treatment begins; YYYY-MM-DD"
    assert found.under == ()


def test_a_section_lists_the_keys_right_under_it() -> None:
    under = case_key("patient").under
    assert "patient.birth_date" in under
    assert "patient.address" in under
    assert "patient.address.zip" not in under


def test_every_key_that_does_not_speak_for_itself_has_a_meaning_or_keys_under_it() -> None:
    silent = {key for key in case_keys() if not (case_key(key).meaning or case_key(key).under)}
    assert silent == {"patient.address.street", "patient.address.city"}


def test_the_kinds_of_a_list_s_entries_are_all_named() -> None:
    assert case_key("coverage.kind").meaning.startswith("one of employer, cobra, marketplace, medicare")
    assert case_key("schema").meaning == "mmfinance/case@1"


def test_an_unknown_key_is_answered_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match=r"household\.size"):
        case_key("household.sise")
