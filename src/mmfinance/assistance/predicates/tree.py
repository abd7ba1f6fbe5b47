"""The tree of criteria: the YAML key of each entry names its class."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Union

from pydantic import BeforeValidator, Discriminator, Tag
from pydantic_core import PydanticCustomError

from mmfinance.assistance.predicates import conditions, coverage, income, money, people, places, treatment
from mmfinance.assistance.predicates.criterion import NOT_EMPTY, Criterion, Part

_COMBINATIONS = {"all_of": "AllOf", "any_of": "AnyOf", "none_of": "NoneOf"}


def _classes() -> Iterator[type[Criterion]]:
    for module in (income, money, people, coverage, treatment, places, conditions):
        for value in vars(module).values():
            own = isinstance(value, type) and issubclass(value, Criterion) and value.__module__ == module.__name__
            if own and value.named:
                yield value


CRITERIA: dict[str, type[Criterion]] = {cls.key: cls for cls in _classes()}
_NAMES = {key: cls.__name__ for key, cls in CRITERIA.items()} | _COMBINATIONS


def criterion_keys() -> tuple[str, ...]:
    """List the YAML keys that name a criterion."""
    return tuple(CRITERIA)


def _name_of(value: Any) -> str | None:
    if isinstance(value, (Criterion, AllOf, AnyOf, NoneOf)):
        return type(value).__name__
    return next((_NAMES[key] for key in value if key in _NAMES), None) if isinstance(value, dict) else None


def _named_once(value: Any) -> Any:
    """Refuse an entry without a known key, or with two, in words that point at the nearest key."""
    if not isinstance(value, dict):
        return value
    named = [key for key in value if key in _NAMES]
    if len(named) > 1:
        raise PydanticCustomError("contradiction", "{text}", {"text": f"holds {' and '.join(named)}; one key an entry"})
    if not named:
        near = [match for key in value for match in get_close_matches(key, _NAMES, n=1, cutoff=0.5)]
        hint = f"; did you mean {near[0]!r}?" if near else ""
        found = ", ".join(value) or "nothing"
        raise PydanticCustomError("contradiction", "{text}", {"text": f"{found}: there is no such criterion{hint}"})
    return value


class AllOf(Part):
    """All of these must hold."""

    how: ClassVar[Literal["all_of"]] = "all_of"
    all_of: Annotated[tuple["Tree", ...], NOT_EMPTY]
    why: str | None = None

    @property
    def branches(self) -> "tuple[Tree, ...]":
        return self.all_of


class AnyOf(Part):
    """One of these is enough."""

    how: ClassVar[Literal["any_of"]] = "any_of"
    any_of: Annotated[tuple["Tree", ...], NOT_EMPTY]
    why: str | None = None

    @property
    def branches(self) -> "tuple[Tree, ...]":
        return self.any_of


class NoneOf(Part):
    """None of these may hold."""

    how: ClassVar[Literal["none_of"]] = "none_of"
    none_of: Annotated[tuple["Tree", ...], NOT_EMPTY]
    why: str | None = None

    @property
    def branches(self) -> "tuple[Tree, ...]":
        return self.none_of


if TYPE_CHECKING:
    Tree = Criterion | AllOf | AnyOf | NoneOf
else:
    _CLASSES = (*CRITERIA.values(), AllOf, AnyOf, NoneOf)
    _TAGGED = Union[tuple(Annotated[cls, Tag(cls.__name__)] for cls in _CLASSES)]  # noqa: UP007
    Tree = Annotated[_TAGGED, Discriminator(_name_of), BeforeValidator(_named_once)]

for _combination in (AllOf, AnyOf, NoneOf):
    _combination.model_rebuild(_types_namespace={"Tree": Tree})


def leaves(tree: Tree) -> Iterator[Criterion]:
    """Walk the criteria of a tree in the order of the file."""
    if isinstance(tree, Criterion):
        yield tree
    else:
        for branch in tree.branches:
            yield from leaves(branch)
