"""From a dose on a label to what is billed: weight, body surface, whole vials, billing units. Exact decimals."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from functools import lru_cache

from mmfinance.reference.care_path_files import Dose, PlanningFile

_STEPS_IN_SPAN = 9


@dataclass(frozen=True)
class Body:
    """A weight in kg and a body surface in square metres."""

    weight_kg: Decimal
    surface_m2: Decimal


def bodies(weight_kg: float | None, height_cm: float | None, planning: PlanningFile) -> tuple[Body, ...]:
    """The body doses are worked out for; nine equal steps over the planning span when the weight is not known.

    The middle one of nine is the expected weight. A missing height takes the planning surface, scaled by weight.
    """
    if weight_kg is not None:
        return (_body(Decimal(str(weight_kg)), height_cm, planning),)
    low, expected, high = planning.weight_kg
    half = _STEPS_IN_SPAN // 2
    below = [low + (expected - low) * step / half for step in range(half)]
    above = [expected + (high - expected) * step / half for step in range(half + 1)]
    return tuple(_body(weight, height_cm, planning) for weight in (*below, *above))


def mosteller(weight_kg: Decimal, height_cm: Decimal) -> Decimal:
    """Body surface in square metres: the root of height times weight over 3,600 (Mosteller 1987)."""
    return (height_cm * weight_kg / 3600).sqrt()


def dose_mg(dose: Dose, body: Body) -> Decimal:
    """The milligrams of one dose for one body, with the caps that the path states."""
    amount: Decimal
    if dose.mg is not None:
        return dose.mg
    if dose.mg_per_kg is not None:
        amount = dose.mg_per_kg * body.weight_kg
    else:
        surface = body.surface_m2 if dose.m2_at_most is None else min(body.surface_m2, dose.m2_at_most)
        amount = (dose.mg_per_m2 or Decimal(0)) * surface
    return amount if dose.mg_at_most is None else min(amount, dose.mg_at_most)


@lru_cache(maxsize=4096)
def whole_vials(amount_mg: Decimal, vials_mg: tuple[Decimal, ...]) -> Decimal:
    """The milligrams in the whole vials that hold a dose with the least left over.

    What is left in a single-dose vial is billed too (CMS, JW modifier), so this is what the patient shares.
    """
    scale: int = 10 ** max(-min(int(size.as_tuple().exponent), 0) for size in vials_mg)
    sizes = [int(size * scale) for size in vials_mg]
    needed = int((amount_mg * scale).to_integral_value(ROUND_CEILING))
    sums = _sums_of(sizes, needed + max(sizes))
    enough = sums >> needed
    return Decimal(needed + (enough & -enough).bit_length() - 1) / scale


def billed_units(dose: Dose, body: Body, unit_mg: Decimal | None, vials_mg: tuple[Decimal, ...] | None) -> int | None:
    """The billing units of one dose: whole vials where vials are known, else what is given; None without a unit."""
    if dose.units is not None:
        return dose.units
    if unit_mg is None:
        return None
    amount, vials = dose_mg(dose, body), dose.vials_mg or vials_mg
    billed = whole_vials(amount, vials) if vials else amount
    return int((billed / unit_mg).to_integral_value(ROUND_CEILING))


def _sums_of(sizes: list[int], limit: int) -> int:
    """Every sum of vials up to a limit, as the bits of one number."""
    sums, mask = 1, (1 << limit + 1) - 1
    for size in sizes:
        step = size
        while step <= limit:
            sums |= sums << step & mask
            step *= 2
    return sums


def _body(weight_kg: Decimal, height_cm: float | None, planning: PlanningFile) -> Body:
    if height_cm is not None:
        return Body(weight_kg, mosteller(weight_kg, Decimal(str(height_cm))))
    expected = planning.weight_kg[1]
    return Body(weight_kg, planning.body_surface_m2 * (weight_kg / expected).sqrt())
