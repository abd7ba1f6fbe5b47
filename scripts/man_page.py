"""The manual page (`man mmfinance`), from the commands themselves."""

from collections.abc import Iterator
from typing import Any

import typer

from mmfinance import __version__
from mmfinance.cli.app import app
from mmfinance.cli.settings import PREFIX, SETTINGS

EXIT_CODES = {
    "0": "done",
    "1": "finished with some cases failed (batch)",
    "2": "bad usage or bad input",
    "3": "the program directory or the reference data is broken",
    "4": "this computer lacks something; mmfinance doctor says what",
    "70": "a fault in mmfinance itself",
}


def man_page() -> str:
    """Give the page in the language of man (roff)."""
    command = typer.main.get_command(app)
    return "\n".join([*_head(command), *_commands(command, ("mmfinance",)), *_foot()]) + "\n"


def _head(command: Any) -> Iterator[str]:
    yield f'.TH MMFINANCE 1 "" "mmfinance {__version__}" "User Commands"'
    yield ".SH NAME"
    yield f"mmfinance \\- {_escaped(command.help.splitlines()[0])}"
    yield from (".SH SYNOPSIS", ".B mmfinance", "COMMAND [OPTIONS]")
    yield from (".SH OPTIONS", *_parameters(command, "mmfinance"), ".SH COMMANDS")


def _commands(command: Any, path: tuple[str, ...]) -> Iterator[str]:
    for name, part in command.commands.items():
        if hasattr(part, "commands"):
            yield from _commands(part, (*path, name))
        else:
            yield f".SS {_escaped(' '.join((*path, name)))}"
            for paragraph in part.help.split("\n\n"):
                yield from (_escaped(" ".join(paragraph.split())), ".PP")
            yield from _parameters(part, name)


def _parameters(command: Any, name: str) -> Iterator[str]:
    """Arguments and options; those of a command that needs an argument are listed without giving it one."""
    context = command.make_context(name, [], resilient_parsing=True)
    for parameter in command.get_params(context):
        record = parameter.get_help_record(context)
        if record:
            called, meaning = record
            yield from (".TP", f".B {_escaped(called)}", _escaped(" ".join(meaning.split())))


def _foot() -> Iterator[str]:
    yield ".SH EXIT STATUS"
    for code, meaning in EXIT_CODES.items():
        yield from (".TP", f".B {code}", _escaped(meaning))
    yield ".SH ENVIRONMENT"
    for name, setting in SETTINGS.items():
        yield from (".TP", f".B {PREFIX}{name.upper()}", _escaped(f"{setting.kind}; otherwise {setting.otherwise}"))
    yield from (".TP", ".B MMFINANCE_CONFIG", "the file of settings, instead of this system's own")
    yield from (".SH FILES", ".TP", ".I ~/.config/mmfinance/config.toml")
    yield _escaped("settings, in TOML; mmfinance config show says where each value came from")


def _escaped(text: str) -> str:
    """Keep a text from being read as roff: backslashes, hyphens that are minus signs, a line that begins like one."""
    safe = text.replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{safe}" if safe.startswith((".", "'")) else safe
