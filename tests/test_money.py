"""Dollars at the edges, cents inside, and one way to round."""

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mmfinance.money import cents_from_dollars, dollars, round_half_up, share_of


@pytest.mark.parametrize(
    ("written", "cents"),
    [
        ("0", 0),
        ("1250", 125_000),
        ("1250.5", 125_050),
        ("1,250.50", 125_050),
        ("$1,234,567.89", 123_456_789),
        (" 80 ", 8_000),
        ("1250.500", 125_050),
        (80, 8_000),
        (0.1, 10),
        (Decimal("12.34"), 1_234),
        ("1000000000", 100_000_000_000),
    ],
)
def test_an_amount_becomes_cents(written: object, cents: int) -> None:
    assert cents_from_dollars(written) == cents


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("-1", "negative"),
        ("$-0.01", "negative"),
        ("1.005", "two decimals"),
        ("1,25", "such as 1250"),
        ("12,34.56", "such as 1250"),
        ("1.250,50", "such as 1250"),
        ("about 80", "such as 1250"),
        ("", "such as 1250"),
        ("nan", "below a billion"),
        ("Infinity", "below a billion"),
        ("1e12", "below a billion"),
        (True, "in dollars"),
        (None, "such as 1250"),
        ([1], "such as 1250"),
    ],
)
def test_what_is_no_amount_is_refused(written: object, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        cents_from_dollars(written)


@pytest.mark.parametrize(("amount", "whole"), [("0.5", 1), ("1.5", 2), ("2.5", 3), ("2.4999", 2), ("-0.5", -1)])
def test_half_a_cent_goes_up(amount: str, whole: int) -> None:
    assert round_half_up(Decimal(amount)) == whole


@pytest.mark.parametrize(
    ("amount", "basis_points", "share"),
    # 20% of $100.00; 20% of $0.03 is 0.6 cents; 12.5% of $0.04 is half a cent; 33.33% of $0.01 is a third of a cent
    [(10_000, 2_000, 2_000), (3, 2_000, 1), (4, 1_250, 1), (1, 3_333, 0), (0, 10_000, 0), (7, 10_000, 7)],
)
def test_a_share_is_rounded_half_up(amount: int, basis_points: int, share: int) -> None:
    taken = share_of(np.array([amount], dtype=np.int64), basis_points)
    assert taken.dtype == np.int64
    assert taken.tolist() == [share]


@given(st.lists(st.integers(0, 10**11), min_size=1, max_size=20), st.integers(0, 10_000))
def test_a_share_never_leaves_its_amount_and_agrees_with_decimal(amounts: list[int], basis_points: int) -> None:
    lane = np.array(amounts, dtype=np.int64)
    taken = share_of(lane, basis_points)
    assert ((taken >= 0) & (taken <= lane)).all()
    assert taken.tolist() == [round_half_up(Decimal(a) * basis_points / 10_000) for a in amounts]


@given(st.integers(0, 10**11))
def test_dollars_and_cents_are_each_others_inverse(cents: int) -> None:
    assert cents_from_dollars(dollars(cents)) == cents
    assert cents_from_dollars(f"{cents / 100:,.2f}") == cents
