"""Money is whole cents (int64) inside and dollars at the edges; this is the only place that rounds."""

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

import numpy as np
from numpy.typing import NDArray

Cents = NDArray[np.int64]

_GROUPED = re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?")
MOST_DOLLARS = Decimal("1000000000")


def cents_from_dollars(value: Any) -> int:
    """Turn dollars as a person writes them (``1250``, ``"1,250.50"``, ``"$80"``) into whole cents.

    Raises ValueError for anything that is no amount, is negative, or has fractions of a cent.
    """
    if isinstance(value, bool):
        raise ValueError("expected an amount in dollars")
    text = str(value).strip().removeprefix("$")
    try:
        if "," in text and not _GROUPED.fullmatch(text):
            raise InvalidOperation
        dollars = Decimal(text.replace(",", ""))
    except InvalidOperation:
        raise ValueError("expected an amount in dollars, such as 1250 or 1250.50") from None
    if not dollars.is_finite() or abs(dollars) > MOST_DOLLARS:
        raise ValueError("expected an amount in dollars below a billion")
    if dollars < 0:
        raise ValueError("an amount cannot be negative")
    cents = dollars * 100
    if cents != cents.to_integral_value():
        raise ValueError("an amount has at most two decimals")
    return int(cents)


def round_half_up(amount: Decimal) -> int:
    """Round a decimal number of cents half-up to whole cents."""
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def share_of(amount: Cents, basis_points: Cents | int) -> Cents:
    """Take a share of non-negative amounts (cents) in basis points (1/10,000), rounded half-up."""
    return (amount * basis_points + 5_000) // 10_000


def scaled(amount: Cents | int, numerator: Cents | int, denominator: int) -> Cents:
    """Multiply non-negative amounts (cents) by a fraction in whole numbers, rounded half-up."""
    return np.asarray((np.asarray(amount, dtype=np.int64) * numerator + denominator // 2) // denominator)


def dollars(cents: int) -> float:
    """Cents as the dollars of JSON: a number with two decimals."""
    return round(int(cents) / 100, 2)


def apportion(total: int, weights: Sequence[int]) -> tuple[int, ...]:
    """Divide whole cents by weights so that the parts sum to the total (largest remainder; ties go to the first)."""
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda at: -(total * weights[at] % whole))
    for at in by_remainder[: total - sum(parts)]:
        parts[at] += 1
    return tuple(parts)
