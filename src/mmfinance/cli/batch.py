"""The `batch` commands: many cases at once."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mmfinance.cli.options import AsJson, AsOf
from mmfinance.cli.terminal import counted

if TYPE_CHECKING:
    from mmfinance.batch.check import Check

commands = typer.Typer(
    help="Many cases at once: check a file, write its letters, screen a registry.", no_args_is_help=True
)

CasesFile = Annotated[
    Path, typer.Argument(metavar="FILE", help="CSV, XLSX, JSON Lines, Parquet, or a folder of case files.")
]
MapFile = Annotated[
    Path | None,
    typer.Option("--map", metavar="MAP", help="What the table's own headers mean (YAML; docs/how-to/batch.md)."),
]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.add_typer(commands, name="batch", rich_help_panel=None)


@commands.command()
def check(file: CasesFile, mapping: MapFile = None, as_of: AsOf = None, as_json: AsJson = False) -> None:
    """Show how each column of a file is read, what is left out, and which rows are wrong, before anything runs.

    Ends with 1 when a row is wrong.

    Example: mmfinance batch check cases.csv
    """
    import json

    from mmfinance.batch.check import check_document, check_file

    found = check_file(file, mapping, as_of.date() if as_of else date.today())
    if as_json:
        typer.echo(json.dumps(check_document(found), indent=2, ensure_ascii=False))
    else:
        typer.echo("\n".join(_described(found)))
    if found.bad:
        raise typer.Exit(1)


@commands.command()
def template(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="FILE.csv or FILE.xlsx, a new file.")],
) -> None:
    """Write a spreadsheet to start from: columns, what each means, and one made-up row.

    Example: mmfinance batch template -o cases.csv
    """
    from mmfinance.batch.template import template as written
    from mmfinance.errors import UnwritableOutput
    from mmfinance.files import write_private

    content = written(output)
    if output.exists():
        raise UnwritableOutput(f"{output} exists already; name a new file")
    write_private(output, content)
    typer.echo(f"wrote {output}")


def _described(found: "Check") -> list[str]:
    from mmfinance.batch.columns.readings import READINGS

    lines = [f"{found.file}: {counted(found.good, 'row')} can be worked out, {counted(found.bad, 'row')} cannot"]
    lines += [f"  note: {note}" for note in found.notes]
    if found.plan.columns:
        lines.append("\nRead:")
        lines += [
            f"  {one.header} -> {'.'.join(one.path)} ({READINGS[one.reading].rule})" for one in found.plan.columns
        ]
    for title, left_out in (("Left out:", found.plan.dropped), ("Not known, not read:", found.plan.unknown)):
        if left_out:
            lines += ["", title, *(f"  {one.header}: {one.why}" for one in left_out)]
    if found.problems:
        lines.append("\nFirst problems:")
        lines += [
            f"  row {one.row}, {one.column or 'the whole row'}: {one.what}{_wanted(one.expected)}"
            for one in found.problems
        ]
    return lines


def _wanted(expected: str) -> str:
    return f"; expected {expected}" if expected else ""
