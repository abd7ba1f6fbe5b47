"""The `templates` commands: check or copy a set of letter templates."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mmfinance.cli.options import AsJson
from mmfinance.cli.progress import progress
from mmfinance.cli.terminal import counted, say

if TYPE_CHECKING:
    from mmfinance.letters.situation import Situation

CHECK_SCHEMA = "mmfinance/templates-check@1"

commands = typer.Typer(help="Your own letter templates.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.add_typer(commands, name="templates")


@commands.command()
def check(
    directory: Annotated[Path, typer.Argument(help="The template directory.", show_default=False)],
    examples: Annotated[
        Path | None, typer.Option(metavar="DIR", help="A directory of case files; the shipped ones unless told.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Render every kind of letter in every language against every example, and list what is wrong.

    With the shipped examples that takes about half a minute.

    Example: mmfinance templates check my-templates
    """
    import json
    from dataclasses import asdict

    from mmfinance.errors import InputError
    from mmfinance.letters.check import check_templates
    from mmfinance.shipped import shipped_directory

    if not directory.is_dir():
        raise InputError(f"{directory}: there is no such template directory")
    paths = sorted((examples or shipped_directory("examples")).glob("*.yaml"))
    if not paths:
        raise InputError("there are no example cases to check the templates with; name a directory with --examples")
    findings = check_templates(directory, _situations(paths))
    if as_json:
        document = {"schema": CHECK_SCHEMA, "examples": len(paths), "findings": [asdict(one) for one in findings]}
        typer.echo(json.dumps(document, indent=2, ensure_ascii=False))
        raise typer.Exit(2 if findings else 0)
    say(*map(str, findings))
    if findings:
        raise InputError(f"{counted(len(findings), 'thing')} to mend in {directory}")
    say(f"nothing to mend: every letter against {counted(len(paths), 'example')}")


def _situations(paths: Sequence[Path]) -> "Iterator[tuple[str, Situation]]":
    from mmfinance.case.reading import read_case
    from mmfinance.letters.situation import situation_of

    with progress(paths, "examples") as show:
        for through, path in enumerate(paths):
            show(through, path.stem)
            yield path.stem, situation_of(read_case(path))
        show(len(paths), "done")


@commands.command()
def copy(
    directory: Annotated[Path, typer.Argument(help="A directory that does not exist yet.", show_default=False)],
) -> None:
    """Copy the shipped templates, as the start of your own.

    Example: mmfinance templates copy my-templates
    """
    from mmfinance.letters.check import copy_templates

    copy_templates(directory)
    say(f"copied the templates to {directory}; use them with --templates {directory}")
