"""Reading the figure files: one YAML file a subject, checked on reading, each read once and only when asked for."""

import re
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo, field_validator

from mmfinance.case.reading import validate
from mmfinance.documents import read_document
from mmfinance.errors import BrokenData, InvalidDocument

_FIGURES = Path(__file__).parent / "data" / "figures"
_NUMBER = re.compile(r"-?\d+(\.\d+)?")

Confirmation = Literal[
    "official_text_plus_second",
    "official_text_seen",
    "two_independent_secondary",
    "model_parameters_plus_web",
    "model_parameters_only",
    "single_secondary",
    "derived_by_formula",
    "law_cited_not_opened",
    "not_found",
    "not_yet_published",
    "absence_in_material_seen",
    "planning_rule",
]


def _typed(value: Any) -> Any:
    """Turn the text of a document into numbers, true and false, and text, through lists and tables."""
    if isinstance(value, dict):
        return {key: _typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return tuple(_typed(item) for item in value)
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return float(value) if "." in value else int(value)
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FigureValue(_Strict):
    """One value of a figure over one period."""

    start: date | None
    end: date | None
    value: Annotated[Any, BeforeValidator(_typed)]
    sources: tuple[str, ...] = Field(min_length=1)
    confirmed: Confirmation
    confidence: Literal["high", "medium", "low"]
    checked_on: date | None = None
    note: str | None = None

    def not_yet(self) -> "FigureValue":
        """Say that before this value's start nothing is known."""
        return self.model_copy(update={"value": None})


class FigureEntry(_Strict):
    """A figure: what it is, its unit, and its values in order of time."""

    what: str
    unit: str
    values: tuple[FigureValue, ...] = Field(min_length=1)

    @field_validator("values")
    @classmethod
    def _in_order(cls, values: tuple[FigureValue, ...], info: ValidationInfo) -> tuple[FigureValue, ...]:
        for earlier, later in pairwise(values):
            if earlier.end is None or later.start is None or later.start <= earlier.end:
                raise ValueError("periods overlap or are out of order")
        return values


class _FigureFile(_Strict):
    checked_on: date
    figures: dict[str, FigureEntry] = Field(min_length=1)


@cache
def file_names() -> tuple[str, ...]:
    """List the figure files by the dotted start of the names in them."""
    paths = sorted(_FIGURES.rglob("*.yaml"))
    return tuple(".".join(path.relative_to(_FIGURES).with_suffix("").parts) for path in paths)


@cache
def figure_file(name: str) -> tuple[date, dict[str, FigureEntry]]:
    """Read one figure file: the day it was checked, and its figures by the rest of their names.

    Raises BrokenData when the shipped file cannot be read.
    """
    try:
        document = read_document(_FIGURES.joinpath(*name.split(".")).with_suffix(".yaml"))
        content = validate(_FigureFile, document)
    except InvalidDocument as error:
        raise BrokenData(error.problems) from None
    return content.checked_on, content.figures
