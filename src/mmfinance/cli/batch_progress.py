"""What the long batch commands share: options, progress on a terminal, and stopping in words."""

import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

STOPPED_EXIT_CODE = 130

Workers = Annotated[int | None, typer.Option(min=1, help="Processes; as many as processors unless told.")]

Show = Callable[[int, str], None]
"""Shows how many rows are through, and a word on them."""


@contextmanager
def progress(rows: Iterable[object]) -> Iterator[Show]:
    """Show rate and time left on a terminal, for which the rows are counted first; nothing where output is piped."""
    if not sys.stderr.isatty():
        yield lambda through, word: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("rows {task.fields[said]}"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as shown:
        task = shown.add_task("", total=sum(1 for _ in rows), said="")

        def show(through: int, word: str) -> None:
            rate = through / (shown.tasks[0].elapsed or 1)
            shown.update(task, completed=through, said=f"({rate:,.1f} a second, {word})")

        yield show


@contextmanager
def stopped_in_words() -> Iterator[None]:
    """Stop at Ctrl-C and at a polite kill alike, and say how to go on."""

    def stop(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except KeyboardInterrupt:
        typer.echo("stopped; run the same command again", err=True)
        raise typer.Exit(STOPPED_EXIT_CODE) from None
