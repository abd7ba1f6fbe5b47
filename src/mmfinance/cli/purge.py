"""The `purge` command."""

from pathlib import Path
from typing import Annotated

import typer

from mmfinance.cli.terminal import counted

STAYS = "Copies in backups, in mail, in the cloud or on the disk's free space are not reached: ask who runs them."


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(purge)


def purge(
    places: Annotated[list[Path], typer.Argument(help="Files, or folders and all in them.", metavar="PATH...")],
    yes: Annotated[bool, typer.Option("--yes", help="Delete without asking.")] = False,
) -> None:
    """Delete the cases and letters that mmfinance wrote in these places; whatever is not its own stays.

    Example: mmfinance purge our-cases
    """
    from mmfinance.errors import InputError
    from mmfinance.purge import find_ours

    ours, others = find_ours(places)
    for one in ours:
        typer.echo(f"{one.what}: {one.path}")
    if others:
        typer.echo(f"left alone, not written by mmfinance: {counted(len(others), 'file')}")
    if not ours:
        raise InputError("nothing of mmfinance was found there")
    if not yes and not typer.confirm(f"Delete {counted(len(ours), 'file')} for good?"):
        raise InputError("nothing was deleted")
    for one in ours:
        one.path.unlink()
    typer.echo(f"deleted {counted(len(ours), 'file')}. {STAYS}")
