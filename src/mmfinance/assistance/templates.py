"""Every English sentence template that matching and planning may say, for the catalogues of other languages.

A developer's tool: templates are found where they are written, as the first argument of `Phrase(...)` or in the table
that this argument looks into.
"""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

from mmfinance.assistance.facts import fact, fact_names
from mmfinance.assistance.predicates.criterion import Criterion, capitalised
from mmfinance.assistance.predicates.requirements import AppliedFirst
from mmfinance.assistance.predicates.tree import CRITERIA
from mmfinance.assistance.words import word_templates

_PACKAGE = Path(__file__).parent


def all_templates() -> tuple[str, ...]:
    """Collect the templates of facts, criteria, words, reasons, warnings, plan, papers and deadlines, each once."""
    found = dict.fromkeys(_of_facts())
    found |= dict.fromkeys(_of_criteria())
    found |= dict.fromkeys(word_templates())
    for path in sorted(_PACKAGE.rglob("*.py")):
        found |= dict.fromkeys(_of_module(ast.parse(path.read_text(encoding="utf-8"))))
    return tuple(found)


def _of_facts() -> Iterator[str]:
    for each in map(fact, (*fact_names(), "application.another", "days_since_award.another")):
        yield each.question
        if each.question_of_rest:
            yield each.question_of_rest
        yield capitalised(each.label)


def _of_criteria() -> Iterator[str]:
    criteria: tuple[type[Criterion], ...] = (*CRITERIA.values(), AppliedFirst)
    for criterion in criteria:
        yield from (words for words in (criterion.yes, criterion.no, criterion.change) if words)


def _of_module(module: ast.Module) -> Iterator[str]:
    tables = dict(_tables(module))
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and _called(node) in ("Phrase", "_filled") and node.args:
            yield from _texts(node.args[0], tables)


def _called(node: ast.Call) -> str:
    return str(getattr(node.func, "id", getattr(node.func, "attr", "")))


def _tables(module: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for node in module.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, node.value
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
            yield node.target.id, node.value


def _texts(node: ast.expr, tables: Mapping[str, ast.expr]) -> Iterator[str]:
    """The texts that an expression may stand for: a text, a choice of two, or the values of a table."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body, tables)
        yield from _texts(node.orelse, tables)
    elif isinstance(node, ast.Subscript):
        yield from _texts(node.value, tables)
    elif isinstance(node, ast.Dict):
        for value in node.values:
            yield from _texts(value, tables)
    elif isinstance(node, ast.Name) and node.id in tables:
        yield from _texts(tables[node.id], tables)
