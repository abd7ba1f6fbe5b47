"""The `mmfinance` program: its commands, and the one place that turns an error into a message and an exit code.

Command modules import what they call inside the command body, so that `--help` costs what a bare Typer program costs.
"""

import errno
import os
import sys
import traceback
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from mmfinance import __version__
from mmfinance.cli import (
    batch,
    batch_run,
    batch_screen,
    carepaths,
    case,
    compare,
    config,
    doctor,
    estimate,
    figures,
    intake,
    letter,
    match,
    plan,
    programs,
    purge,
    redact,
    templates,
)
from mmfinance.errors import MmfinanceError, UnwritableOutput

FAULT_EXIT_CODE = 70  # EX_SOFTWARE of sysexits.h: never one of the codes that say something about the input

app = typer.Typer(
    name="mmfinance",
    help="What myeloma treatment may cost, who can help, and what to do this week. Nothing leaves this computer.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
PARTS = (
    intake,
    case,
    carepaths,
    figures,
    estimate,
    compare,
    match,
    plan,
    programs,
    letter,
    templates,
    batch,
    batch_run,
    batch_screen,
    redact,
    purge,
    config,
    doctor,
)
for part in PARTS:
    part.register(app)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"mmfinance {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version.")
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show the traceback of an error; anywhere on the line.")
    ] = False,
) -> None:
    from mmfinance.cli.settings import defaults_of, read_settings, settings_file

    context.default_map = defaults_of(context.command, read_settings(settings_file()))


def main() -> None:
    """Run the command line; a user sees one message and an exit code, never a traceback unless `--debug`."""
    arguments = [argument for argument in sys.argv[1:] if argument != "--debug"]
    debug = len(arguments) < len(sys.argv) - 1
    _print_what_the_terminal_can()
    try:
        app(arguments, prog_name="mmfinance")
    except Exception as error:
        if debug:
            raise
        print(f"error: {_without_controls(_message_of(error))}", file=sys.stderr)
        if _output_is_full(error):
            _drop_what_is_unwritten()
        sys.exit(_exit_code_of(error))


def _print_what_the_terminal_can() -> None:
    """Print a question mark where a terminal of another encoding lacks a character, rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _exit_code_of(error: Exception) -> int:
    if isinstance(error, MmfinanceError):
        return error.exit_code
    return UnwritableOutput.exit_code if _output_is_full(error) else FAULT_EXIT_CODE


def _output_is_full(error: Exception) -> bool:
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EIO)


def _drop_what_is_unwritten() -> None:
    """Send the rest of the output nowhere: Python would try to write it once more at exit, fail, and end with 120."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _without_controls(text: str) -> str:
    """Keep a file name from steering the terminal: control and direction characters become question marks."""
    return "".join(mark if mark.isprintable() or mark == "\n" else "?" for mark in text)


def _message_of(error: Exception) -> str:
    """Give our own errors' text; of a fault in the program only its kind and place, since its text may hold a case."""
    if isinstance(error, MmfinanceError):
        return str(error)
    if _output_is_full(error):
        return "the output could not be written: the disk is full or fails"
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(frame.filename).name}:{frame.lineno}"
    return f"a fault in mmfinance itself ({type(error).__name__} at {place}); please report it; --debug shows more"
