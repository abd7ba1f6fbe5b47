"""The `case` commands."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from mmfinance.cli import complete, locking
from mmfinance.cli.options import AsJson, ProgramsDirectory
from mmfinance.cli.short_lived import be_short_lived
from mmfinance.cli.terminal import say
from mmfinance.cli.told import ask_passphrase

CHECK_SCHEMA = "mmfinance/case-check@1"
KEY_SCHEMA = "mmfinance/case-key@1"

commands = typer.Typer(
    help="Check a case file, start a new one, lock one, explain its keys.",
    no_args_is_help=True,
)


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    locking.register(commands)
    app.add_typer(commands, name="case", rich_help_panel=None)


@commands.command()
def check(
    file: Annotated[Path, typer.Argument(help="A case file, YAML or JSON.", metavar="FILE")],
    as_json: AsJson = False,
    programs: ProgramsDirectory = None,
) -> None:
    """Name every mistake, contradiction and unknown name in a case file, with its line and what is expected there.

    Example: mmfinance case check examples/half-missing.yaml
    """
    be_short_lived()
    from mmfinance.assistance.names_in_case import require_known_names
    from mmfinance.case.reading import case_from_document, read_case_document
    from mmfinance.errors import InvalidDocument, Problem

    problems: tuple[Problem, ...] = ()
    try:
        document = read_case_document(file, ask_passphrase)
        require_known_names(case_from_document(document), document, programs)
    except InvalidDocument as error:
        if not as_json:
            raise
        problems = error.problems
    if not as_json:
        typer.echo(f"{file.name}: no mistakes found")
        return
    typer.echo(json.dumps(_check_document(file, problems), indent=2, ensure_ascii=False))
    if problems:
        raise typer.Exit(2)


@commands.command()
def explain(
    key: Annotated[
        str, typer.Argument(metavar="KEY", help="A key with dots: household.size.", autocompletion=complete.case_keys)
    ],
    as_json: AsJson = False,
) -> None:
    """Say what a key of a case file means and what may stand there.

    Example: mmfinance case explain coverage.deductible.met
    """
    from dataclasses import asdict

    from mmfinance.case.keys import case_key

    found = case_key(key)
    if as_json:
        typer.echo(json.dumps({"schema": KEY_SCHEMA, **asdict(found)}, indent=2, ensure_ascii=False))
        return
    say(f"{found.path}: {found.meaning}" if found.meaning else found.path, *(f"  {under}" for under in found.under))


@commands.command()
def schema() -> None:
    """Print the JSON Schema of case files, for editors that complete and check while you type.

    Example: mmfinance case schema > case.schema.json
    """
    from mmfinance.case.schema import schema_text

    typer.echo(schema_text(), nl=False)


@commands.command()
def new(
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="Write to this file, which must not exist yet.", metavar="FILE"),
    ] = None,
) -> None:
    """Print an empty case file with a comment at every key.

    Example: mmfinance case new -o case.yaml
    """
    from mmfinance.case.skeleton import skeleton
    from mmfinance.errors import UnwritableOutput
    from mmfinance.files import write_private

    text = skeleton(date.today())
    if output is None:
        typer.echo(text, nl=False)
        return
    if output.exists():
        raise UnwritableOutput(f"{output} exists already; name a new file")
    write_private(output, text.encode())
    typer.echo(f"wrote {output}")


def _check_document(file: Path, problems: tuple[object, ...]) -> dict[str, object]:
    return {
        "schema": CHECK_SCHEMA,
        "file": file.name,
        "valid": not problems,
        "problems": [vars(problem) for problem in problems],
    }
