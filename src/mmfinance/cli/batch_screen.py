"""The `batch screen` command: verdicts and expected cost of a whole registry, without paper."""

from pathlib import Path
from typing import Annotated

import typer

from mmfinance.cli.batch import CasesFile, MapFile, commands
from mmfinance.cli.batch_long import Workers, stopped_in_words
from mmfinance.cli.options import AsJson, AsOf, Months, OverlayDirectory, ProgramsDirectory
from mmfinance.cli.progress import progress

SCREEN_SCHEMA = "mmfinance/batch-screen@1"


def register(app: typer.Typer) -> None:
    """Add the command to the `batch` commands."""
    commands.command()(screen)


def screen(
    file: CasesFile,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The table to write: .csv or .parquet. Only you can read it.")
    ],
    mapping: MapFile = None,
    as_of: AsOf = None,
    months: Months = 12,
    workers: Workers = None,
    as_json: AsJson = False,
    programs: ProgramsDirectory = None,
    overlay: OverlayDirectory = None,
) -> None:
    """Write one line a case: what it is expected to cost, and the verdict of every program. No letters.

    Amounts are expected ones, in dollars, of one plain run each; what is not known is blank. Rows that cannot be worked
    out are in a second table beside, NAME-problems.csv, and then it ends with 1.
    Example: mmfinance batch screen registry.csv -o screened.csv
    """
    import json
    from datetime import date

    from mmfinance.batch.columns.plan import plan_columns
    from mmfinance.batch.engines.local import processors
    from mmfinance.batch.screen.screen import problems_file
    from mmfinance.batch.screen.screen import screen as screen_rows
    from mmfinance.batch.screen.screened import Question
    from mmfinance.batch.sources.source import open_source

    source = open_source(file)
    day = as_of.date() if as_of else date.today()
    question = Question(plan_columns(source.columns, mapping), day, months, programs, overlay)
    with stopped_in_words(), progress(source, "rows") as show:
        counts = screen_rows(
            source,
            question,
            output,
            workers or processors(),
            lambda counts: show(counts.screened + counts.failed, f"{counts.failed:,} failed"),
        )
    if as_json:
        typer.echo(json.dumps({"schema": SCREEN_SCHEMA, **vars(counts)}, indent=2))
    else:
        typer.echo(f"{counts.screened:,} rows screened into {output}")
        if counts.failed:
            typer.echo(f"{counts.failed:,} rows failed: see {problems_file(output)}")
    if counts.failed:
        raise typer.Exit(1)
