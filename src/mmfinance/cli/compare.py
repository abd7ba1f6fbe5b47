"""The `compare` command: the same case under several choices, side by side."""

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mmfinance.cli import complete
from mmfinance.cli.estimate import Draws, Seed, write_picture
from mmfinance.cli.options import AsJson, AsOf, CaseFile, Months
from mmfinance.cli.progress import Show, progress
from mmfinance.cli.short_lived import be_short_lived
from mmfinance.cli.told import told_case

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mmfinance.exposure.compare import Compared, Option

PLAN_MAXIMUM = (
    "plan maximum: what is left of the plan's own yearly limits for care in network, over all plan years here."
)


class Column(StrEnum):
    """What a comparison can be sorted by."""

    EXPECTED = "expected"
    HIGH = "high"
    PREMIUMS = "premiums"
    PLAN_MAXIMUM = "plan-maximum"
    WORST_MONTH = "worst-month"
    TRAVEL_DAYS = "travel-days"


class SiteChoice(StrEnum):
    """Sites of care that can be compared."""

    OUTPATIENT_HOSPITAL = "outpatient_hospital"
    OFFICE = "office"


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(compare)


def compare(
    case: CaseFile,
    care_path: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="A care path; give it twice or more.", autocompletion=complete.care_path_ids),
    ] = None,
    site: Annotated[list[SiteChoice] | None, typer.Option(help="A site of care; give it twice or more.")] = None,
    start: Annotated[
        list[datetime] | None, typer.Option(formats=["%Y-%m-%d"], metavar="DATE", help="A start date.")
    ] = None,
    coverage: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="A file with a `coverage` list, such as a plan for next year."),
    ] = None,
    months: Months = 12,
    as_of: AsOf = None,
    sort: Annotated[Column | None, typer.Option(help="Sort by this column, lowest first.")] = None,
    as_json: AsJson = False,
    draws: Draws = 1000,
    seed: Seed = 0,
    chart: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the picture (.svg or .png).")] = None,
) -> None:
    """Put choices side by side: total, worst case, worst month, travel days. It recommends nothing.

    Example: mmfinance compare examples/veteran-va.yaml --care-path teclistamab --care-path talquetamab
    """
    be_short_lived()
    from mmfinance.case.vocabulary import Setting
    from mmfinance.exposure.compare import compare as compare_options
    from mmfinance.exposure.compare import comparison_document, options, read_coverage
    from mmfinance.exposure.report.estimate_picture import comparison_picture

    told = told_case(case, as_of)
    chosen = options(
        told,
        care_paths=care_path or (),
        sites=[Setting(one.value) for one in site or ()],
        starts=[one.date() for one in start or ()],
        coverages=[(path.stem, read_coverage(path)) for path in coverage or ()],
    )
    with progress(chosen, "choices") as show:
        compared = compare_options(_shown(chosen, show), months, draws, seed, sort.value if sort else None)
    if chart:
        write_picture(chart, comparison_picture(compared))
    if as_json:
        import json

        document = comparison_document(told, compared, sort.value if sort else None)
        typer.echo(json.dumps(document, indent=2, ensure_ascii=False))
    else:
        _print(compared)


def _shown(chosen: "Sequence[Option]", show: Show) -> "Iterator[Option]":
    for through, option in enumerate(chosen):
        show(through, option.label)
        yield option
    show(len(chosen), "done")


def _print(compared: "Sequence[Compared]") -> None:
    from mmfinance.cli.tables import print_table, table
    from mmfinance.cli.terminal import console, paragraph
    from mmfinance.exposure.compare import STATEMENT, own_months
    from mmfinance.exposure.report.pictures import whole_dollars

    out = console()
    amounts = ("low", "expected", "high", "premiums", "plan maximum", "worst month", "travel days")
    rows = table("choice", *amounts, amounts=amounts)
    for one in compared:
        rows.add_row(
            one.label,
            whole_dollars(one.total.low),
            whole_dollars(one.total.expected),
            whole_dollars(one.total.high),
            "not known" if one.premiums is None else whole_dollars(one.premiums.expected),
            _maximum(one),
            f"{whole_dollars(one.worst_month_amount)} ({one.worst_month})",
            str(one.travel_days),
        )
    print_table(out, rows)
    unknown = dict.fromkeys(name for one in compared for name in one.price_unknown)
    if unknown:
        paragraph(out, f"Price not known, so not in the expected amounts: {', '.join(unknown)}.")
    paragraph(out, PLAN_MAXIMUM)
    if said := own_months(compared):
        paragraph(out, said)
    paragraph(out, STATEMENT)


def _maximum(one: "Compared") -> str:
    from mmfinance.exposure.report.pictures import whole_dollars

    if one.uncapped:
        return "no limit"
    if one.plan_maximum is None:
        return "not known"
    return whole_dollars(one.plan_maximum) if one.plan_maximum_stated else f"at most {whole_dollars(one.plan_maximum)}"
