"""Writes what the documents quote: the reference pages made from the code, and the output of the README's examples.

Run: make docs
"""

import re
import shlex
from pathlib import Path

import typer
from typer.testing import CliRunner

from mmfinance.cli.app import app
from scripts.column_pages import columns_page
from scripts.json_page import json_page
from scripts.man_page import man_page
from scripts.reference_pages import facts_page, figures_page, rules_page

CHECKOUT = Path(__file__).parents[1]
README = CHECKOUT / "README.md"
REFERENCE = CHECKOUT / "docs" / "reference"
MANUAL = REFERENCE / "mmfinance.1"
COMMANDS_HEAD = """# Commands

What `--help` prints, for every command. Written by `make docs`; a test keeps it current.

Exit codes: 0 done, 1 finished with some cases failed (batch), 2 bad usage or bad input, 3 the program directory or the
reference data is broken, 4 this computer lacks something (`mmfinance doctor` says what), 70 a fault in mmfinance
itself.
"""
CUT = "..."
# A line "$ mmfinance ...", then what it printed, up to the line with three dots.
QUOTED = re.compile(rf"^\$ mmfinance (?P<words>.*)\n(?P<shown>(?:(?!\$ |```).*\n)+?){re.escape(CUT)}$", re.MULTILINE)


def main() -> None:
    """Write the reference pages, the manual page, and the README's quotes."""
    for name, page in PAGES.items():
        (REFERENCE / f"{name}.md").write_text(page(), encoding="utf-8")
    MANUAL.write_text(man_page(), encoding="utf-8")
    README.write_text(with_real_output(README.read_text(encoding="utf-8")), encoding="utf-8")


def commands_page() -> str:
    """Give the page of all commands as Markdown."""
    sections = [
        f"## mmfinance {' '.join(path)}".rstrip() + f"\n\n```\n{help_of(path)}\n```\n" for path in command_paths()
    ]
    return "\n".join([COMMANDS_HEAD, *sections])


def with_real_output(page: str) -> str:
    """Put the first lines of the real output, as many as there are now, under each quoted command of a page."""
    return QUOTED.sub(_quote, page)


def _quote(found: re.Match[str]) -> str:
    lines = output_of(*shlex.split(found["words"])).splitlines()
    shown = "\n".join(line.rstrip() for line in lines[: found["shown"].count("\n")])
    return f"$ mmfinance {found['words']}\n{shown}\n{CUT}"


def command_paths() -> list[tuple[str, ...]]:
    """List every command as the words that call it, groups before their commands."""
    return _walk(typer.main.get_command(app), ())


def _walk(command: object, path: tuple[str, ...]) -> list[tuple[str, ...]]:
    inner: dict[str, object] = getattr(command, "commands", {})
    return [path, *(found for name, part in inner.items() for found in _walk(part, (*path, name)))]


def help_of(path: tuple[str, ...]) -> str:
    """Give the help text of one command."""
    return "\n".join(line.rstrip() for line in output_of(*path, "--help").strip().splitlines())


def output_of(*arguments: str) -> str:
    """Give what a command prints, 100 columns wide."""
    return CliRunner().invoke(app, arguments, env={"COLUMNS": "100"}, prog_name="mmfinance").stdout


PAGES = {
    "commands": commands_page,
    "columns": columns_page,
    "facts": facts_page,
    "rule-language": rules_page,
    "figures": figures_page,
    "json": json_page,
}
"""The pages of docs/reference/ that are written from the code."""

if __name__ == "__main__":
    main()
