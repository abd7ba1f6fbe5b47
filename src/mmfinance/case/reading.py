"""Reading user files into models: every problem at once, each with its file, line, path and what is expected."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from mmfinance.case import expectations
from mmfinance.case.consistency import contradictions
from mmfinance.case.locked import AskPassphrase, is_locked, unlock
from mmfinance.case.model import Case
from mmfinance.case.places import Place, locate
from mmfinance.case.pruning import paths_to_leave_out, without, without_blanks
from mmfinance.documents import Document, KeyPath, dotted, parse_document, read_text
from mmfinance.errors import InputError, InvalidDocument, Problem

ModelType = TypeVar("ModelType", bound=BaseModel)


def read_case(path: Path, ask_passphrase: AskPassphrase | None = None) -> Case:
    """Read and check one case file (YAML or JSON); a locked one with the passphrase that `ask_passphrase` gives.

    Raises InvalidDocument with every problem found, sorted by line: mistakes and contradictions together.
    InputError for a locked case that nobody opens.
    """
    return case_from_document(read_case_document(path, ask_passphrase))


def read_case_document(path: Path, ask_passphrase: AskPassphrase | None = None) -> Document:
    """Read what a case file says, not checked yet. Raises as `read_case`."""
    name, text = path.name or str(path), read_text(path)
    if is_locked(text):
        if ask_passphrase is None:
            raise InputError(f"{name} is locked, and nobody is asked for its passphrase here")
        name, text = unlock(text, name, ask_passphrase(name))
    return parse_document(text, name)


def case_from_document(document: Document) -> Case:
    """Check one case that is read already.

    Raises InvalidDocument with every problem found, sorted by line: mistakes and contradictions together.
    """
    case, problems = _case_and_mistakes(document)
    for path, message in contradictions(case) if case else ():
        problems.setdefault(path, Problem(document.file, document.line(path), dotted(path), message))
    if problems or case is None:
        raise InvalidDocument(problems.values())
    blankless = without_blanks(document.data)
    return case if blankless == document.data else Case.model_validate(blankless)


def _case_and_mistakes(document: Document) -> tuple[Case | None, dict[KeyPath, Problem]]:
    """Read what is right of a case: a wrong value is left out for another look, until the rest is a case."""
    data, left_out = document.data, set[KeyPath]()
    problems: dict[KeyPath, Problem] = {}
    while () not in left_out:
        try:
            return Case.model_validate(data), problems
        except ValidationError as error:
            found = problems_by_path(error, Case, replace(document, data=data))
        problems = {path: problem for path, problem in found.items() if path not in left_out} | problems
        left_out |= paths_to_leave_out(found, left_out)
        data = without(document.data, left_out)
    return None, problems


def validate(model_type: type[ModelType], document: Document) -> ModelType:
    """Turn a document into a model.

    Raises InvalidDocument with all problems: file, line, dotted path, what was found, what is expected in plain words,
    and the nearest valid key where a key is not known. A person's own data is never repeated in a problem.
    """
    try:
        return model_type.model_validate(document.data)
    except ValidationError as error:
        raise InvalidDocument(problems_by_path(error, model_type, document).values()) from None


def problems_by_path(error: ValidationError, model_type: type[BaseModel], document: Document) -> dict[KeyPath, Problem]:
    """Say every validation error in plain words, one problem a place."""
    grouped: dict[KeyPath, list[tuple[Any, Place]]] = {}
    for entry in error.errors(include_url=False, include_input=False):
        place = locate(model_type, document.data, (*entry["loc"], *_inner_path(entry)))
        grouped.setdefault(_path(entry, place), []).append((entry, place))
    return {
        path: Problem(document.file, document.line(path), dotted(path), _message(entries))
        for path, entries in grouped.items()
    }


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
