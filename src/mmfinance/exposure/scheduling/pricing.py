"""From an item of a care path to priced lines: what Medicare pays, or what a commercial plan pays, on a day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from mmfinance.case.vocabulary import Benefit, ServiceCategory, Setting
from mmfinance.exposure.scheduling.doses import Body, billed_units, bodies
from mmfinance.exposure.scheduling.scheduled import Amount
from mmfinance.money import round_half_up
from mmfinance.reference import price_files
from mmfinance.reference.care_path_files import Item
from mmfinance.reference.care_paths import planning, sets
from mmfinance.reference.price_files import Level, Place
from mmfinance.reference.prices import (
    Price,
    drug_price,
    fill_price,
    price_level,
    service_prices,
    stay_price,
)

_LEVEL_OF_PLACE: dict[Place, Level] = {
    "hospital": "hospital",
    "surgery_center": "surgery_center",
    "professional": "office",
    "office": "office",
    "any": "office",
}
_PART_NAMES: dict[Place, str] = {"hospital": " (hospital)", "professional": " (doctor)"}


class Paying(StrEnum):
    """Whose price level holds on a day."""

    MEDICARE = "medicare"
    COMMERCIAL = "commercial"
    BILLED = "billed"


@dataclass(frozen=True)
class Size:
    """The person's weight in kg and height in cm; None is not known."""

    weight_kg: float | None
    height_cm: float | None


_ANY_SIZE = Size(None, None)


@dataclass(frozen=True)
class Ground:
    """What prices stand on: the day, whose level, the site of care, the body (one, or the steps of the span)."""

    day: date
    paying: Paying
    setting: Setting
    bodies: tuple[Body, ...]


@dataclass(frozen=True)
class Line:
    """One billed line: amounts in cents, one for each body (one alone where the body does not matter).

    ``also`` holds the further prices that a set adds up in one line.
    """

    name: str
    category: ServiceCategory
    benefit: Benefit
    setting: Setting
    amounts: tuple[Amount, ...]
    level: Level
    price: Price
    nights: int = 0
    line_capped: bool = False
    drug: str | None = None
    also: tuple[Price, ...] = ()

    @property
    def middle(self) -> Amount:
        """The amount for the expected body."""
        return self.amounts[len(self.amounts) // 2]


def monthly_lines(item: Item, month: date, paying: Paying, setting: Setting, size: Size) -> tuple[Line, ...]:
    """Price one item in one month (its first day), remembered for every case that asks alike.

    Prices start with a month, so one month's lines hold for all its days; sizes that take the same doses share them.
    """
    return _remembered(item, month, paying, setting, alike_size(item, size))


def alike_size(item: Item, size: Size) -> Size:
    """A size for which every dose of an item is billed in the same units; the same one for all sizes alike in that."""
    return _alike_size(item, size) if goes_by_size(item) else _ANY_SIZE


@lru_cache(maxsize=50_000)
def _alike_size(item: Item, size: Size) -> Size:
    return _SIZES.setdefault((item, tuple(_units_of(item, size))), size)


_SIZES: dict[tuple[Item, tuple[int | None, ...]], Size] = {}
"""The first size met for each item and its billing units."""


def _units_of(item: Item, size: Size) -> Iterator[int | None]:
    """The billing units of every dose of an item, for every body of a size."""
    if item.set:
        for part in sets()[item.set].gives:
            yield from _units_of(part, size)
    elif item.drug:
        drug = price_files.drugs()[item.drug]
        yield from (billed_units(item, body, drug.unit_mg, drug.vials_mg) for body in _bodies_of(size))


@lru_cache(maxsize=20_000)
def _remembered(item: Item, month: date, paying: Paying, setting: Setting, size: Size) -> tuple[Line, ...]:
    return lines_of(item, Ground(month, paying, setting, _bodies_of(size)))


@lru_cache(maxsize=1_000)
def _bodies_of(size: Size) -> tuple[Body, ...]:
    return bodies(size.weight_kg, size.height_cm, planning())


@lru_cache(maxsize=1_000)
def goes_by_size(item: Item) -> bool:
    """Whether an item's dose depends on weight or body surface."""
    if item.set:
        return any(goes_by_size(part) for part in sets()[item.set].gives)
    return item.mg_per_kg is not None or item.mg_per_m2 is not None


def lines_of(item: Item, ground: Ground) -> tuple[Line, ...]:
    """Price one item on one day: a drug, a service (its hospital and doctor parts), a set, a fill or a stay."""
    kind, name = item.names
    if kind == "set":
        return tuple(
            _merged(sets()[name].name, [line for part in sets()[name].gives for line in lines_of(part, ground)])
        )
    if kind == "drug":
        return (_drug_line(item, name, ground),)
    if kind == "fill":
        return (_fill_line(item, name, ground),)
    if kind == "stay":
        return (_stay_line(item, name, ground),)
    return tuple(_service_lines(item, name, ground))


def _drug_line(item: Item, name: str, ground: Ground) -> Line:
    drug, found = price_files.drugs()[name], drug_price(name, ground.day)
    units = [billed_units(item, body, drug.unit_mg, drug.vials_mg) for body in ground.bodies]
    cells = drug.category == ServiceCategory.CELL_THERAPY
    return Line(
        name=drug.name,
        category=drug.category,
        benefit=Benefit.MEDICAL,
        setting=Setting.OUTPATIENT_HOSPITAL if cells else ground.setting,
        amounts=_alike(tuple(_drug_amount(found, count, item.times, ground.paying) for count in units)),
        level="provider_drug",
        price=found,
        line_capped=cells,
        drug=name,
    )


def _drug_amount(found: Price, units: int | None, times: int, paying: Paying) -> Amount:
    if units is None or found.amount is None:
        return Amount(None)
    allowed = round_half_up(found.amount * units * 100 * _factor("provider_drug", paying)) * times
    if found.patient_share is None or paying != Paying.MEDICARE:
        return Amount(allowed)
    return Amount(allowed, round_half_up(found.patient_share * units * 100) * times)


def _service_lines(item: Item, name: str, ground: Ground) -> Iterator[Line]:
    service = price_files.services()[name]
    for found in _parts(service_prices(name, ground.day), ground.setting):
        laboratory = service.category == ServiceCategory.LABORATORY
        level: Level = "laboratory" if laboratory else _LEVEL_OF_PLACE[found.place]
        outpatient_hospital = found.place == "hospital"
        yield Line(
            name=service.name + _PART_NAMES.get(found.place, ""),
            category=service.category,
            benefit=Benefit.MEDICAL,
            setting=_setting_of(service.category, found.place, ground.setting),
            amounts=(Amount(_cents(found.amount, level, ground.paying, item.times)),),
            level=level,
            price=found,
            line_capped=outpatient_hospital and item.times == 1,
        )


def _parts(found: Iterable[Price], setting: Setting) -> list[Price]:
    """The parts that are billed at a site: hospital and doctor, or one office amount; what exists where one lacks."""
    by_place = {entry.place: entry for entry in found}
    hospital = [by_place[place] for place in ("hospital", "professional") if place in by_place]
    office = [by_place[place] for place in ("office", "any") if place in by_place]
    chosen = (hospital or office) if setting != Setting.OFFICE else (office or hospital)
    return chosen or list(by_place.values())


def _setting_of(category: ServiceCategory, place: Place, setting: Setting) -> Setting:
    if category == ServiceCategory.INPATIENT_PROFESSIONAL:
        return Setting.INPATIENT
    if place in ("hospital", "professional"):
        return Setting.OUTPATIENT_HOSPITAL
    return Setting.OFFICE if place == "office" else setting


def _fill_line(item: Item, name: str, ground: Ground) -> Line:
    fill = price_files.fills()[name]
    medicare = ground.paying == Paying.MEDICARE
    found = fill_price(name, ground.day, medicare=medicare)
    part_b = medicare and fill.medicare_benefit == "part_b"
    return Line(
        name=fill.name,
        category=fill.category,
        benefit=Benefit.MEDICAL if part_b else Benefit.PHARMACY,
        setting=Setting.PHARMACY,
        amounts=(Amount(_cents(found.amount, "pharmacy", ground.paying, item.times)),),
        level="pharmacy",
        price=found,
        drug=name,
    )


def _stay_line(item: Item, name: str, ground: Ground) -> Line:
    stay, found = price_files.stays()[name], stay_price(name, ground.day)
    return Line(
        name=stay.name,
        category=ServiceCategory.INPATIENT,
        benefit=Benefit.MEDICAL,
        setting=Setting.INPATIENT,
        amounts=(Amount(_cents(found.amount, "hospital", ground.paying, item.times)),),
        level="hospital",
        price=found,
        nights=item.nights,
    )


def _merged(name: str, lines: list[Line]) -> Iterator[Line]:
    """Add up the lines of a set that are alike, under the set's name; a line that is alone keeps its own."""
    groups: dict[object, list[Line]] = {}
    for line in lines:
        unknown = line.middle.allowed is None
        alone = unknown or line.nights or line.drug or line.line_capped
        key = id(line) if alone else (line.category, line.setting, line.level)
        groups.setdefault(key, []).append(line)
    for group in groups.values():
        total = sum(line.middle.allowed or 0 for line in group)
        also = tuple(line.price for line in group[1:])
        yield group[0] if len(group) == 1 else replace(group[0], name=name, amounts=(Amount(total),), also=also)


def _cents(usd: Decimal | None, level: Level, paying: Paying, times: int) -> int | None:
    return None if usd is None else round_half_up(usd * 100 * _factor(level, paying)) * times


def _factor(level: Level, paying: Paying) -> Decimal:
    return Decimal(1) if paying == Paying.MEDICARE else price_level(level).middle


def _alike(amounts: tuple[Amount, ...]) -> tuple[Amount, ...]:
    return amounts[:1] if len(set(amounts)) == 1 else amounts
