"""The field types of a case file: a strict base model and amounts, percents, places and times."""

from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema

from mmfinance.money import cents_from_dollars


class Model(BaseModel):
    """A part of a file: frozen, and unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, str_max_length=300)


Dollars = Annotated[
    int,
    BeforeValidator(cents_from_dollars),
    WithJsonSchema({"type": ["number", "string"], "description": "an amount in dollars"}),
]
"""Dollars in the file, whole cents in the model."""


def _percent_to_basis_points(value: Any) -> int:
    if isinstance(value, bool):
        raise ValueError("expected a percent from 0 to 100")
    try:
        percent = float(str(value).strip().removesuffix("%"))
    except ValueError:
        raise ValueError("expected a percent from 0 to 100, such as 20 or 12.5") from None
    if not 0 <= percent <= 100:
        raise ValueError("expected a percent from 0 to 100")
    return round(percent * 100)


Percent = Annotated[
    int,
    BeforeValidator(_percent_to_basis_points),
    WithJsonSchema({"type": ["number", "string"], "description": "a percent from 0 to 100"}),
]
"""A percent in the file (20 is 20%), basis points (2000) in the model."""

ZipCode = Annotated[str, StringConstraints(pattern=r"^\d{5}$")]
State = Annotated[
    str,
    BeforeValidator(lambda value: value.strip().upper() if isinstance(value, str) else value),
    StringConstraints(pattern=r"^[A-Z]{2}$"),
]
MonthDay = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]
Identifier = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,79}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Count = Annotated[int, Field(ge=0, le=1_000)]
Miles = Annotated[float, Field(ge=0, le=6_000)]
HoursPerWeek = Annotated[float, Field(ge=0, le=168)]


def _sensible_year(value: date) -> date:
    if not 1900 <= value.year <= 2100:
        raise ValueError("expected a date between 1900 and 2100, written YYYY-MM-DD")
    return value


Date = Annotated[date, AfterValidator(_sensible_year)]
