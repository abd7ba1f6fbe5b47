"""The `doctor` command: what this machine lacks, and the command that mends it."""

from pathlib import Path
from typing import Annotated

import typer

_MARKS = {"fine": "ok", "old": "old", "lacking": "MISSING"}


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(doctor)


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")] = False,
) -> None:
    """Say what this computer lacks to write letters, and the command that mends it."""
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
            typer.echo(f"{_MARKS[check.state]:8} {check.name}: {check.seen}")
            if check.mend:
                typer.echo(f"         to mend it: {check.mend}")
    if any(check.state == "lacking" for check in checks):
        raise typer.Exit(4)
