"""The rules of a program as lines that a person can read, without any person's facts."""

from collections.abc import Iterator, Mapping

from mmfinance.assistance.predicates import Criterion, Tree
from mmfinance.assistance.predicates.income import PovertyCriterion
from mmfinance.assistance.program import Program
from mmfinance.assistance.words import either

_HEADINGS = {"all_of": "All of these:", "any_of": "One of these is enough:", "none_of": "None of these:"}
_COMPARED = {"at_least": "at least ", "at_most": "at most ", "below": "below ", "above": "above ", "none_of": "not "}
_BANDS = {True: "; more where living costs more, ask", False: "; somewhat above it, ask"}
_STATES = {"denied": "and be refused", "granted": "and get it", "pending": "but need not wait for the answer"}


def rule_lines(program: Program, names: dict[str, str], indent: str = "    ") -> Iterator[str]:
    """Write who is helped, one line a criterion, with the reason where the file gives one.

    `names` are the names of programs by id, for criteria that speak of another program.
    """
    if program.eligible_when is not None:
        yield from _tree_lines(program.eligible_when, program, names, indent)
    for first in program.requires_first:
        why = f" {first.why}" if first.why else ""
        whom = "Some people have" if first.when else "You have"
        said = f"to apply to {names.get(first.program, first.program)} first, {_STATES[first.state]}."
        yield f"{indent}- {whom} {said}{why}"


def _tree_lines(tree: Tree, program: Program, names: dict[str, str], indent: str) -> Iterator[str]:
    why = f" ({tree.why})" if tree.why else ""
    if isinstance(tree, Criterion):
        yield f"{indent}- {_rule(tree.settle(program, names))}{why}"
        return
    yield f"{indent}{_HEADINGS[tree.how]}{why}"
    for branch in tree.branches:
        yield from _tree_lines(branch, program, names, indent + "  ")


def _rule(criterion: Criterion) -> str:
    """Say one criterion: the sentence of a yes where it names no value, or else the fact and its limit."""
    if criterion.limit is None or "{value}" not in criterion.yes:
        return str(criterion.sentence(None, True)).rstrip(".")
    compared = next((words for key, words in _COMPARED.items() if key in criterion.key), "")
    limit = criterion.spoken_limit()
    if isinstance(criterion.limit, tuple) and criterion.key.endswith("_all_of"):
        limit = criterion.rule_words()
    elif isinstance(criterion.limit, tuple):
        limit = either(
            [criterion.model_copy(update={criterion.key: (each,)}).spoken_limit() for each in criterion.limit]
        )
    elif isinstance(criterion.limit, Mapping) and criterion.key.endswith("_by_state"):
        limit = f"a percent of the poverty guideline by state: {limit}"
    return f"{criterion.label()}: {compared}{limit}{_share(criterion)}{_band(criterion)}"


def _share(criterion: Criterion) -> str:
    return " of yearly income" if criterion.key.endswith("_percent_of_income") else ""


def _band(criterion: Criterion) -> str:
    if isinstance(criterion, PovertyCriterion) and (
        criterion.cost_of_living_adjusted or criterion.ask_up_to_percent_fpl
    ):
        return _BANDS[criterion.cost_of_living_adjusted]
    return "; above it, ask" if getattr(criterion, "ask_above", False) else ""
