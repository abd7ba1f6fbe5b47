"""Following an error's location through the model and the file's data, to the place that a person sees in the file."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from mmfinance.documents import KeyPath


@dataclass(frozen=True)
class Place:
    """Where an error is: its path in the file, the model around it, what the model says stands there."""

    path: KeyPath
    data: Any
    found: bool
    owner: type[BaseModel] | None
    model: type[BaseModel] | None
    siblings: tuple[type[BaseModel], ...]
    description: str | None
    personal: bool


def locate(model_type: Any, data: Any, location: tuple[int | str, ...]) -> Place:
    """Turn a validation error's location into a place: names of union members are no part of the path in the file.

    `found` is false where the file has nothing at that path.
    """
    walk = _Walk(model_type, data)
    for part in location:
        walk.step(part)
    walk.unwrap()
    return walk.place()


def keys_of(model: type[BaseModel]) -> tuple[str, ...]:
    """List the keys that a model accepts, as they are written in a file."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


def sections_with(model: type[BaseModel], key: str) -> tuple[str, ...]:
    """List the sections right below a model that accept a key."""
    inner = {field.alias or name: _unwrapped(field.annotation) for name, field in model.model_fields.items()}
    return tuple(name for name, part in inner.items() if _is_model(part) and key in keys_of(part))


class _Walk:
    """One walk down the model and the data at the same time."""

    def __init__(self, annotation: Any, data: Any) -> None:
        self.annotation, self.data, self.found = annotation, data, True
        self.path: KeyPath = ()
        self.owner: type[BaseModel] | None = None
        self.siblings: tuple[type[BaseModel], ...] = ()
        self.description: str | None = None
        self.discriminator: str | None = None
        self.personal = False

    def place(self) -> Place:
        model = self.annotation if _is_model(self.annotation) else None
        return Place(
            self.path, self.data, self.found, self.owner, model, self.siblings, self.description, self.personal
        )

    def step(self, part: int | str) -> None:
        self.unwrap()
        members = _members(self.annotation)
        if part == "[key]" and self.path and not self._has(part):
            self.data, self.found, self.annotation = self.path[-1], True, None
        elif members:
            self._choose_member(members, part)
        elif _is_model(self.annotation):
            self._enter_field(self.annotation, part)
        elif get_origin(self.annotation) in (dict, list, tuple, set, frozenset):
            self._descend(part)
            self.annotation = _argument(self.annotation, -1 if get_origin(self.annotation) is dict else 0)
        elif self._has(part):
            self._descend(part)
            self.annotation = None

    def unwrap(self) -> None:
        """Strip `Annotated` and `| None`, keeping what they say."""
        while True:
            if get_origin(self.annotation) is Annotated:
                self.annotation, *notes = get_args(self.annotation)
                self._note(note for note in notes if isinstance(note, FieldInfo))
            elif hasattr(self.annotation, "__value__"):
                self.annotation = self.annotation.__value__
            elif len(_choices(self.annotation)) == 1:
                (self.annotation,) = _choices(self.annotation)
            else:
                break
        if _is_model(self.annotation):
            self.personal = self.personal or getattr(self.annotation, "personal", False)

    def _note(self, notes: Iterator[FieldInfo]) -> None:
        for note in notes:
            self.description = note.description or self.description
            self.discriminator = note.discriminator if isinstance(note.discriminator, str) else self.discriminator

    def _choose_member(self, members: tuple[Any, ...], part: int | str) -> None:
        models = tuple(member for member in members if _is_model(member))
        for member in models:
            if part == member.__name__ or part in _tags(member, self.discriminator):
                self.annotation, self.siblings, self.discriminator = member, models, None
                return
        self.annotation = next((member for member in members if getattr(member, "__name__", None) == part), None)
        if self._has(part):
            self._descend(part)

    def _enter_field(self, model: type[BaseModel], part: int | str) -> None:
        self.owner = model
        self._descend(part)
        for name, field in model.model_fields.items():
            if part in (field.alias, name):
                self.annotation = field.annotation
                self._note(iter((field,)))
                return
        self.annotation = None

    def _descend(self, part: int | str) -> None:
        self.found = self._has(part)
        self.data = self.data[part] if self.found else None
        self.path = (*self.path, part)
        self.description = self.discriminator = None

    def _has(self, part: int | str) -> bool:
        if isinstance(self.data, list):
            return isinstance(part, int) and 0 <= part < len(self.data)
        return isinstance(self.data, dict) and part in self.data


def _unwrapped(annotation: Any) -> Any:
    walk = _Walk(annotation, None)
    walk.unwrap()
    return walk.annotation


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _choices(annotation: Any) -> tuple[Any, ...]:
    if get_origin(annotation) not in (Union, UnionType):
        return ()
    return tuple(choice for choice in get_args(annotation) if choice is not NoneType)


def _members(annotation: Any) -> tuple[Any, ...]:
    choices = _choices(annotation)
    return choices if len(choices) > 1 else ()


def _tags(model: type[BaseModel], discriminator: str | None) -> tuple[Any, ...]:
    field = model.model_fields.get(discriminator or "")
    annotation = field.annotation if field else None
    return get_args(annotation) if get_origin(annotation) is Literal else ()


def _argument(annotation: Any, index: int) -> Any:
    arguments = get_args(annotation)
    return arguments[index] if arguments else None
