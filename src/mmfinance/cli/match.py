"""The `match` command."""

from typing import TYPE_CHECKING, Annotated

import typer

from mmfinance.cli import complete
from mmfinance.cli.options import AsJson, AsOf, CaseFile, OverlayDirectory, ProgramsDirectory
from mmfinance.cli.short_lived import be_short_lived
from mmfinance.cli.terminal import say
from mmfinance.cli.told import told_case

if TYPE_CHECKING:
    from mmfinance.assistance.directory import Directory
    from mmfinance.assistance.result import MatchResult


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(match)


def match(
    case: CaseFile,
    as_json: AsJson = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show every reason.")] = False,
    why: Annotated[
        str | None,
        typer.Option("--why", metavar="ID", help="Explain one program.", autocompletion=complete.program_ids),
    ] = None,
    ask: Annotated[bool, typer.Option("--ask", help="Ask for what still decides something.")] = False,
    as_of: AsOf = None,
    programs: ProgramsDirectory = None,
    overlay: OverlayDirectory = None,
) -> None:
    """Say which programs can help this person, and why.

    Example: mmfinance match examples/half-missing.yaml --why fmla
    """
    be_short_lived()
    from mmfinance.assistance.directory import load_directory
    from mmfinance.assistance.match import match as match_case
    from mmfinance.errors import InputError

    if ask and as_json:
        raise InputError("--ask asks and --json prints one document: give one of them")
    directory = load_directory(programs, overlay)
    if why is not None:
        why = directory.named(why).id
    person = told_case(case, as_of)
    result = match_case(person, directory)
    if as_json:
        _print_json(result, directory, why)
    elif ask:
        from mmfinance.cli.asking import ask_missing

        ask_missing(person, directory, explain, why)
    else:
        from mmfinance.assistance.wording import match_lines

        for line in match_lines(result, directory, explain, why):
            say(line)


def _print_json(result: "MatchResult", directory: "Directory", why: str | None) -> None:
    import json

    from mmfinance.assistance.document import match_document

    document = match_document(result, directory)
    if why is not None:
        document["programs"] = [program for program in document["programs"] if program["id"] == why]
    typer.echo(json.dumps(document, indent=2, ensure_ascii=False))
