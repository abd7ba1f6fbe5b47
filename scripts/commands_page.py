"""Writes docs/commands.md: the help of every command, as the program prints it.

Run: make docs
"""

from pathlib import Path

import typer
from typer.testing import CliRunner

from mmfinance.cli.app import app

PAGE = Path(__file__).parents[1] / "docs" / "commands.md"
HEAD = """# Commands

What `--help` prints, for every command. Written by `make docs`; a test keeps it current.

Exit codes: 0 done, 1 finished with some cases failed (batch), 2 bad usage or bad input, 3 the program directory or the
reference data is broken, 4 this computer lacks something (`mmfinance doctor` says what).
"""


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


def page() -> str:
    """Give the whole page as Markdown."""
    sections = [
        f"## mmfinance {' '.join(path)}".rstrip() + f"\n\n```\n{help_of(path)}\n```\n" for path in command_paths()
    ]
    return "\n".join([HEAD, *sections])


def command_paths() -> list[tuple[str, ...]]:
    """List every command as the words that call it, groups before their commands."""
    return list(_walk(typer.main.get_command(app), ()))


def _walk(command: object, path: tuple[str, ...]) -> list[tuple[str, ...]]:
    inner: dict[str, object] = getattr(command, "commands", {})
    return [path, *(found for name, part in inner.items() for found in _walk(part, (*path, name)))]


def help_of(path: tuple[str, ...]) -> str:
    """Give the help text of one command, 100 columns wide."""
    shown = CliRunner().invoke(app, [*path, "--help"], env={"COLUMNS": "100"}, prog_name="mmfinance")
    return "\n".join(line.rstrip() for line in shown.stdout.strip().splitlines())


if __name__ == "__main__":
    main()
