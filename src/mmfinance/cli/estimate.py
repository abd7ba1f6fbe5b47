"""The `estimate` command: what the coming months may cost."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mmfinance.cli.options import AsJson, AsOf, CaseFile, Months
from mmfinance.cli.short_lived import be_short_lived
from mmfinance.cli.told import told_case

if TYPE_CHECKING:
    from mmfinance.exposure.report.explain import Opened
    from mmfinance.exposure.report.pictures import Picture
    from mmfinance.exposure.result import Estimate

Draws = Annotated[int, typer.Option(min=1, max=100_000, help="Draws of the simulation; 1 is the expected schedule.")]
Seed = Annotated[int, typer.Option(min=0, help="Seed of the simulation.")]


def register(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command()(estimate)


def estimate(
    case: CaseFile,
    months: Months = 12,
    as_of: AsOf = None,
    as_json: AsJson = False,
    explain: Annotated[bool, typer.Option("--explain", help="Open the amounts, month by month.")] = False,
    month: Annotated[str | None, typer.Option(metavar="YYYY-MM", help="With --explain: this month only.")] = None,
    service: Annotated[int | None, typer.Option(help="With --explain: this service, by its number.")] = None,
    draws: Draws = 1000,
    seed: Seed = 0,
    chart: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the picture (.svg or .png).")] = None,
) -> None:
    """Estimate what the coming months may cost: a range, by month and by kind of cost, with everything assumed.

    Example: mmfinance estimate examples/medicare-no-supplement.yaml --months 6
    """
    be_short_lived()
    from mmfinance.cli.estimate_text import print_estimate
    from mmfinance.cli.explain_text import print_opened
    from mmfinance.exposure.estimate import estimate as estimate_case

    told = told_case(case, as_of)
    found = estimate_case(told, months, draws, seed)
    if chart:
        _write_chart(chart, found)
    opened = _opened(found, explain, month, service)
    if as_json:
        _print_json(found, opened)
    elif opened is not None:
        print_opened(opened)
    else:
        print_estimate(told, found)


def _opened(found: "Estimate", explain: bool, month: str | None, service: int | None) -> "Opened | None":
    from mmfinance.errors import InputError
    from mmfinance.exposure.report.explain import open_months, open_service

    if not explain and (month or service is not None):
        raise InputError("--month and --service go with --explain")
    if month and service is not None:
        raise InputError("--explain opens a month or a service, not both")
    if not explain:
        return None
    return open_months(found, month) if service is None else open_service(found, service)


def _print_json(found: "Estimate", opened: "Opened | None") -> None:
    import json

    from mmfinance.exposure.report.document import estimate_document
    from mmfinance.exposure.report.explain import explanation_document

    document = estimate_document(found)
    if opened is not None:
        document["explanation"] = explanation_document(opened)
    typer.echo(json.dumps(document, indent=2, ensure_ascii=False))


def _write_chart(path: Path, found: "Estimate") -> None:
    from mmfinance.exposure.report.estimate_picture import estimate_picture

    write_picture(path, estimate_picture(found))


def write_picture(path: Path, picture: "Picture") -> None:
    """Write a picture to a private file as SVG or PNG, by the name's ending. Raises InputError for any other."""
    from mmfinance.errors import InputError
    from mmfinance.exposure.report.pictures import cost_svg
    from mmfinance.files import write_private

    ending = path.suffix.lower()
    if ending not in (".svg", ".png"):
        raise InputError(f"--chart: found {path.name!r}; expected a file name that ends in .svg or .png")
    svg = cost_svg(picture)
    if ending == ".svg":
        write_private(path, svg.encode())
        return
    from mmfinance.letters.raster import png_of_svg

    write_private(path, png_of_svg(svg, picture.title))
