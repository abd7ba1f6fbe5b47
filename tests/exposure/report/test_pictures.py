"""The picture: well-formed, titled first, the same for the same data, and told apart without colour."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from mmfinance.case.vocabulary import CostGroup
from mmfinance.exposure.report.estimate_picture import PLAIN_GLYPHS, terminal_bars
from mmfinance.exposure.report.hatching import Box, hatch
from mmfinance.exposure.report.pictures import Picture, Series, cost_svg, whole_dollars
from mmfinance.exposure.result import Period, Range

SVG = "{http://www.w3.org/2000/svg}"
PICTURE = Picture(
    title="Cost & <more>",
    description="Expected: $12",
    range_label="$1 to $20",
    total=(100, 1200, 2000),
    labels=("Dec\n2026", "Jan\n2027"),
    series=(Series("Care", (700, 300)), Series("Travel", (0, 200)), Series("Wages", (0, 0)), Series("Later", (50, 50))),
)


def test_the_svg_is_well_formed_and_named() -> None:
    root = ElementTree.fromstring(cost_svg(PICTURE))
    assert root[0].tag == f"{SVG}title"
    assert root[0].text == "Cost & <more>"
    assert root[1].tag == f"{SVG}desc"
    said = {text.text for text in root.iter(f"{SVG}text")}
    assert {"Care", "Travel", "Dec", "2027", "$12", "$20", "$1 to $20"} <= said


def test_the_same_picture_gives_the_same_bytes() -> None:
    assert cost_svg(PICTURE) == cost_svg(replace(PICTURE))


def test_nothing_to_pay_still_draws() -> None:
    empty = replace(PICTURE, total=(0, 0, 0), series=(Series("Care", (0, 0)),))
    assert "NaN" not in cost_svg(empty)
    assert ElementTree.fromstring(cost_svg(empty)).tag == f"{SVG}svg"


def test_no_range_is_drawn_where_none_is_given() -> None:
    assert "$20" not in cost_svg(replace(PICTURE, total=None, range_label="Choices"))


@pytest.mark.parametrize("style", ["level", "upright", "rising", "falling"])
def test_hatching_stays_inside_its_box(style: str) -> None:
    box = Box(10, 20, 33, 21)
    numbers = [
        float(part)
        for part in hatch([box], style).replace("M", " ").replace("L", " ").replace("H", " ").replace("V", " ").split()
    ]
    assert numbers
    assert all(10 - 0.1 <= number <= 43.1 for number in numbers)


@pytest.mark.parametrize(("cents", "words"), [(0, "$0"), (49, "$0"), (50, "$1"), (123456, "$1,235")])
def test_whole_dollars(cents: int, words: str) -> None:
    assert whole_dollars(cents) == words


def period(label: str, *cents: int) -> Period:
    groups = {group: Range(one, one, one) for group, one in zip(CostGroup, cents, strict=True)}
    return Period(label, Range(0, sum(cents), sum(cents)), groups)


def test_terminal_bars_are_as_long_as_their_total() -> None:
    dear, cheap = period("2026-12", 100, 100, 100, 100), period("2027-01", 100, 0, 0, 100)
    first, second = terminal_bars((dear, cheap), 40, PLAIN_GLYPHS)
    assert first == "#" * 10 + "=" * 10 + "." * 10 + "+" * 10
    assert second == "#" * 10 + "+" * 10
    assert terminal_bars((period("2027-02", 0, 0, 0, 0),), 40) == ("",)
