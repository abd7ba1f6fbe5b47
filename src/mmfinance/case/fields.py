"""The field types of a case file: a strict base model and amounts, percents, places and times."""

from datetime import date
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

from mmfinance.case.states import STATES
from mmfinance.money import cents_from_dollars, dollars


class Model(BaseModel):
    """A part of a file: frozen, and unknown keys are errors.

    `personal` parts hold what identifies a person or a disease: no message ever repeats their values.
    """

    personal: ClassVar[bool] = False

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, str_max_length=300)


def empty_when_null(value: Any) -> Any:
    """Read a section that is written without anything under it as an empty one: nothing is known of it."""
    return {} if value is None else value


def contradiction(at: tuple[str, ...], message: str) -> PydanticCustomError:
    """Make the error of a rule over several fields, pointing at the one to look at (`at`, relative to the model)."""
    return PydanticCustomError("contradiction", "{message}", {"message": message, "at": at})


def after_as_of(as_of: date) -> str:
    """Say that a day lies after the day of the case; the day itself may be personal and is not repeated."""
    return f"is after as_of; expected a day not after {as_of}"


def above(what: str, found: int, most: int) -> str:
    """Say that an amount is above the one that bounds it, both in dollars."""
    return f"is above {what}: found {dollars(found):,.2f}, expected at most {dollars(most):,.2f}"


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

_ZIP_WORDS = "a ZIP code of five digits, such as 02134"
ZipCode = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{5}$"),
    Field(description=_ZIP_WORDS),
    WithJsonSchema({"type": ["string", "integer"], "pattern": "^[0-9]{5}$", "description": _ZIP_WORDS}),
]
"""Five digits; an editor's schema also takes a bare number, which `documents` keeps as the text it is."""


def _known_state(value: Any) -> Any:
    code = value.strip().upper() if isinstance(value, str) else None
    if code not in STATES:
        raise ValueError("expected a state or territory in two letters, such as OH")
    return code


State = Annotated[
    str,
    BeforeValidator(_known_state),
    Field(description="a state or territory in two letters, such as OH"),
]
MonthDay = Annotated[
    str,
    StringConstraints(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"),
    Field(description="a month and day, written MM-DD, such as 01-01"),
]
Identifier = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"),
    Field(description="letters, digits, dots, dashes and underscores, at most 64"),
]
Slug = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9][a-z0-9_-]{0,79}$"),
    Field(description="an id of lower-case letters, digits, dashes and underscores"),
]
Name = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Count = Annotated[int, Field(ge=0, le=1_000)]
Miles = Annotated[float, Field(ge=0, le=6_000)]
HoursPerWeek = Annotated[float, Field(ge=0, le=168)]


def _written_in_full(value: Any) -> date:
    """Take YYYY-MM-DD only: a bare number is a year somebody typed, not seconds since 1970."""
    if isinstance(value, date) and type(value) is date:
        return value
    try:
        if len(value) == 10:
            return date.fromisoformat(value)
    except (TypeError, ValueError):
        pass
    raise ValueError("expected a date, written YYYY-MM-DD")


def _sensible_year(value: date) -> date:
    if not 1900 <= value.year <= 2100:
        raise ValueError("expected a date between 1900 and 2100, written YYYY-MM-DD")
    return value


Date = Annotated[date, BeforeValidator(_written_in_full), AfterValidator(_sensible_year)]
