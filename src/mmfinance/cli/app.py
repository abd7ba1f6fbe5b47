"""The `mmfinance` program: its commands, and the one place that turns an error into a message and an exit code.

Command modules import what they call inside the command body, so that `--help` costs what a bare Typer program costs.
"""

import sys
from typing import Annotated

import typer

from mmfinance import __version__
from mmfinance.cli import case, doctor, estimate, figures, letter, match, programs
from mmfinance.errors import MmfinanceError

app = typer.Typer(
    name="mmfinance",
    help="What myeloma treatment may cost, who can help, and what to do this week. Nothing leaves this computer.",
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for part in (case, figures, estimate, match, programs, letter, doctor):
    part.register(app)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"mmfinance {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line; a user sees one message and an exit code, never a traceback unless `--debug`."""
    try:
        app()
    except MmfinanceError as error:
        if "--debug" in sys.argv:
            raise
        print(f"error: {error}", file=sys.stderr)
        sys.exit(error.exit_code)
