"""Leaving out what is wrong or blank, without renumbering what stays."""

import pytest

from mmfinance.case.pruning import paths_to_leave_out, without, without_blanks
from mmfinance.documents import KeyPath


@pytest.mark.parametrize(
    ("wrong", "left_out", "chosen"),
    [
        (("a", "b"), set(), ("a", "b")),
        (("a", 0), set(), ("a",)),
        (("a", 0, "kind"), set(), ("a", 0, "kind")),
        (("a", 0, "kind"), {("a", 0, "kind")}, ("a",)),
        (("as_of",), {("as_of",)}, ()),
    ],
)
def test_a_wrong_key_goes_or_what_is_around_it(wrong: KeyPath, left_out: set[KeyPath], chosen: KeyPath) -> None:
    assert paths_to_leave_out([wrong], left_out) == {chosen}


def test_what_stays_keeps_its_number() -> None:
    assert without({"a": [{"b": 1}, {"b": 2, "c": 3}]}, {("a", 0, "b"), ("a", 1, "c")}) == {"a": [{}, {"b": 2}]}


def test_a_section_of_nulls_is_a_null() -> None:
    assert without_blanks({"a": {"b": None, "c": {"d": None}}, "e": [{"f": None}, "x"], "g": {}}) == {
        "a": None,
        "e": [{}, "x"],
        "g": None,
    }
