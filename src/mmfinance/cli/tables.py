"""Tables for a terminal: beside each other where every word fits, else one row under the other."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

GAP = 2
"""Columns between two columns of a table."""


def table(*columns: str, amounts: Sequence[str] = ()) -> "Table":
    """A plain table of text; columns named in `amounts` are right-aligned."""
    from rich import box
    from rich.table import Table

    made = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    for name in columns:
        made.add_column(name, justify="right" if name in amounts else "left")
    return made


def print_table(out: "Console", made: "Table") -> None:
    """Print a table; where the console is too narrow for its longest words, each row as lines of its own."""
    widths = _widths(made, out.width - GAP * (len(made.columns) - 1))
    if widths is None:
        for line in _as_lines(made):
            out.print(line)
        return
    for column, columns_wide in zip(made.columns, widths, strict=True):
        column.width = columns_wide
    out.print(made)


def _widths(made: "Table", room: int) -> list[int] | None:
    """Narrow the widest columns, down to their longest word, until all fit; None where they cannot."""
    texts = [[str(column.header), *map(str, column.cells)] for column in made.columns]
    widths = [max(map(len, column)) for column in texts]
    least = [max(len(word) for text in column for word in text.split() or [""]) for column in texts]
    while sum(widths) > room:
        wide, at = max((wide, at) for at, wide in enumerate(widths) if wide > least[at]) if widths != least else (0, 0)
        if not wide:
            return None
        widths[at] -= 1
    return widths


def _as_lines(made: "Table") -> Iterator[str]:
    names = [str(column.header) for column in made.columns]
    for row in zip(*(column.cells for column in made.columns), strict=True):
        first, *rest = map(str, row)
        yield first
        for name, cell in zip(names[1:], rest, strict=True):
            if cell:
                yield f"  {name}: {cell}" if name else f"  {cell}"
