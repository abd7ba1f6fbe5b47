"""The price files: drug payment limits, fees, fills, stays and commercial levels, each dated and with its source."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, Field, StringConstraints

from mmfinance.case.fields import Date, Model, Name
from mmfinance.case.reading import validate
from mmfinance.case.vocabulary import ServiceCategory
from mmfinance.documents import read_document
from mmfinance.errors import BrokenData, InvalidDocument

_PRICES = Path(__file__).parent / "data" / "prices"

ModelType = TypeVar("ModelType", bound=BaseModel)

Amount = Annotated[Decimal, Field(ge=0, le=5_000_000)]
Milligrams = Annotated[Decimal, Field(gt=0, le=100_000)]


def _first_of_month(value: date) -> date:
    """Prices start with a month, so that a month's prices can be worked out once."""
    if value.day != 1:
        raise ValueError("expected the first day of a month")
    return value


MonthStart = Annotated[Date, AfterValidator(_first_of_month)]
Quarter = Annotated[str, StringConstraints(pattern=r"^20\d\dQ[1-4]$")]
Confidence = Literal["high", "medium", "low", "none"]
Place = Literal["office", "hospital", "professional", "surgery_center", "any"]
Level = Literal["provider_drug", "hospital", "surgery_center", "office", "laboratory", "pharmacy"]


class DrugLimit(Model):
    """The Medicare payment limit of one billing unit in one quarter; the patient's share where it is not 20%."""

    quarter: Quarter
    usd_per_unit: Amount | None
    patient_share_usd_per_unit: Amount | None = None
    coinsurance_pct: Annotated[Decimal, Field(ge=0, le=20)] | None = None
    source: str


class DrugFile(Model):
    """A drug that a clinic buys and gives."""

    name: Name
    code: str | None
    unit_mg: Milligrams | None
    vials_mg: tuple[Milligrams, ...] | None = None
    category: ServiceCategory = ServiceCategory.PROVIDER_DRUG
    confidence: Confidence
    note: str | None = None
    limits: tuple[DrugLimit, ...]


class Fee(Model):
    """One amount of a fee schedule: where the service is given, from when on, and who published it."""

    place: Place
    starts_on: MonthStart
    usd: Amount | None
    source: str


class FeeFile(Model):
    """A service with fee-schedule amounts."""

    name: Name
    code: str | None
    category: ServiceCategory
    confidence: Confidence = "high"
    note: str | None = None
    fees: tuple[Fee, ...]


class FillPrice(Model):
    """What one fill costs; `payer: medicare` is a price that only Medicare's drug plans pay."""

    starts_on: MonthStart
    usd: Amount | None
    payer: Literal["medicare"] | None = None
    confidence: Confidence
    source: str


class FillFile(Model):
    """A drug that a pharmacy dispenses."""

    name: Name
    category: ServiceCategory
    days: Annotated[int, Field(ge=1, le=90)]
    medicare_benefit: Literal["part_b", "part_d"] = "part_d"
    note: str | None = None
    prices: tuple[FillPrice, ...]


class StayPrice(Model):
    """What Medicare pays a hospital for one stay."""

    starts_on: MonthStart
    usd: Amount | None
    confidence: Confidence
    source: str


class StayFile(Model):
    """A hospital stay."""

    name: Name
    code: str | None
    note: str | None = None
    prices: tuple[StayPrice, ...]


class LevelFile(Model):
    """What commercial plans pay against Medicare: low, middle and high, as factors; a missing one is not published."""

    low: Amount | None = None
    middle: Amount
    high: Amount | None = None
    assumption: bool = False
    note: str | None = None
    source: str | None


class SourceFile(Model):
    """Where a price comes from; `url` is null when the material has no public address."""

    title: Annotated[str, StringConstraints(max_length=400)]
    publisher: str | None
    date: str | None
    url: str | None
    kind: str


@cache
def drugs() -> Mapping[str, DrugFile]:
    """Read the drugs that clinics give, by id. Raises BrokenData when the shipped file cannot be read."""
    return _checked("drugs", _DrugsFile).drugs


@cache
def services() -> Mapping[str, FeeFile]:
    """Read the fee-schedule services, by id. Raises BrokenData when the shipped file cannot be read."""
    return _checked("services", _FeesFile).services


@cache
def fills() -> Mapping[str, FillFile]:
    """Read the pharmacy fills, by id. Raises BrokenData when the shipped file cannot be read."""
    return _checked("fills", _FillsFile).fills


@cache
def stays() -> Mapping[str, StayFile]:
    """Read the hospital stays, by id. Raises BrokenData when the shipped file cannot be read."""
    return _checked("stays", _StaysFile).stays


@cache
def levels() -> Mapping[Level, LevelFile]:
    """Read the commercial price levels, by kind of service. Raises BrokenData when the file cannot be read."""
    return _checked("commercial", _LevelsFile).levels


@cache
def price_sources() -> Mapping[str, SourceFile]:
    """Read the sources of prices and care paths, by id. Raises BrokenData when the shipped file cannot be read."""
    return _checked("sources", _SourcesFile).sources


def quarter_start(quarter: str) -> date:
    """The first day of a quarter written like 2026Q3."""
    return date(int(quarter[:4]), int(quarter[5]) * 3 - 2, 1)


def read_data(path: Path, model_type: type[ModelType]) -> ModelType:
    """Read one shipped data file. Raises BrokenData with every problem: file, line, what was found and expected."""
    try:
        return validate(model_type, read_document(path))
    except InvalidDocument as error:
        raise BrokenData(error.problems) from None


def _checked(name: str, model_type: type[ModelType]) -> ModelType:
    return read_data(_PRICES / f"{name}.yaml", model_type)


class _DrugsFile(Model):
    drugs: dict[str, DrugFile]


class _FeesFile(Model):
    services: dict[str, FeeFile]


class _FillsFile(Model):
    fills: dict[str, FillFile]


class _StaysFile(Model):
    stays: dict[str, StayFile]


class _LevelsFile(Model):
    levels: dict[Level, LevelFile]


class _SourcesFile(Model):
    sources: dict[str, SourceFile]
