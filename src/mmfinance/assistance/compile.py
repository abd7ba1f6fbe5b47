"""Programs as trees over numbered criteria: the same criterion of two programs is one number, answered once."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from mmfinance.assistance.predicates import AllOf, AnyOf, Criterion, NoneOf, Tree
from mmfinance.assistance.predicates.requirements import AppliedFirst
from mmfinance.assistance.program import First, Program

How = Literal["all_of", "any_of", "none_of"]


@dataclass(frozen=True)
class Leaf:
    """One criterion in a tree: its number in the rule book, and the criterion with its own `why`."""

    number: int
    criterion: Criterion


@dataclass(frozen=True)
class Branch:
    """Criteria combined."""

    how: How
    branches: "tuple[Leaf | Branch, ...]"


Node = Leaf | Branch


@dataclass(frozen=True)
class RuleBook:
    """The distinct criteria of many programs, and each program's tree over their numbers (None: nobody turned away)."""

    criteria: tuple[Criterion, ...]
    trees: Mapping[str, Node | None]


def compile_rules(programs: Collection[Program]) -> RuleBook:
    """Number the distinct criteria of programs, in the order of the files."""
    names = {program.id: program.name for program in programs}
    numbers: dict[Any, int] = {}
    criteria: list[Criterion] = []

    def node(tree: Tree, program: Program) -> Node:
        if isinstance(tree, (AllOf, AnyOf, NoneOf)):
            return Branch(tree.how, tuple(node(branch, program) for branch in tree.branches))
        criterion = tree.settle(program, names)
        number = numbers.setdefault(criterion.identity(), len(criteria))
        if number == len(criteria):
            criteria.append(criterion)
        return Leaf(number, criterion)

    trees: dict[str, Node | None] = {}
    for program in programs:
        parts = [node(tree, program) for tree in _whole(program)]
        trees[program.id] = None if not parts else parts[0] if len(parts) == 1 else Branch("all_of", tuple(parts))
    return RuleBook(tuple(criteria), trees)


def _whole(program: Program) -> list[Tree]:
    """The program's own tree, and the applications that must come first."""
    own: list[Tree] = [] if program.eligible_when is None else [program.eligible_when]
    return [*own, *(_first(first) for first in program.requires_first)]


def _first(first: First) -> Tree:
    needed = AppliedFirst(applied_first=first.program, state=first.state, why=first.why)
    if first.when is None:
        return needed
    return AnyOf.model_construct(any_of=(NoneOf.model_construct(none_of=(first.when,), why=None), needed), why=None)
