"""What the long batch commands share: an option, and stopping in words."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

STOPPED_EXIT_CODE = 130

Workers = Annotated[int | None, typer.Option(min=1, help="Processes; as many as processors unless told.")]


@contextmanager
def stopped_in_words() -> Iterator[None]:
    """Stop at Ctrl-C and at a polite kill alike, and say how to go on."""

    def stop(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    except KeyboardInterrupt:
        typer.echo("stopped; run the same command again", err=True)
        raise typer.Exit(STOPPED_EXIT_CODE) from None
    finally:
        signal.signal(signal.SIGTERM, before)
