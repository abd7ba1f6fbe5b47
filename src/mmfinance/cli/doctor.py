"""The `doctor` command: what this machine lacks, and the command that mends it."""

from pathlib import Path
from typing import Annotated

import typer

from mmfinance.cli.terminal import say

_MARKS = {"fine": "ok", "old": "old", "lacking": "MISSING", "broken": "BROKEN"}


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(doctor)


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")] = False,
) -> None:
    """Say what this computer lacks to write letters, and the command that mends it.

    Ends with 4 when something is missing, with 3 when figures or programs cannot be read. Data past its time is named
    but is no failure.

    Example: mmfinance doctor
    """
    from datetime import date

    from mmfinance.doctor import examine

    checks = examine(Path(), date.today())
    if as_json:
        import json
        from dataclasses import asdict

        document = {"schema": "mmfinance/doctor@1", "checks": [asdict(check) for check in checks]}
        typer.echo(json.dumps(document, indent=2))
    else:
        for check in checks:
            say(f"{_MARKS[check.state]:8} {check.name}: {check.seen}")
            if check.mend:
                say(f"         to mend it: {check.mend}")
    states = {check.state for check in checks}
    raise typer.Exit(4 if "lacking" in states else 3 if "broken" in states else 0)
