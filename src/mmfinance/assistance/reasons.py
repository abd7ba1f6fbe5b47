"""The words of a verdict: each criterion that decides, with the person's value, the limit, its year and source."""

from collections.abc import Iterator, Mapping

from mmfinance.assistance.answers import NO, NOT_KNOWN, OPPOSITE, YES
from mmfinance.assistance.compile import Branch, Leaf, Node
from mmfinance.assistance.evaluate import Answered
from mmfinance.assistance.facts import UNDATED, Between, Known, fact
from mmfinance.assistance.program import Program
from mmfinance.assistance.result import Reason, Source
from mmfinance.phrases import Phrase

_MET = {YES: True, NO: False}
_ABOUT_PROGRAMS = {
    "application": "Have you applied to {program}, and what was the answer?",
    "days_since_award": "Have you had help from {program} before, and when?",
}


def reasons(program: Program, answered: Answered, person: int = 0) -> tuple[Reason, ...]:
    """Explain one person's answer to one program; alternatives that no longer matter are left out."""
    tree = answered.book.trees[program.id]
    if tree is None:
        return ()
    source = program.best_source
    return tuple(
        _reason(leaf, answered, person, negated, source) for leaf, negated in _deciding(tree, answered, person)
    )


def missing_facts(program: Program, answered: Answered, person: int = 0) -> tuple[str, ...]:
    """Name the facts whose absence keeps a program open, in the order of the file, each once."""
    tree = answered.book.trees[program.id]
    found: dict[str, None] = {}
    for leaf in _open_leaves(tree, answered, person) if tree is not None else ():
        for name in leaf.criterion.reads():
            if is_missing(answered.columns.value(name, person)):
                found[name] = None
    return tuple(found)


def is_missing(value: object) -> bool:
    """Whether a fact is not, or not fully, known."""
    unsure = isinstance(value, Between) or (isinstance(value, Known) and bool(value.maybe))
    return value is None or value == UNDATED or unsure


def _answer(node: Node, answered: Answered, person: int) -> int:
    return answered.node_of(node, person)


def _deciding(node: Node, answered: Answered, person: int, negated: bool = False) -> Iterator[tuple[Leaf, bool]]:
    """Walk the criteria that matter. Of alternatives: those that are met; while none is, those that still may be."""
    if isinstance(node, Leaf):
        yield node, negated
        return
    turned = negated != (node.how == "none_of")
    branches = node.branches
    if _is_choice(node, negated):
        best = max(_seen(branch, answered, person, turned) for branch in branches)
        least = {YES: YES, NO: NO}.get(best, NOT_KNOWN)
        branches = tuple(branch for branch in branches if _seen(branch, answered, person, turned) >= least)
    for branch in branches:
        yield from _deciding(branch, answered, person, turned)


def _is_choice(branch: Branch, negated: bool) -> bool:
    """Whether one branch is enough; under `none_of` that turns round (De Morgan)."""
    return branch.how != "any_of" if negated else branch.how == "any_of"


def _seen(node: Node, answered: Answered, person: int, negated: bool) -> int:
    answer = _answer(node, answered, person)
    return OPPOSITE[answer] if negated else answer


def _open_leaves(node: Node, answered: Answered, person: int) -> Iterator[Leaf]:
    """Walk down only where the answer is still not known."""
    if _answer(node, answered, person) != NOT_KNOWN:
        return
    if isinstance(node, Branch):
        for branch in node.branches:
            yield from _open_leaves(branch, answered, person)
    else:
        yield node


def _reason(leaf: Leaf, answered: Answered, person: int, negated: bool, source: Source) -> Reason:
    """Put words to one criterion; the same criterion of another program needs only its own `why` and source."""
    key = (leaf.number, negated, person)
    if key not in answered.worded:
        answered.worded[key] = _worded(leaf, answered, person, negated, source)
    reason, why = answered.worded[key], leaf.criterion.why
    sentence = reason.sentence
    if why and reason.met is not True:
        sentence = Phrase("{first} {second}", first=sentence, second=why)
    elif source is reason.source:
        return reason
    return Reason(
        fact=reason.fact,
        value=reason.value,
        limit=reason.limit,
        met=reason.met,
        sentence=sentence,
        would_change=reason.would_change,
        year=reason.year,
        source=source,
    )


def _worded(leaf: Leaf, answered: Answered, person: int, negated: bool, source: Source) -> Reason:
    criterion, raw = leaf.criterion, _answer(leaf, answered, person)
    name, columns = criterion.fact_name(), answered.columns
    value = columns.value(name, person) if criterion.has_fact() else None
    met = _MET.get(OPPOSITE[raw] if negated else raw)
    return Reason(
        fact=name,
        value=value,
        limit=criterion.limit_of(columns, person),
        met=met,
        sentence=criterion.denial(value, met) if negated else criterion.sentence(value, met),
        would_change=criterion.what_would_change(value) if met is False and not negated else None,
        year=criterion.guideline_year_of(columns, person),
        source=source,
    )


def question_of(name: str, value: object, programs: Mapping[str, Program]) -> Phrase:
    """The question that settles a fact, of which `value` is known; one about another program calls it by its name."""
    start, _, program = name.partition(".")
    if program in programs and start in _ABOUT_PROGRAMS:
        return Phrase(_ABOUT_PROGRAMS[start], program=programs[program].name)
    return fact(name).question_about(value)
