"""The `plan` command: what to do, in order, and what is left to pay."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mmfinance.cli.options import AsJson, AsOf, CaseFile, Months, OverlayDirectory, ProgramsDirectory
from mmfinance.cli.short_lived import be_short_lived
from mmfinance.cli.told import told_case

if TYPE_CHECKING:
    from mmfinance.assistance.result import Paper, Plan, Step
    from mmfinance.exposure.result import Estimate


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(plan)


def plan(
    case: CaseFile,
    months: Months = 12,
    as_of: AsOf = None,
    as_json: AsJson = False,
    ics: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the dates as a calendar file.")] = None,
    name_programs: Annotated[bool, typer.Option(help="Name the programs in the calendar file.")] = False,
    programs: ProgramsDirectory = None,
    overlay: OverlayDirectory = None,
) -> None:
    """Say what to do, in order, whom to call, which papers to collect, and what is left to pay with help."""
    be_short_lived()
    import json

    from mmfinance.assistance.directory import load_directory
    from mmfinance.assistance.match import match
    from mmfinance.assistance.plan import plan as plan_case
    from mmfinance.assistance.plan.calendar_file import calendar_file
    from mmfinance.assistance.plan.document import plan_document
    from mmfinance.exposure.estimate import estimate
    from mmfinance.files import write_private

    told = told_case(case, as_of)
    directory = load_directory(programs, overlay)
    cost = estimate(told, months)
    found = plan_case(told, directory, match(told, directory), cost)
    if ics:
        write_private(ics, calendar_file(found, name_programs))
    typer.echo(json.dumps(plan_document(found), indent=2, ensure_ascii=False) if as_json else _text(found, cost))


def _text(plan: "Plan", cost: "Estimate") -> str:
    lines = [f"Plan of {plan.as_of}. An estimate, not a promise.", _left(plan, cost), ""]
    for step in plan.steps:
        lines.extend(_step(step))
    lines.append("Papers: " + "; ".join(_paper(paper) for paper in plan.papers))
    lines.extend(f"{deadline.day}  {deadline.title}" for deadline in plan.deadlines)
    lines.extend(f"Left out: {program_id}: {why}" for program_id, why in plan.excluded)
    return "\n".join(lines)


def _left(plan: "Plan", cost: "Estimate") -> str:
    if not cost.services and not cost.trips:
        return "What it may cost is not known yet: no treatment and no service is known."
    return (
        f"Likely cost ${plan.total_expected / 100:,.0f}; left to pay ${plan.left_if_guaranteed / 100:,.0f} with help"
        f" that is open and sure, ${plan.left_if_likely / 100:,.0f} if all likely help comes."
    )


def _paper(paper: "Paper") -> str:
    return f"{paper.name} ({paper.freshness})" if paper.freshness else paper.name


def _step(step: "Step") -> list[str]:
    due = f" (by {step.due})" if step.due else ""
    contact = " · ".join(part for part in (step.phone, step.hours, step.url) if part)
    first = "" if not step.call_first else "Call first. " if step.phone else "Ask first if it is open. "
    return [f"{step.order}. {step.title}{due}", f"   {step.who}. {first}{contact}", f"   {step.why}", ""]
