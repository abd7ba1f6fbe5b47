"""Reading user files into models: every problem at once, each with its file, line, path and what is expected."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from mmfinance.case import expectations
from mmfinance.case.model import Case
from mmfinance.case.places import Place, locate
from mmfinance.documents import Document, KeyPath, dotted, read_document
from mmfinance.errors import InvalidDocument, Problem

ModelType = TypeVar("ModelType", bound=BaseModel)


def read_case(path: Path) -> Case:
    """Read and check one case file (YAML or JSON).

    Raises InvalidDocument with every problem found, sorted by line.
    """
    return validate(Case, read_document(path))


def validate(model_type: type[ModelType], document: Document) -> ModelType:
    """Turn a document into a model.

    Raises InvalidDocument with all problems: file, line, dotted path, what was found, what is expected in plain words,
    and the nearest valid key where a key is not known. A person's own data is never repeated in a problem.
    """
    try:
        return model_type.model_validate(document.data)
    except ValidationError as error:
        raise InvalidDocument(problems_of(error, model_type, document)) from None


def problems_of(error: ValidationError, model_type: type[BaseModel], document: Document) -> list[Problem]:
    """Say every validation error in plain words, one problem a place."""
    grouped: dict[KeyPath, list[tuple[Any, Place]]] = {}
    for entry in error.errors(include_url=False, include_input=False):
        place = locate(model_type, document.data, (*entry["loc"], *_inner_path(entry)))
        grouped.setdefault(_path(entry, place), []).append((entry, place))
    return [
        Problem(document.file, document.line(path), dotted(path), _message(entries))
        for path, entries in grouped.items()
    ]


def _inner_path(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """Where inside a model a rule over several fields points (`at` in the error's context)."""
    return tuple(entry.get("ctx", {}).get("at", ()))


def _path(entry: Mapping[str, Any], place: Place) -> KeyPath:
    if entry["type"] in ("union_tag_invalid", "union_tag_not_found"):
        return (*place.path, entry["ctx"]["discriminator"].strip("'"))
    return place.path


def _message(entries: list[tuple[Any, Place]]) -> str:
    entry, place = entries[0]
    kind, context = entry["type"], entry.get("ctx", {})
    if kind == "extra_forbidden":
        return expectations.unknown_key(place)
    if kind == "missing":
        return expectations.missing_key(place)
    if kind == "union_tag_not_found":
        return expectations.missing_tag(context)
    if kind == "union_tag_invalid":
        return expectations.wrong_tag(place, context)
    if kind == "contradiction":
        return str(entry["msg"])
    wishes = [expectations.expected(other["type"], other.get("ctx", {}), there) for other, there in entries]
    return expectations.found_and_expected(kind, context, place, wishes)
