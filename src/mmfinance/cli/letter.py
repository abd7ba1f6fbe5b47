"""The `letter` commands: write one letter, check or copy a set of templates."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from mmfinance.cli.options import (
    AsOf,
    CaseFile,
    Language,
    LargePrint,
    MonthsOfLetters,
    OverlayDirectory,
    ProgramsDirectory,
    TemplatesDirectory,
)
from mmfinance.cli.short_lived import be_short_lived
from mmfinance.cli.told import told_case


class LetterFormat(StrEnum):
    """What a letter can be written as."""

    PDF = "pdf"
    HTML = "html"
    TXT = "txt"


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.command()(letter)
    templates = typer.Typer(help="Your own letter templates.", no_args_is_help=True, rich_markup_mode=None)
    templates.command("check")(check)
    templates.command("copy")(copy)
    app.add_typer(templates, name="templates")


def letter(
    case: CaseFile,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The file to write: .pdf, .html or .txt. Only you can read it.")
    ],
    kind: Annotated[str, typer.Option(help="The kind of letter: docs/reference/letters.md lists them.")] = "action",
    lang: Language = None,
    format: Annotated[LetterFormat | None, typer.Option(help="By the file's name unless told.")] = None,
    large_print: LargePrint = False,
    as_of: AsOf = None,
    months: MonthsOfLetters = 12,
    program: Annotated[str | None, typer.Option(help="For a referral: the program it goes to.")] = None,
    compare: Annotated[list[str] | None, typer.Option(help="For a team summary: a care path to lay beside.")] = None,
    programs: ProgramsDirectory = None,
    overlay: OverlayDirectory = None,
    templates: TemplatesDirectory = None,
) -> None:
    """Write a letter: what the coming months may cost, who can help, and what to do this week.

    Example: mmfinance letter examples/medicare-only.yaml -o letter.pdf
    """
    from dataclasses import replace

    be_short_lived()
    from mmfinance.files import write_private
    from mmfinance.letters.languages import require_language
    from mmfinance.letters.situation import Request
    from mmfinance.letters.write import render_letter, style_for

    person = told_case(case, as_of)
    style = style_for(person, kind, (format or _format_by_name(output)).value, templates)
    if lang:
        style = replace(style, language=require_language(lang))
    if large_print:
        style = replace(style, large_print=True)
    request = Request(months, programs, program, tuple(compare or ()), overlay)
    write_private(output, render_letter(person, kind, style, request))
    typer.echo(f"wrote {output}")


def _format_by_name(output: Path) -> LetterFormat:
    from mmfinance.errors import InputError

    suffix = output.suffix.lower().removeprefix(".")
    if suffix and suffix not in set(LetterFormat):
        raise InputError(f"{output.name} ends in .{suffix}; expected .pdf, .html or .txt, or say --format")
    return LetterFormat(suffix or LetterFormat.PDF)


def check(
    directory: Annotated[Path, typer.Argument(help="The template directory.", show_default=False)],
    examples: Annotated[
        Path | None, typer.Option(help="A directory of case files; the shipped ones unless told.")
    ] = None,
) -> None:
    """Render every kind of letter in every language against every example, and list what is wrong.

    Example: mmfinance templates check my-templates
    """
    from mmfinance.case.reading import read_case
    from mmfinance.errors import InputError
    from mmfinance.letters.check import check_templates
    from mmfinance.letters.situation import situation_of
    from mmfinance.shipped import shipped_directory

    if not directory.is_dir():
        raise InputError(f"{directory}: there is no such template directory")
    paths = sorted((examples or shipped_directory("examples")).glob("*.yaml"))
    if not paths:
        raise InputError("there are no example cases to check the templates with; name a directory with --examples")
    findings = check_templates(directory, ((path.stem, situation_of(read_case(path))) for path in paths))
    for finding in findings:
        typer.echo(str(finding))
    if findings:
        raise InputError(f"{len(findings)} things to mend in {directory}")
    typer.echo(f"nothing to mend: every letter against {len(paths)} examples")


def copy(
    directory: Annotated[Path, typer.Argument(help="A directory that does not exist yet.", show_default=False)],
) -> None:
    """Copy the shipped templates, as the start of your own.

    Example: mmfinance templates copy my-templates
    """
    from mmfinance.letters.check import copy_templates

    copy_templates(directory)
    typer.echo(f"copied the templates to {directory}; use them with --templates {directory}")
