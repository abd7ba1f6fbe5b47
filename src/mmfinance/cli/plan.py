"""The `plan` command: what to do, in order, and what is left to pay."""

from pathlib import Path
from typing import Annotated

import typer

from mmfinance.cli.options import AsJson, AsOf, CaseFile, Months, OverlayDirectory, ProgramsDirectory
from mmfinance.cli.short_lived import be_short_lived
from mmfinance.cli.terminal import say
from mmfinance.cli.told import told_case


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
    """Say what to do, in order, whom to call, which papers to collect, and what is left to pay with help.

    Example: mmfinance plan examples/employer-crossing-plan-year.yaml
    """
    be_short_lived()
    import json

    from mmfinance.assistance.directory import load_directory
    from mmfinance.assistance.match import match
    from mmfinance.assistance.plan import plan as plan_case
    from mmfinance.assistance.plan.calendar_file import calendar_file
    from mmfinance.assistance.plan.document import plan_document
    from mmfinance.cli.plan_text import plan_lines
    from mmfinance.exposure.estimate import estimate
    from mmfinance.files import write_private

    told = told_case(case, as_of)
    directory = load_directory(programs, overlay)
    cost = estimate(told, months)
    matches = match(told, directory)
    found = plan_case(told, directory, matches, cost)
    if ics:
        write_private(ics, calendar_file(found, name_programs))
    if as_json:
        typer.echo(json.dumps(plan_document(found), indent=2, ensure_ascii=False))
        return
    for line in plan_lines(found, cost, matches, directory.programs):
        say(line)
