"""The `redact` command."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mmfinance.cli.options import CaseFile
from mmfinance.cli.told import ask_passphrase

if TYPE_CHECKING:
    from collections.abc import Iterator

HEAD = """\
# A redacted case: names, places below the state, contacts, numbers that identify, all free text, and all of a date
# but its year were taken out (Safe Harbor, 45 CFR 164.514(b)(2)). Dates stand as 1 January of their year.
# Safe Harbor also asks that you know of nothing left that tells who this is: read it once more before you share it.
"""


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(redact)


def redact(
    case: CaseFile,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file.", metavar="FILE")] = None,
) -> None:
    """Take out of a case what could tell whose it is (Safe Harbor), for teaching and for bug reports.

    Example: mmfinance redact case.yaml -o teaching.yaml
    """
    from mmfinance.case.reading import case_from_document, read_case_document
    from mmfinance.case.redaction import redacted
    from mmfinance.case.writing import case_text
    from mmfinance.files import write_private

    document = read_case_document(case, ask_passphrase)
    told = case_from_document(document)
    text = HEAD + case_text(redacted(told, document.data, frozenset(_public_names())))
    if output is None:
        typer.echo(text, nl=False)
        return
    write_private(output, text.encode())
    typer.echo(f"wrote {output}")


def _public_names() -> "Iterator[str]":
    """The ids of care paths, programs and drugs, and the drugs as people write them."""
    from mmfinance.assistance.directory import load_directory
    from mmfinance.assistance.vocabulary import DRUG_BENEFITS
    from mmfinance.reference.care_paths import care_path_ids

    yield from care_path_ids()
    yield from load_directory().programs
    for drug in DRUG_BENEFITS:
        yield from (drug, drug.replace("_", " "))
