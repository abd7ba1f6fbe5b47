"""Progress of long commands on a terminal."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

Show = Callable[[int, str], None]
"""Shows how many are through, and a word on them."""


@contextmanager
def progress(items: Iterable[object], called: str) -> Iterator[Show]:
    """Show rate and time left on a terminal until all is done, for which the items are counted; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda through, word: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn(f"{called} {{task.fields[said]}}"), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("", total=sum(1 for _ in items), said="")

        def show(through: int, word: str) -> None:
            rate = through / (shown.tasks[0].elapsed or 1)
            shown.update(task, completed=through, said=f"({rate:,.1f} a second, {word})")

        yield show
