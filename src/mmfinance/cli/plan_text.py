"""A plan in lines for the terminal: this week, after that, what the care team sends, papers, and dates."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mmfinance.assistance.program import Program
    from mmfinance.assistance.result import MatchResult, Paper, Plan, Step
    from mmfinance.exposure.result import Estimate

MOST_NAMES = 6


def plan_lines(
    plan: "Plan", cost: "Estimate", matches: "MatchResult", programs: Mapping[str, "Program"]
) -> Iterator[str]:
    """Write a plan as lines; what you can send stands apart from what only the care team can."""
    from mmfinance.assistance.plan.steps import THIS_WEEK
    from mmfinance.assistance.result import Availability

    open_ones = {each.program_id for each in matches.programs if each.availability is Availability.OPEN}
    yield f"Plan of {plan.as_of}. An estimate, not a promise."
    yield from _left(plan, cost, programs)
    week = [step for step in plan.steps if step.when == THIS_WEEK]
    later = [step for step in plan.steps if step.when != THIS_WEEK]
    for title, steps, you in (
        ("This week", week, True),
        ("This week, sent by your care team: ask them", week, False),
        ("After that", later, True),
        ("After that, sent by your care team: ask them", later, False),
    ):
        yield from _section(title, [step for step in steps if step.you_can_send is you], open_ones, programs)
    yield from _titled("Papers to collect now", (_paper(paper, programs) for paper in plan.papers))
    yield from _titled("Dates", (f"{deadline.day}  {deadline.title}" for deadline in plan.deadlines))
    yield from _titled("Left out", (f"{programs[name].name}: {why}" for name, why in plan.excluded))


def _left(plan: "Plan", cost: "Estimate", programs: Mapping[str, "Program"]) -> Iterator[str]:
    if not cost.services and not cost.trips:
        yield "What it may cost is not known yet: no treatment and no service is known."
        return
    yield f"Likely cost in {cost.horizon.months} months: {_dollars(plan.total_expected)}."
    yield f"Left to pay if only sure and open help comes: {_dollars(plan.left_if_guaranteed)}."
    yield f"Left to pay if all likely help comes, as far as amounts are published: {_dollars(plan.left_if_likely)}."
    if plan.not_counted:
        names = [programs[name].name for name in plan.not_counted]
        more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
        yield f"Not counted, as nobody can tell the amount yet: {'; '.join(names[:MOST_NAMES])}{more}."


def _section(
    title: str, steps: Sequence["Step"], open_ones: set[str], programs: Mapping[str, "Program"]
) -> Iterator[str]:
    if not steps:
        return
    yield ""
    yield title
    for step in steps:
        program = programs.get(step.program_id or "")
        ask = step.call_first and program is not None and program.id not in open_ones
        yield from _step(step, program, "Ask first if it is open. " if ask else "")


def _step(step: "Step", program: "Program | None", ask: str) -> Iterator[str]:
    due = f" (by {step.due})" if step.due else ""
    contact = " · ".join(part for part in (step.phone, step.hours, step.url) if part)
    how = (program.apply.how if program else None) if not (step.phone or step.url) else None
    yield f"{step.order}. {step.title}{due}"
    if not step.you_can_send or program is None:
        yield f"   {step.who}."
    if line := f"{ask}{how or contact}".strip():
        yield f"   {line}"
    yield f"   {step.why}"


def _titled(title: str, lines: Iterator[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield ""
        yield title
        yield from (f"  {line}" for line in found)


def _paper(paper: "Paper", programs: Mapping[str, "Program"]) -> str:
    fresh = f", {paper.freshness}" if paper.freshness else ""
    return f"{paper.name}{fresh} - for {'; '.join(programs[name].name for name in paper.needed_by)}"


def _dollars(cents: int) -> str:
    return f"${cents / 100:,.0f}"
