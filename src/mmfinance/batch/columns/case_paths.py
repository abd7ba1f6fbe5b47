"""Paths into a case that one cell can fill, and what the case model says stands there.

A path names an entry of a list by its kind: `coverage.medigap.letter`, `treatment.history.car_t.date`. The kind `plan`
means the plan of the row that has a deductible (employer, COBRA, marketplace, Medicare Advantage), `first` the coverage
that pays first.
"""

from collections.abc import Iterator, Mapping
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from mmfinance.case.coverage import AnyCoverage, Coverage, PrivatePlan
from mmfinance.case.fields import Date, Dollars, Identifier, MonthDay, Percent, State, ZipCode
from mmfinance.case.model import Case, Therapy
from mmfinance.case.vocabulary import TherapyKind

Path = tuple[str, ...]

PLAN_KINDS = ("employer", "cobra", "marketplace", "medicare_advantage")

_LEAVES = (
    (Dollars, "money"),
    (Percent, "percent"),
    (Date, "date"),
    (State, "state"),
    (ZipCode, "zip"),
    (MonthDay, "month_day"),
    (Identifier, "identifier"),
)
_READINGS = {bool: "yes_no", int: "whole_number", float: "number", str: "text"}


def reading_at(path: Path) -> str | None:
    """Name the reading of a path by the type that the case model has there; None where no single value stands."""
    return _leaves().get(path, (None, ()))[0]


def choices_at(path: Path) -> tuple[str, ...]:
    """List the words that may stand at a path whose reading is `word`."""
    return _leaves().get(path, (None, ()))[1]


def all_paths() -> tuple[str, ...]:
    """List every path that a cell can fill, as a mapping file writes it."""
    return tuple(".".join(path) for path in _leaves())


@cache
def _leaves() -> Mapping[Path, tuple[str, tuple[str, ...]]]:
    leaves = dict(_of_model(Case, ()))
    for kind, model in _coverages():
        leaves |= dict(_of_model(model, ("coverage", kind)))
    for therapy in TherapyKind:
        leaves |= dict(_of_model(Therapy, ("treatment", "history", therapy.value)))
    return {path: leaf for path, leaf in leaves.items() if not _is_told_by_the_path(path)}


def _is_told_by_the_path(path: Path) -> bool:
    """The name of the schema, and the kind of a coverage or a therapy, which stands in the path itself."""
    return path[-1] == "schema" or (path[-1] == "kind" and path != ("treatment", "kind"))


def _coverages() -> Iterator[tuple[str, type[BaseModel]]]:
    yield "first", Coverage
    yield "plan", PrivatePlan
    for model in get_args(get_args(AnyCoverage)[0]):
        yield get_args(model.model_fields["kind"].annotation)[0], model


def _of_model(model: type[BaseModel], path: Path) -> Iterator[tuple[Path, tuple[str, tuple[str, ...]]]]:
    for name, field in model.model_fields.items():
        here = (*path, field.alias or name)
        annotation = _bare(field)
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            yield from _of_model(annotation, here)
        elif leaf := _leaf(annotation):
            yield here, leaf


def _bare(field: FieldInfo) -> Any:
    """The type of a field without `| None`, with its own notes where pydantic has taken them off."""
    annotation: Any = field.annotation
    if get_origin(annotation) in (Union, UnionType):
        (annotation, *others) = (choice for choice in get_args(annotation) if choice is not NoneType)
        return Any if others else annotation
    named = next((known for known, _ in _LEAVES if _same_notes(known, field)), None)
    return named or annotation


def _same_notes(known: Any, field: FieldInfo) -> bool:
    base, *notes = get_args(known)
    return base is field.annotation and notes[0] in field.metadata


def _leaf(annotation: Any) -> tuple[str, tuple[str, ...]] | None:
    for known, known_reading in _LEAVES:
        if annotation == known:
            return known_reading, ()
    if get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    if get_origin(annotation) is Literal:
        return "word", tuple(map(str, get_args(annotation)))
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return "word", tuple(str(choice.value) for choice in annotation)
    reading = _READINGS.get(annotation)
    return (reading, ()) if reading else None
