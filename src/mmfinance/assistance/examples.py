"""Running the examples that a program file carries: made-up people and the verdicts they must get."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from mmfinance.assistance.columns import columns_of_facts
from mmfinance.assistance.compile import compile_rules
from mmfinance.assistance.evaluate import VERDICTS, evaluate
from mmfinance.assistance.facts.reading import read_facts
from mmfinance.assistance.program import Example, Program
from mmfinance.assistance.result import Verdict
from mmfinance.errors import MmfinanceError


def example_verdict(program: Program, example: Example, today: date) -> Verdict:
    """Give the verdict that an example's person gets today, or on the example's own `as_of`.

    Raises UnknownName and ValueError for facts that do not exist or cannot have their value, BrokenData for a rule
    that breaks.
    """
    facts: dict[str, Any] = {"as_of": today.toordinal(), **read_facts(example.facts)}
    columns = columns_of_facts(facts)
    found = evaluate({program.id: program}, compile_rules([program]), columns, date.fromordinal(facts["as_of"]))
    return VERDICTS[int(found[program.id][0])]


def example_day(program: Program) -> date | None:
    """The day of examples without a date of their own: the day the rules were checked, or the program's end."""
    days = [day for day in (program.rules.checked_on, program.ended_on) if day is not None]
    return max(days, default=None)


def wrong_examples(program: Program, today: date) -> Iterator[tuple[int, str]]:
    """Find the examples that do not get their verdict: their place in the file and what is wrong."""
    for place, example in enumerate(program.examples):
        try:
            found = example_verdict(program, example, example_day(program) or today)
        except (ValueError, MmfinanceError) as error:
            yield place, str(error)
            continue
        if found is not example.verdict:
            yield place, f"{example.name!r}: the verdict is {found}; the file expects {example.verdict}"
