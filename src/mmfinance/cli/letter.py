"""The `letter` command: write one letter."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from mmfinance.cli import complete
from mmfinance.cli.options import (
    AsOf,
    CaseFile,
    Language,
    LargePrint,
    Months,
    OverlayDirectory,
    ProgramsDirectory,
    TemplatesDirectory,
)
from mmfinance.cli.progress import progress
from mmfinance.cli.short_lived import be_short_lived
from mmfinance.cli.told import told_case


class LetterFormat(StrEnum):
    """What a letter can be written as."""

    PDF = "pdf"
    HTML = "html"
    TXT = "txt"


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(letter)


def letter(
    case: CaseFile,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The file to write: .pdf, .html or .txt. Only you can read it.")
    ],
    kind: Annotated[
        str,
        typer.Option(
            metavar="KIND",
            help="The kind of letter: docs/reference/letters.md lists them.",
            autocompletion=complete.letter_kinds,
        ),
    ] = "action",
    lang: Language = None,
    format: Annotated[LetterFormat | None, typer.Option(help="By the file's name unless told.")] = None,
    large_print: LargePrint = False,
    as_of: AsOf = None,
    months: Months = 12,
    program: Annotated[
        str | None,
        typer.Option(metavar="ID", help="For a referral: the program it goes to.", autocompletion=complete.program_ids),
    ] = None,
    compare: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID", help="For a team summary: a care path to lay beside.", autocompletion=complete.care_path_ids
        ),
    ] = None,
    programs: ProgramsDirectory = None,
    overlay: OverlayDirectory = None,
    templates: TemplatesDirectory = None,
) -> None:
    """Write a letter: what the coming months may cost, who can help, and what to do this week.

    Example: mmfinance letter examples/medicare-advantage.yaml -o letter.pdf
    """
    from dataclasses import replace

    be_short_lived()
    from mmfinance.files import write_private
    from mmfinance.letters.languages import require_language
    from mmfinance.letters.situation import Request, situation_of
    from mmfinance.letters.write import letter_of, style_for

    person = told_case(case, as_of)
    style = style_for(person, kind, (format or _format_by_name(output)).value, templates)
    if lang:
        style = replace(style, language=require_language(lang))
    if large_print:
        style = replace(style, large_print=True)
    request = Request(months, programs, program, tuple(compare or ()), overlay)
    with progress(("cost and help", "page"), "steps") as show:
        show(0, "cost and help")
        situation = situation_of(person, request)
        show(1, "page")
        written = letter_of(situation, kind, style)
        show(2, "done")
    write_private(output, written)
    typer.echo(f"wrote {output}")


def _format_by_name(output: Path) -> LetterFormat:
    from mmfinance.errors import InputError

    suffix = output.suffix.lower().removeprefix(".")
    if suffix and suffix not in set(LetterFormat):
        raise InputError(f"{output.name} ends in .{suffix}; expected .pdf, .html or .txt, or say --format")
    return LetterFormat(suffix or LetterFormat.PDF)
