"""The same directory as most scripts would check it: one person at a time, one rule at a time, plain values.

Rules outside the usual shapes are left to the program, as a script would leave them. Answers as in mmfinance: 0 no,
1 not known, 2 the program decides, 3 yes.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from mmfinance.assistance.compile import Leaf, Node
from mmfinance.assistance.directory import Directory
from mmfinance.assistance.facts import NEVER, UNDATED, Between, Known
from mmfinance.assistance.predicates.guidelines import resolve_year
from mmfinance.assistance.predicates.income import IncomeAtLeastPercentFpl, PovertyCriterion
from mmfinance.assistance.predicates.requirements import AppliedFirst
from mmfinance.assistance.predicates.shapes import AtLeast, AtMost, Flag, HasAll, HasAny, HasNone, WordIn
from mmfinance.reference.poverty import poverty_guideline, region_of_state

Person = Mapping[str, Any]


def verdicts(person: Person, directory: Directory) -> dict[str, int]:
    """Answer every program for one person."""
    trees = directory.rules.trees
    return {name: 3 if tree is None else _answer(tree, person) for name, tree in trees.items()}


def _answer(node: Node, person: Person) -> int:
    if isinstance(node, Leaf):
        return _criterion(node.criterion, person)
    found = [_answer(branch, person) for branch in node.branches]
    if node.how == "all_of":
        return min(found)
    return max(found) if node.how == "any_of" else min((3, 1, 2, 0)[one] for one in found)


def _criterion(criterion: Any, person: Person) -> int:
    if criterion.limit is None or not criterion.has_fact():
        return 2
    value = person.get(criterion.fact_name())
    if isinstance(criterion, PovertyCriterion):
        return _poverty(criterion, person)
    if isinstance(criterion, AppliedFirst):
        return 3 if value == criterion.state else 0 if value in ("denied", "granted") else 2
    if value is None or value == UNDATED or isinstance(value, Between):
        return 1
    if isinstance(criterion, Flag):
        return 3 if value == criterion.limit else 0
    if isinstance(criterion, (AtLeast, AtMost)):
        if value == NEVER:
            return 0
        return 3 if (value >= criterion.limit if isinstance(criterion, AtLeast) else value <= criterion.limit) else 0
    if isinstance(criterion, WordIn):
        return 3 if value in criterion.wanted() else 0
    return _words(criterion, value) if isinstance(value, Known) else 2


def _words(criterion: Any, value: Known) -> int:
    wanted = set(criterion.limit)
    if isinstance(criterion, HasAny):
        return 3 if wanted & value.has else 1 if wanted & value.maybe else 0
    if isinstance(criterion, HasAll):
        return 3 if wanted <= value.has else 1 if wanted <= value.has | value.maybe else 0
    if isinstance(criterion, HasNone):
        return 0 if wanted & value.has else 1 if wanted & value.maybe else 3
    return 2


def _poverty(criterion: Any, person: Person) -> int:
    income, size, state = person.get("annual_income"), person.get("household_size"), person.get("state")
    if income is None or size is None or state is None:
        return 1
    region = region_of_state(state)
    if region is None or not hasattr(criterion.limit, "as_tuple"):
        return 2
    year = resolve_year(criterion.poverty_guideline or "current", date.fromordinal(person["as_of"]))
    limit = poverty_guideline(year, size, region) * criterion.limit / 100
    if isinstance(criterion, IncomeAtLeastPercentFpl):
        return 3 if income >= limit else 0
    if income < limit or (income == limit and not criterion.strict):
        return 3
    wider = criterion.ask_up_to_percent_fpl
    if wider is not None and income <= poverty_guideline(year, size, region) * wider / 100:
        return 2
    return 2 if criterion.cost_of_living_adjusted and income <= limit * 5 / 2 else 0
