"""How text meets a terminal: as wide as it is, at most the width given, words kept whole, what wraps indented.

Into a file or a pipe lines stay whole, so that one line is one thing to search for; COLUMNS asks for a width there too.
"""

import os
import shutil
import sys
from textwrap import TextWrapper
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from rich.console import Console

WIDTH_OF_A_FILE = 100
"""Columns of a table that goes into a file."""
LEAST_WIDTH = 20
INDENT = 2


def say(*texts: str) -> None:
    """Print texts; a line that is too long for the terminal goes on indented under its own beginning."""
    columns = width()
    for text in texts:
        typer.echo(text if columns is None else "\n".join(_wrapped(line, columns) for line in text.split("\n")))


def counted(count: int, one: str) -> str:
    """A count and its noun: 1 row, 1,000 rows."""
    return f"{count:,} {one}" if count == 1 else f"{count:,} {one}s"


def width() -> int | None:
    """Columns to fill: what COLUMNS says, or the terminal's; None for a file or a pipe."""
    told = os.environ.get("COLUMNS", "")
    if told.isdigit() and int(told) > 0:
        return max(LEAST_WIDTH, int(told))
    return max(LEAST_WIDTH, shutil.get_terminal_size().columns) if sys.stdout.isatty() else None


def console() -> "Console":
    """A console without colours or markup, for tables and paragraphs."""
    from rich.console import Console

    return Console(highlight=False, markup=False, no_color=True, width=width() or WIDTH_OF_A_FILE, soft_wrap=False)


def paragraph(out: "Console", text: str, first: str = "", rest: str | None = None) -> None:
    """A paragraph, its further lines indented like the first or as said; a line break at its end is kept."""
    rest = first if rest is None else rest
    out.print(_filled(text, out.width, first, rest) + ("\n" if text.endswith("\n") else ""), soft_wrap=True)


def print_line(out: "Console", line: str) -> None:
    """A line that goes on, where it is too long, indented under its own beginning."""
    out.print(_wrapped(line, out.width), soft_wrap=True)


def _wrapped(line: str, columns: int) -> str:
    if len(line) <= columns:
        return line
    start = line[: len(line) - len(line.lstrip())]
    return _filled(line.strip(), columns, start, start + " " * INDENT)


def _filled(text: str, columns: int, first: str, rest: str) -> str:
    """Fill lines; a word longer than a line, such as a web address, stays whole."""
    wrapper = TextWrapper(
        columns, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
    return wrapper.fill(text)
