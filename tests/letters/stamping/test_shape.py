import pytest

from mmfinance.letters.stamping.shape import shape_of

PAGE = '<html><h1 data-footer="{footer}">Title</h1><p class="a">{one}</p><ul><li>{two}</li></ul><p>To <a href="x">y</a></p>'


def test_texts_are_taken_out_and_everything_else_is_the_skeleton() -> None:
    shape = shape_of(PAGE.format(footer="Case 1 · 2026", one="Ana &amp; Bo", two=" two \n  lines "))
    assert shape.texts == ("Ana & Bo", "two lines ")
    assert shape.footer == "Case 1 · 2026"
    assert "Ana" not in shape.skeleton
    assert '<p>To <a href="x">y</a></p>' in shape.skeleton


@pytest.mark.parametrize(("one", "two", "same"), [("C", "D", True), ("", "D", False), ("<b>C</b>", "D", False)])
def test_only_texts_may_differ_within_a_skeleton(one: str, two: str, same: bool) -> None:
    first = shape_of(PAGE.format(footer="f", one="A", two="B"))
    assert (shape_of(PAGE.format(footer="g", one=one, two=two)).skeleton == first.skeleton) is same


def test_a_no_break_space_is_a_character() -> None:
    assert shape_of("<p>March&nbsp;2 </p>").texts == ("March\u00a02 ",)
