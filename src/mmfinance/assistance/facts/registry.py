"""The registry of facts: rules, explanations and the interview all speak of these and of nothing else."""

from functools import cache

from mmfinance.assistance.facts import applications
from mmfinance.assistance.facts.about_care import CARE_FACTS
from mmfinance.assistance.facts.about_person import PERSON_FACTS
from mmfinance.assistance.facts.fact import Fact, Shape, Unit
from mmfinance.errors import UnknownName

_FACTS = {entry.name: entry for entry in (*PERSON_FACTS, *CARE_FACTS)}


def fact(name: str) -> Fact:
    """Find a fact by name; `application.<program>` and `days_since_award.<program>` speak of another program.

    Raises UnknownName with the nearest names.
    """
    start, _, program = name.partition(".")
    if program and start in ("application", "days_since_award"):
        return _about_program(start, program)
    if name not in _FACTS:
        raise UnknownName("fact", name, tuple(_FACTS))
    return _FACTS[name]


def fact_names() -> tuple[str, ...]:
    """List the names of all facts but those about other programs."""
    return tuple(_FACTS)


@cache
def _about_program(start: str, program: str) -> Fact:
    name = f"{start}.{program}"
    if start == "application":
        return Fact(
            name,
            "the state of the application",
            "Have you applied to this program, and what was the answer?",
            Shape.WORD,
            applications.application(program),
            words=applications.APPLICATION_STATES,
        )
    return Fact(
        name,
        "the last help from this program",
        "Have you had help from this program before, and when?",
        Shape.NUMBER,
        applications.days_since_award(program),
        Unit.DAYS_AGO,
    )
