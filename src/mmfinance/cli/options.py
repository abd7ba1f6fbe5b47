"""Arguments and options that several commands share, so that each is called and explained the same everywhere."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from mmfinance.cli import complete
from mmfinance.exposure.horizon import MOST_MONTHS

CaseFile = Annotated[Path, typer.Argument(metavar="CASE", help="A case file (YAML or JSON).")]
AsOf = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], metavar="DATE", help="Replay the case as on this day."),
]
Months = Annotated[
    int, typer.Option("--months", envvar="MMFINANCE_MONTHS", min=1, max=MOST_MONTHS, help="Months to look ahead.")
]
Language = Annotated[
    str | None,
    typer.Option(
        "--lang",
        envvar="MMFINANCE_LANGUAGE",
        metavar="CODE",
        help="en or es; the case's language unless told.",
        autocompletion=complete.languages,
    ),
]
LargePrint = Annotated[bool, typer.Option("--large-print", envvar="MMFINANCE_LARGE_PRINT", help="18 point type.")]
TemplatesDirectory = Annotated[
    Path | None,
    typer.Option(
        "--templates",
        envvar="MMFINANCE_TEMPLATES",
        metavar="DIR",
        help="A template directory instead of the shipped one.",
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
ProgramsDirectory = Annotated[
    Path | None,
    typer.Option(
        "--programs", envvar="MMFINANCE_PROGRAMS", metavar="DIR", help="A program directory instead of the shipped one."
    ),
]
OverlayDirectory = Annotated[
    Path | None,
    typer.Option(
        "--overlay", envvar="MMFINANCE_OVERLAY", metavar="DIR", help="A directory of statuses seen lately; they win."
    ),
]
