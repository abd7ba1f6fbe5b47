"""Prices by name and date: what Medicare pays for a drug unit, a service, a fill or a stay, and commercial levels."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Literal, TypeVar

from mmfinance.errors import BrokenData, UnknownName
from mmfinance.reference import price_files
from mmfinance.reference.price_files import Confidence, Level, Place, SourceFile, quarter_start

Kind = Literal["drug", "service", "fill", "stay"]
Dated = TypeVar("Dated")


@dataclass(frozen=True)
class Price:
    """One dated price in dollars for one billing unit, service, fill or stay; an `amount` of None is not known.

    ``patient_share`` is what a Medicare patient owes for one unit where that is not 20%; ``fallback`` says that the
    day lies outside the period the price was published for.
    """

    id: str
    name: str
    kind: Kind
    code: str | None
    amount: Decimal | None
    patient_share: Decimal | None
    place: Place
    period: str
    source: str
    confidence: Confidence
    fallback: bool


@dataclass(frozen=True)
class PriceLevel:
    """What commercial plans pay against Medicare, as factors; `assumption` marks one that no source gives."""

    low: Decimal
    middle: Decimal
    high: Decimal
    assumption: bool
    source: str | None


def price(identifier: str, on: date) -> Price:
    """The price of a drug unit, service, fill or stay on a day, in dollars at Medicare's level.

    Of a service with several places the first one listed. Raises UnknownName, with the nearest names.
    """
    if identifier in price_files.drugs():
        return drug_price(identifier, on)
    if identifier in price_files.fills():
        return fill_price(identifier, on, medicare=True)
    if identifier in price_files.stays():
        return stay_price(identifier, on)
    if identifier in price_files.services():
        return service_prices(identifier, on)[0]
    raise UnknownName("price", identifier, price_names())


@cache
def price_names() -> tuple[str, ...]:
    """List every price by name."""
    parts = (price_files.drugs(), price_files.services(), price_files.fills(), price_files.stays())
    return tuple(sorted(name for part in parts for name in part))


def drug_price(identifier: str, on: date) -> Price:
    """Medicare's payment limit for one billing unit of a drug in the quarter of a day (Social Security Act 1847A)."""
    drug = price_files.drugs()[identifier]
    limit, _ = _in_force([(quarter_start(entry.quarter), entry) for entry in drug.limits], on)
    begins = quarter_start(limit.quarter)
    ends = quarter_start(_next_quarter(limit.quarter)) - timedelta(days=1)
    share = limit.patient_share_usd_per_unit
    if share is None and limit.coinsurance_pct is not None and limit.usd_per_unit is not None:
        share = limit.usd_per_unit * limit.coinsurance_pct / 100 if limit.coinsurance_pct != 20 else None
    return Price(
        id=identifier,
        name=drug.name,
        kind="drug",
        code=drug.code,
        amount=limit.usd_per_unit,
        patient_share=share,
        place="any",
        period=limit.quarter,
        source=limit.source,
        confidence=drug.confidence,
        fallback=not begins <= on <= ends,
    )


def service_prices(identifier: str, on: date) -> tuple[Price, ...]:
    """What Medicare pays for a service on a day, one price for each place it has an amount for."""
    service = price_files.services()[identifier]
    places = dict.fromkeys(fee.place for fee in service.fees)
    found = []
    for place in places:
        fee, _ = _in_force([(entry.starts_on, entry) for entry in service.fees if entry.place == place], on)
        found.append(
            Price(
                id=identifier,
                name=service.name,
                kind="service",
                code=service.code,
                amount=fee.usd,
                patient_share=None,
                place=place,
                period=str(fee.starts_on.year),
                source=fee.source,
                confidence=service.confidence if fee.usd is not None else "none",
                fallback=fee.starts_on.year != on.year,
            )
        )
    return tuple(found)


def fill_price(identifier: str, on: date, *, medicare: bool) -> Price:
    """What one pharmacy fill costs on a day; `medicare` takes a negotiated Medicare price where there is one."""
    fill = price_files.fills()[identifier]
    usable = [(entry.starts_on, entry) for entry in fill.prices if medicare or entry.payer is None]
    entry, early = _in_force(usable, on)
    return Price(
        id=identifier,
        name=fill.name,
        kind="fill",
        code=None,
        amount=entry.usd,
        patient_share=None,
        place="any",
        period=f"from {entry.starts_on.isoformat()}",
        source=entry.source,
        confidence=entry.confidence,
        fallback=early or entry.starts_on.year != on.year,
    )


def stay_price(identifier: str, on: date) -> Price:
    """What Medicare pays a hospital for one stay that begins on a day."""
    stay = price_files.stays()[identifier]
    entry, early = _in_force([(entry.starts_on, entry) for entry in stay.prices], on)
    return Price(
        id=identifier,
        name=stay.name,
        kind="stay",
        code=stay.code,
        amount=entry.usd,
        patient_share=None,
        place="any",
        period=f"from {entry.starts_on.isoformat()}",
        source=entry.source,
        confidence=entry.confidence,
        fallback=early or on - entry.starts_on > timedelta(days=365),
    )


@cache
def price_level(level: Level) -> PriceLevel:
    """How commercial prices of one kind of service compare with Medicare's. Raises BrokenData where none is listed."""
    entry = price_files.levels().get(level)
    if entry is None:
        raise BrokenData(f"commercial.yaml has no level {level}")
    middle = entry.middle
    return PriceLevel(
        low=middle if entry.low is None else entry.low,
        middle=middle,
        high=middle if entry.high is None else entry.high,
        assumption=entry.assumption,
        source=entry.source,
    )


def price_source(identifier: str) -> SourceFile:
    """The title and address of a source of prices and care paths. Raises BrokenData where none is listed."""
    source = price_files.price_sources().get(identifier)
    if source is None:
        raise BrokenData(f"sources.yaml of the prices does not name the source {identifier}")
    return source


def _in_force(entries: Iterable[tuple[date, Dated]], on: date) -> tuple[Dated, bool]:
    """The latest entry that has begun; before the first one, the first one, and true for that."""
    ordered = sorted(entries, key=lambda entry: entry[0])
    begun = [entry for begins, entry in ordered if begins <= on]
    return (begun[-1], False) if begun else (ordered[0][1], True)


def _next_quarter(quarter: str) -> str:
    year, number = int(quarter[:4]), int(quarter[5])
    return f"{year + number // 4}Q{number % 4 + 1}"
